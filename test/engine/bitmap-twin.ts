/**
 * The engine's bitmaps once more, slowly and page by page: who wrote what when, what the log knows, what waits, and
 * which version of each page the destination has. It goes along with a migration step by step. When a page is sent
 * the migration says only in numbers; which ones it must be, and what each look at the log must find, is computed here.
 */
import type { Engine, EngineEvent, Migration } from '../../web/engine/engine.ts';
import { policyOf } from '../../web/engine/policy.ts';
import { PAGE_STATES } from '../../web/model/frame.ts';
import type { MigrationConfig } from '../../web/model/migration.ts';
import { ns } from '../../web/model/units.ts';
import { GuestClock } from './guest-clock.ts';
import type { Write } from './worlds.ts';

const WORD = 64;
type Cleared = 'since-the-last-look' | 'what-was-reported-is-due' | 'all-is-due';

export class BitmapTwin {
  readonly pages: number;
  readonly #chunkPages: number;
  readonly #fromZero: boolean;
  readonly #skips: boolean;
  readonly #hostPages: number;
  readonly #writes: Write[];
  readonly clock: GuestClock;
  /** The guest's version of each page, counted in writes, and the destination's; -1: never sent. */
  readonly guest: Int32Array;
  readonly destination: Int32Array;
  readonly waiting: Uint8Array;
  readonly log: Uint8Array;
  readonly #reported: Uint8Array;
  readonly #chunks: Cleared[];
  #settled = 0;
  #word = 0;
  #first = true;
  skipped = 0;

  constructor(config: MigrationConfig, writes: readonly Write[]) {
    const { exposure, chunkPages, scan, skipRedirtied, skipFree, postcopy } = policyOf(config);
    const { memoryBytes, pageBytes, hostPageBytes, freePages } = config.guest;
    this.pages = memoryBytes / pageBytes;
    this.clock = new GuestClock(config.machine.throttleGain);
    this.#chunkPages = exposure === 'chunk-clear' ? chunkPages : 0;
    this.#fromZero = scan === 'from-zero';
    this.#skips = skipRedirtied;
    this.#hostPages = (hostPageBytes ?? pageBytes) / pageBytes;
    this.#writes = [...writes].sort((a, b) => a.atNs - b.atNs);
    this.guest = new Int32Array(this.pages);
    this.destination = new Int32Array(this.pages).fill(-1);
    this.waiting = new Uint8Array(this.pages).fill(1);
    this.log = new Uint8Array(this.pages);
    this.#reported = new Uint8Array(this.pages);
    const chunks = this.#chunkPages > 0 ? Math.ceil(this.pages / this.#chunkPages) : 0;
    this.#chunks = new Array<Cleared>(chunks).fill('all-is-due');
    // What is reported free counts as there, and every write to it is seen.
    const free = skipFree && !postcopy ? Math.max(0, this.pages - (freePages ?? 0)) : this.pages;
    this.destination.fill(0, free);
    this.waiting.fill(0, free);
    if (chunks > 0 && free < this.pages)
      this.#chunks.fill('since-the-last-look', Math.floor(free / this.#chunkPages));
  }

  get waitingPages(): number {
    return this.waiting.reduce((sum, bit) => sum + bit, 0);
  }

  /** The guest has done its writes up to virtual time `at`. */
  settle(at: number): void {
    const time = this.clock.at(at);
    for (let write = this.#writes[this.#settled]; write && write.atNs <= time; ) {
      for (let page = write.first; page < write.end; page++) {
        this.guest[page] = (this.guest[page] ?? 0) + 1;
        this.log[page] = 1;
      }
      write = this.#writes[++this.#settled];
    }
  }

  /** A look at the log: what is written and does not wait yet waits now. Returns how many pages that are. */
  sync(at: number, guestRuns: boolean): number {
    this.settle(at);
    let found = 0;
    for (let page = 0; page < this.pages; page++) {
      if (!this.log[page]) continue;
      if (!this.waiting[page]) found++;
      this.waiting[page] = 1;
      if (this.#chunkPages > 0) this.#reported[page] = 1;
      else this.log[page] = 0;
    }
    this.#chunks.forEach((chunk, i) => {
      if (chunk === 'since-the-last-look') this.#chunks[i] = 'what-was-reported-is-due';
    });
    if (this.#fromZero && guestRuns) {
      this.#word = 0;
      this.#first = false;
    }
    return found;
  }

  /** Post-copy brings whole pages of the host. Returns how many more wait. */
  wholeHostPages(): number {
    let more = 0;
    for (let first = 0; first < this.pages; first += this.#hostPages) {
      const end = Math.min(first + this.#hostPages, this.pages);
      if (!this.waiting.subarray(first, end).includes(1)) continue;
      for (let page = first; page < end; page++) {
        more += this.waiting[page] ? 0 : 1;
        this.waiting[page] = 1;
      }
    }
    return more;
  }

  /** At `at` so many pages were sent: the next ones in order, all in one word. */
  send(at: number, count: number, guestRuns: boolean): void {
    for (;;) {
      const word = this.#seek();
      this.settle(at);
      if (guestRuns && this.#chunkPages > 0) this.#clear(Math.floor((word * WORD) / this.#chunkPages));
      if (guestRuns && this.#skips && !this.#first) this.#skip(word);
      const pages = this.#pagesOf(word);
      if (pages.length === 0 && this.waiting.includes(1)) continue;
      if (count > pages.length)
        throw new Error(`${count} pages sent, but ${pages.length} wait in word ${word}`);
      for (const page of pages.slice(0, count)) this.arrive(page);
      // When nothing waits, everything has been sent once.
      if (!this.waiting.includes(1)) this.#first = false;
      return;
    }
  }

  /** A page goes as it is now. */
  arrive(page: number): void {
    this.waiting[page] = 0;
    this.destination[page] = this.guest[page] ?? 0;
  }

  #pagesOf(word: number): number[] {
    const pages: number[] = [];
    for (let page = word * WORD; page < Math.min(this.pages, (word + 1) * WORD); page++)
      if (this.waiting[page]) pages.push(page);
    return pages;
  }

  #seek(): number {
    const words = Math.ceil(this.pages / WORD);
    for (let i = 0; i <= words; i++) {
      if (this.#word >= words) {
        this.#word = 0;
        this.#first = false;
      }
      if (this.#pagesOf(this.#word).length > 0) return this.#word;
      this.#word++;
    }
    throw new Error('Pages were sent, but none waits.');
  }

  /** The guest's next write to a page that was reported shall be seen; one that was not has never been hidden. */
  #clear(chunk: number): void {
    const due = this.#chunks[chunk];
    if (due === 'since-the-last-look') return;
    this.#chunks[chunk] = 'since-the-last-look';
    const end = Math.min(this.pages, (chunk + 1) * this.#chunkPages);
    for (let page = chunk * this.#chunkPages; page < end; page++) {
      if (due === 'all-is-due' || this.#reported[page]) this.log[page] = 0;
      this.#reported[page] = 0;
    }
  }

  #skip(word: number): void {
    for (const page of this.#pagesOf(word)) {
      if (!this.log[page]) continue;
      this.waiting[page] = 0;
      this.skipped++;
    }
  }

  /** Whether a map shows the page as dirty again: it went out and was written since, or waits once more. */
  dirtyAgain(page: number, cursorPage: number): boolean {
    const reached = cursorPage - (page - (page % WORD));
    const sent = !this.#first || reached > 0 || (reached === 0 && !this.waiting[page]);
    return sent && (this.waiting[page] === 1 || this.log[page] === 1);
  }

  /** Pages of which the destination does not have what the guest wrote. */
  get stale(): number[] {
    return [...this.guest.keys()].filter((page) => this.guest[page] !== this.destination[page]);
  }
}

export interface Companionship {
  migration: Migration;
  twin: BitmapTwin;
  events: EngineEvent[];
  /** Where the two disagree; empty is good. */
  differences: string[];
}

/** Lets a migration run to its end in the smallest steps there are, with its twin beside it. */
export function runWithTwin(
  engine: Engine,
  config: MigrationConfig,
  writes: readonly Write[],
): Companionship {
  const migration = engine.start(config);
  const twin = new BitmapTwin(config, writes);
  const events: EngineEvent[] = [];
  const differences: string[] = [];
  const same = (what: string, is: number, shouldBe: number) => {
    if (is !== shouldBe) differences.push(`${what} at ${migration.now}: ${is}, should be ${shouldBe}`);
  };
  let stopped = false;
  let switched = false;
  let waiting = twin.waitingPages;
  /** So many wait still: the others have been sent, or left for the next round. */
  const follow = (at: number, left: number) => {
    if (left >= waiting) return;
    const skipped = migration.counters.skippedPages - twin.skipped;
    twin.send(at, waiting - left - skipped, !stopped);
    waiting = left;
  };
  while (!migration.ended && differences.length === 0) {
    const at = migration.now;
    const happened = migration.run(ns(at + 1));
    for (const event of happened) {
      const [a = 0, b = 0] = event.values;
      if (event.kind === 'stopped') {
        // What was left for later just before was left by a guest that still ran.
        follow(at, b);
        stopped = true;
      }
      twin.clock.hear(event);
      if (event.kind === 'sync') {
        // The first one only opens the log.
        const first = events.every(({ kind }) => kind !== 'sync');
        follow(at, a);
        same('unsent pages', a, twin.waitingPages);
        same('pages found', b, first ? 0 : twin.sync(event.at, !stopped));
        waiting = a + b;
      }
      if (event.kind === 'switched') {
        switched = true;
        waiting += twin.wholeHostPages();
        same('pages that follow', b, waiting);
      }
      events.push(event);
    }
    if (switched) waiting = migration.waitingPages;
    else follow(at, migration.waitingPages);
    same('waiting bits', migration.waitingBits, waiting);
    if (!switched) same('waiting pages', waiting, twin.waitingPages);
    const looked = happened.some(({ kind }) => kind === 'sync');
    if (looked && !stopped && config.guest.filled[0]?.end === twin.pages) {
      twin.settle(migration.now);
      const cells = migration.map(migration.now, twin.pages, 1);
      for (let page = 0; page < twin.pages; page++) {
        const dirty = cells[page * PAGE_STATES.length + 1] ?? 0;
        same(`page ${page} dirty`, dirty, twin.dirtyAgain(page, migration.cursorPage) ? 1 : 0);
      }
    }
  }
  if (switched && waiting === 0) {
    twin.waiting.forEach((bit, page) => {
      if (bit) twin.arrive(page);
    });
  }
  return { migration, twin, events, differences };
}
