/** One migration on its way through the engine: run from moment to moment, with whatever acts on it from outside. */
import type { Engine, Migration } from '../engine/engine.ts';
import { policyOf } from '../engine/policy.ts';
import type { MidMoveChange, MigrationConfig, MoveAct } from '../model/migration.ts';
import type { Decision, MoveRecord, MoveStatus, Span } from '../model/recording.ts';
import { ns, type VirtualNs } from '../model/units.ts';
import { actOn } from './acts.ts';
import { MoveLog } from './move-log.ts';
import { Orchestrator } from './orchestration/orchestrator.ts';
import type { Look, Order } from './orchestration/order.ts';

export class Mover {
  readonly config: MigrationConfig;
  readonly migration: Migration;
  readonly #log: MoveLog;
  readonly #orchestrator: Orchestrator | null;
  /** What the configuration says to change, still to come. */
  readonly #planned: MidMoveChange[];
  readonly #acts: (MoveAct & { at: VirtualNs })[] = [];
  #changes: readonly MidMoveChange[];
  readonly #decisions: Decision[] = [];

  constructor(engine: Engine, config: MigrationConfig) {
    this.config = config;
    this.migration = engine.start(config);
    this.#log = new MoveLog(config, this.migration);
    this.#orchestrator = Orchestrator.for(policyOf(config), config.guest.memoryBytes);
    this.#changes = inOrder(config.changes ?? []);
    this.#planned = [...this.#changes];
  }

  /** Runs to `until` since the migration's start. */
  run(until: VirtualNs): void {
    while (this.#orchestrator || this.#planned.length > 0) {
      const planned = this.#planned[0]?.at ?? Infinity;
      const look = this.#steersNow ? (this.#orchestrator?.nextLookNs ?? Infinity) : Infinity;
      const next = Math.min(planned, look);
      if (next >= until) break;
      this.#runTo(ns(next));
      if (planned === next) {
        const { at, ...changes } = this.#planned.shift() as MidMoveChange;
        this.migration.change(changes);
      } else if (this.#steersNow) {
        this.#obey(ns(next), this.#orchestrator?.poll(this.#look(ns(next))) ?? []);
      }
    }
    this.#runTo(until);
    this.#settle();
  }

  #settle(): void {
    if (this.#log.endedNs !== null) this.migration.settle();
  }

  #runTo(until: VirtualNs): void {
    while (this.#steersNow && this.#orchestrator?.heedsSyncs) {
      const { happened, synced } = this.migration.runToSync(until);
      this.#log.take(happened);
      if (!synced) return;
      const sync = this.#log.lastSync;
      if (!sync || !this.#steersNow) continue;
      const { at, remainingBytes } = sync;
      const orders = this.#orchestrator.sync({ ...this.#look(at), remainingBytes });
      this.#obey(this.migration.now, orders);
    }
    this.#log.take(this.migration.run(until));
  }

  /** As long as the partition is on its source; what comes then nobody steers. */
  get #steersNow(): boolean {
    return this.#orchestrator !== null && this.#log.stoppedNs === null && !this.migration.ended;
  }

  #look(at: VirtualNs): Look {
    const { pageBytes } = this.config.guest;
    const { bandwidthBytesPerSecond, rounds } = this.#log;
    const remainingBytes = this.migration.waitingPages * pageBytes;
    return { at, remainingBytes, bandwidthBytesPerSecond, rounds };
  }

  #obey(at: VirtualNs, orders: readonly Order[]): void {
    for (const { act, what, why } of orders) this.act(at, act, { by: 'policy', what, why });
  }

  /**
   * Acts on it at `at`, to which it has been run; tells whether that had an effect.
   * @param decision who did it and why; left out where nobody is to know
   */
  act(at: VirtualNs, act: MoveAct, decision?: Omit<Decision, 'at'>): boolean {
    if (!actOn(this.migration, at, act)) return false;
    this.#acts.push({ ...act, at });
    if (act.kind === 'change') this.#changes = inOrder([...this.#changes, { ...act.changes, at }]);
    if (decision) this.#decisions.push({ ...decision, at });
    this.#log.take(this.migration.run(this.migration.now));
    this.#settle();
    return true;
  }

  /** What was set anew so far, as planned or not. */
  get changes(): readonly MidMoveChange[] {
    return this.#changes;
  }

  /** When the copy stopped, as far as that has been computed; since the migration's start. */
  get stoppedNs(): VirtualNs | null {
    return this.#log.stoppedNs;
  }

  /** When it waited to be told to go on, likewise; until when at the latest, where it still does. */
  get wait(): Span | null {
    return this.#log.wait;
  }

  /** When post-copy told the destination to run the partition, likewise. */
  get switchedNs(): VirtualNs | null {
    return this.#log.switchedNs;
  }

  /** When it first ran on the destination, likewise. */
  get resumedNs(): VirtualNs | null {
    return this.#log.resumedNs;
  }

  get status(): MoveStatus {
    return this.#log.status;
  }

  /** How far it is, as far as it has been computed. */
  get levels() {
    const { lastSync, rounds, bandwidthBytesPerSecond, throttlePercent } = this.#log;
    const { sentBytes, waitingPages, counters } = this.migration;
    const { pageBytes } = this.config.guest;
    return {
      sentBytes,
      remainingBytes: waitingPages * pageBytes,
      dirtyBytesPerSecond: counters.dirtyPagesRate * pageBytes,
      bandwidthBytesPerSecond,
      thresholdBytes: lastSync?.thresholdBytes ?? 0,
      rounds,
      throttlePercent,
    };
  }

  /** When everything was over on both hosts, likewise. */
  get endedNs(): VirtualNs | null {
    return this.#log.endedNs;
  }

  /** Spans without a connection after the switchover, likewise; the last one may still last. */
  get interruptions(): readonly { fromNs: VirtualNs; toNs: VirtualNs | null }[] {
    return this.#log.interruptions;
  }

  /** Windows, syncs and faults that its record keeps. */
  get events(): number {
    return this.#log.events;
  }

  get completed(): boolean {
    return this.#log.status === 'completed';
  }

  get lost(): boolean {
    return this.#log.status === 'lost';
  }

  /** @param startNs when the migration began in the run's virtual time */
  record(partition: string, from: string, to: string, startNs: VirtualNs): MoveRecord {
    const shifted = <T extends { at: VirtualNs }>(all: readonly T[]): T[] =>
      all.map((each) => ({ ...each, at: ns(startNs + each.at) }));
    return {
      ...this.#log.record(partition, from, to, startNs),
      ...(this.#decisions.length > 0 ? { decisions: shifted(this.#decisions) } : {}),
      ...(this.#acts.length > 0 ? { acts: shifted(this.#acts) } : {}),
    };
  }
}

const inOrder = (changes: readonly MidMoveChange[]): MidMoveChange[] =>
  changes.toSorted((a, b) => a.at - b.at);
