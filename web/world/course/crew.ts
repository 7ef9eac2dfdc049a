/**
 * All tasks of a platform: which proceeds next, whose news it is, who is cancelled. A platform's conductor lets it work,
 * and adds what its own console does beside tasks.
 */
import type { RuleFinding } from '../../model/rule-finding.ts';
import type { TaskRecord } from '../../model/task-record.ts';
import type { CarryNews } from '../carrier.ts';
import { Batch, type BatchHost, type Member } from './batch.ts';
import type { Ground } from './ground.ts';
import { type Asked, recordOfTask } from './record.ts';
import { RunningTask } from './running-task.ts';
import type { Task } from './step.ts';

export class Crew<Change, Need, Check> {
  readonly records: TaskRecord[] = [];
  readonly #ground: Ground<Change, Need, Check>;
  /** Told when a task has ended, before others take their turn. */
  readonly #ended: (record: TaskRecord) => void;
  #running: RunningTask<Change, Need, Check>[] = [];
  #batches: Batch[] = [];

  constructor(ground: Ground<Change, Need, Check>, ended: (record: TaskRecord) => void) {
    this.#ground = ground;
    this.#ended = ended;
  }

  /** When a task proceeds next by itself. */
  get nextNs(): number {
    let next = Infinity;
    for (const task of this.#running) next = Math.min(next, task.nextNs);
    return next;
  }

  begin(task: Task<Change, Need, Check>, asked: Omit<Asked, 'at'>): TaskRecord {
    const record = this.#record(task, asked);
    this.#ground.change(task.begins);
    this.#running.push(new RunningTask(this.#ground, task, record));
    return record;
  }

  beginBatch(
    about: Pick<Task<Change, Need, Check>, 'kind' | 'name' | 'target'>,
    asked: Omit<Asked, 'at'>,
    { members, atOnce, turn }: { members: readonly Member[]; atOnce: number; turn: BatchHost['turn'] },
  ): TaskRecord {
    const record = this.#record(about, asked);
    const { records } = this;
    const ground = this.#ground;
    const host: BatchHost = {
      get now() {
        return ground.now;
      },
      tasks: records,
      turn,
    };
    this.#batches.push(new Batch(host, record, members, atOnce));
    return record;
  }

  /** The one whose moment has come, of several the one that was asked for first. */
  proceed(): void {
    const { nextNs } = this;
    this.#running.find((task) => task.nextNs === nextNs)?.proceed();
    this.settle();
  }

  hear(news: CarryNews): void {
    for (const task of [...this.#running]) task.hear(news);
    this.settle();
  }

  /** Something else changed the world. */
  look(): void {
    for (const task of [...this.#running]) task.look();
    this.settle();
  }

  interrupt(id: string, finding: RuleFinding): void {
    this.#running.find(({ record }) => record.id === id)?.interrupt(finding);
    this.settle();
  }

  /** Null: done. Otherwise why not. */
  cancel(id: string): string | null {
    const batch = this.#batches.find(({ record }) => record.id === id);
    const task = this.#running.find(({ record }) => record.id === id);
    const done = (batch ?? task)?.cancel() ?? false;
    this.settle();
    if (done) return null;
    const known = this.records.find((record) => record.id === id);
    if (!known) return `There is no task ${id}.`;
    return known.endNs !== null
      ? `${known.name} has ended already.`
      : `${known.name} cannot be cancelled in this step.`;
  }

  /** Whoever has ended leaves; batches go on with the next member. */
  settle(): void {
    for (;;) {
      const ended = this.#running.filter((task) => task.ended);
      this.#running = this.#running.filter((task) => !task.ended);
      for (const { record } of ended) this.#ended(record);
      for (const batch of this.#batches) batch.look();
      this.#batches = this.#batches.filter(({ record }) => record.endNs === null);
      if (ended.length === 0) break;
    }
  }

  #record(
    about: Pick<Task<Change, Need, Check>, 'kind' | 'name' | 'target'>,
    asked: Omit<Asked, 'at'>,
  ): TaskRecord {
    const id = `t${this.records.length + 1}`;
    const cancel = this.#ground.cancelCall?.(id) ?? null;
    const record = { ...recordOfTask(id, about, { ...asked, at: this.#ground.now }), cancel };
    this.records.push(record);
    return record;
  }
}
