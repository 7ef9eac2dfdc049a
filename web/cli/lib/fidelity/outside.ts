/** Which runs lie outside a bound, and why as far as numbers tell. */
import {
  type Bound,
  downtime,
  errorBetween,
  errorOf,
  gap,
  gapAfterPostcopy,
  type Measure,
} from './bounds.ts';
import type { Comparison } from './compare.ts';
import type { Fidelity, SectionResult } from './fidelity.ts';
import type { Noise } from './noise.ts';
import { REASONS } from './reasons.ts';

export interface Outside {
  comparison: Comparison;
  measure: Measure;
  error: number;
  /** Error at the pace that the guest turned out to have; null when that is not known. */
  atRealPace: number | null;
  /** Empty when nobody has found out. */
  why: string[];
}

/** What the source sent while the guest stood still: bytes, and bytes per second. */
export interface StopPhase {
  bytes: { measured: number; predicted: number };
  bytesPerSecond: { measured: number | undefined; predicted: number | null };
}

export const isPause = ({ measure }: Outside): boolean => PAUSES.includes(measure);
const PAUSES: readonly Measure[] = [downtime, gap, gapAfterPostcopy];

export function outside({ sections, noise }: Fidelity): Outside[] {
  return sections.flatMap(({ section, runs }) =>
    section.bounds.flatMap((bound) => outsideOf(bound, runs, noise)),
  );
}

function outsideOf(bound: Bound, runs: readonly Comparison[], noise: Noise): Outside[] {
  if (bound === 'verdict' || !('share' in bound)) return [];
  const { measure, within } = bound;
  return runs.flatMap((comparison) => {
    const error = errorOf(measure, comparison);
    if (error === null || Math.abs(error) <= within) return [];
    const { run, knifeEdge, atRealPace: real } = comparison;
    const atRealPace = real && errorBetween(measure, run.outcome, measure.of(real.outcome));
    const found: Outside = { comparison, measure, error, atRealPace, why: [] };
    if (knifeEdge) found.why.push('⚖ chance');
    if (Math.abs(error) <= noise.of(measure, run)) found.why.push('repetitions differ as much');
    if (atRealPace !== null && Math.abs(atRealPace) <= within) found.why.push('the guest’s pace');
    const said = REASONS[run.id];
    if (said) found.why.push(said);
    else if (isPause(found)) found.why.push(...whyPause(stopPhase(comparison)));
    return [found];
  });
}

/** Null where pages follow after the switchover. */
export function stopPhase({ run, predicted: { outcome } }: Comparison): StopPhase | null {
  if (outcome.postcopy_bytes > 0) return null;
  const seconds = outcome.vm_stop_to_completed_trace_s ?? 0;
  return {
    bytes: { measured: run.outcome.downtime_bytes, predicted: outcome.downtime_bytes },
    bytesPerSecond: {
      measured: run.outcome.stop_phase_Bps,
      predicted: seconds > 0 ? outcome.downtime_bytes / seconds : null,
    },
  };
}

/** A window more or less before the stop changes the rest by a quarter or more; else it is the speed. */
const OTHER_REST = 0.25;
const OTHER_SPEED = 0.15;

function whyPause(phase: StopPhase | null): string[] {
  if (!phase) return [];
  const { bytes, bytesPerSecond } = phase;
  const differs = (a: number, b: number, by: number) => Math.abs(a - b) > by * b;
  if (differs(bytes.predicted, bytes.measured, OTHER_REST)) return ['it stopped a window earlier or later'];
  const { measured, predicted } = bytesPerSecond;
  if (measured === undefined || predicted === null) return [];
  if (!differs(predicted, measured, OTHER_SPEED)) return ['stopping or going on took longer'];
  return [`the two ends copied ${measured > predicted ? 'faster' : 'slower'} than usual`];
}

/** Bounds that do not hold, beyond what repetitions differ by, as `section: bound`. */
export const missedBounds = (sections: readonly SectionResult[]): string[] =>
  sections.flatMap(({ section, judgements }) =>
    judgements.filter(({ holds }) => holds === 'no').map(({ bound }) => `${section.id}: ${nameOf(bound)}`),
  );

export function nameOf(bound: Bound): string {
  if (bound === 'verdict') return 'wrong verdicts off the knife-edge';
  const { name, unit } = bound.measure;
  if (!('share' in bound)) return `${name}, median error`;
  if (unit === '%') return `${name} within ${bound.within * 100} %`;
  return unit === '' ? `${name} equal ± ${bound.within}` : `${name} within ${unit}`;
}
