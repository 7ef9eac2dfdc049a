/** Writes DPTR v1, so that tests can state what a trace says instead of spelling bytes. */
import { crc32 } from '../../web/simulation/crc32.ts';

export interface TraceFrame {
  microseconds: number;
  pagesAdded: number;
  /** `[first, end)` */
  runs: [number, number][];
}

export interface TraceText {
  label: string;
  metadata: string;
  pageBytes: number;
  flags: number;
  pagesAtStart: number;
  populated: [number, number][];
  frames: TraceFrame[];
  /** Room for extensions between the metadata and the data. */
  gapBytes: number;
}

export function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

export function runList(runs: [number, number][]): number[] {
  let end = 0;
  return [
    ...varint(runs.length),
    ...runs.flatMap(([first, runEnd]) => {
      const pair = [...varint(first - end), ...varint(runEnd - first - 1)];
      end = runEnd;
      return pair;
    }),
  ];
}

export const u32 = (value: number): number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);

/** Puts the right checksum behind bytes that may be wrong in other ways. */
export const sealed = (bytes: number[]): Uint8Array =>
  Uint8Array.from([...bytes, ...u32(crc32(Uint8Array.from(bytes)))]);

export function encodeTrace(trace: TraceText): Uint8Array {
  const label = [...new TextEncoder().encode(trace.label)];
  const metadata = [...new TextEncoder().encode(trace.metadata)];
  const total = trace.frames.reduce((sum, frame) => sum + frame.pagesAdded, trace.pagesAtStart);
  return sealed([
    ...[0x44, 0x50, 0x54, 0x52, 1, 0, trace.flags, 0],
    ...u32(trace.pageBytes),
    ...u32(100_000),
    ...u32(trace.frames.length),
    ...u32(total),
    ...u32(trace.pagesAtStart),
    ...u32(label.length),
    ...u32(metadata.length),
    ...u32(40 + label.length + metadata.length + trace.gapBytes),
    ...label,
    ...metadata,
    ...new Array<number>(trace.gapBytes).fill(0xaa),
    ...runList(trace.populated),
    ...trace.frames.flatMap((f) => [...varint(f.microseconds), ...varint(f.pagesAdded), ...runList(f.runs)]),
  ]);
}
