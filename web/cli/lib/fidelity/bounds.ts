/** What a prediction is held to: how far a value may be off, and in how many runs. */
import type { CaseOutcome } from '../../../simulation/cases/outcome.ts';
import type { Comparison } from './compare.ts';
import type { FormulaOutcome, Formulas } from './formulas.ts';
import type { MeasuredOutcome } from './measured.ts';

export interface Measure {
  name: string;
  /** What one unit of the error is. */
  unit: string;
  of(outcome: MeasuredOutcome | CaseOutcome): number | null | undefined;
  /** Absent: the formulas say nothing of it. */
  ofFormula?(outcome: FormulaOutcome): number | null;
  /** By this an error is divided. */
  scale(measured: number): number;
}

/** Half of the runs are nearer than this; so many are within that; or: no wrong verdict but where chance decides. */
export type Bound =
  | { measure: Measure; atMostMedian: number }
  | { measure: Measure; within: number; share: number }
  | 'verdict';

export const total: Measure = {
  name: 'total time',
  unit: '%',
  of: (outcome) => outcome.total_time_s,
  ofFormula: (outcome) => outcome.total_time_s,
  scale: (measured) => measured,
};
export const traffic: Measure = {
  name: 'bytes',
  unit: '%',
  of: (outcome) => outcome.transferred_bytes,
  ofFormula: (outcome) => outcome.transferred_bytes,
  scale: (measured) => measured,
};
export const syncs: Measure = {
  name: 'number of syncs',
  unit: '',
  of: (outcome) => outcome.dirty_sync_count,
  scale: () => 1,
};
export const steps: Measure = {
  name: 'number of throttle steps',
  unit: '',
  of: (outcome) => outcome.throttle_steps.length,
  scale: () => 1,
};

/** A time, s, that may be off by a share of itself or by so many seconds, whichever is more. */
const timeWithin = (name: string, of: Measure['of'], share: number, seconds: number): Measure => ({
  name,
  unit: `max(${share * 100} %, ${seconds * 1000} ms)`,
  of,
  scale: (measured) => Math.max(share * measured, seconds),
});

const gapOf: Measure['of'] = (outcome) => outcome.observed_heartbeat_gap_s;
export const downtime = timeWithin('downtime', (outcome) => outcome.downtime_s, 0.2, 0.01);
export const gap = timeWithin("client's gap", gapOf, 0.2, 0.01);
export const gapAfterPostcopy = timeWithin("client's gap", gapOf, 0.3, 0.03);

/** In units of the measure's scale; null when nothing was measured, infinite when nothing was predicted. */
export const errorOf = (measure: Measure, { run, predicted }: Comparison): number | null =>
  errorBetween(measure, run.outcome, measure.of(predicted.outcome));

/** Likewise of a formula; null, too, when it says nothing of such values. */
export const formulaErrorOf = (
  measure: Measure,
  { run, formulas }: Comparison,
  formula: keyof Formulas,
): number | null =>
  measure.ofFormula ? errorBetween(measure, run.outcome, measure.ofFormula(formulas[formula])) : null;

export function errorBetween(
  measure: Measure,
  outcome: MeasuredOutcome,
  predicted: number | null | undefined,
): number | null {
  const measured = measure.of(outcome) ?? null;
  if (measured === null) return null;
  if (predicted === null || predicted === undefined) return Infinity;
  return (predicted - measured) / measure.scale(measured);
}
