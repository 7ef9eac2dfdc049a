/**
 * Tells when a migration no longer gets anywhere, and then waits for a good moment to end it (KubeVirt VEP 248,
 * virt-launcher stall-detector.go). It judges at each sync, with what remains then; the bandwidth it averages from
 * the polls in between.
 */
import type { Policy, StallDetector } from '../../model/policy.ts';
import { ms, NS_PER_S, type VirtualNs, ZERO_NS } from '../../model/units.ts';
import { LONGEST_DOWNTIME_MS, type Look, type Order, orderFor } from './order.ts';
import { completionMs } from './timeouts.ts';
import { mebibytes, milliseconds } from './words.ts';

interface Remainder {
  at: VirtualNs;
  bytes: number;
}

/** Why nothing is done at a sync, or what is. */
export type StallVerdict = 'progress' | 'no-bandwidth' | 'no-minimum' | 'no-time' | 'act';

export class Stall {
  readonly #rule: StallDetector;
  readonly #policy: Policy;
  readonly #memoryBytes: number;
  readonly #deadlineMs: number;
  #bandwidth = 0;
  /** Remainders that may become the smallest old one: times and sizes so that each is smaller than those before. */
  #young: Remainder[] = [];
  /** The smallest one older than `progressMs`. */
  #old: number | null = null;
  /** Since it stalled: what counts as a local minimum, and what else has been seen. */
  #best: number | null = null;
  #seen: number[] = [];
  #patienceMs = 0;
  #relaxAt: VirtualNs = ZERO_NS;
  /** When it asked for the switchover. */
  #askedAt: VirtualNs | null = null;

  constructor(rule: StallDetector, policy: Policy, memoryBytes: number) {
    this.#rule = rule;
    this.#policy = policy;
    this.#memoryBytes = memoryBytes;
    this.#deadlineMs = completionMs(policy, memoryBytes) * rule.deadlineFactor;
  }

  get stalled(): boolean {
    return this.#best !== null;
  }

  get switchoverAsked(): boolean {
    return this.#askedAt !== null;
  }

  /** Between two syncs: takes the bandwidth, and gives up a switchover that does not come. */
  poll({ at, bandwidthBytesPerSecond }: Look): Order | null {
    const { newestSamplePercent, switchoverTimeoutMs } = this.#rule;
    const weight = newestSamplePercent / 100;
    this.#bandwidth =
      this.#bandwidth === 0
        ? bandwidthBytesPerSecond
        : weight * bandwidthBytesPerSecond + (1 - weight) * this.#bandwidth;
    if (this.#askedAt === null || at - this.#askedAt <= ms(switchoverTimeoutMs)) return null;
    const why = `The switchover was asked for ${milliseconds(switchoverTimeoutMs)} ago and has not come.`;
    return orderFor('abort', this.#policy, this.#memoryBytes, why);
  }

  /** At a sync, when so much remains. */
  sync({ at, remainingBytes }: Look): { verdict: StallVerdict; order: Order | null } {
    if (this.#bandwidth === 0) return { verdict: 'no-bandwidth', order: null };
    if (this.#askedAt !== null) return { verdict: 'act', order: null };
    this.#remember(at, remainingBytes);
    if (this.#best === null && !this.#stalls(at, remainingBytes)) return { verdict: 'progress', order: null };
    const decided = this.#decide(at, remainingBytes);
    if (decided.verdict === 'no-minimum') this.#relax(at, remainingBytes);
    return decided;
  }

  #remember(at: VirtualNs, bytes: number): void {
    const age = ms(this.#rule.progressMs);
    while (this.#young[0] && at - this.#young[0].at >= age) {
      const { bytes: aged } = this.#young.shift() as Remainder;
      this.#old = Math.min(this.#old ?? Infinity, aged);
    }
    const last = this.#young.at(-1);
    if (bytes <= (this.#old ?? Infinity) && (!last || bytes < last.bytes)) this.#young.push({ at, bytes });
  }

  #stalls(at: VirtualNs, bytes: number): boolean {
    if (this.#old === null || bytes < Math.floor(this.#old * this.#margin(-1))) return false;
    this.#best = Math.min(this.#old, ...this.#young.map((remainder) => remainder.bytes));
    this.#patienceMs = this.#rule.progressMs;
    this.#relaxAt = (at + ms(this.#patienceMs)) as VirtualNs;
    return true;
  }

  /** Who searches for long is content with less, from the next sync on: the smallest since the stall that did not count yet. */
  #relax(at: VirtualNs, bytes: number): void {
    this.#seen.push(bytes);
    if (at < this.#relaxAt) return;
    const smallest = Math.min(...this.#seen);
    this.#seen.splice(this.#seen.indexOf(smallest), 1);
    this.#best = smallest;
    this.#patienceMs = Math.floor((this.#patienceMs * this.#rule.patiencePercent) / 100);
    this.#relaxAt = (at + ms(this.#patienceMs)) as VirtualNs;
  }

  #decide(at: VirtualNs, bytes: number): { verdict: StallVerdict; order: Order | null } {
    if (bytes > Math.floor((this.#best ?? 0) * this.#margin(1)))
      return { verdict: 'no-minimum', order: null };
    const neededMs = Math.floor((bytes * 1000) / this.#bandwidth);
    if (neededMs > this.#deadlineMs - (at * 1000) / NS_PER_S) return { verdict: 'no-time', order: null };
    const { disruption, otherwise, maxDowntimeMs, possibleFactor } = this.#rule;
    const why = `It has stalled: for ${milliseconds(this.#rule.progressMs)} what remains did not shrink. ${mebibytes(bytes)} is a local minimum, and takes ${milliseconds(neededMs)}.`;
    if (disruption !== 'none')
      return this.#ask(at, orderFor(disruption, this.#policy, this.#memoryBytes, why));
    if (neededMs > maxDowntimeMs * possibleFactor) {
      const order = orderFor(otherwise, this.#policy, this.#memoryBytes, `${why} That is too long.`);
      return this.#ask(at, order);
    }
    return this.#ask(at, {
      act: { kind: 'change', changes: { downtimeLimitMs: Math.min(maxDowntimeMs, LONGEST_DOWNTIME_MS) } },
      what: `Allowed a pause of ${milliseconds(maxDowntimeMs)}.`,
      why,
    });
  }

  #ask(at: VirtualNs, order: Order | null): { verdict: StallVerdict; order: Order | null } {
    if (order) this.#askedAt = at;
    return { verdict: 'act', order };
  }

  #margin(sign: 1 | -1): number {
    return 1 + (sign * this.#rule.marginPercent) / 100;
  }
}
