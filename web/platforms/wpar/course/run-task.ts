/**
 * One task under way. A step changes the world when it begins and when it ends; it hangs while something that it needs
 * does not answer, and fails when that lasts too long, or when what it does turns out to be impossible. What it had
 * done so far is taken back then, as far as the plan says how.
 */
import { ms, ns, type VirtualNs } from '../../../model/units.ts';
import type { Finding } from '../finding.ts';
import type { WparWorld } from '../objects/world.ts';
import type { Blocking } from '../rules/rule.ts';
import type { Change } from '../tasks/change.ts';
import type { Need, Step, Task } from '../tasks/task.ts';
import type { Times } from '../tasks/times.ts';
import { firstError, judged, outage, unmet } from './judge.ts';
import { failureOf, type StepRecord, type TaskRecord } from './record.ts';

/** The world that tasks share. */
export interface Stage {
  readonly world: WparWorld;
  readonly now: VirtualNs;
  readonly times: Times;
  readonly blocking: Blocking;
  change(changes: readonly Change[]): void;
}

export class RunningTask {
  readonly record: TaskRecord;
  readonly task: Task;
  readonly #stage: Stage;
  #queue: Step[];
  #current: { step: Step; record: StepRecord } | null = null;
  #undoing = false;
  #leftNs = 0;
  #sinceNs: VirtualNs;
  #hanging: { need: Need; sinceNs: VirtualNs } | null = null;

  constructor(stage: Stage, task: Task, record: TaskRecord) {
    this.#stage = stage;
    this.task = task;
    this.record = record;
    this.#queue = [...task.steps];
    this.#sinceNs = stage.now;
    this.#leftNs = ms(stage.times.dispatchMs);
    record.steps = task.steps.map((step) => recordOf(step, false));
  }

  get ended(): boolean {
    return this.record.endNs !== null;
  }

  /** When something happens next if the world stays as it is. */
  get nextNs(): VirtualNs {
    const wait = this.#hanging;
    return wait ? ns(wait.sinceNs + this.#patienceNs(wait.need)) : ns(this.#sinceNs + this.#leftNs);
  }

  /** The moment `nextNs` has come. */
  proceed(): void {
    const current = this.#current;
    if (this.#hanging) {
      const { need } = this.#hanging;
      this.#wake();
      this.#lack(need);
    } else if (current) this.#end(current.step, current.record);
    else this.#begin();
  }

  /** Something else changed the world. */
  look(): void {
    const current = this.#current;
    if (!current || this.ended) return;
    const need = unmet(this.#stage.world, this.#needsOf(current.step));
    if (need && this.#undoing) this.#otherwise(current.step, current.record);
    else if (need && this.#patienceNs(need) === 0) {
      this.#wake();
      this.#lack(need);
    } else if (need && !this.#hanging) {
      const { now } = this.#stage;
      this.#leftNs -= now - this.#sinceNs;
      this.#hanging = { need, sinceNs: now };
    } else if (!need && this.#hanging) this.#wake();
  }

  get cancellable(): boolean {
    if (this.ended || this.#undoing) return false;
    return this.#current === null || this.#current.step.onCancel !== null;
  }

  cancel(): boolean {
    if (!this.cancellable) return false;
    const current = this.#current;
    this.#wake();
    this.record.status = 'cancelled';
    if (current) this.#close(current.record, 'cancelled', null);
    this.#takeBack(current?.step.onCancel ?? []);
    return true;
  }

  /** Ended from outside, with everything left as it is. */
  interrupt(finding: Finding): void {
    if (this.ended) return;
    this.#wake();
    this.#fail(finding);
    this.#queue = [];
    this.#finish();
  }

  #begin(): void {
    const stage = this.#stage;
    this.record.startNs ??= stage.now;
    if (this.record.status === 'queued') this.record.status = 'running';
    const step = this.#queue.shift();
    if (!step) {
      this.#finish();
      return;
    }
    const record = this.#recordFor(step);
    record.startNs = stage.now;
    record.status = 'running';
    this.#current = { step, record };
    this.#leftNs = step.durationNs;
    this.#sinceNs = stage.now;
    const need = unmet(stage.world, this.#needsOf(step));
    if (need && this.#undoing) this.#otherwise(step, record);
    else {
      stage.change(step.begins);
      this.look();
    }
  }

  #end(step: Step, record: StepRecord): void {
    const stage = this.#stage;
    const findings = judged(stage.world, this.task, step.checks, stage.blocking);
    const error = firstError(findings);
    record.findings = findings;
    if (error && !this.#undoing) {
      this.#fail(error);
      this.#takeBack(step.onFailure);
      return;
    }
    stage.change(step.ends);
    this.#close(record, 'done', 0);
    this.#begin();
  }

  /** A need was unmet for too long. */
  #lack(need: Need): void {
    const current = this.#current;
    if (!current) return;
    const finding = outage(this.#stage.world, need);
    current.record.findings = [finding];
    this.#fail(finding);
    this.#takeBack(current.step.onFailure);
  }

  #fail(finding: Finding): void {
    const { record } = this;
    if (this.#current) this.#close(this.#current.record, 'failed', 1);
    record.status = 'failed';
    record.failure ??= failureOf(this.#current?.record.name ?? record.name, finding);
  }

  #takeBack(steps: readonly Step[]): void {
    this.#undoing = true;
    this.#queue = [...steps];
    this.#current = null;
    this.#begin();
  }

  /** Taking back is not possible: at least the manager's knowledge is put right. */
  #otherwise(step: Step, record: StepRecord): void {
    this.#wake();
    this.#stage.change(step.otherwise);
    this.#close(record, 'skipped', null);
    this.#begin();
  }

  #finish(): void {
    const { record } = this;
    for (const step of record.steps) if (step.status === 'waiting') step.status = 'skipped';
    record.endNs = this.#stage.now;
    record.startNs ??= record.endNs;
    if (record.status === 'running') record.status = 'done';
    this.#current = null;
  }

  #close(record: StepRecord, status: StepRecord['status'], returnCode: number | null): void {
    record.status = status;
    record.endNs = this.#stage.now;
    record.returnCode = returnCode;
  }

  #wake(): void {
    const wait = this.#hanging;
    if (!wait) return;
    const { now } = this.#stage;
    this.#current?.record.stalls.push({ fromNs: wait.sinceNs, toNs: now });
    this.#hanging = null;
    this.#sinceNs = now;
  }

  #recordFor(step: Step): StepRecord {
    const planned = this.#undoing ? undefined : this.record.steps.find(({ status }) => status === 'waiting');
    if (planned) return planned;
    const record = recordOf(step, true);
    this.record.steps.push(record);
    return record;
  }

  /** Agents take back by themselves what they began. */
  #needsOf(step: Step): readonly Need[] {
    return this.#undoing ? step.needs.filter(({ kind }) => kind !== 'agent') : step.needs;
  }

  #patienceNs({ kind }: Need): number {
    const { times } = this.#stage;
    if (kind === 'system') return 0;
    return ms(kind === 'server' ? times.serverPatienceMs : times.agentPatienceMs);
  }
}

const recordOf = (step: Step, undo: boolean): StepRecord => ({
  name: step.name,
  on: step.on,
  command: step.command,
  plannedNs: step.durationNs,
  constants: step.constants,
  startNs: null,
  endNs: null,
  status: 'waiting',
  undo,
  cancellable: step.onCancel !== null,
  stalls: [],
  output: step.output,
  findings: [],
  returnCode: null,
  task: null,
});
