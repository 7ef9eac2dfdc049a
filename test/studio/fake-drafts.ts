/** Storage that several pages share, as a browser has it: in memory, with what each page remembers for itself. */
import type { Drafts, KeptDraft } from '../../web/share/drafts.ts';

export class FakeStorage {
  readonly drafts = new Map<string, KeptDraft>();
  unreadable = 0;
  /** Thrown by everything that reads or writes. */
  refuses: Error | null = null;
  readonly #shown: string[] = [];
  readonly #written: string[] = [];

  texts(): string[] {
    return [...this.drafts.values()].map(({ text }) => text);
  }

  /** What a page gets; `memory` is what it remembers over a reload. */
  page(memory: Map<string, string> = new Map()): Drafts & { close(): void } {
    const claims: string[] = [];
    const writing = new Set<string>();
    const letGo = (id: string): void => {
      const own = claims.indexOf(id);
      if (own < 0) return;
      claims.splice(own, 1);
      this.#shown.splice(this.#shown.indexOf(id), 1);
      if (writing.delete(id)) this.#written.splice(this.#written.indexOf(id), 1);
    };
    const ask = async (): Promise<void> => {
      if (this.refuses) throw this.refuses;
    };
    return {
      of: async () => {
        await ask();
        const drafts = [...this.drafts.values()].sort((a, b) => b.savedAt - a.savedAt);
        return { drafts, unreadable: this.unreadable };
      },
      // As with a transaction that is committed at once, it is there whatever becomes of the page.
      keep: (_, draft) => {
        if (!this.refuses) this.drafts.set(draft.id, draft);
        return ask();
      },
      remove: async (_, ids) => {
        await ask();
        for (const id of ids) this.drafts.delete(id);
      },
      mine: (scenario) => memory.get(scenario) ?? null,
      claim: (scenario, id, writes = false) => {
        memory.set(scenario, id);
        claims.push(id);
        this.#shown.push(id);
        if (writes) {
          writing.add(id);
          this.#written.push(id);
        }
        return async () => letGo(id);
      },
      claimed: async (ids) => new Set(ids.filter((id) => this.#shown.includes(id))),
      written: async (ids) => new Set(ids.filter((id) => this.#written.includes(id))),
      close: () => [...claims].forEach(letGo),
    };
  }
}
