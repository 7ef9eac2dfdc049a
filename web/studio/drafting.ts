/**
 * Keeps what a person writes while they write it, and brings it back after a reload or a crash. Each page writes its
 * own draft; where several have written, its own or the newest is shown and the others are offered. A text is thrown
 * away only when it became another one that is kept, or by a person's word.
 */
import type { Drafts, KeptDraft } from '../share/drafts.ts';
import type { OpenScript, Scripting } from './scripting.ts';
import { Store } from './store.ts';

export type { KeptDraft } from '../share/drafts.ts';

export interface DraftNews {
  /** When the text that was brought back had been saved, wall time in ms; null: it is as it came, or written since. */
  restored: number | null;
  /** What was written to the same script elsewhere, newest first. */
  others: readonly KeptDraft[];
  /** Why drafts are not kept, or not all of them came back. Said once. */
  trouble: string | null;
}

export interface Surroundings {
  /** Wall time, ms. */
  now(): number;
  /** A name that nobody else draws. */
  name(): string;
  /** Calls back later; returns the way to stop that. */
  after(ms: number, call: () => void): () => void;
}

/** How long nobody has typed before a text is saved; and how long it may wait at most. */
const QUIET_MS = 300;
const MOST_MS = 2000;

/** The script that is open, and where this page is with it. */
interface Desk {
  script: OpenScript;
  /** The draft that this page writes; it has none until it does. */
  own: string | null;
  /** The draft that its text began as. */
  from: KeptDraft | null;
  /** What needs no saving: the text that it came with, or what is in storage. */
  safe: string | null;
  letGo: () => Promise<void>;
}

export class Drafting {
  readonly news = new Store<DraftNews>({ restored: null, others: [], trouble: null });
  readonly #scripting: Scripting;
  readonly #drafts: Drafts;
  readonly #surroundings: Surroundings;
  #desk: Desk | null = null;
  #cancel: (() => void) | null = null;
  #unsavedSince = 0;
  #work: Promise<void> = Promise.resolve();
  #troubled = false;

  constructor(scripting: Scripting, drafts: Drafts, surroundings: Surroundings) {
    this.#scripting = scripting;
    this.#drafts = drafts;
    this.#surroundings = surroundings;
    scripting.open.subscribe((script) => this.#sitDown(script));
    scripting.text.subscribe((text) => this.#written(text));
    this.#sitDown(scripting.open.get());
  }

  /** Saves what is not saved yet; a page that is being left is heard to the end. */
  flush(): Promise<void> {
    if (this.#cancel) this.#save();
    return this.#work;
  }

  /** Shows another draft; the present text stays, among the others. */
  async take(other: KeptDraft): Promise<void> {
    const desk = this.#desk;
    await this.flush();
    if (!desk || desk !== this.#desk) return;
    const known = await this.#drafts.of(desk.script.id).catch(() => null);
    const stands = await this.#stands(known?.drafts ?? [], other);
    if (desk !== this.#desk) return;
    desk.own = null;
    this.#adopt(desk, other);
    // Its own from here on: whoever goes on writing the other one does not write over what is shown here.
    if (!stands) this.#keep(desk, other.text);
    await this.look();
  }

  /** Throws another draft away. */
  async discard({ id }: KeptDraft): Promise<void> {
    this.#tell({ others: this.news.get().others.filter((other) => other.id !== id) });
    await this.#do(({ script }) => this.#drafts.remove(script.id, [id]));
  }

  /** Looks for what other pages have written meanwhile. */
  look(): Promise<void> {
    return this.#do(async (desk) => {
      const drafts = await this.#read(desk);
      if (desk === this.#desk) this.#offer(desk, drafts);
    });
  }

  #sitDown(script: OpenScript | null): void {
    void this.flush();
    void this.#desk?.letGo();
    this.#desk = script && { script, own: null, from: null, safe: script.source, letGo: async () => {} };
    this.#tell({ restored: null, others: [] });
    void this.#do(async (desk) => {
      const drafts = await this.#read(desk);
      if (desk !== this.#desk) return;
      const mine = this.#drafts.mine(desk.script.id);
      const last = drafts.find(({ id }) => id === mine) ?? drafts[0];
      const stands = last && (await this.#stands(drafts, last));
      if (desk !== this.#desk) return;
      // Whoever was faster than storage goes on with what they wrote.
      if (last && this.#scripting.text.get() === desk.script.source) {
        this.#adopt(desk, last);
        if (!stands) this.#keep(desk, last.text, true);
      }
      this.#offer(desk, drafts);
    });
  }

  #adopt(desk: Desk, draft: KeptDraft): void {
    void desk.letGo();
    desk.from = draft;
    desk.safe = draft.text;
    desk.letGo = this.#drafts.claim(desk.script.id, draft.id);
    this.#scripting.edit(draft.text);
    this.#tell({ restored: draft.savedAt });
  }

  /** Whether it is there as it was, and nobody writes it: else it changes under whoever shows it. */
  async #stands(drafts: readonly KeptDraft[], { id, savedAt }: KeptDraft): Promise<boolean> {
    const written = await this.#drafts.written([id]);
    return !written.has(id) && drafts.some((draft) => draft.id === id && draft.savedAt === savedAt);
  }

  /** All drafts, without those that became another one, and without copies that nobody shows. */
  async #read({ script }: Desk): Promise<KeptDraft[]> {
    const { drafts, unreadable, refused } = await this.#drafts.of(script.id);
    if (refused !== undefined) this.#trouble(reason(refused));
    if (unreadable > 0)
      this.#trouble('A text that was kept here can no longer be read. It was left where it is.');
    const spare = drafts.filter(
      (draft) =>
        (draft.copy && drafts.some(({ id }) => id === draft.from?.id)) ||
        drafts.some(({ from, copy }) => !copy && from?.id === draft.id && from.savedAt === draft.savedAt),
    );
    const shown = await this.#drafts.claimed(spare.map(({ id }) => id));
    // Of a page that was reloaded nobody else knows yet that it is there.
    const mine = this.#drafts.mine(script.id);
    const gone = spare.map(({ id }) => id).filter((id) => !shown.has(id) && id !== mine);
    await this.#drafts.remove(script.id, gone);
    return drafts.filter(({ id }) => !gone.includes(id));
  }

  #offer(desk: Desk, drafts: readonly KeptDraft[]): void {
    const text = this.#scripting.text.get();
    const others = drafts.filter(
      (draft) => draft.id !== desk.own && draft.id !== desk.from?.id && draft.text !== text,
    );
    this.#tell({ others });
  }

  #written(text: string | null): void {
    const { now, after } = this.#surroundings;
    const waiting = this.#cancel !== null;
    this.#cancel?.();
    this.#cancel = null;
    if (!this.#desk || text === null || text === this.#desk.safe) return;
    if (!waiting) this.#unsavedSince = now();
    const patience = Math.max(0, this.#unsavedSince + MOST_MS - now());
    this.#cancel = after(Math.min(QUIET_MS, patience), () => this.#save());
  }

  #save(): void {
    const desk = this.#desk;
    const text = this.#scripting.text.get();
    this.#cancel?.();
    this.#cancel = null;
    if (!desk || text === null || text === desk.safe) return;
    this.#tell({ restored: null });
    desk.safe = text;
    if (text === desk.script.source) this.#forget(desk);
    else this.#keep(desk, text);
  }

  /** @param copy it is as another page has it, and of no use when nobody shows it any more */
  #keep(desk: Desk, text: string, copy = false): void {
    const { script, from, letGo } = desk;
    const first = desk.own === null;
    const id = desk.own ?? this.#surroundings.name();
    const { title } = script;
    const origin = from && { id: from.id, savedAt: from.savedAt };
    const savedAt = this.#surroundings.now();
    const draft = { id, version: 1 as const, text, title, savedAt, from: origin, ...(copy ? { copy } : {}) };
    // At once, not after the work before: whoever leaves the page does not wait.
    const kept = this.#drafts.keep(script.id, draft);
    kept.catch(() => {
      if (desk.safe === text) desk.safe = null;
    });
    if (first) {
      desk.own = id;
      desk.letGo = this.#drafts.claim(script.id, id, true);
    }
    void this.#do(async () => {
      await kept;
      if (!first) return;
      await letGo();
      if (from) await this.#read(desk);
    });
  }

  /** The text is the original again: there is nothing to keep. What others have made of its origin since is theirs. */
  #forget(desk: Desk): void {
    const { script, own, from, letGo } = desk;
    Object.assign(desk, { own: null, from: null, letGo: async () => {} });
    void this.#do(async () => {
      await letGo();
      const { drafts } = await this.#drafts.of(script.id);
      const shown = await this.#drafts.claimed(drafts.map(({ id }) => id));
      const gone = drafts.filter(
        ({ id, savedAt }) => id === own || (id === from?.id && savedAt === from.savedAt),
      );
      await this.#drafts.remove(
        script.id,
        gone.map(({ id }) => id).filter((id) => !shown.has(id)),
      );
    });
  }

  /** One thing after another, for the script that is open; refusals are said once and end nothing. */
  #do(job: (desk: Desk) => Promise<void>): Promise<void> {
    const desk = this.#desk;
    if (!desk) return this.#work;
    this.#work = this.#work.then(() => job(desk)).catch((error: unknown) => this.#trouble(reason(error)));
    return this.#work;
  }

  #trouble(trouble: string): void {
    if (this.#troubled) return;
    this.#troubled = true;
    this.#tell({ trouble });
  }

  #tell(news: Partial<DraftNews>): void {
    this.news.set({ ...this.news.get(), ...news });
  }
}

const reason = (error: unknown): string =>
  error instanceof Error && error.name === 'QuotaExceededError'
    ? 'What you write cannot be kept: the storage of this browser is full. Copy it before you leave.'
    : 'What you write cannot be kept: this browser does not allow it here. Copy it before you leave.';
