/** What a script holds: things of the world by kind and number, and by name where they have one. */

export class Things {
  readonly #kinds = new Map<string, { thing: unknown; name: string | null }[]>();

  /** Its number, from 1; 0 belongs to what is there from the start. */
  add(kind: string, thing: unknown, name: string | null = null): number {
    const all = this.#kinds.get(kind) ?? [];
    this.#kinds.set(kind, all);
    return all.push({ thing, name });
  }

  /** The script has only numbers that it was given. */
  at<T>(kind: string, id: number): T {
    const found = this.#kinds.get(kind)?.[id - 1];
    if (!found) throw new Error(`There is no ${kind} ${id}.`);
    return found.thing as T;
  }

  /** Null: it has none, or was there from the start. */
  nameOf(kind: string, id: number): string | null {
    return this.#kinds.get(kind)?.[id - 1]?.name ?? null;
  }

  /** The newest of that name; null: there is none. */
  named(kind: string, name: string): number | null {
    const index = this.#kinds.get(kind)?.findLastIndex((each) => each.name === name) ?? -1;
    return index < 0 ? null : index + 1;
  }

  /** The number of a thing; null: it was never added. */
  idOf(kind: string, thing: unknown): number | null {
    const index = this.#kinds.get(kind)?.findIndex((each) => each.thing === thing) ?? -1;
    return index < 0 ? null : index + 1;
  }

  count(kind: string): number {
    return this.#kinds.get(kind)?.length ?? 0;
  }
}
