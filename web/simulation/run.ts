/**
 * A job becomes a recording: the scenario's moves and the person's, in order of their moments (a person acts
 * first at equal ones), each through the engine, side by side where they overlap. Computed in steps, so that
 * whoever drives it stays responsive; what comes out does not depend on the steps.
 */
import type { Engine } from '../engine/engine.ts';
import type { MigrationConfig } from '../model/migration.ts';
import type { MoveRecord, Recording, RunNote } from '../model/recording.ts';
import { type Job, MODEL_VERSION, type Move } from '../model/scenario.ts';
import type { Trace } from '../model/trace.ts';
import { ns, seconds, type VirtualNs } from '../model/units.ts';
import { Lab } from '../world/lab.ts';
import { Network } from '../world/network.ts';
import { clientView } from './client.ts';
import { Convoy, SHARED_EVERY } from './convoy.ts';
import type { Journey } from './journey.ts';
import { loadsOf } from './loads.ts';
import { machineFor } from './machines.ts';
import { Mover } from './mover.ts';

const STEP = seconds(0.25);
const AFTERGLOW = seconds(5);
/** A partition that stands still when the horizon is reached has so long to arrive. */
const GRACE = seconds(3600);

export class Run {
  readonly job: Job;
  readonly #engine: Engine;
  readonly #traces: ReadonlyMap<string, Trace>;
  readonly #lab: Lab;
  readonly #network: Network;
  readonly #convoy: Convoy;
  readonly #due: Move[];
  /** All moves that began, in the order in which they did. */
  readonly #journeys: Journey[] = [];
  readonly #notes: RunNote[] = [];

  constructor(engine: Engine, job: Job, traces: ReadonlyMap<string, Trace>) {
    this.job = job;
    this.#engine = engine;
    this.#traces = traces;
    this.#lab = new Lab(job.scenario);
    this.#network = new Network(job.scenario);
    this.#convoy = new Convoy(this.#network);
    const asked = job.interventions.map(({ at, action }) => ({
      at,
      partition: action.partition,
      to: action.to,
    }));
    this.#due = [...asked, ...job.scenario.moves].sort((a, b) => a.at - b.at);
  }

  /** Computes a little, or `spanNs` of virtual time at most; true when the recording is complete. */
  step(spanNs?: VirtualNs): boolean {
    const { journeys, now } = this.#convoy;
    const next = this.#due[0]?.at ?? Infinity;
    if (journeys.length > 0 && now < next) {
      const last = this.job.scenario.horizonNs + GRACE;
      const little = spanNs ?? Math.max(SHARED_EVERY, Math.ceil(STEP / journeys.length));
      const until = ns(Math.min(now + little, next, last));
      for (const { move, mover } of this.#convoy.advance(until)) this.#lab.ended(move, mover.completed);
      if (until < last) return false;
    }
    const move = this.#due.shift();
    if (!move) return true;
    this.#begin(move);
    return false;
  }

  #begin(move: Move): void {
    const refusal =
      move.at >= this.job.scenario.horizonNs ? 'The run ends before this.' : this.#lab.refusal(move);
    if (refusal) {
      this.#notes.push({ at: move.at, text: refusal });
      return;
    }
    const from = this.#lab.placeOf(move.partition) ?? '';
    const mover = new Mover(this.#engine, this.configOf(move.partition, move.at, { from, to: move.to }));
    this.#journeys.push(this.#convoy.join(move, from, this.#lab.began(move), mover));
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
    const spec = scenario.partitions.find((p) => p.id === partition);
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
    const moves = this.#journeys.map((journey) => journey.record());
    const last = Math.max(0, ...moves.map((move) => move.endNs), ...scenario.moves.map((move) => move.at));
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
