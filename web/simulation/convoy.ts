/**
 * All moves under way, computed in lockstep from one moment at which shares change to the next. Beginnings of moves
 * and changes of capacities and limiters are known beforehand and act at their moment. That a move has stopped its
 * partition or has ended shows only once it has been computed, so what that leaves to the others is shared out at
 * the next multiple of `SHARED_EVERY`: TCP too needs some round trips to take up what has become free.
 */
import type { Move } from '../model/scenario.ts';
import { ms, ns, type VirtualNs, ZERO_NS } from '../model/units.ts';
import type { Network } from '../world/network.ts';
import type { DiskCopy } from './disk-copy.ts';
import { Journey } from './journey.ts';
import type { Mover } from './mover.ts';

export const SHARED_EVERY = ms(20);
/** A burst of a blocked copy takes so long; it looks again after it. */
const BLOCKED_FOR = ms(1000);
const NOBODY: readonly Journey[] = [];

export class Convoy {
  readonly #network: Network;
  #now: VirtualNs = ZERO_NS;
  #journeys: Journey[] = [];
  /** Among whom the network was last shared out, and how far they were. */
  #sharing: { journey: Journey; stage: string }[] = [];
  /** When that has to be done anew, as far as it is known beforehand. */
  #shareAgainNs = Infinity;
  /** Disks that are copied along, and which of them are as they should be and nobody knows yet. */
  #copies: DiskCopy[] = [];
  #ready: DiskCopy[] = [];

  constructor(network: Network) {
    this.#network = network;
  }

  get now(): VirtualNs {
    return this.#now;
  }

  get journeys(): readonly Journey[] {
    return this.#journeys;
  }

  /** A move begins to copy at `at`; that is now when nobody else is under way. */
  join(at: VirtualNs, move: Move, from: string, services: readonly string[], mover: Mover): Journey {
    this.#now = at;
    const journey = new Journey(move, from, services, mover, at);
    this.#journeys.push(journey);
    this.#share();
    return journey;
  }

  get copies(): readonly DiskCopy[] {
    return this.#copies;
  }

  /** Disks begin to be copied at `at`, as `join` has it. */
  mirror(at: VirtualNs, copy: DiskCopy): void {
    this.#now = at;
    this.#copies.push(copy);
    this.#share();
  }

  /** Disks that have become equal since it was last asked: the memory may follow. */
  takeReady(): readonly DiskCopy[] {
    const ready = this.#ready;
    if (ready.length > 0) this.#ready = [];
    return ready;
  }

  /** Somebody acted on one of them just now: what each sends may be another amount. */
  disturbed(): void {
    this.#share();
  }

  /**
   * Computes everybody up to `until`, or up to where one has ended: at its very end when it was alone, otherwise where
   * the network is shared anew. Returns those that have ended, who leave.
   * @param due whether something happens at `until`, so that whoever has ended by then has to be gone; otherwise it is
   *   just how far one computes at once, and must not show
   */
  advance(until: VirtualNs, due: boolean): readonly Journey[] {
    for (;;) {
      const ended = this.#leave(due && this.#now >= until);
      if (ended.length > 0 || this.#ready.length > 0 || this.#now >= until) return ended;
      const change = this.#nextChange();
      const next = ns(Math.min(until, change, this.#nextSharing()));
      for (const journey of this.#journeys) journey.run(next);
      const end = this.#crowd === 1 ? (this.#journeys[0]?.endNs ?? null) : null;
      this.#now = end === null ? next : ns(Math.max(this.#now, Math.min(end, next)));
      this.#mirrorTo(this.#now);
      if (this.#now === change || this.#somethingLeftOver()) this.#share();
    }
  }

  get #crowd(): number {
    return this.#journeys.length + this.#copies.length;
  }

  #mirrorTo(at: VirtualNs): void {
    for (const copy of this.#copies) {
      const waits = copy.readyNs === null;
      copy.run(at);
      if (waits && copy.readyNs !== null) this.#ready.push(copy);
    }
  }

  #leave(due: boolean): readonly Journey[] {
    if (!due && this.#crowd > 1 && this.#now % SHARED_EVERY !== 0) return NOBODY;
    const ended = this.#journeys.filter(({ endNs }) => endNs !== null && endNs <= this.#now);
    if (ended.length === 0) return NOBODY;
    this.#journeys = this.#journeys.filter((journey) => !ended.includes(journey));
    return ended;
  }

  /** What is known beforehand: the network's changes, those of the limiters, and when a wait ends. */
  #nextChange(): number {
    let next = this.#shareAgainNs;
    for (const journey of this.#journeys) next = Math.min(next, journey.goesOnNs(this.#now) ?? Infinity);
    for (const copy of this.#copies) next = Math.min(next, copy.equalNs ?? Infinity);
    return next;
  }

  /** One that is alone leaves nothing to others. */
  #nextSharing(): number {
    if (this.#sharing.length + this.#copies.length < 2) return Infinity;
    return (Math.floor(this.#now / SHARED_EVERY) + 1) * SHARED_EVERY;
  }

  #somethingLeftOver(): boolean {
    if (this.#sharing.length + this.#copies.length < 2 || this.#now % SHARED_EVERY !== 0) return false;
    for (const { journey, stage } of this.#sharing) if (journey.stageAt(this.#now) !== stage) return true;
    return false;
  }

  #share(): void {
    const now = this.#now;
    const present = this.#journeys.flatMap((journey) => {
      const flow = journey.flowAt(now);
      return flow ? [{ journey, flow }] : [];
    });
    for (const journey of this.#journeys) if (journey.blocked) journey.setShare(now, 0, BLOCKED_FOR);
    for (const copy of this.#copies) if (copy.isOver) copy.end();
    this.#copies = this.#copies.filter((copy) => !copy.isOver);
    this.#sharing = present.map(({ journey }) => ({ journey, stage: journey.stageAt(now) }));
    const planned = present.map(({ journey }) => journey.nextChange(now) ?? Infinity);
    this.#shareAgainNs = Math.min(this.#network.nextChange(now) ?? Infinity, ...planned);
    const { moves } = this.#network.sharesAt(now, [
      ...present.map(({ flow }) => flow),
      ...this.#copies.map((copy) => copy.flow()),
    ]);
    this.#copies.forEach((copy, i) => {
      copy.setShare(moves[present.length + i]?.averageBytesPerSecond ?? 0);
    });
    present.forEach(({ journey }, i) => {
      const share = moves[i]?.wireBytesPerSecond ?? 0;
      const back = share > 0 ? now : this.#network.backAt(now, journey.from, journey.move.to);
      journey.setShare(now, share, back === null ? Infinity : back - now);
    });
  }
}
