/**
 * States of a migration by moment, evenly spread over its length and under a fixed cap. They are kept in chunks: one that
 * is as it was in the keyframe before is kept once, so that memory that nobody touches costs nothing.
 */

/** Beyond it every other keyframe goes. The first one is not counted: without it there is no way back. */
export const CAP_BYTES = 64 * 2 ** 20;
const MOST = 64;
const CHUNK_WORDS = 4096;

interface Keyframe {
  at: number;
  chunks: readonly Uint32Array[];
}

export class Keyframes {
  #kept: Keyframe[];
  #everyNs: number;
  readonly #lengthNs: number;
  #bytes = 0;

  /**
   * @param lengthNs of what is to be gone back in, in virtual time
   * @param first its state at 0, in whole words; views on the engine's memory are copied
   */
  constructor(lengthNs: number, first: Uint32Array) {
    this.#lengthNs = lengthNs;
    this.#everyNs = Math.max(1, Math.ceil(lengthNs / MOST));
    this.#kept = [{ at: 0, chunks: chunked(first) }];
  }

  /** The next moment after `at` of which a state would be kept; Infinity: none, for nothing happens any more. */
  nextNs(at: number): number {
    const next = (Math.floor(at / this.#everyNs) + 1) * this.#everyNs;
    return next < this.#lengthNs ? next : Infinity;
  }

  /** Keeps the state at a moment that `nextNs` has named, unless it is there. */
  keep(at: number, state: Uint32Array): void {
    const index = this.#kept.findLastIndex((each) => each.at <= at);
    const before = this.#kept[index];
    if (!before || before.at === at || at % this.#everyNs !== 0) return;
    const chunks = chunked(state, before.chunks);
    this.#kept.splice(index + 1, 0, { at, chunks });
    chunks.forEach((chunk, i) => {
      if (chunk !== before.chunks[i]) this.#bytes += chunk.byteLength;
    });
    while (this.#kept.length > 2 && this.#bytes > CAP_BYTES) this.#thin();
  }

  /** The last moment up to `at` whose state is kept. */
  before(at: number): number {
    return this.#kept.findLast((each) => each.at <= at)?.at ?? 0;
  }

  /** Writes the state at a moment that `before` has named. */
  restore(at: number, into: Uint32Array): void {
    let word = 0;
    for (const chunk of this.#kept.find((each) => each.at === at)?.chunks ?? []) {
      into.set(chunk, word);
      word += chunk.length;
    }
  }

  #thin(): void {
    this.#everyNs *= 2;
    this.#kept = this.#kept.filter(({ at }) => at % this.#everyNs === 0);
    const [first, ...others] = this.#kept;
    const own = new Set(others.flatMap(({ chunks }) => chunks));
    for (const chunk of first?.chunks ?? []) own.delete(chunk);
    this.#bytes = [...own].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** Of all but the first one. */
  get bytes(): number {
    return this.#bytes;
  }
}

function chunked(state: Uint32Array, before: readonly Uint32Array[] = []): Uint32Array[] {
  const count = Math.ceil(state.length / CHUNK_WORDS);
  return Array.from({ length: count }, (_, i) => {
    const chunk = state.subarray(i * CHUNK_WORDS, (i + 1) * CHUNK_WORDS);
    const known = before[i];
    return known && equal(known, chunk) ? known : chunk.slice();
  });
}

function equal(one: Uint32Array, other: Uint32Array): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}
