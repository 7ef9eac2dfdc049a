/**
 * Where what a person writes is kept, and the only file that knows how. Each page writes drafts of its own, under a
 * key that no other page writes to, so that two of them cannot overwrite each other. Everything here may be refused:
 * storage can be blocked, full or broken, and its methods reject then.
 */
import { createStore, delMany, entries, get, promisifyRequest, type UseStore } from 'idb-keyval';

export interface Draft {
  version: 1;
  text: string;
  /** Of the scenario, for people. */
  title: string;
  /** Wall time, ms. */
  savedAt: number;
  /** The draft that it was made from, as that was then. */
  from: { id: string; savedAt: number } | null;
  /** It says what that one said then, and nobody has changed it. */
  copy?: boolean;
}

export interface KeptDraft extends Draft {
  id: string;
}

export interface Found {
  /** Newest first. */
  drafts: KeptDraft[];
  /** How many entries are there that cannot be read; those are left alone. */
  unreadable: number;
  /** Why the last text of this page, which is among them, is not in storage. */
  refused?: unknown;
}

export interface Drafts {
  /** All of a scenario. */
  of(scenario: string): Promise<Found>;
  keep(scenario: string, draft: KeptDraft): Promise<void>;
  remove(scenario: string, ids: readonly string[]): Promise<void>;
  /** Which draft this page showed last, before it was reloaded. */
  mine(scenario: string): string | null;
  /** Says that this page shows a draft, or `writes` it, for as long as it is there or until it lets go. */
  claim(scenario: string, id: string, writes?: boolean): () => Promise<void>;
  /** Those of them that a page shows which is still there. */
  claimed(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Those of them that a page writes which is still there: what they say can change at any time. */
  written(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

const LOCK = 'switchover draft ';
const WRITES = 'switchover writes ';
const session = (scenario: string): string => `draft ${scenario}`;
const underWay = (scenario: string): string => `draft under way ${scenario}`;

export function keptDrafts(): Drafts {
  let store: UseStore | null = null;
  /** The browser may refuse at any time, first when it is asked for. */
  const shelf = (): UseStore => (store ??= createStore('switchover', 'drafts'));
  const put = ((scenario, { id, ...draft }) =>
    shelf()('readwrite', (drafts) => {
      drafts.put(draft, [scenario, id]);
      // A page that is being left does not wait: what has been committed is kept.
      drafts.transaction.commit?.();
      return promisifyRequest(drafts.transaction);
    })) satisfies Drafts['keep'];
  const read = async (scenario: string): Promise<Found> => {
    const all = await entries<[string, string], unknown>(shelf());
    const own = all.filter(([key]) => Array.isArray(key) && key[0] === scenario);
    const drafts = own.flatMap(([[, id], value]) => (isDraft(value) ? [{ ...value, id }] : []));
    return { drafts, unreadable: own.length - drafts.length };
  };
  /** What this page was still storing when it was left, perhaps before storage had even opened. */
  const arrive = async (scenario: string, draft: KeptDraft): Promise<void> => {
    const known = await get<Draft>([scenario, draft.id], shelf());
    if (!known || known.savedAt < draft.savedAt) await put(scenario, draft);
    remember(underWay(scenario), null);
  };
  return {
    async of(scenario) {
      const late = parsed(recall(underWay(scenario)));
      if (!late) return inOrder(await answered(read(scenario)));
      try {
        await answered(arrive(scenario, late));
        return inOrder(await answered(read(scenario)));
      } catch (refused) {
        // What the page itself still knows is not lost to storage that takes nothing more, or nothing at all.
        const found = await answered(read(scenario)).catch(() => ({ drafts: [], unreadable: 0 }));
        const others = found.drafts.filter(({ id }) => id !== late.id);
        return { ...inOrder({ ...found, drafts: [late, ...others] }), refused };
      }
    },
    async keep(scenario, draft) {
      const text = JSON.stringify(draft);
      remember(underWay(scenario), text);
      await answered(put(scenario, draft));
      if (recall(underWay(scenario)) === text) remember(underWay(scenario), null);
    },
    async remove(scenario, ids) {
      const late = parsed(recall(underWay(scenario)));
      if (late && ids.includes(late.id)) remember(underWay(scenario), null);
      if (ids.length > 0)
        await delMany(
          ids.map((id) => [scenario, id]),
          shelf(),
        );
    },
    mine: (scenario) => recall(session(scenario)),
    claim(scenario, id, writes = false) {
      remember(session(scenario), id);
      // The browser lets go of it when the page is gone, however it went.
      let release = (): void => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const over = [LOCK, ...(writes ? [WRITES] : [])].map((lock) =>
        navigator.locks?.request(lock + id, { mode: 'shared' }, () => held).catch(() => {}),
      );
      return async () => {
        release();
        await Promise.all(over);
      };
    },
    claimed: (ids) => heldOf(LOCK, ids),
    written: (ids) => heldOf(WRITES, ids),
  };
}

const inOrder = (found: Found): Found => ({
  ...found,
  drafts: found.drafts.toSorted((a, b) => b.savedAt - a.savedAt),
});

/** Some browsers never answer where they should refuse. */
const PATIENCE_MS = 2000;

function answered<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const silence = setTimeout(() => reject(new Error('Storage does not answer.')), PATIENCE_MS);
    work.then(resolve, reject).finally(() => clearTimeout(silence));
  });
}

/** What this page knows again after a reload, at once; where that is refused, it begins like any other page. */
function remember(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {}
}

function recall(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function parsed(text: string | null): KeptDraft | null {
  try {
    const draft: unknown = JSON.parse(text ?? 'null');
    return isDraft(draft) && 'id' in draft && typeof draft.id === 'string'
      ? { ...draft, id: draft.id }
      : null;
  } catch {
    return null;
  }
}

async function heldOf(lock: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const held = (await navigator.locks?.query().catch(() => null))?.held ?? [];
  const names = new Set(held.map(({ name }) => name));
  return new Set(ids.filter((id) => names.has(lock + id)));
}

/** Anything may lie there: a later version's, an extension's, half of something. */
function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const { version, text, title, savedAt, from } = value as Record<string, unknown>;
  const strings = typeof text === 'string' && typeof title === 'string';
  return version === 1 && strings && Number.isFinite(savedAt) && (from === null || typeof from === 'object');
}
