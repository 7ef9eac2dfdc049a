/** Patience that ends: with the whole move, or with the time without a new smallest remainder. Each acts once. */
import type { Policy, Timeout } from '../../model/policy.ts';
import { ms, type VirtualNs, ZERO_NS } from '../../model/units.ts';
import { type Look, type Order, orderFor } from './order.ts';
import { gibibytes } from './ramp.ts';
import { mebibytes, milliseconds } from './words.ts';

/** Milliseconds from the start, or from the last progress. */
export const patienceMs = ({ ms: fixed, msPerGiB, minGiB }: Timeout, memoryBytes: number): number =>
  fixed + msPerGiB * gibibytes(memoryBytes, minGiB);

/** The first end of the whole move that a policy sets, milliseconds; Infinity where it sets none. */
export const completionMs = ({ orchestration: { timeouts } }: Policy, memoryBytes: number): number =>
  Math.min(
    Infinity,
    ...timeouts.filter(({ of }) => of === 'completion').map((timeout) => patienceMs(timeout, memoryBytes)),
  );

export class Timeouts {
  readonly #policy: Policy;
  readonly #memoryBytes: number;
  #left: readonly Timeout[];
  #smallest = Infinity;
  #progressAt: VirtualNs = ZERO_NS;

  constructor(policy: Policy, memoryBytes: number) {
    this.#policy = policy;
    this.#memoryBytes = memoryBytes;
    this.#left = policy.orchestration.timeouts;
  }

  /** @param switchoverAsked the whole move has a later end then */
  look({ at, remainingBytes }: Look, switchoverAsked: boolean): Order | null {
    if (remainingBytes < this.#smallest) {
      this.#smallest = remainingBytes;
      this.#progressAt = at;
    }
    for (const timeout of this.#left) {
      const completion = timeout.of === 'completion';
      if (completion && switchoverAsked) continue;
      const patience = patienceMs(timeout, this.#memoryBytes);
      if (at - (completion ? ZERO_NS : this.#progressAt) <= ms(patience)) continue;
      this.#left = this.#left.filter((each) => each !== timeout);
      const why = completion
        ? `It was to be done within ${milliseconds(patience)}.`
        : `For ${milliseconds(patience)} no less than ${mebibytes(this.#smallest)} remained.`;
      const order = orderFor(timeout.action, this.#policy, this.#memoryBytes, why);
      if (order) return order;
    }
    return null;
  }
}
