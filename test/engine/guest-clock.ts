/** Guest time under a throttle: as assembly/clock.ts has it, from the speeds that the migration tells. */
import type { EngineEvent } from '../../web/engine/engine.ts';

export class GuestClock {
  readonly #gain: number;
  #since = 0;
  #then = 0;
  #throttled = 1;
  #held = false;
  stoppedAt = Infinity;

  /** @param gain what a throttled guest keeps of its speed, per share that it should keep */
  constructor(gain = 1) {
    this.#gain = gain;
  }

  at(virtual: number): number {
    const since = Math.min(virtual, this.stoppedAt) - this.#since;
    return since <= 0 ? this.#then : this.#then + Math.trunc(since * (this.#held ? 0 : this.#throttled));
  }

  #set(at: number, change: () => void): void {
    const then = this.at(at);
    change();
    this.#then = then;
    this.#since = at;
  }

  /** Takes up what changes the guest's speed; all else is left alone. */
  hear({ kind, at, values: [percentTimes1000 = 0] }: EngineEvent): void {
    if (kind === 'stopped') this.stoppedAt = at;
    if (this.stoppedAt < Infinity) return;
    if (kind === 'held')
      this.#set(at, () => {
        this.#held = true;
      });
    if (kind === 'throttle')
      this.#set(at, () => {
        this.#throttled = Math.min(1, (1 - percentTimes1000 / 1000 / 100) * this.#gain);
      });
  }
}
