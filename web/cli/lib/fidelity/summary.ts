/** Errors of many runs in a few numbers, and the bounds that they are held to. */
import { median } from '../../../simulation/cases/outcome.ts';
import type { Comparison } from './compare.ts';

export interface Spread {
  /** Runs with such a value. */
  count: number;
  /** Median and maximum of the absolute errors; null when there is none. */
  median: number | null;
  worst: number | null;
  /** Share of all runs that should have the value and have it within the bound. */
  within: number;
}

export const BOUNDS = {
  totalTime: { median: 0.007, within: 0.05, share: 0.92 },
  bytes: { median: 0.002, within: 0.03, share: 0.92 },
} as const;

/** @param expected how many runs should have a value: one that is missing lies outside the bound */
export function spread(errors: (number | null)[], within: number, expected = errors.length): Spread {
  const sizes = errors.filter((error) => error !== null).map(Math.abs);
  return {
    count: sizes.length,
    median: sizes.length > 0 ? median(sizes) : null,
    worst: sizes.length > 0 ? Math.max(...sizes) : null,
    within: expected === 0 ? 1 : sizes.filter((size) => size <= within).length / expected,
  };
}

const isCompleted = ({ run }: Comparison) => run.outcome.status === 'completed';

/** Of the runs that were measured to completion; one predicted otherwise counts as outside. */
export const totalTimeSpread = (comparisons: Comparison[]): Spread => {
  const completed = comparisons.filter(isCompleted);
  return spread(
    completed.map((each) => each.totalError),
    BOUNDS.totalTime.within,
    completed.length,
  );
};

export const bytesSpread = (comparisons: Comparison[]): Spread =>
  spread(
    comparisons.map((each) => each.bytesError),
    BOUNDS.bytes.within,
  );

export const formulaTimeSpread = (comparisons: Comparison[]): Spread => {
  const completed = comparisons.filter(isCompleted);
  return spread(
    completed.map((each) => each.formulaTotalError),
    BOUNDS.totalTime.within,
    completed.length,
  );
};

export const formulaBytesSpread = (comparisons: Comparison[]): Spread => {
  const completed = comparisons.filter(isCompleted);
  return spread(
    completed.map((each) => each.formulaBytesError),
    BOUNDS.bytes.within,
    completed.length,
  );
};

/** Share of runs whose sync counts differ by one at most. */
export const syncsWithinOne = (comparisons: Comparison[]): number =>
  comparisons.filter(
    ({ run, predicted }) => Math.abs(predicted.outcome.dirty_sync_count - run.outcome.dirty_sync_count) <= 1,
  ).length / comparisons.length;

/** Share of completed runs whose client gap is within max(20 %, 10 ms). */
export const gapsWithin = (comparisons: Comparison[]): number => {
  const gaps = comparisons.flatMap(({ run, predicted }) => {
    const measured = run.outcome.observed_heartbeat_gap_s;
    const gap = predicted.outcome.observed_heartbeat_gap_s;
    return measured === undefined || gap === null
      ? []
      : [Math.abs(gap - measured) <= Math.max(0.01, measured / 5)];
  });
  return gaps.filter(Boolean).length / gaps.length;
};

/** Wrong verdicts that chance does not excuse. */
export const wrongVerdicts = (comparisons: Comparison[]): Comparison[] =>
  comparisons.filter((each) => !each.sameVerdict && !each.knifeEdge);
