/**
 * A job becomes a recording: the scenario's moves and what a person does, in order of their moments (a person acts
 * first at equal ones), each move through the engine, side by side where they overlap. Computed in steps, so that
 * whoever drives it stays responsive; what comes out does not depend on the steps.
 */
import type { Engine } from '../engine/engine.ts';
import type { Call } from '../model/call.ts';
import type { MigrationConfig } from '../model/migration.ts';
import type { MoveRecord, Recording, RunNote } from '../model/recording.ts';
import type { Examination } from '../model/rule-finding.ts';
import type { Action, Job, Move } from '../model/scenario.ts';
import type { Trace } from '../model/trace.ts';
import { ns, seconds, type VirtualNs } from '../model/units.ts';
import type { TerminalAnswer, WorldView } from '../model/world-view.ts';
import { Agenda, RANK } from './agenda.ts';
import { clientView } from './client.ts';
import { SHARED_EVERY } from './convoy.ts';
import { Fleet } from './fleet.ts';
import { endsOf, recordingOf } from './recording.ts';

const STEP = seconds(0.25);
export const AFTERGLOW = seconds(5);

/** What is computed in steps and then looked at: by whoever drives it, and by the viewer. */
export interface Computation {
  /** Computes a little, or `spanNs` of virtual time at most; true when the recording is complete. */
  step(spanNs?: VirtualNs): boolean;
  /** 0…1, a guess. */
  readonly progress: number;
  recording(): Recording;
  /** What the engine is given for a move, or for a partition that stands still. */
  configOf(partition: string, at: VirtualNs, move?: MoveRecord): MigrationConfig | null;
  /** Where the world has a console: what it shows at a moment, what its rules and its terminal say. */
  worldAt?(at: VirtualNs): WorldView | null;
  check?(at: VirtualNs, call: Call): Examination | null;
  command?(at: VirtualNs, line: string): TerminalAnswer | null;
}

export class Run implements Computation {
  readonly job: Job;
  readonly #agenda = new Agenda();
  readonly #fleet: Fleet;
  readonly #notes: RunNote[] = [];

  constructor(engine: Engine, job: Job, traces: ReadonlyMap<string, Trace>) {
    this.job = job;
    const news = { ended: () => {}, left: () => {} };
    this.#fleet = new Fleet(engine, job.scenario, traces, this.#agenda, news);
    for (const { at, action } of job.interventions)
      this.#agenda.plan(at, RANK.person, () => this.#do(action, at));
    for (const move of job.scenario.moves) this.#agenda.plan(move.at, RANK.plan, () => this.#begin(move));
  }

  step(spanNs?: VirtualNs): boolean {
    const { underWay, now, lastMoment } = this.#fleet;
    const next = this.#agenda.nextNs;
    if (underWay.length > 0 && now < next) {
      const little = spanNs ?? Math.max(SHARED_EVERY, Math.ceil(STEP / underWay.length));
      const until = Math.min(now + little, next, lastMoment);
      this.#fleet.advance(ns(until), until === next);
      if (this.#fleet.now < lastMoment) return false;
    }
    const due = this.#agenda.take();
    if (!due) return true;
    due.happens();
    return false;
  }

  #do(action: Action, at: VirtualNs): void {
    if (action.kind === 'call' || action.kind === 'answer')
      this.#note(at, 'Only a scenario script can be answered, or called upon; this is none.');
    else if (action.kind === 'migrate') this.#begin({ at, partition: action.partition, to: action.to });
    else this.#note(at, this.#fleet.act(action, action.partition, at));
  }

  #begin(move: Move): void {
    this.#note(move.at, this.#fleet.begin(move));
  }

  #note(at: VirtualNs, text: string | null): void {
    if (text !== null) this.#notes.push({ at, text });
  }

  get progress(): number {
    return this.#fleet.progress;
  }

  configOf(partition: string, at: VirtualNs, move?: MoveRecord): MigrationConfig | null {
    return this.#fleet.configToRepeat(partition, at, move);
  }

  recording(): Recording {
    const { scenario } = this.job;
    const moves = this.#fleet.records();
    const last = Math.max(0, ...endsOf(moves), ...scenario.moves.map((move) => move.at));
    const durationNs = ns(Math.min(scenario.horizonNs, last + AFTERGLOW));
    return recordingOf(this.#fleet, moves, durationNs, {
      client: clientView(scenario.client, moves, durationNs),
      notes: this.#notes,
    });
  }
}

/** The whole run at once. */
export function runToEnd(engine: Engine, job: Job, traces: ReadonlyMap<string, Trace>): Recording {
  const run = new Run(engine, job, traces);
  while (!run.step());
  return run.recording();
}
