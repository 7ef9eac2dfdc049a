/**
 * All moves of a run, side by side: each asks the world for its place, is prepared, copies through the engine over the
 * network that all share, and is cleaned up after. Whoever drives it lets time pass and takes from the agenda.
 */
import type { Engine } from '../engine/engine.ts';
import { policyOf } from '../engine/policy.ts';
import type { MigrationConfig, MoveAct } from '../model/migration.ts';
import type { CapacityChange } from '../model/network.ts';
import type { LoadSeries, MoveRecord, RunNote, Task } from '../model/recording.ts';
import type { Guest, Move, Scenario, Tuning } from '../model/scenario.ts';
import type { Trace } from '../model/trace.ts';
import { ns, seconds, type VirtualNs, ZERO_NS } from '../model/units.ts';
import { tracesOf } from '../model/workload.ts';
import type { CarryOrder, DiskOrder } from '../world/carrier.ts';
import { Lab } from '../world/lab.ts';
import { Network } from '../world/network.ts';
import { type Agenda, RANK } from './agenda.ts';
import { Convoy } from './convoy.ts';
import { deedOf, nothingToDo, notYet, uselessDeed } from './deeds.ts';
import { DiskCopy } from './disk-copy.ts';
import { diskNotes } from './disk-notes.ts';
import type { Journey } from './journey.ts';
import { loadsOf } from './loads.ts';
import { machineFor } from './machines.ts';
import { Mover } from './mover.ts';
import { taskNs, withTasks } from './tasks.ts';

/** A partition that stands still when the horizon is reached has so long to arrive. */
const GRACE = seconds(3600);
const TOO_LATE = 'The run ends before this.';

/** A move that has its place and its movers, and does not copy yet. */
interface Preparing {
  move: Move;
  from: string;
  services: readonly string[];
  guest: Guest;
  /** Disks that go first, and their copy once that has begun. */
  disks?: DiskOrder | null;
  copy?: DiskCopy;
}

/** A copy, before the network is shared with others. */
interface Way {
  at: VirtualNs;
  from: string;
  to: string;
  guest: Guest;
  tuning: Tuning;
}

export interface FleetNews {
  /** The copy of a move has ended, however it did. */
  ended(journey: Journey): void;
  /** A move has ended with all that belongs to it. */
  left(move: Move): void;
}

export class Fleet {
  readonly network: Network;
  readonly lab: Lab;
  readonly #scenario: Scenario;
  readonly #engine: Engine;
  readonly #traces: ReadonlyMap<string, Trace>;
  readonly #agenda: Agenda;
  readonly #news: FleetNews;
  readonly #convoy: Convoy;
  readonly #preparing = new Map<string, Preparing>();
  /** Moves that have ended with all that belongs to them. */
  readonly #gone = new Set<Move>();
  /** Cleaning up after moves that have ended. */
  #leaving = 0;
  /** All moves that began to copy, in the order in which they did, and what was done around each. */
  readonly #journeys: Journey[] = [];
  readonly #tasks = new Map<Journey, Task[]>();
  readonly #disks = new Map<Journey, DiskCopy>();

  constructor(
    engine: Engine,
    scenario: Scenario,
    traces: ReadonlyMap<string, Trace>,
    agenda: Agenda,
    news: FleetNews,
  ) {
    this.#engine = engine;
    this.#scenario = scenario;
    this.#traces = traces;
    this.#agenda = agenda;
    this.#news = news;
    this.lab = new Lab(scenario);
    this.network = new Network(scenario);
    this.#convoy = new Convoy(this.network);
  }

  get now(): VirtualNs {
    return this.#convoy.now;
  }

  /** Copies under way. */
  get underWay(): readonly Journey[] {
    return this.#convoy.journeys;
  }

  /** Every copy that has begun. */
  get journeys(): readonly Journey[] {
    return this.#journeys;
  }

  /** Windows, syncs and faults that the records of all of them keep. */
  get events(): number {
    return this.#journeys.reduce((sum, { mover }) => sum + mover.events, 0);
  }

  /** Whether anything crosses the network, memory or disks. */
  get carries(): boolean {
    return this.underWay.length > 0 || this.#convoy.copies.length > 0;
  }

  /** Whether its disks are being copied, and its memory waits for them. */
  mirrors(move: Move): boolean {
    const preparing = this.#preparing.get(move.partition);
    return preparing?.move === move && preparing.copy !== undefined;
  }

  /** Of disks that are copied along with a move, what has still to follow, bytes. */
  disksLeft(move: Move): number {
    const journey = this.#journeys.find((each) => each.move === move);
    const copy = journey ? this.#disks.get(journey) : this.#preparing.get(move.partition)?.copy;
    return copy?.leftBytes ?? 0;
  }

  /** Disks that were copied along, or are. */
  get #allDisks(): DiskCopy[] {
    return [...this.#disks.values(), ...[...this.#preparing.values()].flatMap(({ copy }) => copy ?? [])];
  }

  /** Whether any move is prepared, copies or is cleaned up after. */
  get busy(): boolean {
    return this.#preparing.size > 0 || this.#leaving > 0 || this.underWay.length > 0;
  }

  journeyOf(partition: string): Journey | undefined {
    return this.underWay.find(({ move }) => move.partition === partition);
  }

  /** Nobody waits longer for a connection that may never come back. */
  get lastMoment(): VirtualNs {
    const { horizonNs } = this.#scenario;
    const waits = this.allPaused && !this.#mirrors;
    return waits ? ns(Math.max(this.now, horizonNs)) : ns(horizonNs + GRACE);
  }

  /** Whether no copy under way goes on before its connection is back; so it is where there is none. */
  get allPaused(): boolean {
    for (const { mover } of this.underWay) if (!mover.migration.paused) return false;
    return true;
  }

  /** Computes all copies up to `until`, or less far when one ends on the way. @param due something happens then */
  advance(until: VirtualNs, due: boolean): void {
    // Nobody waits longer for disks than the run lasts.
    const cap = Math.max(this.now, this.#scenario.horizonNs);
    const to = this.#mirrors ? ns(Math.min(until, cap)) : until;
    for (const journey of this.#convoy.advance(to, due && to === until)) this.#ended(journey);
    for (const copy of this.#convoy.takeReady()) {
      const preparing = [...this.#preparing.values()].find((each) => each.copy === copy);
      if (preparing) this.#copyAt(preparing, this.now);
    }
    if (this.now < this.#scenario.horizonNs) return;
    for (const preparing of [...this.#preparing.values()])
      if (preparing.copy) this.#copy(preparing, this.now);
  }

  /** Whether any disks are copied for whose memory is yet to follow. */
  get #mirrors(): boolean {
    for (const { copy } of this.#preparing.values()) if (copy) return true;
    return false;
  }

  #copyAt(preparing: Preparing, at: VirtualNs): void {
    this.#agenda.plan(at, RANK.copy, () => {
      if (this.#preparing.get(preparing.move.partition) === preparing) this.#prepared(preparing, at);
    });
  }

  /** Its disks go first, where they go along. */
  #prepared(preparing: Preparing, at: VirtualNs): void {
    const { from, move, disks, copy } = preparing;
    if (!disks || copy) {
      this.#copy(preparing, at);
      return;
    }
    preparing.copy = new DiskCopy(disks, { from, to: move.to }, at);
    this.#preparing.set(move.partition, preparing);
    this.#convoy.mirror(at, preparing.copy);
  }

  /** Begins a move; or says why it cannot be. @param guest where it is not as the scenario has it */
  begin(move: Move, guest = this.guestOf(move.partition), disks: DiskOrder | null = null): string | null {
    const { partition, at } = move;
    const late = at >= this.#scenario.horizonNs;
    const refusal = late ? TOO_LATE : this.lab.refusal(move);
    if (refusal) return refusal;
    const from = this.lab.placeOf(partition) ?? '';
    if (!guest) throw new Error(`There is no partition ${partition}.`);
    const preparing: Preparing = { move, from, services: this.lab.began(move), guest, disks };
    const length = this.#taskNs('prepare', move);
    if (length === 0) {
      this.#prepared(preparing, at);
      return null;
    }
    this.#preparing.set(partition, preparing);
    this.#copyAt(preparing, ns(at + length));
    return null;
  }

  /** Begins a copy that a platform's task has ordered; its place and its movers are the platform's concern. */
  carry(
    at: VirtualNs,
    { partition, from, to, guest, tuning, part = false, movers = [] }: CarryOrder,
  ): Journey {
    const move: Move = { at, partition, to, tuning, ...(part ? { part } : {}) };
    return this.#copy({ move, from, services: movers, guest }, at);
  }

  #copy({ move, from, services, guest, copy }: Preparing, at: VirtualNs): Journey {
    const { partition, to, tuning = this.#scenario.tuning } = move;
    this.#preparing.delete(partition);
    const config = this.configOf({ at, from, to, guest, tuning });
    const journey = this.#convoy.join(at, move, from, services, new Mover(this.#engine, config));
    this.#journeys.push(journey);
    const copiedNs = copy?.fromNs ?? at;
    const tasks: Task[] = [
      { kind: 'prepare', fromNs: move.at, toNs: copiedNs },
      { kind: 'mirror', fromNs: copiedNs, toNs: at },
    ];
    if (at > move.at)
      this.#tasks.set(
        journey,
        tasks.filter(({ fromNs, toNs }) => toNs > fromNs),
      );
    if (copy) {
      copy.journey = journey;
      this.#disks.set(journey, copy);
      this.#convoy.disturbed();
    }
    return journey;
  }

  /** Acts on the move that a partition is on; or says why that has no effect. */
  act(act: MoveAct, partition: string, at: VirtualNs, by: 'person' | 'script' = 'person'): string | null {
    if (at >= this.#scenario.horizonNs) return TOO_LATE;
    const preparing = this.#preparing.get(partition);
    if (preparing && act.kind !== 'cancel' && act.kind !== 'fail') return notYet(partition);
    const journey = preparing ? this.#copy(preparing, at) : this.journeyOf(partition);
    if (!journey) return nothingToDo(act, partition);
    return this.actOn(journey, act, at, by) ? null : uselessDeed(act, journey.move);
  }

  /** Acts on a copy under way; tells whether that had an effect. */
  actOn(journey: Journey, act: MoveAct, at: VirtualNs, by: 'person' | 'script' = 'script'): boolean {
    if (!journey.act(at, act, deedOf(act), by)) return false;
    this.lab.interrupted(journey.move.partition, journey.mover.migration.paused);
    this.#convoy.disturbed();
    this.advance(at, true);
    return true;
  }

  /** One of a copy's ends does not answer any more, or does again. */
  block(journey: Journey, blocked: boolean): void {
    if (journey.blocked === blocked) return;
    journey.blocked = blocked;
    this.#convoy.disturbed();
  }

  /** From now on a link carries something else. @param id null: the one that all share */
  scheduleLink(id: string | null, schedule: CapacityChange[]): void {
    this.network.scheduleLink(id, schedule);
    this.#convoy.disturbed();
  }

  /** From now on a mover service carries so much. */
  changeMover(id: string, at: VirtualNs, bytesPerSecond: number): void {
    this.network.changeMover(id, at, bytesPerSecond);
    this.#convoy.disturbed();
  }

  /** The copy is over: the partition stands where it now stands, and work after that may still keep it. */
  #ended(journey: Journey): void {
    const { move, mover } = journey;
    if (mover.lost) this.lab.lost(move);
    if (mover.completed) this.lab.arrived(move);
    const length = mover.completed ? this.#taskNs('cleanup', move) : 0;
    const fromNs = journey.endNs ?? this.now;
    const toNs = ns(fromNs + length);
    if (length > 0) {
      this.#tasks.set(journey, [...(this.#tasks.get(journey) ?? []), { kind: 'cleanup', fromNs, toNs }]);
      this.#leaving++;
      this.#agenda.plan(toNs, RANK.leaves, () => {
        this.#leaving--;
        this.#left(move);
      });
    }
    this.#news.ended(journey);
    if (length === 0) this.#left(move);
  }

  /** Whether a move has ended with all that belongs to it. */
  hasLeft(move: Move): boolean {
    return this.#gone.has(move);
  }

  #left(move: Move): void {
    this.#gone.add(move);
    this.lab.left(move);
    this.#news.left(move);
  }

  #taskNs(kind: 'prepare' | 'cleanup', { partition, tuning = this.#scenario.tuning }: Move): VirtualNs {
    const { policy } = tuning;
    const guest = this.guestOf(partition);
    return policy && guest ? taskNs(policy.orchestration[kind], guest) : ZERO_NS;
  }

  /** As it was carried last, or as the scenario has it. */
  guestOf(partition: string): Guest | undefined {
    const carried = this.#journeys.findLast(({ move }) => move.partition === partition);
    return carried?.mover.config.guest ?? this.#scenario.partitions.find(({ id }) => id === partition)?.guest;
  }

  /** How far the moves under way are, 0…1: by bytes, a guess. */
  get progress(): number {
    const parts = this.underWay.map(({ mover: { migration, config } }) => {
      const share = migration.sentBytes / config.guest.memoryBytes;
      return share / (1 + share);
    });
    return parts.reduce((sum, part) => sum + part, 0) / Math.max(1, parts.length);
  }

  /** What the engine is given for a copy, before the network is shared with others. */
  configOf({ at, from, to, guest, tuning }: Way): MigrationConfig {
    const { workload } = guest;
    const link = this.network.linkBetween(from, to);
    return {
      guest,
      trace: this.#traces.get(tracesOf(workload)[0]?.trace ?? '') ?? null,
      tuning,
      machine: machineFor(tuning.era, {
        ...this.#scenario.machine,
        linkBytesPerSecond: link.bytesPerSecond,
        oneWayDelayNs: link.oneWayDelayNs,
      }),
      seed: this.#scenario.seed,
      guestStartNs: at,
      timeCapNs: ns(Math.max(1, this.#scenario.horizonNs - at)),
    };
  }

  /** The same for a recorded move, or for a partition that stands where it was laid out; null: there is none. */
  configToRepeat(partition: string, at: VirtualNs, move?: MoveRecord): MigrationConfig | null {
    const journey = this.#journeys.find(
      (each) => each.move.partition === partition && each.startNs === move?.startNs,
    );
    const guest = journey?.mover.config.guest ?? this.guestOf(partition);
    const host = this.#scenario.hosts[0]?.id ?? '';
    const { from = host, to = host, tuning = this.#scenario.tuning } = move ?? {};
    return guest ? this.configOf({ at, from, to, guest, tuning }) : null;
  }

  /** What everything made of the network, up to `endNs`. */
  loads(endNs: VirtualNs): LoadSeries[] {
    return loadsOf(this.network, this.#journeys, this.#allDisks, endNs);
  }

  /** What disks that were copied along have to be said of, beside their records. */
  notes(): RunNote[] {
    return diskNotes(this.#disks, this.#scenario.horizonNs);
  }

  records(): MoveRecord[] {
    return this.#journeys.map((journey) => this.recordOf(journey));
  }

  recordOf(journey: Journey): MoveRecord {
    const { kind } = policyOf(journey.mover.config).method;
    const still = kind === 'suspended' || kind === 'inactive';
    const { tuning, part, by } = journey.move;
    const disks = this.#disks.get(journey)?.record();
    const record = withTasks(journey.record(), this.#tasks.get(journey) ?? [], still);
    return {
      ...record,
      ...(disks ? { disks } : {}),
      ...(tuning ? { tuning } : {}),
      ...(part ? { part } : {}),
      ...(by ? { by } : {}),
    };
  }
}
