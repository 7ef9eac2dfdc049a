/**
 * A job becomes a recording: the scenario's moves and what a person does, in order of their moments (a person acts
 * first at equal ones), each move through the engine, side by side where they overlap. Computed in steps, so that
 * whoever drives it stays responsive; what comes out does not depend on the steps.
 */
import type { Engine } from '../engine/engine.ts';
import { policyOf } from '../engine/policy.ts';
import type { MigrationConfig, MoveAct } from '../model/migration.ts';
import type { MoveRecord, Recording, RunNote, Task } from '../model/recording.ts';
import { type Action, type Job, MODEL_VERSION, type Move } from '../model/scenario.ts';
import type { Trace } from '../model/trace.ts';
import { ns, seconds, type VirtualNs, ZERO_NS } from '../model/units.ts';
import { Lab } from '../world/lab.ts';
import { Network } from '../world/network.ts';
import { clientView } from './client.ts';
import { Convoy, SHARED_EVERY } from './convoy.ts';
import { deedOf, nothingToDo, notYet, uselessDeed } from './deeds.ts';
import type { Journey } from './journey.ts';
import { loadsOf } from './loads.ts';
import { machineFor } from './machines.ts';
import { Mover } from './mover.ts';
import { taskNs, withTasks } from './tasks.ts';

const STEP = seconds(0.25);
const AFTERGLOW = seconds(5);
/** A partition that stands still when the horizon is reached has so long to arrive. */
const GRACE = seconds(3600);
const TOO_LATE = 'The run ends before this.';

/** A move that has its place and its movers, and does not copy yet. */
interface Preparing {
  move: Move;
  from: string;
  services: readonly string[];
}

interface Due {
  at: VirtualNs;
  happens(): void;
}

export class Run {
  readonly job: Job;
  readonly #engine: Engine;
  readonly #traces: ReadonlyMap<string, Trace>;
  readonly #lab: Lab;
  readonly #network: Network;
  readonly #convoy: Convoy;
  /** What is to happen, ascending. */
  readonly #due: Due[];
  readonly #preparing = new Map<string, Preparing>();
  /** All moves that began to copy, in the order in which they did, and what was done around each. */
  readonly #journeys: Journey[] = [];
  readonly #tasks = new Map<Journey, Task[]>();
  readonly #notes: RunNote[] = [];

  constructor(engine: Engine, job: Job, traces: ReadonlyMap<string, Trace>) {
    this.job = job;
    this.#engine = engine;
    this.#traces = traces;
    this.#lab = new Lab(job.scenario);
    this.#network = new Network(job.scenario);
    this.#convoy = new Convoy(this.#network);
    const asked = job.interventions.map(
      ({ at, action }): Due => ({ at, happens: () => this.#do(action, at) }),
    );
    const planned = job.scenario.moves.map(
      (move): Due => ({ at: move.at, happens: () => this.#begin(move) }),
    );
    this.#due = [...asked, ...planned].sort((a, b) => a.at - b.at);
  }

  /** Computes a little, or `spanNs` of virtual time at most; true when the recording is complete. */
  step(spanNs?: VirtualNs): boolean {
    const { journeys, now } = this.#convoy;
    const next = this.#due[0]?.at ?? Infinity;
    if (journeys.length > 0 && now < next) {
      const last = this.#lastMoment;
      const little = spanNs ?? Math.max(SHARED_EVERY, Math.ceil(STEP / journeys.length));
      const until = ns(Math.min(now + little, next, last));
      this.#advance(until);
      if (until < last) return false;
    }
    const due = this.#due.shift();
    if (!due) return true;
    due.happens();
    return false;
  }

  /** Nobody waits longer for a connection that may never come back. */
  get #lastMoment(): VirtualNs {
    const { horizonNs } = this.job.scenario;
    const { journeys, now } = this.#convoy;
    const waiting = journeys.every(({ mover }) => mover.migration.paused);
    return waiting ? ns(Math.max(now, horizonNs)) : ns(horizonNs + GRACE);
  }

  #advance(until: VirtualNs): void {
    for (const journey of this.#convoy.advance(until)) this.#ended(journey);
  }

  #do(action: Action, at: VirtualNs): void {
    if (action.kind === 'migrate') this.#begin({ at, partition: action.partition, to: action.to });
    else this.#act(action, action.partition, at);
  }

  #begin(move: Move): void {
    const late = move.at >= this.job.scenario.horizonNs;
    const refusal = late ? TOO_LATE : this.#lab.refusal(move);
    if (refusal) {
      this.#note(move.at, refusal);
      return;
    }
    const { partition, at } = move;
    const from = this.#lab.placeOf(partition) ?? '';
    const preparing = { move, from, services: this.#lab.began(move) };
    const length = this.#taskNs('prepare', partition);
    if (length === 0) {
      this.#copy(preparing, at);
      return;
    }
    this.#preparing.set(partition, preparing);
    const then = ns(at + length);
    const copy = () => {
      if (this.#preparing.get(partition) === preparing) this.#copy(preparing, then);
    };
    this.#plan(then, copy, 'last');
  }

  #copy({ move, from, services }: Preparing, at: VirtualNs): Journey {
    const { partition, to } = move;
    this.#preparing.delete(partition);
    const mover = new Mover(this.#engine, this.configOf(partition, at, { from, to }));
    const journey = this.#convoy.join(at, move, from, services, mover);
    this.#journeys.push(journey);
    if (at > move.at) this.#tasks.set(journey, [{ kind: 'prepare', fromNs: move.at, toNs: at }]);
    return journey;
  }

  #act(act: MoveAct, partition: string, at: VirtualNs): void {
    if (at >= this.job.scenario.horizonNs) {
      this.#note(at, TOO_LATE);
      return;
    }
    const preparing = this.#preparing.get(partition);
    if (preparing && act.kind !== 'cancel' && act.kind !== 'fail') {
      this.#note(at, notYet(partition));
      return;
    }
    const journey = preparing
      ? this.#copy(preparing, at)
      : this.#convoy.journeys.find(({ move }) => move.partition === partition);
    if (!journey) {
      this.#note(at, nothingToDo(act, partition));
      return;
    }
    if (!journey.act(at, act, deedOf(act))) {
      this.#note(at, uselessDeed(act, journey.move));
      return;
    }
    this.#lab.interrupted(partition, journey.mover.migration.paused);
    this.#convoy.disturbed();
    this.#advance(at);
  }

  /** The copy is over: the partition stands where it now stands, and work after that may still keep it. */
  #ended(journey: Journey): void {
    const { move, mover, startNs } = journey;
    if (mover.lost) this.#lab.lost(move);
    if (mover.completed) this.#lab.arrived(move);
    const length = mover.completed ? this.#taskNs('cleanup', move.partition) : 0;
    if (length === 0) {
      this.#lab.left(move);
      return;
    }
    const fromNs = ns(startNs + (mover.endedNs ?? ZERO_NS));
    const toNs = ns(fromNs + length);
    this.#tasks.set(journey, [...(this.#tasks.get(journey) ?? []), { kind: 'cleanup', fromNs, toNs }]);
    this.#plan(toNs, () => this.#lab.left(move), 'first');
  }

  #taskNs(kind: Task['kind'], partition: string): VirtualNs {
    const { policy } = this.job.scenario.tuning;
    const guest = this.#specOf(partition)?.guest;
    return policy && guest ? taskNs(policy.orchestration[kind], guest) : ZERO_NS;
  }

  /** Before or behind what happens at that moment anyhow: who leaves makes room, who begins takes what there is. */
  #plan(at: VirtualNs, happens: () => void, order: 'first' | 'last'): void {
    const index = this.#due.findIndex((due) => (order === 'first' ? due.at >= at : due.at > at));
    this.#due.splice(index < 0 ? this.#due.length : index, 0, { at, happens });
  }

  #note(at: VirtualNs, text: string): void {
    this.#notes.push({ at, text });
  }

  #specOf(partition: string) {
    return this.job.scenario.partitions.find((p) => p.id === partition);
  }

  /** How far the moves under way are, 0…1: by bytes, a guess. */
  get progress(): number {
    const { journeys } = this.#convoy;
    const parts = journeys.map(({ mover: { migration, config } }) => {
      const share = migration.sentBytes / config.guest.memoryBytes;
      return share / (1 + share);
    });
    return parts.reduce((sum, part) => sum + part, 0) / Math.max(1, parts.length);
  }

  /** What the engine is given for a move of `partition` at `at`, before the network is shared with others. */
  configOf(partition: string, at: VirtualNs, way?: { from: string; to: string }): MigrationConfig {
    const { scenario } = this.job;
    const spec = this.#specOf(partition);
    if (!spec) throw new Error(`There is no partition ${partition}.`);
    const { workload } = spec.guest;
    const link = way ? this.#network.linkBetween(way.from, way.to) : scenario.link;
    return {
      guest: spec.guest,
      trace: workload.kind === 'trace' ? (this.#traces.get(workload.trace) ?? null) : null,
      tuning: scenario.tuning,
      machine: machineFor(scenario.tuning.era, {
        linkBytesPerSecond: link.bytesPerSecond,
        oneWayDelayNs: link.oneWayDelayNs,
      }),
      seed: scenario.seed,
      guestStartNs: at,
      timeCapNs: ns(Math.max(1, scenario.horizonNs - at)),
    };
  }

  recording(): Recording {
    const { scenario } = this.job;
    const moves = this.#journeys.map((journey) => this.#recordOf(journey));
    const ends = moves.flatMap(({ endNs, tasks = [] }) => [endNs, ...tasks.map(({ toNs }) => toNs)]);
    const last = Math.max(0, ...ends, ...scenario.moves.map((move) => move.at));
    const durationNs = ns(Math.min(scenario.horizonNs, last + AFTERGLOW));
    return {
      durationNs,
      moves,
      client: clientView(scenario.client, moves, durationNs),
      loads: loadsOf(this.#network, this.#journeys, durationNs),
      notes: this.#notes,
      fingerprint: fingerprintOf(moves),
      modelVersion: MODEL_VERSION,
    };
  }

  #recordOf(journey: Journey): MoveRecord {
    const { kind } = policyOf(journey.mover.config).method;
    const still = kind === 'suspended' || kind === 'inactive';
    return withTasks(journey.record(), this.#tasks.get(journey) ?? [], still);
  }
}

/** The moves' hashes and moments, folded to eight hex digits (FNV-1a). */
function fingerprintOf(moves: MoveRecord[]): string {
  let hash = 0x811c9dc5;
  for (const character of moves
    .map((m) => `${m.partition}>${m.to}@${m.startNs}:${m.fingerprint}`)
    .join(';')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  const hex = hash.toString(16).padStart(8, '0');
  return `${hex.slice(0, 4)}·${hex.slice(4)}`;
}

/** The whole run at once. */
export function runToEnd(engine: Engine, job: Job, traces: ReadonlyMap<string, Trace>): Recording {
  const run = new Run(engine, job, traces);
  while (!run.step());
  return run.recording();
}
