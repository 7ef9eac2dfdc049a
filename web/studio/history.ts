/** Undo: the jobs that were, each with the name of the change that left it. */
import type { Job } from '../model/scenario.ts';

interface Step {
  job: Job;
  label: string;
  /** Changes of one kind in a row (a slider being dragged) are one step. */
  merge: string;
}

const LIMIT = 100;

export class History {
  #past: Step[] = [];
  #future: Step[] = [];

  push(before: Job, label: string, merge = ''): void {
    this.#future = [];
    if (merge && this.#past.at(-1)?.merge === merge) return;
    this.#past = [...this.#past.slice(1 - LIMIT), { job: before, label, merge }];
  }

  /** The label of what would be undone, or null. */
  get undoable(): string | null {
    return this.#past.at(-1)?.label ?? null;
  }

  get redoable(): string | null {
    return this.#future.at(-1)?.label ?? null;
  }

  undo(present: Job): Job | null {
    return this.#step(this.#past, this.#future, present);
  }

  redo(present: Job): Job | null {
    return this.#step(this.#future, this.#past, present);
  }

  #step(from: Step[], to: Step[], present: Job): Job | null {
    const step = from.pop();
    if (!step) return null;
    to.push({ ...step, job: present, merge: '' });
    return step.job;
  }
}
