/**
 * What was typed into the console's terminal and what it answered, line by line. A line that acts becomes part of the
 * run, and says so with the line of script that does the same.
 */
import { orNothing } from './script-lines.ts';
import { Store } from './store.ts';
import type { WorldPort } from './world.ts';

export interface Entry {
  kind: 'typed' | 'out' | 'err' | 'deed';
  text: string;
  /** Of what was typed: where, where there is more than one place. */
  prompt?: string;
}

/** Older ones are forgotten. */
const MOST = 2000;

const LOST =
  'The simulation was lost before it had answered, and is started again. Nothing has changed: enter the line once more.';

export class Transcript {
  readonly entries = new Store<readonly Entry[]>([]);
  /** How many lines wait for their answers. */
  readonly waiting = new Store(0);
  /** On which machine one is, as its prompt; '' where there is only one. */
  readonly place = new Store('');
  readonly #world: WorldPort;
  readonly #typed: string[] = [];
  #turn: Promise<void> = Promise.resolve();

  constructor(world: WorldPort) {
    this.#world = world;
  }

  /** One line, or many that are run one after the other. */
  send(text: string): Promise<void> {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    this.waiting.set(this.waiting.get() + lines.length);
    for (const line of lines) {
      if (this.#typed.at(-1) !== line) this.#typed.push(line);
      this.#turn = this.#turn.then(() => this.#run(line));
    }
    return this.#turn;
  }

  /** What was typed, newest last. */
  get typed(): readonly string[] {
    return this.#typed;
  }

  clear(): void {
    this.entries.set([]);
  }

  /** All of it, as it would be pasted elsewhere. */
  get text(): string {
    return this.entries
      .get()
      .map(({ kind, text, prompt = '$' }) => (kind === 'typed' ? `${prompt} ${text}` : text))
      .join('\n');
  }

  async #run(line: string): Promise<void> {
    const prompt = this.place.get();
    this.#add({ kind: 'typed', text: line, ...(prompt ? { prompt } : {}) });
    try {
      const given = prompt ? `${prompt} ${line}` : line;
      const { lines, returnCode, call, place } = await this.#world.command(given);
      this.place.set(place ?? '');
      this.#add(...lines.map(({ text, stream }) => ({ kind: stream, text })));
      if (call === null || returnCode !== 0) return;
      const done = await this.#world.perform(call);
      const said = orNothing(() => this.#world.lineOf(call));
      this.#add(
        done
          ? { kind: 'deed', text: `Part of the run from here on${said ? `: ${said}` : '.'}` }
          : { kind: 'err', text: 'It was refused; nothing has changed.' },
      );
    } catch {
      this.#add({ kind: 'err', text: LOST });
    } finally {
      this.waiting.set(this.waiting.get() - 1);
    }
  }

  #add(...entries: Entry[]): void {
    this.entries.set([...this.entries.get(), ...entries].slice(-MOST));
  }
}
