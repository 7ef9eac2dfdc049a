/** Numbers that must lie in a range, and what is said of those that do not. What is left out lies in it. */
import type { Diagnostic } from '../model/result.ts';

export interface Range {
  /** 0 where nothing else is said. */
  min?: number;
  above?: number;
  max?: number;
  below?: number;
  whole?: true;
  /** What to do, one sentence. */
  fix: string;
}

export type Ranged = readonly [where: string, value: number | undefined, range: Range];

const within = (
  value: number,
  { min = 0, above = -Infinity, max = Infinity, below = Infinity, whole }: Range,
) =>
  Number.isFinite(value) &&
  value >= min &&
  value > above &&
  value <= max &&
  value < below &&
  (!whole || Number.isInteger(value));

/** @param at a place in full, which only what is out of range needs */
export const outOfRange = (all: readonly Ranged[], at = (where: string): string => where): Diagnostic[] =>
  all.flatMap(([where, value, range]) =>
    value === undefined || within(value, range)
      ? []
      : [{ where: at(where), what: `${value} is not possible.`, fix: range.fix }],
  );
