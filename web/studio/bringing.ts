/**
 * The desk at which a person brings an environment of their own: what they have put there, what could be made of it so
 * far, and what they answered. Everything is read again whenever one of these changes; nothing is opened until they say.
 */
import { type Environment, MOST_CHARACTERS, type Piece, type Reading } from '../model/environment.ts';
import type { Diagnostic } from '../model/result.ts';
import type { SimulationPort } from '../worker/protocol.ts';
import { type BroughtFile, piecesOf } from './brought-files.ts';
import type { OwnScripts } from './own-scripts.ts';
import type { After } from './script-bench.ts';
import { Store } from './store.ts';
import type { Studio } from './studio.ts';

/** What the page needs in order to have such a desk. */
export interface BringingParts {
  /** How the platforms of which a world can be brought are called. */
  platforms: readonly string[];
  read: SimulationPort['read'];
  own: OwnScripts;
  after: After;
}

export interface Brought {
  /** As it was pasted or typed. */
  text: string;
  files: readonly Piece[];
  keepIdentifiers: boolean;
  answers: Readonly<Record<string, string>>;
  /** What is there is being read. */
  reading: boolean;
  /** What could be made of it; null: nothing is there, or it could not be read. */
  environment: Environment | null;
  /** Why something of what was brought last was not taken. */
  left: readonly Diagnostic[];
  /** Why what is there was not read, or not opened. */
  refused: readonly Diagnostic[];
}

const NOTHING: Brought = {
  text: '',
  files: [],
  keepIdentifiers: false,
  answers: {},
  reading: false,
  environment: null,
  left: [],
  refused: [],
};

/** The name of what was typed into the page. */
const PASTED = 'Pasted text';
const TYPING_STOPS_MS = 200;
/** More than this in a text area makes a page slow: it is kept beside it. */
const LONG_TEXT = 200_000;

export class Bringing {
  readonly brought = new Store<Brought>(NOTHING);
  readonly #parts: BringingParts;
  readonly #studio: Studio;
  #stop: (() => void) | null = null;
  /** Of the readings that were asked for; only the last one counts. */
  #asked = 0;

  constructor(parts: BringingParts, studio: Studio) {
    this.#parts = parts;
    this.#studio = studio;
  }

  write(text: string): void {
    this.#change({ text });
    this.#readSoon();
  }

  /** Whether a paste was taken as a piece of its own, because it is too long to be edited. */
  takePaste(text: string): boolean {
    if (text.length <= LONG_TEXT) return false;
    if (text.length > MOST_CHARACTERS) {
      const [has, most] = [text.length, MOST_CHARACTERS].map((count) => Math.ceil(count / 2 ** 20));
      const what = `What you pasted has ${has} MiB, and at most ${most} can be read at once. It was left out.`;
      this.#change({ left: [{ what, fix: 'Bring what is about fewer servers.' }] });
    } else this.#put([{ name: this.#freeName(), text }], []);
    return true;
  }

  async add(files: readonly BroughtFile[]): Promise<void> {
    const { pieces, left } = await piecesOf(files);
    this.#put(pieces, left);
  }

  remove(name: string): void {
    this.#change({ files: this.brought.get().files.filter((file) => file.name !== name), left: [] });
    void this.#read();
  }

  keep(keepIdentifiers: boolean): void {
    this.#change({ keepIdentifiers });
    void this.#read();
  }

  /** @param server as it is called in what was brought; null: the answer is taken back */
  answer(question: string, server: string | null): void {
    const { [question]: _, ...others } = this.brought.get().answers;
    this.#change({ answers: server === null ? others : { ...others, [question]: server } });
    void this.#read();
  }

  clear(): void {
    this.#stop?.();
    this.#asked++;
    this.#change({ ...NOTHING, keepIdentifiers: this.brought.get().keepIdentifiers });
  }

  /** Opens what was read as a script of its own; the scenario before is an undo away. */
  async open(): Promise<'opened' | 'opened, not kept' | 'refused'> {
    const { environment, reading } = this.brought.get();
    if (!environment || environment.obstacle || reading) return 'refused';
    const { id, title, source, replacements } = environment;
    const script = { id, title, source, ...(this.brought.get().keepIdentifiers && { replacements }) };
    if (!(await this.#studio.openScript(script))) {
      this.#change({ refused: this.#studio.refusal.get()?.diagnostics ?? [] });
      return 'refused';
    }
    return this.#parts.own.keep(script).then(
      () => 'opened',
      () => 'opened, not kept',
    );
  }

  /** Of two files of one name the later counts. */
  #put(pieces: readonly Piece[], left: readonly Diagnostic[]): void {
    const names = new Set(pieces.map(({ name }) => name));
    const files = [...this.brought.get().files.filter(({ name }) => !names.has(name)), ...pieces];
    this.#change({ files, left });
    void this.#read();
  }

  #freeName(): string {
    const names = new Set(this.brought.get().files.map(({ name }) => name));
    let number = 2;
    while (names.has(`${PASTED} ${number}`)) number++;
    return `${PASTED} ${number}`;
  }

  #readSoon(): void {
    this.#stop?.();
    // What is on its way is of an older text.
    this.#asked++;
    this.#change({ reading: true });
    this.#stop = this.#parts.after(TYPING_STOPS_MS, () => void this.#read());
  }

  async #read(): Promise<void> {
    this.#stop?.();
    this.#stop = null;
    const asked = ++this.#asked;
    const reading = readingOf(this.brought.get());
    if (reading.pieces.length === 0) {
      this.#change({ reading: false, environment: null, refused: [] });
      return;
    }
    this.#change({ reading: true, refused: [] });
    const result = await this.#parts.read(reading);
    if (asked !== this.#asked) return;
    if (result.ok) this.#change({ reading: false, environment: result.value });
    else this.#change({ reading: false, environment: null, refused: result.diagnostics });
  }

  #change(change: Partial<Brought>): void {
    this.brought.set({ ...this.brought.get(), ...change });
  }
}

function readingOf({ text, files, keepIdentifiers, answers }: Brought): Reading {
  const typed = text.trim() === '' ? [] : [{ name: PASTED, text }];
  return { pieces: [...typed, ...files], keepIdentifiers, answers };
}
