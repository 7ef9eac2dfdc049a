/**
 * How much measurements of one and the same case differ. Repetitions have the same inputs, but for what was read off
 * the guest just before: its tick rate (and the pace of the writes that follows from it) and its ticks so far. Sweeps are left out: where the sweep stands at the start
 * depends on those ticks, so each run of it is a case of its own.
 */
import type { Measure } from './bounds.ts';
import { isUndisturbed, type MeasuredRun } from './measured.ts';

export class Noise {
  readonly #sets = new Map<string, MeasuredRun[]>();

  constructor(runs: readonly MeasuredRun[]) {
    for (const run of runs) {
      if (!isUndisturbed(run) || run.inputs.pattern === 'seq') continue;
      const key = keyOf(run);
      this.#sets.set(key, [...(this.#sets.get(key) ?? []), run]);
    }
  }

  /** Largest difference between repetitions of this run's case, in units of the measure; 0 without repetitions. */
  of(measure: Measure, run: MeasuredRun): number {
    const measured = measure.of(run.outcome);
    const spread = spreadOf(measure, this.#sets.get(keyOf(run)) ?? []);
    return measured === null || measured === undefined || spread === null
      ? 0
      : spread / measure.scale(measured);
  }

  /** Of each case of these groups that was repeated, relative to its mean value. */
  spreads(measure: Measure, groups: readonly string[]): number[] {
    return [...this.#sets.values()]
      .filter((runs) => runs.length > 1 && groups.includes(runs[0]!.group))
      .flatMap((runs) => {
        const values = valuesOf(measure, runs);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const spread = spreadOf(measure, runs);
        return spread === null ? [] : [spread / measure.scale(mean)];
      });
  }
}

function keyOf({ inputs }: MeasuredRun): string {
  const { guest_tick_rate_hz: _, writes_per_s_effective: __, ticks_before_migration: ___, ...same } = inputs;
  return JSON.stringify(same);
}

const valuesOf = (measure: Measure, runs: readonly MeasuredRun[]): number[] =>
  runs.map((run) => measure.of(run.outcome)).filter((value) => value !== null && value !== undefined);

function spreadOf(measure: Measure, runs: readonly MeasuredRun[]): number | null {
  const values = valuesOf(measure, runs);
  return values.length < 2 ? null : Math.max(...values) - Math.min(...values);
}
