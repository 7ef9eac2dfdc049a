import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../web/engine/engine.ts';
import type { Policy } from '../../web/model/policy.ts';
import { MIB, ns } from '../../web/model/units.ts';
import { migrate } from '../../web/simulation/migrate.ts';
import { configOf, qemuWith, recordedWrites, theEngine, uniform, type World, type Write } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

const KVM = 'qemu-10.2-kvm';
const PAGES = 8192;
const CHUNK = 2048;

const BY_CHUNK: Partial<Policy> = { exposure: 'chunk-clear', chunkPages: CHUNK };
const BY_RING: Partial<Policy> = { exposure: 'last-sync', chunkPages: 0 };

/** Rounds that drain, until one finds nothing: whatever a look at the log finds is then seen by itself. */
const world = (exposure: Partial<Policy>, writes: readonly Write[]): World => ({
  pages: PAGES,
  bandwidth: 8 * MIB,
  downtimeLimitMs: 1,
  trace: recordedWrites(PAGES, writes),
  policy: qemuWith(KVM, { roundEnd: 'drained', ...exposure }),
});

const found = (exposure: Partial<Policy>, writes: readonly Write[]): number[] =>
  migrate(engine, configOf(world(exposure, writes)))
    .syncs.slice(1)
    .map(({ newDirtyPages }) => newDirtyPages);

/**
 * When the scan came to each word for the first time after `from`: then it is sent. A chunk is cleared when the scan
 * comes to the first of its words.
 */
function sendingTimes(exposure: Partial<Policy>, writes: readonly Write[], from = 0): Map<number, number> {
  const migration = engine.start(configOf(world(exposure, writes)));
  const times = new Map<number, number>();
  let before = migration.waitingPages;
  while (!migration.ended) {
    const at = migration.now;
    migration.run(ns(at + 1));
    const word = migration.cursorPage;
    if (at >= from && migration.waitingPages < before && !times.has(word)) times.set(word, at);
    before = migration.waitingPages;
  }
  return times;
}

const timeOf = (times: Map<number, number>, word: number): number => {
  const at = times.get(word);
  if (at === undefined) throw new Error(`Page ${word} was not sent.`);
  return at;
};
const write = (atNs: number, first: number, pages = 1): Write => ({ atNs, first, end: first + pages });

describe('in the first round under KVM a page is found dirty', () => {
  // In the third of four chunks, and not its first word.
  const page = 2 * CHUNK + 640;
  let cleared = 0;
  let sent = 0;
  beforeAll(() => {
    const times = sendingTimes(BY_CHUNK, []);
    cleared = timeOf(times, 2 * CHUNK);
    sent = timeOf(times, page);
    expect(sent - cleared).toBeGreaterThan(1000);
  });

  it('not, when it was written only before its chunk was cleared', () => {
    for (const at of [2, cleared / 2, cleared - 1, cleared].map(Math.floor)) {
      expect(found(BY_CHUNK, [write(at, page)])).toEqual([0, 0]);
    }
  });

  it('once, when it was written only between its chunk’s clearing and its own sending, though it went out so', () => {
    for (const at of [cleared + 1, (cleared + sent) / 2, sent].map(Math.floor)) {
      expect(found(BY_CHUNK, [write(at, page)])).toEqual([1, 0]);
      expect(migrate(engine, configOf(world(BY_CHUNK, [write(at, page)]))).outcome.resentPages).toBe(1);
    }
  });

  it('once, when it was written after that, however often', () => {
    expect(found(BY_CHUNK, [write(sent + 1, page)])).toEqual([1, 0]);
    expect(
      found(
        BY_CHUNK,
        [1, 2, 3].map((i) => write(sent + i * 1000, page)),
      ),
    ).toEqual([1, 0]);
  });

  it('and with the dirty ring whenever it was written', () => {
    for (const at of [2, cleared, cleared + 1, sent, sent + 1]) {
      expect(found(BY_RING, [write(at, page)])).toEqual([1, 0]);
    }
  });
});

describe('in later rounds under KVM', () => {
  // The first round leaves most of chunk 0 and, in chunk 2, one page that was reported; another was not.
  const reported = 2 * CHUNK + 640;
  const clean = 2 * CHUNK + 1280;
  const base: Write[] = [];
  /** The first word of chunk 2 that the second round sends: with it the chunk is cleared. */
  const first = 2 * CHUNK;
  let began = 0;
  let cleared = 0;
  let sent = 0;
  beforeAll(() => {
    const round = sendingTimes(BY_CHUNK, []);
    const last = Math.max(...round.values());
    base.push(write(last, 0, CHUNK), write(last + 1, first), write(last + 2, reported));
    expect(found(BY_CHUNK, base)).toEqual([CHUNK + 2, 0, 0]);
    began = migrate(engine, configOf(world(BY_CHUNK, base))).syncs[1]?.at ?? 0;
    const times = sendingTimes(BY_CHUNK, base, began);
    cleared = timeOf(times, first);
    sent = timeOf(times, reported);
    expect(cleared - began).toBeGreaterThan(1e8);
    expect(sent).toBeGreaterThan(cleared);
  });
  const second = (at: number, page: number) => found(BY_CHUNK, [...base, write(Math.floor(at), page)])[1];

  it('a page that was not reported is found, also when it was written before its chunk was cleared', () => {
    for (const at of [began + 1, (began + cleared) / 2, cleared, cleared + 1, sent + 1]) {
      expect(second(at, clean)).toBe(1);
    }
  });

  it('and so is one whose chunk the round never comes to', () => {
    expect(second(began + 1000, 3 * CHUNK + 5)).toBe(1);
  });

  it('a page that was reported is not, when it was written before its chunk was cleared', () => {
    for (const at of [began + 1, (began + cleared) / 2, cleared]) expect(second(at, reported)).toBe(0);
  });

  it('it is, when it was written between that and its own sending, and exactly once', () => {
    for (const at of [cleared + 1, (cleared + sent) / 2, sent]) {
      expect(found(BY_CHUNK, [...base, write(Math.floor(at), reported)])).toEqual([CHUNK + 2, 1, 0]);
    }
  });

  it('with the dirty ring each of them is', () => {
    for (const page of [reported, clean, 3 * CHUNK + 5]) {
      for (const at of [began + 1, cleared, cleared + 1, sent]) {
        expect(found(BY_RING, [...base, write(Math.floor(at), page)])[1]).toBe(1);
      }
    }
  });
});

describe('the first round of a guest that writes at random leaves', () => {
  const guest = (exposure: Partial<Policy>, seed: number, rate: number) =>
    configOf({
      pages: PAGES,
      workload: uniform(PAGES, rate),
      bandwidth: 8 * MIB,
      seed,
      policy: qemuWith(KVM, { roundEnd: 'drained', ...exposure }),
    });

  /** Expected pages and their standard deviation, by how many seconds the writes of how many pages can be seen. */
  function expected(exposures: readonly { pages: number; time: number }[], rate: number) {
    let mean = 0;
    let variance = 0;
    for (const { pages, time } of exposures) {
      const share = 1 - Math.exp((-rate / PAGES) * time);
      mean += pages * share;
      variance += pages * share * (1 - share);
    }
    return { mean, sigma: Math.sqrt(variance) };
  }

  const cases = [300, 3000, 30_000].flatMap((rate) => [1, 2, 3, 4].map((seed) => [rate, seed] as const));

  it.each(cases)('what was written to each chunk since it was cleared: %d writes a second', (rate, seed) => {
    const times = sendingTimes(BY_CHUNK, []);
    const { syncs } = migrate(engine, guest(BY_CHUNK, seed, rate));
    const end = syncs[1]?.at ?? 0;
    const exposures = [0, 1, 2, 3].map((chunk) => ({
      pages: CHUNK,
      time: (end - timeOf(times, chunk * CHUNK)) / 1e9,
    }));
    const { mean, sigma } = expected(exposures, rate);
    expect(Math.abs((syncs[1]?.newDirtyPages ?? 0) - mean)).toBeLessThan(4 * sigma);
  });

  it.each(cases)('with the dirty ring whatever was written: %d writes a second', (rate, seed) => {
    const { syncs } = migrate(engine, guest(BY_RING, seed, rate));
    const { mean, sigma } = expected([{ pages: PAGES, time: (syncs[1]?.at ?? 0) / 1e9 }], rate);
    expect(Math.abs((syncs[1]?.newDirtyPages ?? 0) - mean)).toBeLessThan(4 * sigma);
  });

  it('fewer pages the smaller the chunks are', () => {
    const left = [PAGES, 2048, 512, 64].map(
      (chunkPages) =>
        migrate(engine, guest({ exposure: 'chunk-clear', chunkPages }, 1, 5000)).syncs[1]?.newDirtyPages ?? 0,
    );
    expect(left).toEqual([...left].sort((a, b) => b - a));
    expect(left[0]).toBeGreaterThan(1.3 * (left[3] ?? 0));
  });
});
