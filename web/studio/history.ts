/** Undo: the states that were, each with the name of the change that left it. */

interface Step<T> {
  state: T;
  label: string;
  /** Changes of one kind in a row (a slider being dragged) are one step. */
  merge: string;
}

const LIMIT = 100;

export class History<T> {
  #past: Step<T>[] = [];
  #future: Step<T>[] = [];

  push(before: T, label: string, merge = ''): void {
    this.#future = [];
    if (merge && this.#past.at(-1)?.merge === merge) return;
    this.#past = [...this.#past.slice(1 - LIMIT), { state: before, label, merge }];
  }

  /** The label of what would be undone, or null. */
  get undoable(): string | null {
    return this.#past.at(-1)?.label ?? null;
  }

  get redoable(): string | null {
    return this.#future.at(-1)?.label ?? null;
  }

  undo(present: T): T | null {
    return this.#step(this.#past, this.#future, present);
  }

  redo(present: T): T | null {
    return this.#step(this.#future, this.#past, present);
  }

  #step(from: Step<T>[], to: Step<T>[], present: T): T | null {
    const step = from.pop();
    if (!step) return null;
    to.push({ ...step, state: present, merge: '' });
    return step.state;
  }
}
