/**
 * Changes of what the page is about, one after the other: each is accepted by the simulation before anything
 * on screen changes, and can be undone by its name.
 */
import { History } from './history.ts';
import { Store } from './store.ts';

export interface Change {
  label: string;
  /** Which control asked for it: `move`, `file`, `run`, or a field's id. */
  cause: string;
  /** Changes with the same merge key in a row are undone together. */
  merge?: string;
  /** Nobody has seen what was before it: there is nothing to go back to. */
  first?: boolean;
}

export interface Steps {
  undo: string | null;
  redo: string | null;
}

/** Makes a state the present one and answers true, or leaves everything as it is. */
export type Accept<State> = (state: State, cause: string) => Promise<boolean>;

export class Changes<State> {
  /** What can be undone and redone, by name. */
  readonly steps = new Store<Steps>({ undo: null, redo: null });
  readonly #present: () => State;
  readonly #accept: Accept<State>;
  readonly #history = new History<State>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(present: () => State, accept: Accept<State>) {
    this.#present = present;
    this.#accept = accept;
  }

  /** `next` is asked when its turn has come, for the present state. */
  make(next: (present: State) => State, change: Change): Promise<boolean> {
    return this.enqueue(async () => {
      const before = this.#present();
      if (!(await this.#accept(next(before), change.cause))) return false;
      if (!change.first) this.#history.push(before, change.label, change.merge);
      this.#tell();
      return true;
    });
  }

  undo(): Promise<boolean> {
    const history = this.#history;
    return this.#travel(
      (present) => history.undo(present),
      (refused) => history.redo(refused),
    );
  }

  redo(): Promise<boolean> {
    const history = this.#history;
    return this.#travel(
      (present) => history.redo(present),
      (refused) => history.undo(refused),
    );
  }

  /** Work that must not overlap with a change. */
  enqueue<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#queue.then(work);
    this.#queue = next.catch(() => undefined);
    return next;
  }

  #travel(go: (from: State) => State | null, back: (from: State) => unknown): Promise<boolean> {
    return this.enqueue(async () => {
      const state = go(this.#present());
      if (state === null) return false;
      const accepted = await this.#accept(state, 'run');
      if (!accepted) back(state);
      this.#tell();
      return accepted;
    });
  }

  #tell(): void {
    this.steps.set({ undo: this.#history.undoable, redo: this.#history.redoable });
  }
}
