/**
 * One task under way. A step changes the world when it begins and when it ends; it hangs while something that it needs
 * does not answer, and fails when that lasts too long, when the memory it waits for does not come, or when what it does
 * turns out to be impossible. What it had done so far is taken back then, as far as the plan says how.
 */
import type { MoveFailure } from '../../model/migration.ts';
import type { RuleFinding } from '../../model/rule-finding.ts';
import type { StepRecord, TaskRecord } from '../../model/task-record.ts';
import { ns, type VirtualNs } from '../../model/units.ts';
import type { CarryNews } from '../carrier.ts';
import { Carriage } from './carriage.ts';
import type { Ground } from './ground.ts';
import { failureOf, firstError, recordOfStep } from './record.ts';
import type { Step, Task } from './step.ts';

export class RunningTask<Change, Need, Check> {
  readonly record: TaskRecord;
  readonly task: Task<Change, Need, Check>;
  readonly #ground: Ground<Change, Need, Check>;
  #queue: Step<Change, Need, Check>[];
  #current: { step: Step<Change, Need, Check>; record: StepRecord } | null = null;
  #carriage: Carriage | null = null;
  #undoing = false;
  /** Of the present step's own time, since `#sinceNs`. */
  #leftNs: number;
  #sinceNs: VirtualNs;
  #hanging: { need: Need; sinceNs: VirtualNs } | null = null;

  constructor(ground: Ground<Change, Need, Check>, task: Task<Change, Need, Check>, record: TaskRecord) {
    this.#ground = ground;
    this.task = task;
    this.record = record;
    this.#queue = [...task.steps];
    this.#sinceNs = ground.now;
    this.#leftNs = ground.dispatchNs;
    record.steps = plannedRecords(task.steps);
  }

  get ended(): boolean {
    return this.record.endNs !== null;
  }

  /** When something happens next if the world stays as it is; Infinity: only news can end the step. */
  get nextNs(): number {
    if (this.ended) return Infinity;
    const wait = this.#hanging;
    if (wait) return wait.sinceNs + this.#ground.patienceNs(wait.need);
    return this.#waits ? Infinity : this.#sinceNs + this.#leftNs;
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

  /** What became of the memory that is brought over for it. */
  hear(news: CarryNews): void {
    const carriage = this.#carriage;
    if (carriage?.id !== news.id || this.ended || this.#undoing) return;
    carriage.hear(news);
    const { failure } = carriage;
    if (failure === 'cancelled' && this.cancel()) return;
    if (failure) this.#failWith(this.#ground.notCarried(carriage.partition, failure));
  }

  /** Something else changed the world. */
  look(): void {
    const current = this.#current;
    if (!current || this.ended) return;
    const need = this.#ground.unmet(this.#needsOf(current.step));
    if (need && this.#undoing) this.#otherwise(current.step, current.record);
    else if (need && this.#ground.patienceNs(need) === 0) {
      this.#wake();
      this.#lack(need);
    } else if (need && !this.#hanging) {
      const { now } = this.#ground;
      this.#leftNs -= now - this.#sinceNs;
      this.#hanging = { need, sinceNs: now };
      current.record.stalls.push({ fromNs: now, toNs: ns(now + this.#ground.patienceNs(need)) });
      if (current.step.carried) this.#carriage?.block(true);
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
  interrupt(finding: RuleFinding): void {
    if (this.ended) return;
    this.#wake();
    this.#carriage?.abandon(null);
    this.#fail(finding);
    this.#queue = [];
    this.#finish();
  }

  /** Whether only news of the carriage can end the present step. */
  get #waits(): boolean {
    const until = this.#current?.step.carried?.until ?? null;
    return until !== null && this.#carriage?.has(until) !== true;
  }

  #begin(): void {
    const ground = this.#ground;
    this.record.startNs ??= ground.now;
    if (this.record.status === 'queued') this.record.status = 'running';
    const step = this.#queue.shift();
    if (!step) {
      this.#finish();
      return;
    }
    const record = this.#recordFor(step);
    record.startNs = ground.now;
    record.status = 'running';
    this.#current = { step, record };
    this.#leftNs = step.carried?.until ? 0 : step.durationNs;
    this.#sinceNs = ground.now;
    const need = ground.unmet(this.#needsOf(step));
    if (need && this.#undoing) {
      this.#otherwise(step, record);
      return;
    }
    ground.change(step.begins);
    if (step.carried?.order) this.#carriage = new Carriage(ground.carrier, step.carried.order);
    this.look();
  }

  #end(step: Step<Change, Need, Check>, record: StepRecord): void {
    const findings = this.#ground.judged(this.task, step.checks);
    const error = firstError(findings);
    record.findings = findings;
    if (error && !this.#undoing) {
      this.#fail(error);
      this.#takeBack(step.onFailure);
      return;
    }
    this.#ground.change(step.ends);
    this.#close(record, 'done', 0);
    this.#begin();
  }

  /** A need was unmet for too long. */
  #lack(need: Need): void {
    if (!this.#current) return;
    const machine = this.#ground.machineOf(need);
    const link = this.#ground.isLink?.(need) ? 'link' : null;
    const broken = machine === null ? link : (this.#carriage?.endAt(machine) ?? null);
    this.#failWith(this.#ground.outage(need), broken);
  }

  #failWith(finding: RuleFinding, broken: MoveFailure | null = null): void {
    const current = this.#current;
    this.#wake();
    if (current) current.record.findings = [finding];
    this.#fail(finding);
    this.#takeBack(current?.step.onFailure ?? [], broken);
  }

  #fail(finding: RuleFinding): void {
    const { record } = this;
    if (this.#current) this.#close(this.#current.record, 'failed', 1);
    record.status = 'failed';
    record.failure ??= failureOf(this.#current?.record.name ?? record.name, finding);
  }

  /** @param broken what the carriage ends with; null: it is called off */
  #takeBack(steps: readonly Step<Change, Need, Check>[], broken: MoveFailure | null = null): void {
    this.#carriage?.abandon(broken);
    this.#undoing = true;
    this.#queue = [...steps];
    this.#current = null;
    this.#begin();
  }

  /** Taking back is not possible: at least what is known of the world is put right. */
  #otherwise(step: Step<Change, Need, Check>, record: StepRecord): void {
    this.#wake();
    this.#ground.change(step.otherwise);
    this.#close(record, 'skipped', null);
    this.#begin();
  }

  #finish(): void {
    const { record } = this;
    for (const step of record.steps) if (step.status === 'waiting') step.status = 'skipped';
    record.endNs = this.#ground.now;
    record.startNs ??= record.endNs;
    if (record.status === 'running') record.status = 'done';
    this.#current = null;
  }

  #close(record: StepRecord, status: StepRecord['status'], returnCode: number | null): void {
    record.status = status;
    record.endNs = this.#ground.now;
    record.returnCode = returnCode;
  }

  #wake(): void {
    if (!this.#hanging) return;
    const { now } = this.#ground;
    const stall = this.#current?.record.stalls.at(-1);
    if (stall) stall.toNs = now;
    this.#hanging = null;
    this.#sinceNs = now;
    this.#carriage?.block(false);
  }

  #recordFor(step: Step<Change, Need, Check>): StepRecord {
    const planned = this.#undoing ? undefined : this.record.steps.find(({ status }) => status === 'waiting');
    if (planned) return planned;
    const record = recordOfStep(step, { undo: true, carries: null });
    this.record.steps.push(record);
    return record;
  }

  #needsOf({ needs }: Step<Change, Need, Check>): readonly Need[] {
    return this.#undoing ? needs.filter((need) => this.#ground.neededToUndo(need)) : needs;
  }
}

/** A step without an order of its own goes on with the carriage of the last one that had one. */
function plannedRecords(steps: readonly Step<unknown, unknown, unknown>[]): StepRecord[] {
  let partition: string | null = null;
  return steps.map((step) => {
    partition = step.carried?.order?.partition ?? partition;
    return recordOfStep(step, { undo: false, carries: step.carried ? partition : null });
  });
}
