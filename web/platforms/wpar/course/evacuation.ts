/**
 * Emptying a system as one task with a task for each member, so many at a time. Each target is chosen when its turn
 * comes. A member that fails leaves the others untouched; cancelling lets the present ones finish and skips the rest.
 */
import type { VirtualNs } from '../../../model/units.ts';
import type { Finding } from '../finding.ts';
import type { WparWorld } from '../objects/world.ts';
import { evacuationRow, leaving, requestOf } from '../placement/evacuate.ts';
import type { Blocking } from '../rules/rule.ts';
import { refuse } from '../tasks/refuse.ts';
import type { Request } from '../tasks/request.ts';
import { failureOf, type StepRecord, type TaskRecord } from './record.ts';

export interface Host {
  readonly world: WparWorld;
  readonly now: VirtualNs;
  readonly blocking: Blocking;
  begin(request: Request, parent: string): { ok: true; id: string } | { ok: false; findings: Finding[] };
}

export class Evacuation {
  readonly record: TaskRecord;
  readonly #host: Host;
  readonly #system: string;
  readonly #atOnce: number;
  #waiting: string[];
  #cancelled = false;

  constructor(host: Host, record: TaskRecord, request: Extract<Request, { action: 'evacuate' }>) {
    this.#host = host;
    this.record = record;
    this.#system = request.system;
    this.#atOnce = Math.max(1, Math.floor(request.concurrency ?? 1));
    this.#waiting = leaving(host.world, request.system, request.group).map(({ name }) => name);
    record.steps = this.#waiting.map((name) => memberStep(name, request.system));
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
  look(tasks: readonly TaskRecord[]): void {
    for (const step of this.#active()) this.#note(step, tasks);
    while (this.#waiting.length > 0 && this.#active().length < this.#atOnce) this.#next();
    if (this.#waiting.length === 0 && this.#active().length === 0) this.#finish();
  }

  #active(): StepRecord[] {
    return this.record.steps.filter(({ status }) => status === 'running');
  }

  #note(step: StepRecord, tasks: readonly TaskRecord[]): void {
    const member = tasks.find(({ id }) => id === step.task);
    if (!member || member.endNs === null) return;
    step.status = member.status === 'done' ? 'done' : member.status === 'cancelled' ? 'cancelled' : 'failed';
    step.endNs = member.endNs;
    step.returnCode = member.status === 'done' ? 0 : 1;
    step.findings = member.failure ? [member.failure.finding] : [];
  }

  #next(): void {
    const name = this.#waiting.shift();
    const { world, now, blocking } = this.#host;
    const step = this.record.steps.find(({ status }) => status === 'waiting');
    if (name === undefined || !step) return;
    step.startNs = now;
    const row = evacuationRow(world, name, this.#system, blocking);
    const request = requestOf(row);
    const begun = request ? this.#host.begin(request, this.record.id) : null;
    if (begun?.ok) {
      step.status = 'running';
      step.task = begun.id;
      step.output = row.why.map((text) => ({ text, stream: 'out' }));
      step.name = `Relocate ${name} to ${row.to}`;
      return;
    }
    step.status = 'failed';
    step.endNs = now;
    step.returnCode = 1;
    step.findings = begun?.findings ?? (row.findings.length > 0 ? row.findings : [nowhere(name, row.why)]);
  }

  #finish(): void {
    const { record } = this;
    const bad = record.steps.find(({ status }) => status === 'failed');
    record.endNs = this.#host.now;
    record.status = bad ? 'failed' : this.#cancelled ? 'cancelled' : 'done';
    const [finding] = bad?.findings ?? [];
    if (bad && finding) record.failure = failureOf(bad.name, finding);
  }
}

const nowhere = (name: string, why: readonly string[]): Finding =>
  refuse('no-target', name, 'target', why.join(' '), 'Make room for it elsewhere, or stop it.');

const memberStep = (name: string, system: string): StepRecord => ({
  name: `Relocate ${name}`,
  on: system,
  command: '',
  plannedNs: 0 as VirtualNs,
  constants: [],
  startNs: null,
  endNs: null,
  status: 'waiting',
  undo: false,
  cancellable: true,
  stalls: [],
  output: [],
  findings: [],
  returnCode: null,
  task: null,
});
