/**
 * Where the partitions stand, and what a move asks of the world: the platform-neutral rules of the game. A move
 * that cannot be is a sentence, never an exception.
 */
import type { HostSpec, Move, Scenario } from '../model/scenario.ts';
import { moverId } from './resources.ts';

/** A move under way, and the mover services that stream it. */
interface UnderWay {
  from: string;
  to: string;
  movers: string[];
  /** Its connection is gone, and it waits for it. */
  interrupted: boolean;
}

/** `interrupted`: it runs on the destination without all of its memory, and waits for the connection. */
export type PartitionState = 'running' | 'moving' | 'interrupted' | 'lost';

export class Lab {
  readonly #scenario: Scenario;
  readonly #places: Map<string, string>;
  readonly #underWay = new Map<string, UnderWay>();
  /** Where those were to go of which neither host has the whole memory. */
  readonly #lost = new Map<string, string>();

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#places = new Map(scenario.partitions.map((partition) => [partition.id, partition.host]));
  }

  placeOf(partition: string): string | undefined {
    return this.#places.get(partition);
  }

  stateOf(partition: string): PartitionState {
    if (this.#lost.has(partition)) return 'lost';
    const way = this.#underWay.get(partition);
    return way ? (way.interrupted ? 'interrupted' : 'moving') : 'running';
  }

  /** Why a move cannot begin, or null. */
  refusal({ partition, to }: Move): string | null {
    const lost = this.#lost.get(partition);
    if (lost !== undefined) return `${partition} was lost on its way to ${lost}; it cannot move any more.`;
    const from = this.placeOf(partition);
    if (from === undefined) return `There is no partition ${partition}; the move is left out.`;
    const target = this.#hostOf(to);
    if (!target) return `There is no host ${to}; the move of ${partition} is left out.`;
    const way = this.#underWay.get(partition);
    if (way?.interrupted)
      return `${partition} has lost its connection on its way to ${way.to}; bring it back first.`;
    if (way) return `${partition} is on its way to ${way.to}; it cannot set off again before it has arrived.`;
    if (from === to) return `${partition} is on ${to} already; the move is left out.`;
    const full =
      this.#tooManyInAll(partition) ??
      this.#tooMany(partition, this.#hostOf(from)) ??
      this.#tooMany(partition, target);
    if (full) return full;
    if (this.freeOn(to) < this.#memoryOf(partition))
      return `${to} has too little free memory for ${partition}; free some or choose another host.`;
    return null;
  }

  /** Memory of a host that nobody stands on, nor is about to. */
  freeOn(host: string): number {
    return (this.#hostOf(host)?.memoryBytes ?? 0) - this.#usedOn(host);
  }

  /** A move that nothing refuses begins: the mover services that stream it, as resources of the network. */
  began({ partition, to }: Move): string[] {
    const from = this.placeOf(partition) ?? '';
    const movers = [from, to].flatMap((host) => this.#freeMover(this.#hostOf(host)) ?? []);
    this.#underWay.set(partition, { from, to, movers, interrupted: false });
    return movers;
  }

  interrupted(partition: string, interrupted: boolean): void {
    const way = this.#underWay.get(partition);
    if (way) way.interrupted = interrupted;
  }

  /** It runs on its destination and has all of its memory there. */
  arrived({ partition, to }: Move): void {
    this.#places.set(partition, to);
  }

  lost({ partition, to }: Move): void {
    this.#places.delete(partition);
    this.#lost.set(partition, to);
  }

  /** Nothing is done for the move any more, however it ended. */
  left({ partition }: Move): void {
    this.#underWay.delete(partition);
  }

  #hostOf(id: string): HostSpec | undefined {
    return this.#scenario.hosts.find((host) => host.id === id);
  }

  /** Limits that the product has by itself. */
  get #usual() {
    return this.#scenario.tuning.policy?.orchestration.concurrency;
  }

  #tooManyInAll(partition: string): string | null {
    const most = this.#usual?.perCluster ?? Infinity;
    if (this.#underWay.size < most) return null;
    return `No more than ${most} moves run at once (${[...this.#underWay.keys()].join(', ')}); ${partition} stays. Wait until one has ended, or raise the limit.`;
  }

  #tooMany(partition: string, host: HostSpec | undefined): string | null {
    if (!host) return null;
    const { maxMoves = this.#usual?.perHost ?? Infinity, movers = [] } = host.network ?? {};
    const there = [...this.#underWay].flatMap(([id, { from, to }]) =>
      from === host.id || to === host.id ? [id] : [],
    );
    if (there.length >= maxMoves) {
      const names = there.length > 0 ? ` (${there.join(', ')})` : '';
      return `${host.id} is at its limit of ${maxMoves} moves at once${names}; ${partition} stays. Wait until one has ended, or raise the limit.`;
    }
    if (movers.length > 0 && !this.#freeMover(host)) {
      const names = movers.map(({ id, maxMoves }) => `${id} with ${maxMoves}`).join(', ');
      return `Every mover of ${host.id} is busy (${names}); ${partition} stays. Wait until a move has ended, or add a mover.`;
    }
    return null;
  }

  /** The mover with the fewest moves that can take one more, the first of equal ones. */
  #freeMover(host: HostSpec | undefined): string | null {
    let best: { id: string; moves: number } | null = null;
    for (const { id, maxMoves } of host?.network?.movers ?? []) {
      const mover = moverId(host?.id ?? '', id);
      const moves = [...this.#underWay.values()].filter(({ movers }) => movers.includes(mover)).length;
      if (moves < maxMoves && (best === null || moves < best.moves)) best = { id: mover, moves };
    }
    return best?.id ?? null;
  }

  #memoryOf(partition: string): number {
    return this.#scenario.partitions.find((p) => p.id === partition)?.guest.memoryBytes ?? 0;
  }

  /** What stands there, and what is on its way there. */
  #usedOn(host: string): number {
    let used = 0;
    for (const [id, place] of this.#places) if (place === host) used += this.#memoryOf(id);
    for (const [id, { to }] of this.#underWay) {
      if (to === host && this.placeOf(id) !== host) used += this.#memoryOf(id);
    }
    return used;
  }
}
