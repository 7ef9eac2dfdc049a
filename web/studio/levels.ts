/** The sampled levels of a move at any moment: sent, left, dirtied again, limit, speed. */
import type { MoveRecord, Samples } from '../model/recording.ts';
import type { VirtualNs } from '../model/units.ts';

export interface Levels {
  sentBytes: number;
  remainingBytes: number;
  redirtiedBytes: number;
  thresholdBytes: number;
  bandwidthBytesPerSecond: number;
}

/** Index of the last sample at or before `at`, or -1. */
export function sampleBefore(samples: Samples, at: number): number {
  let [low, high] = [0, samples.atNs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((samples.atNs[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The sampled levels at a moment; what only grows or only falls is interpolated between two samples. */
export function levelsAt(move: MoveRecord, at: VirtualNs): Levels {
  const s = move.samples;
  const i = sampleBefore(s, at);
  const column = (values: Float64Array, k: number) => values[k] ?? 0;
  if (i < 0) {
    const total = move.totalPages * move.pageBytes;
    return {
      sentBytes: 0,
      remainingBytes: total,
      redirtiedBytes: 0,
      thresholdBytes: 0,
      bandwidthBytesPerSecond: 0,
    };
  }
  const [from, to] = [column(s.atNs, i), s.atNs[i + 1]];
  const part = to !== undefined && to > from ? (at - from) / (to - from) : 0;
  const [left, next] = [column(s.remainingBytes, i), column(s.remainingBytes, i + 1)];
  const sent = column(s.sentBytes, i);
  return {
    sentBytes: sent + part * Math.max(0, column(s.sentBytes, i + 1) - sent) || sent,
    remainingBytes: part > 0 && next < left ? left + part * (next - left) : left,
    redirtiedBytes: column(s.redirtiedBytes, i),
    thresholdBytes: column(s.thresholdBytes, i),
    bandwidthBytesPerSecond: column(s.bandwidthBytesPerSecond, i),
  };
}
