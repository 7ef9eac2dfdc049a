/**
 * The better formula, to hold against the simulated answer: rounds as in the geometric series, but a page that is
 * written twice in a round is sent once. Of W pages that take w writes per second, W(1 − e^(−wt/W)) are dirty after
 * t seconds (Poisson); sets with rates of their own add up; a sweep leaves min(wt, W). So the rounds shrink to the
 * writable working set of Clark et al., "Live Migration of Virtual Machines" (NSDI 2005). It knows how many pages are
 * dirty and not which: no page that is written before its turn comes, no place of the scan, no windows.
 */
import type { Workload } from '../../model/scenario.ts';
import type { FormulaAnswer } from './geometric.ts';

export interface SaturatingInput {
  /** Bytes of the first round. */
  bytes: number;
  pageWireBytes: number;
  bytesPerSecond: number;
  downtimeLimitS: number;
  workload: Workload;
  /** Writes of the workload in one second. */
  writesPerSecond: number;
}

/** Rounds settle where each dirties as much as it sends; nearer to that than this they shrink no more. */
const SETTLED = 1e-9;
const MAX_ROUNDS = 100_000;

/** Stops at the first round whose bytes fit into the downtime limit; all infinite when the rounds settle above it. */
export function saturatingSeries(input: SaturatingInput): FormulaAnswer {
  const { bytesPerSecond, pageWireBytes, workload, writesPerSecond } = input;
  const threshold = bytesPerSecond * input.downtimeLimitS;
  let round = input.bytes;
  let bytes = round;
  for (let rounds = 0; rounds < MAX_ROUNDS; rounds++) {
    if (round <= threshold) {
      return { rounds, totalS: bytes / bytesPerSecond, downtimeS: round / bytesPerSecond, bytes };
    }
    const next = pageWireBytes * distinctPages(workload, (writesPerSecond * round) / bytesPerSecond);
    if (next > threshold && next >= round * (1 - SETTLED)) break;
    round = next;
    bytes += round;
  }
  return { rounds: null, totalS: Infinity, downtimeS: Infinity, bytes: Infinity };
}

/** Distinct pages that so many writes leave behind, on average. */
export function distinctPages(workload: Workload, writes: number): number {
  switch (workload.kind) {
    case 'uniform':
      return ofUniform(workload.pages, writes);
    case 'sweep':
      return Math.min(writes, workload.pages);
    case 'measured-guest':
    case 'hot-cold': {
      const hot = workload.coldPages > 0 ? workload.hotPercent / 100 : 1;
      if (hot === 1) return ofUniform(workload.hotPages, writes);
      return ofUniform(workload.hotPages, hot * writes) + ofUniform(workload.coldPages, (1 - hot) * writes);
    }
    default:
      return 0;
  }
}

const ofUniform = (pages: number, writes: number) => (pages > 0 ? -pages * Math.expm1(-writes / pages) : 0);
