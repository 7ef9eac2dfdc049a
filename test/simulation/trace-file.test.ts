import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sentence } from '../../web/model/result.ts';
import { TRACE_LIMITS } from '../../web/simulation/dptr.ts';
import { sha256Hex } from '../../web/simulation/sha256.ts';
import { openTrace } from '../../web/simulation/trace-file.ts';

const gzipped = new Uint8Array(readFileSync('test/fixtures/traces/redis-idle.trace.gz'));
const plain = new Uint8Array(gunzipSync(gzipped));

const refusal = async (bytes: Uint8Array, limits = TRACE_LIMITS) => {
  const result = await openTrace('my.trace', bytes, limits);
  return result.ok ? 'accepted' : sentence(result.diagnostics[0]!);
};

test('a trace opens gzipped or plain, and is named by the hash of the file', async () => {
  for (const bytes of [gzipped, plain]) {
    const result = await openTrace('my.trace', bytes);
    expect(result.ok && result.value.pages).toBe(12480);
    expect(result.ok && result.value.id).toBe(createHash('sha256').update(bytes).digest('hex').slice(0, 16));
  }
});

test('SHA-256 is SHA-256', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }),
  );
});

test('a refusal begins with the file it speaks of', async () => {
  expect(await refusal(plain.slice(0, 9000))).toMatch(
    /^my\.trace, byte \d+: Not a valid trace: in frame \d+ of 450/,
  );
});

test('damaged and cut compression is refused, not thrown', async () => {
  const flipped = gzipped.slice();
  flipped[1000]! ^= 0x55;
  for (const bytes of [gzipped.slice(0, 2000), gzipped.slice(0, 2), flipped]) {
    expect(await refusal(bytes)).toMatch(/damaged/);
  }
});

test('a small file that unpacks beyond the limit is refused', async () => {
  const bomb = new Uint8Array(gzipSync(new Uint8Array(3_000_000)));
  expect(await refusal(bomb, { ...TRACE_LIMITS, plainBytes: 1_000_000 })).toMatch(/limit of 1000000 bytes/);
});

test('a file larger than the limit is refused unread', async () => {
  expect(await refusal(plain, { ...TRACE_LIMITS, fileBytes: 1000 })).toMatch(/a trace may have 1000/);
});
