/**
 * A task with a task for each member, so many at a time: an evacuation. What each member does is decided when its turn
 * comes. One that fails leaves the others untouched; cancelling lets the present ones finish and skips the rest.
 */
import type { RuleFinding } from '../../model/rule-finding.ts';
import type { StepRecord, TaskRecord } from '../../model/task-record.ts';
import type { VirtualNs } from '../../model/units.ts';
import { failureOf, firstError, recordOfMember } from './record.ts';
import type { Line } from './step.ts';

export interface Member {
  /** By which it is known to whoever begins it. */
  id: string;
  /** Of its step, until its turn comes. */
  name: string;
  on: string;
}

/** A member's turn: its task, or why there is none. */
export type Turn =
  | { ok: true; task: string; name: string; output: readonly Line[] }
  | { ok: false; findings: readonly RuleFinding[] };

export interface BatchHost {
  readonly now: VirtualNs;
  readonly tasks: readonly TaskRecord[];
  /** Begins the task of this member. */
  turn(member: string, parent: string): Turn;
}

export class Batch {
  readonly record: TaskRecord;
  readonly #host: BatchHost;
  readonly #atOnce: number;
  #waiting: readonly Member[];
  #cancelled = false;

  constructor(host: BatchHost, record: TaskRecord, members: readonly Member[], atOnce: number) {
    this.#host = host;
    this.record = record;
    this.#atOnce = Math.max(1, Math.floor(atOnce));
    this.#waiting = members;
    record.steps = members.map(({ name, on }) => recordOfMember(name, on));
    record.startNs = host.now;
    record.status = 'running';
  }

  cancel(): boolean {
    if (this.#cancelled || this.#waiting.length === 0) return false;
    this.#cancelled = true;
    for (const step of this.record.steps) if (step.status === 'waiting') step.status = 'skipped';
    this.#waiting = [];
    return true;
  }

  /** Members that have ended are noted; others follow. */
  look(): void {
    for (const step of this.#active()) this.#note(step);
    while (this.#waiting.length > 0 && this.#active().length < this.#atOnce) this.#next();
    if (this.#waiting.length === 0 && this.#active().length === 0) this.#finish();
  }

  #active(): StepRecord[] {
    return this.record.steps.filter(({ status }) => status === 'running');
  }

  #note(step: StepRecord): void {
    const member = this.#host.tasks.find(({ id }) => id === step.task);
    if (!member || member.endNs === null) return;
    step.status = member.status === 'done' ? 'done' : member.status === 'cancelled' ? 'cancelled' : 'failed';
    step.endNs = member.endNs;
    step.returnCode = member.status === 'done' ? 0 : 1;
    step.findings = member.steps
      .filter(({ status }) => status === 'failed')
      .flatMap(({ findings }) => findings);
  }

  #next(): void {
    const [member, ...others] = this.#waiting;
    const step = this.record.steps.find(({ status }) => status === 'waiting');
    this.#waiting = others;
    if (!member || !step) return;
    const { now } = this.#host;
    step.startNs = now;
    // It has its turn: whatever its task brings about by itself must not give it another.
    step.status = 'running';
    const turn = this.#host.turn(member.id, this.record.id);
    if (turn.ok) {
      step.task = turn.task;
      step.output = turn.output;
      if (turn.name !== step.name) Object.assign(step, { name: turn.name, nameBefore: step.name });
      return;
    }
    step.status = 'failed';
    step.endNs = now;
    step.returnCode = 1;
    step.findings = turn.findings;
  }

  #finish(): void {
    const { record } = this;
    const bad = record.steps.find(({ status }) => status === 'failed');
    record.endNs = this.#host.now;
    record.status = bad ? 'failed' : this.#cancelled ? 'cancelled' : 'done';
    const finding = firstError(bad?.findings ?? []);
    if (bad && finding) record.failure = failureOf(bad.name, finding);
  }
}
