/**
 * A job becomes a recording: the scenario's moves and the person's, in order of their moments (a person acts
 * first at equal ones), each through the engine. Computed in steps, so that whoever drives it stays responsive;
 * what comes out does not depend on the steps.
 */
import type { Engine } from '../engine/engine.ts';
import type { MigrationConfig } from '../model/migration.ts';
import type { ClientGap, MoveRecord, Recording, RunNote } from '../model/recording.ts';
import { type Job, MODEL_VERSION, type Move, type Scenario } from '../model/scenario.ts';
import type { Trace } from '../model/trace.ts';
import { ms, ns, seconds, type VirtualNs } from '../model/units.ts';
import { Lab } from '../world/lab.ts';
import { machineFor } from './machines.ts';
import { Mover } from './mover.ts';

const STEP = seconds(0.25);
const AFTERGLOW = seconds(5);

export class Run {
  readonly job: Job;
  readonly #engine: Engine;
  readonly #traces: ReadonlyMap<string, Trace>;
  readonly #lab: Lab;
  readonly #due: Move[];
  readonly #moves: MoveRecord[] = [];
  readonly #notes: RunNote[] = [];
  #present: { mover: Mover; move: Move; from: string; until: number } | null = null;

  constructor(engine: Engine, job: Job, traces: ReadonlyMap<string, Trace>) {
    this.job = job;
    this.#engine = engine;
    this.#traces = traces;
    this.#lab = new Lab(job.scenario);
    const asked = job.interventions.map(({ at, action }) => ({
      at,
      partition: action.partition,
      to: action.to,
    }));
    this.#due = [...asked, ...job.scenario.moves].sort((a, b) => a.at - b.at);
  }

  /** Computes a little; true when the recording is complete. */
  step(): boolean {
    if (this.#present) {
      const { mover, move, from } = this.#present;
      this.#present.until += STEP;
      if (!mover.run(ns(this.#present.until))) return false;
      const record = mover.record(move.partition, from, move.to, move.at);
      this.#moves.push(record);
      this.#lab.moved(move, record.endNs, record.outcome.status === 'completed');
      this.#present = null;
    }
    const move = this.#due.shift();
    if (!move) return true;
    const refusal =
      move.at >= this.job.scenario.horizonNs ? 'The run ends before this.' : this.#lab.refusal(move);
    if (refusal) this.#notes.push({ at: move.at, text: refusal });
    else {
      const mover = new Mover(this.#engine, this.configOf(move.partition, move.at));
      this.#present = { mover, move, from: this.#lab.placeOf(move.partition) ?? '', until: 0 };
    }
    return false;
  }

  /** How far the present move is, 0…1: by bytes, a guess. */
  get progress(): number {
    if (!this.#present) return 0;
    const { migration, config } = this.#present.mover;
    const share = migration.sentBytes / config.guest.memoryBytes;
    return share / (1 + share);
  }

  /** What the engine is given for a move of `partition` at `at`. */
  configOf(partition: string, at: VirtualNs): MigrationConfig {
    const { scenario } = this.job;
    const spec = scenario.partitions.find((p) => p.id === partition);
    if (!spec) throw new Error(`There is no partition ${partition}.`);
    const { workload } = spec.guest;
    return {
      guest: spec.guest,
      trace: workload.kind === 'trace' ? (this.#traces.get(workload.trace) ?? null) : null,
      tuning: scenario.tuning,
      machine: machineFor(scenario.tuning.era, {
        linkBytesPerSecond: scenario.link.bytesPerSecond,
        oneWayDelayNs: scenario.link.oneWayDelayNs,
      }),
      seed: scenario.seed,
      guestStartNs: at,
      timeCapNs: ns(Math.max(1, scenario.horizonNs - at)),
    };
  }

  recording(): Recording {
    const { scenario } = this.job;
    const last = Math.max(
      0,
      ...this.#moves.map((move) => move.endNs),
      ...scenario.moves.map((move) => move.at),
    );
    return {
      durationNs: ns(Math.min(scenario.horizonNs, last + AFTERGLOW)),
      moves: this.#moves,
      client: {
        partition: scenario.client.partition,
        everyNs: ms(scenario.client.everyMs),
        gaps: gapsOf(scenario, this.#moves),
      },
      notes: this.#notes,
      fingerprint: fingerprintOf(this.#moves),
      modelVersion: MODEL_VERSION,
    };
  }
}

/** The date loop asks on schedule; what falls into a pause is answered when the partition runs again. */
function gapsOf({ client }: Scenario, moves: MoveRecord[]): ClientGap[] {
  const every = ms(client.everyMs);
  const gaps: ClientGap[] = [];
  for (const { partition, stoppedNs, resumedNs } of moves) {
    if (partition !== client.partition || stoppedNs === null || resumedNs === null) continue;
    const before = Math.floor(stoppedNs / every) * every;
    if (before + every < resumedNs) gaps.push({ fromNs: ns(before), toNs: resumedNs });
  }
  return gaps;
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
