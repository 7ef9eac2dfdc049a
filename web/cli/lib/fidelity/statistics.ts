/** Errors of many runs in a few numbers. */
import { median } from '../../../simulation/cases/outcome.ts';

/** Middle of the sizes; null of none. An infinite error is one: a value that should be there and is not. */
export const medianSize = (errors: readonly number[]): number | null =>
  errors.length > 0 ? median(errors.map(Math.abs)) : null;

export const worstSize = (errors: readonly number[]): number | null =>
  errors.length > 0 ? Math.max(...errors.map(Math.abs)) : null;

/** Share of the errors that their allowance covers; 1 of none. */
export function shareWithin(errors: readonly number[], allowance: (index: number) => number): number {
  if (errors.length === 0) return 1;
  return errors.filter((error, index) => Math.abs(error) <= allowance(index)).length / errors.length;
}
