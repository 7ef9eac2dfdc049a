/**
 * Reads a recorded dirty-page trace, format DPTR v1 (docs/traces.md). The bytes come from anybody, so nothing
 * in them is believed before it is checked: every number against what can still follow in the file, every page
 * against the total of its frame, nothing allocated by the header's word alone. A refusal says what is wrong,
 * at which byte and in which frame; the checksum then tells whether the file was damaged on its way or written
 * wrongly in the first place, which is the difference between fetching it again and mending its writer.
 */
import { type Diagnostic, done, type Result, refused } from '../model/result.ts';
import type { Trace } from '../model/trace.ts';
import { crc32 } from './crc32.ts';

export interface TraceLimits {
  /** Largest file as it was opened, bytes. */
  fileBytes: number;
  /** Largest file once gunzipped, bytes. */
  plainBytes: number;
  /** Most pages a trace may speak of. */
  pages: number;
}

/** 2^28 pages are 1 TiB at 4 KiB, the largest partition there is here. */
export const TRACE_LIMITS: TraceLimits = {
  fileBytes: 64 * 2 ** 20,
  plainBytes: 256 * 2 ** 20,
  pages: 2 ** 28,
};

const HEADER_BYTES = 40;
const CRC_BYTES = 4;
/** Two varints and an empty run list. */
const SMALLEST_FRAME_BYTES = 3;
const SMALLEST_PAGE_BYTES = 4096;
const LARGEST_PAGE_BYTES = 16 * 2 ** 20;
const KNOWN_FLAGS = 0b11;
const FLAG_PHYSICAL = 0b10;

/** Carries the first violation out of the nested reading; never leaves this file. */
class Violation {
  readonly what: string;
  readonly at: number;
  constructor(what: string, at: number) {
    this.what = what;
    this.at = at;
  }
}

/** Growing list of page numbers: how many runs there are is known only after reading them. */
class RunList {
  pairs = new Uint32Array(1024);
  length = 0;
  push(first: number, end: number) {
    if (this.length + 2 > this.pairs.length) {
      const larger = new Uint32Array(this.pairs.length * 2);
      larger.set(this.pairs);
      this.pairs = larger;
    }
    this.pairs[this.length++] = first;
    this.pairs[this.length++] = end;
  }
}

class Reader {
  readonly bytes: Uint8Array;
  readonly end: number;
  at: number;
  constructor(bytes: Uint8Array, at: number, end: number) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** Unsigned LEB128, at most 5 bytes, at most 2^32 − 1. */
  varint(): number {
    const start = this.at;
    let value = 0;
    let scale = 1;
    for (let index = 0; index < 5; index++) {
      if (this.at >= this.end) throw new Violation('the file ends in the middle of its data', this.at);
      const byte = this.bytes[this.at++] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (value > 0xffffffff) throw new Violation('a number exceeds 32 bits', start);
        return value;
      }
      scale *= 128;
    }
    throw new Violation('a number takes more than 5 bytes', start);
  }

  runs(total: number, into: RunList) {
    const start = this.at;
    const count = this.varint();
    if (count * 2 > this.end - this.at) {
      throw new Violation(`${count} runs are announced, more than the rest of the file can hold`, start);
    }
    let end = 0;
    for (let run = 0; run < count; run++) {
      const runAt = this.at;
      const gap = this.varint();
      if (gap === 0 && run > 0) throw new Violation('a run touches the one before it', runAt);
      const first = end + gap;
      end = first + this.varint() + 1;
      if (end > total) throw new Violation(`page ${end - 1} does not exist, there are ${total}`, runAt);
      into.push(first, end);
    }
  }
}

/** Reads plain (not gzipped) DPTR bytes. `id` goes into the trace as it is. Never throws. */
export function decodeTrace(bytes: Uint8Array, limits: TraceLimits = TRACE_LIMITS, id = ''): Result<Trace> {
  const damaged = () => crc32(bytes.subarray(0, -CRC_BYTES)) !== u32(bytes, bytes.length - CRC_BYTES);
  try {
    const trace = read(bytes, limits, id);
    if (!damaged()) return done(trace);
    return refused({
      what: 'The checksum does not match: the trace was damaged.',
      where: `byte ${bytes.length - CRC_BYTES}`,
      fix: 'Copy or download the file again.',
    });
  } catch (problem) {
    if (!(problem instanceof Violation)) throw problem;
    return refused(explain(problem, bytes.length < HEADER_BYTES + CRC_BYTES || damaged()));
  }
}

function explain({ what, at }: Violation, damaged: boolean): Diagnostic {
  const fix = damaged
    ? 'The file was cut off or damaged, or is of another kind: copy or download it again.'
    : 'Its checksum is right, so it was written like this: record it again, or mend the program that wrote it.';
  return { what: `Not a valid trace: ${what}.`, where: `byte ${at}`, fix };
}

const u16 = (bytes: Uint8Array, at: number) => (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
const u32 = (bytes: Uint8Array, at: number) => (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;

function read(bytes: Uint8Array, limits: TraceLimits, id: string): Trace {
  const header = readHeader(bytes, limits);
  const { frames, pages, pagesAtStart } = header;
  const reader = new Reader(bytes, header.dataAt, bytes.length - CRC_BYTES);

  const populated = new RunList();
  reader.runs(pagesAtStart, populated);

  const dirty = new RunList();
  const frameNs = new Float64Array(frames);
  const runStart = new Uint32Array(frames + 1);
  let total = pagesAtStart;
  let durationNs = 0;
  let loopFrame = 0;
  for (let frame = 0; frame < frames; frame++) {
    try {
      const lengthAt = reader.at;
      const microseconds = reader.varint();
      if (microseconds === 0) throw new Violation('the interval has no length', lengthAt);
      const growthAt = reader.at;
      const added = reader.varint();
      if (added > 0) loopFrame = frame;
      total += added;
      if (total > pages)
        throw new Violation(`there are ${total} pages by now, the header says ${pages}`, growthAt);
      reader.runs(total, dirty);
      frameNs[frame] = microseconds * 1000;
      durationNs += microseconds * 1000;
      runStart[frame + 1] = dirty.length / 2;
    } catch (problem) {
      if (!(problem instanceof Violation)) throw problem;
      throw new Violation(`in frame ${frame + 1} of ${frames}, ${problem.what}`, problem.at);
    }
  }
  if (total !== pages)
    throw new Violation(`the frames end with ${total} pages, the header says ${pages}`, reader.at);
  if (reader.at !== reader.end) {
    throw new Violation(`${reader.end - reader.at} bytes too many follow the last frame`, reader.at);
  }
  return {
    id,
    label: header.label,
    pageBytes: header.pageBytes,
    physical: (header.flags & FLAG_PHYSICAL) !== 0,
    pagesAtStart,
    pages,
    populated: populated.pairs.slice(0, populated.length),
    frameNs,
    runStart,
    runs: dirty.pairs.slice(0, dirty.length),
    loopFrame,
    durationNs,
    metadata: header.metadata,
  };
}

function readHeader(bytes: Uint8Array, limits: TraceLimits) {
  const check = (holds: boolean, at: number, what: string) => {
    if (!holds) throw new Violation(what, at);
  };
  const magic = [0x44, 0x50, 0x54, 0x52];
  check(
    magic.every((byte, at) => bytes[at] === byte),
    0,
    'it does not begin with the letters DPTR',
  );
  check(
    bytes.length >= HEADER_BYTES + CRC_BYTES,
    bytes.length,
    `it ends inside its header of ${HEADER_BYTES} bytes`,
  );
  check(bytes.length <= limits.plainBytes, limits.plainBytes, `it is larger than ${limits.plainBytes} bytes`);
  const version = u16(bytes, 4);
  check(version === 1, 4, `it is of version ${version}, and only version 1 is known here`);
  const flags = u16(bytes, 6);
  check((flags & ~KNOWN_FLAGS) === 0, 6, `it has flags that are not known here (0x${flags.toString(16)})`);
  const pageBytes = u32(bytes, 8);
  check(
    pageBytes >= SMALLEST_PAGE_BYTES &&
      pageBytes <= LARGEST_PAGE_BYTES &&
      (pageBytes & (pageBytes - 1)) === 0,
    8,
    `its page size of ${pageBytes} bytes is not a power of two from 4 KiB to 16 MiB`,
  );
  const frames = u32(bytes, 16);
  check(frames > 0, 16, 'it has no frames');
  const pages = u32(bytes, 20);
  check(pages > 0, 20, 'it has no pages');
  check(pages <= limits.pages, 20, `it has ${pages} pages, and the limit is ${limits.pages}`);
  const pagesAtStart = u32(bytes, 24);
  check(
    pagesAtStart <= pages,
    24,
    `it starts with ${pagesAtStart} pages and ends with ${pages}, which is fewer`,
  );
  const labelBytes = u32(bytes, 28);
  const metadataBytes = u32(bytes, 32);
  const dataAt = u32(bytes, 36);
  check(
    dataAt >= HEADER_BYTES + labelBytes + metadataBytes,
    36,
    `its data would begin at byte ${dataAt}, inside the header, label or metadata`,
  );
  check(
    dataAt + 1 + frames * SMALLEST_FRAME_BYTES <= bytes.length - CRC_BYTES,
    16,
    `it announces ${frames} frames from byte ${dataAt} on, more than its ${bytes.length} bytes can hold`,
  );
  const text = (at: number, length: number) => new TextDecoder().decode(bytes.subarray(at, at + length));
  return {
    flags,
    pageBytes,
    frames,
    pages,
    pagesAtStart,
    dataAt,
    label: text(HEADER_BYTES, labelBytes),
    metadata: json(text(HEADER_BYTES + labelBytes, metadataBytes)),
  };
}

/** The description is a courtesy to the reader: one that is no JSON is left out, not fatal. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
