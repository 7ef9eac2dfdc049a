/**
 * What a person holds against the rules: the call, and what came of it at the moment that is looked at. It is asked
 * again when the world has changed, one question at a time: while it is under way, only the newest one waits.
 */
import type { Call } from '../model/call.ts';
import type { Examination } from '../model/rule-finding.ts';
import { Store } from './store.ts';
import type { WorldPort } from './world.ts';

/** While time passes the world changes all the time: no more often than this. */
const PATIENCE_MS = 500;

export interface Asked {
  call: Call;
  /** Null until the first answer has come. */
  examination: Examination | null;
}

export class Inquiry {
  readonly asked = new Store<Asked | null>(null);
  readonly #world: Pick<WorldPort, 'check' | 'view'>;
  readonly #later: (act: () => void, ms: number) => void;
  #busy: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #stale = false;

  constructor(world: Pick<WorldPort, 'check' | 'view'>, later: (act: () => void, ms: number) => void) {
    this.#world = world;
    this.#later = later;
    world.view.subscribe((view) => {
      if (!view) this.asked.set(null);
      else this.#soon();
    });
  }

  /** Null: another question came in between, or the answer could not be had. */
  async ask(call: Call): Promise<Examination | null> {
    const asked: Asked = { call, examination: null };
    this.asked.set(asked);
    await this.again();
    const now = this.asked.get();
    return now?.call === call ? now.examination : null;
  }

  /** The same question once more; all who ask while one is under way share the next answer. */
  again(): Promise<void> {
    if (!this.asked.get()) return Promise.resolve();
    if (!this.#busy) {
      this.#busy = this.#answer().finally(() => {
        this.#busy = null;
      });
      return this.#busy;
    }
    this.#next ??= this.#busy.then(() => {
      this.#next = null;
      return this.again();
    });
    return this.#next;
  }

  close(): void {
    this.asked.set(null);
  }

  async #answer(): Promise<void> {
    const asked = this.asked.get();
    const examination = asked && (await this.#world.check(asked.call).catch(() => null));
    if (examination && this.asked.get()?.call === asked.call)
      this.asked.set({ call: asked.call, examination });
  }

  #soon(): void {
    if (this.#stale || !this.asked.get()) return;
    this.#stale = true;
    this.#later(() => {
      this.#stale = false;
      void this.again();
    }, PATIENCE_MS);
  }
}

export const errorsOf = (examination: Examination | null | undefined): number =>
  examination?.findings.filter((finding) => finding.severity === 'error').length ?? 0;
