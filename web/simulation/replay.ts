/** A recorded migration once more: run to any later moment, with whatever acted on it from outside. */
import type { Engine, Migration } from '../engine/engine.ts';
import type { MigrationConfig } from '../model/migration.ts';
import { ns } from '../model/units.ts';
import type { Step } from './acts.ts';
import type { Keyframes } from './keyframes.ts';

export class Replay {
  readonly migration: Migration;
  readonly #steps: readonly Step[];
  #at = 0;

  constructor(engine: Engine, config: MigrationConfig, steps: readonly Step[]) {
    this.migration = engine.start(config);
    this.#steps = steps;
  }

  /** Since the migration's start. */
  get at(): number {
    return this.#at;
  }

  /** Runs to a later moment; what acts at that very moment is done when it is left. */
  runTo(at: number): void {
    while (this.#at < at) {
      for (const step of this.#steps) if (step.at === this.#at) step.apply(this.migration);
      const next = Math.min(at, this.#steps.find((step) => step.at > this.#at)?.at ?? at);
      this.migration.run(ns(next));
      this.#at = next;
    }
  }

  /** Goes to a moment whose state is kept: as it was before anything acted at it. */
  jumpTo(at: number, keyframes: Keyframes): void {
    keyframes.restore(at, this.migration.state);
    this.#at = at;
  }
}
