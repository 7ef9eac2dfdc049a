import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../web/engine/engine.ts';
import { qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import type { MoveRecord } from '../../web/model/recording.ts';
import { type Pace, STEADY } from '../../web/model/scenario.ts';
import { ns, seconds } from '../../web/model/units.ts';
import { migrate } from '../../web/simulation/migrate.ts';
import { Mover } from '../../web/simulation/mover.ts';
import { configOf, recordedWrites, sweep, theEngine, type World, type Write } from './worlds.ts';
import { decoded, encoded, encodedBytes, meanOfPlaces, meanOfWrites } from './xbzrle-twin.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

const ERA = 'qemu-7.2-tcg';
const PAGES = 2048;
/** Pages that are written, at the front, and those of the guest's kernel, which is never idle and fills the rounds. */
const WRITTEN = 512;
const KERNEL = { firstPage: 1024, pages: 1023 };

/** A page takes a millisecond, whatever of it is sent; the cache has room for so many. */
const slowWorld = (slots: number): World => ({
  era: ERA,
  pages: PAGES,
  bandwidth: 0,
  policy: qemuPolicy(ERA, { capabilities: ['xbzrle'], values: { 'xbzrle-cache-size': slots * 4096 } }),
  machine: { localBytesPerSecond: 4104e3, firstTouchBytesPerSecond: 4104e3, zeroPageNs: 1e6 },
  downtimeLimitMs: 1,
  timeCapNs: seconds(60),
});

describe('a page is sent as its change', () => {
  /** In milliseconds: memory takes 2 s; then each round the written pages 0.5 s and those of the kernel 1 s. */
  const BURST = 500;
  const CYCLE = 2700;

  /**
   * Writes so often on each page in two bursts: one in the first round, and one in the second when all written pages
   * have been sent. So in the third round each of them has changed by exactly so many writes.
   */
  function afterThirdRound(writes: number, writeBytes: number) {
    const pace: Pace = { ...STEADY, burstOnTicks: BURST, burstOffTicks: CYCLE - BURST };
    const config = configOf({
      ...slowWorld(PAGES),
      workload: sweep(WRITTEN, (WRITTEN * writes * 1000) / BURST),
      guest: { pace, system: KERNEL, writeBytes },
    });
    const mover = new Mover(engine, config);
    mover.run(seconds(4.8));
    return mover.migration.counters;
  }

  // The places of a write are drawn, so several may fall on one.
  it.each(
    [
      [1, [1, 4, 16, 32, 64, 128, 256]],
      [4, [1, 4, 16, 32, 64, 128, 256]],
      [8, [1, 4, 16, 32, 64, 128, 256]],
      [64, [1, 4, 16, 32, 64]],
    ].flatMap(([unit, counts]) => (counts as number[]).map((count) => [unit as number, count] as const)),
  )(
    'to within 2 percent of what the encoder makes of it: writes of %d bytes, %d on a page',
    (unit, count) => {
      const { deltaPages, deltaBytes, deltaOverflows } = afterThirdRound(count, unit);
      expect(deltaOverflows).toBe(0);
      // The kernel's pages, which come behind them, are found in the cache too, and have not changed.
      expect(deltaPages).toBeGreaterThan(WRITTEN);
      const mean = deltaBytes / WRITTEN - 3;
      // A length is whole bytes.
      const expected = meanOfWrites(count, unit, 150);
      expect(Math.abs(mean - expected)).toBeLessThan(0.02 * expected + 0.5);
    },
  );

  it('as a whole when the change is no smaller, and that counts among the pages sent', () => {
    const few = afterThirdRound(300, 8);
    const many = afterThirdRound(6000, 8);
    expect(few.deltaOverflows).toBe(0);
    expect(many.deltaOverflows).toBe(WRITTEN);
    expect(many.normalPages - few.normalPages).toBe(WRITTEN);
    expect(many.deltaBytes).toBe(WRITTEN * 4096);
  });
});

describe('the encoder that this is compared with', () => {
  // Measured with a real one: bytes for so many places of a size.
  it.each([
    [1, [4, 15, 57, 106, 198, 375, 736, 1078]],
    [4, [7, 28, 105, 201, 384, 737, 1407, 2018]],
    [8, [11, 43, 169, 328, 633, 1221, 2312, 3278]],
  ] as const)('makes of places of %d bytes what is known', (unit, lengths) => {
    [1, 4, 16, 32, 64, 128, 256, 384].forEach((places, i) => {
      const length = lengths[i] ?? 0;
      expect(Math.abs(meanOfPlaces(places, unit, 100) - length)).toBeLessThan(0.02 * length + 0.5);
    });
  });
});

describe('what goes over the wire as a change', () => {
  const runs = fc.array(
    fc.record({ at: fc.nat(4095), bytes: fc.uint8Array({ minLength: 1, maxLength: 300 }) }),
    { maxLength: 30 },
  );
  const pages = fc.record({ before: fc.uint8Array({ minLength: 4096, maxLength: 4096 }), runs });

  it('gives the page back, is nothing where nothing has changed, and is as long as is counted', () => {
    fc.assert(
      fc.property(pages, ({ before, runs: written }) => {
        const page = before.slice();
        for (const { at, bytes } of written) page.set(bytes.subarray(0, 4096 - at), at);
        const changed = new Set([...page.keys()].filter((at) => page[at] !== before[at]));
        const bytes = encoded(before, page);
        expect(bytes?.length ?? Infinity).toBe(
          encodedBytes(changed, 1) > 4096 ? Infinity : encodedBytes(changed, 1),
        );
        if (bytes) expect(decoded(before, bytes)).toEqual(page);
        if (changed.size === 0) expect(bytes).toEqual(new Uint8Array());
      }),
    );
  });
});

/**
 * A recorded guest that in each round writes just the pages given, so that the next round sends them. The moments are
 * found round by round: a write shortly before a look at the log belongs to the round before it.
 */
function rounds(
  slots: number,
  pagesOfRounds: readonly (readonly Write[])[],
  guest?: World['guest'],
): MoveRecord {
  const writes: Write[] = [];
  const run = () =>
    migrate(
      engine,
      configOf({ ...slowWorld(slots), guest: guest ?? {}, trace: recordedWrites(PAGES, writes) }),
    );
  pagesOfRounds.forEach((pages, round) => {
    const end = run().syncs[round + 1]?.at ?? 0;
    pages.forEach((write, i) => {
      writes.push({ ...write, atNs: end - 1000 + i });
    });
  });
  const record = run();
  const sizes = pagesOfRounds.map((pages) => pages.reduce((sum, { first, end }) => sum + end - first, 0));
  expect(record.syncs.slice(1, 1 + sizes.length).map(({ newDirtyPages }) => newDirtyPages)).toEqual(sizes);
  return record;
}

const pagesAt = (first: number, count: number): Write => ({ atNs: 0, first, end: first + count });
/** They keep the rounds going, in slots that nobody else wants. */
const filler = pagesAt(500, 100);

describe('the cache', () => {
  it('has one place for all pages with the same remainder, and who is there first stays while it is used', () => {
    const both = [pagesAt(0, 50), pagesAt(1024, 50), filler];
    const { transport, normalPages } = rounds(1024, [both, both, both, both]).outcome;
    // Round 2 finds nothing cached. In rounds 3 to 5 the first 50 and the filler are there, the second 50 are not.
    expect(transport.deltaMisses).toBe(200 + 3 * 50);
    expect(transport.deltaPages).toBe(3 * 150);
    expect(normalPages).toBe(PAGES + 200 + 3 * 50);
  });

  it('gives a place to another page only when it has not been used for two syncs', () => {
    const first = [pagesAt(0, 50), filler];
    const second = [pagesAt(1024, 50), filler];
    // Sent in rounds 2, 3 and so on; in round 3 the places are young still, in round 4 they are taken over.
    const missesOf = (all: readonly (readonly Write[])[]) => rounds(1024, all).outcome.transport.deltaMisses;
    expect(missesOf([first])).toBe(150);
    expect(missesOf([first, second])).toBe(200);
    expect(missesOf([first, second, second])).toBe(250);
    expect(missesOf([first, second, second, second])).toBe(250);
    expect(missesOf([first, second, second, second, first])).toBe(300);
  });

  it('keeps what was sent as zeros, too', () => {
    const zeros = { range: { first: 0, end: 64 }, ratio: 1, staysZero: true, zeroPercent: 100 };
    const both = [pagesAt(0, 50), pagesAt(1024, 50), filler];
    const { transport, zeroPages } = rounds(1024, [both, both, both], { contents: [zeros] }).outcome;
    expect(zeroPages).toBe(64 + 3 * 50);
    // The zeros go first in each round and are there; who shares a place with them never is.
    expect(transport.deltaMisses).toBe(150 + 2 * 50);
    expect(transport.deltaPages).toBe(2 * 100);
  });

  it('large enough has a place for everybody', () => {
    const both = [pagesAt(0, 50), pagesAt(1024, 50), filler];
    const { transport } = rounds(2048, [both, both, both]).outcome;
    expect([transport.deltaMisses, transport.deltaPages]).toEqual([200, 400]);
  });
});

it('a page that was written before it was sent last, and not since, has not changed and costs nothing', () => {
  // Written pages behind those of the kernel: the second burst falls in the second round, before their turn.
  const world = (bursts: number) =>
    configOf({
      ...slowWorld(PAGES),
      workload: sweep(WRITTEN, (WRITTEN * 1000) / 500, 1100),
      guest: {
        pace: { ...STEADY, burstOnTicks: 500, burstOffTicks: 1700, stopTick: bursts * 2200 - 1 },
        system: { firstPage: 0, pages: 1000 },
      },
    });
  const [, , third, fourth] = migrate(engine, world(2)).syncs.map(({ at }) => at);
  const mover = new Mover(engine, world(2));
  mover.run(ns(third ?? 0));
  const sent = mover.migration.counters;
  expect([sent.deltaMisses, sent.deltaPages]).toEqual([1000 + WRITTEN, 0]);
  const before = mover.migration.sentBytes;
  mover.run(ns(fourth ?? 0));
  const unchanged = mover.migration.counters;
  expect([unchanged.deltaMisses, unchanged.deltaPages]).toEqual([1000 + WRITTEN, 1000 + WRITTEN]);
  expect([unchanged.deltaBytes, unchanged.normalPages]).toEqual([0, sent.normalPages]);
  // The ends of sections alone.
  expect(mover.migration.sentBytes - before).toBeLessThan(8 * 60);
});
