/**
 * Opens a trace file as a person or a scenario brings it: gzipped or plain (told by its first bytes, never by
 * its name), and never inflated beyond a cap, so that a small file cannot fill the memory of a tab.
 */
import { type Result, refused } from '../model/result.ts';
import type { Trace } from '../model/trace.ts';
import { decodeTrace, TRACE_LIMITS, type TraceLimits } from './dptr.ts';
import { sha256Hex } from './sha256.ts';

const ID_DIGITS = 16;

/** @param name shown in messages only */
export async function openTrace(
  name: string,
  bytes: Uint8Array,
  limits: TraceLimits = TRACE_LIMITS,
): Promise<Result<Trace>> {
  if (bytes.length > limits.fileBytes) {
    return refused({
      where: name,
      what: `The file has ${bytes.length} bytes; a trace may have ${limits.fileBytes}.`,
      fix: 'Record a shorter trace, or with longer intervals.',
    });
  }
  const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = gzipped ? await gunzip(bytes, limits.plainBytes) : bytes;
  if (plain === 'damaged') {
    return refused({
      where: name,
      what: 'The gzip compression is damaged or cut off.',
      fix: 'Copy or download the file again.',
    });
  }
  if (plain === 'too large') {
    return refused({
      where: name,
      what: `Unpacked, the file exceeds the limit of ${limits.plainBytes} bytes.`,
      fix: 'Record a shorter trace, or with longer intervals.',
    });
  }
  const decoded = decodeTrace(plain, limits, sha256Hex(bytes).slice(0, ID_DIGITS));
  if (decoded.ok) return decoded;
  return refused(
    ...decoded.diagnostics.map((d) => ({ ...d, where: d.where ? `${name}, ${d.where}` : name })),
  );
}

async function gunzip(bytes: Uint8Array, cap: number): Promise<Uint8Array | 'damaged' | 'too large'> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    const source = new Blob([bytes as BlobPart]).stream();
    const reader = source.pipeThrough(new DecompressionStream('gzip')).getReader();
    for (;;) {
      const { done: finished, value } = await reader.read();
      if (finished) break;
      total += value.length;
      if (total > cap) {
        await reader.cancel();
        return 'too large';
      }
      chunks.push(value);
    }
  } catch {
    return 'damaged';
  }
  const plain = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    plain.set(chunk, at);
    at += chunk.length;
  }
  return plain;
}
