/** How long a partition stands still whose memory follows: before it runs on the destination, and for single pages. */
import type { MoveRecord, PageFault } from '../model/recording.ts';
import { ns, type VirtualNs } from '../model/units.ts';

/** For the switchover. What is reported as downtime ends in post-copy when the source has let go of it, a little sooner. */
export const standstillNs = ({ stoppedNs, resumedNs, outcome }: MoveRecord): VirtualNs =>
  outcome.postcopy && stoppedNs !== null && resumedNs !== null
    ? ns(resumedNs - stoppedNs)
    : outcome.downtimeNs;

export interface Waits {
  count: number;
  /** Of one wait, and of all virtual CPUs together. */
  meanNs: number;
  sumNs: number;
  longestNs: number;
}

/** Those that were over by then. */
export function waitsUpTo(move: MoveRecord, at: VirtualNs): Waits {
  let [count, sumNs, longestNs] = [0, 0, 0];
  for (const fault of move.faults ?? []) {
    if (fault.untilNs > at) break;
    count++;
    sumNs += fault.untilNs - fault.at;
    longestNs = Math.max(longestNs, fault.untilNs - fault.at);
  }
  return { count, meanNs: count > 0 ? sumNs / count : 0, sumNs, longestNs };
}

/** Waits that begin in each of `bins` equal parts of a stretch of time. */
export function waitsPerBin(
  faults: readonly PageFault[],
  fromNs: number,
  toNs: number,
  bins: number,
): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const { at } of faults) {
    const bin = Math.floor(((at - fromNs) / (toNs - fromNs)) * bins);
    if (bin >= 0 && bin < bins) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
