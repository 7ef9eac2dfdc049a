/**
 * The allowed downtime rises in steps while a migration does not end. The steps are counted from the moment at which
 * the round `afterRounds` begins (KubeVirt VEP 291), which with 0 is the migration's start (Nova).
 */
import type { Orchestration } from '../../model/policy.ts';
import { GIB, ms, type VirtualNs, ZERO_NS } from '../../model/units.ts';
import type { Look, Order } from './order.ts';
import { milliseconds } from './words.ts';

export type DowntimeRamp = NonNullable<Orchestration['downtimeRamp']>;

/** Memory that is smaller than `minGiB` takes as long as if it were not. */
export const gibibytes = (memoryBytes: number, minGiB: number): number => Math.max(minGiB, memoryBytes / GIB);

/** Milliseconds from step to step. */
export const stepMs = ({ everyMs, everyMsPerGiB, minGiB }: DowntimeRamp, memoryBytes: number): number =>
  everyMs + everyMsPerGiB * gibibytes(memoryBytes, minGiB);

/** The allowed downtime after so many steps, whole milliseconds as QEMU takes them. */
export const downtimeAfter = ({ startMs, maxMs, steps }: DowntimeRamp, taken: number): number =>
  Math.floor(startMs + ((maxMs - startMs) * Math.min(taken, steps)) / steps);

export class Ramp {
  readonly #ramp: DowntimeRamp;
  readonly #everyMs: number;
  #from: VirtualNs | null = null;
  #taken = 0;
  #limitMs: number;

  /** @param limitMs the downtime limit that the migration begins with */
  constructor(ramp: DowntimeRamp, memoryBytes: number, limitMs: number) {
    this.#ramp = ramp;
    this.#everyMs = stepMs(ramp, memoryBytes);
    this.#limitMs = limitMs;
    if (ramp.afterRounds === 0) this.#from = ZERO_NS;
  }

  look({ at, rounds }: Look): Order | null {
    const { steps, afterRounds } = this.#ramp;
    if (this.#from === null && rounds >= afterRounds) this.#from = at;
    const since = this.#from === null ? 0 : at - this.#from;
    const due = this.#everyMs > 0 ? Math.floor(since / ms(this.#everyMs)) : steps;
    this.#taken = this.#from === null ? 0 : Math.min(due, steps);
    const limitMs = downtimeAfter(this.#ramp, this.#taken);
    if (limitMs === this.#limitMs) return null;
    this.#limitMs = limitMs;
    const every = milliseconds(this.#everyMs);
    return {
      act: { kind: 'change', changes: { downtimeLimitMs: limitMs } },
      what: `Allowed a pause of ${milliseconds(limitMs)}.`,
      why:
        this.#taken === 0
          ? `It begins with ${milliseconds(limitMs)}.`
          : `Step ${this.#taken} of ${steps}, one every ${every}: it has not come to an end yet.`,
    };
  }
}
