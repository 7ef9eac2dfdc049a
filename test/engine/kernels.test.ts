import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import type { Engine } from '../../web/engine/engine.ts';
import { marked, sentGuest } from './idle-guest.ts';
import { numbersBelow } from './uniform-twin.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await loadedEngine();
});

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

/** A range of pages somewhere in a small guest, and writes from few to more than it has pages. */
const writesOnRange = fc
  .record({ pages: fc.integer({ min: 1, max: 5000 }), seed: fc.integer({ min: 1, max: 1e6 }) })
  .chain(({ pages, seed }) =>
    fc.record({
      pages: fc.constant(pages),
      seed: fc.constant(seed),
      range: fc.tuple(fc.nat(pages - 1), fc.nat(pages - 1)).map(([a, b]) => ({
        first: Math.min(a, b),
        count: Math.abs(a - b) + 1,
      })),
      writes: fc.oneof(fc.nat(100), fc.nat(20_000)),
    }),
  );

describe('uniform writes', () => {
  it('mark the same pages in one step as in many', () => {
    fc.assert(
      fc.property(writesOnRange, fc.array(fc.nat(20_000)), ({ pages, seed, range, writes }, cuts) => {
        const once = sentGuest(engine, { pages, seed });
        once.kernels.kernelMark(range.first, range.count, 0, writes);
        const often = sentGuest(engine, { pages, seed });
        const steps = [0, ...cuts.filter((cut) => cut < writes).sort((a, b) => a - b), writes];
        for (let i = 1; i < steps.length; i++) {
          often.kernels.kernelMark(range.first, range.count, steps[i - 1] ?? 0, steps[i] ?? 0);
        }
        expect(marked(often, pages)).toEqual(marked(once, pages));
      }),
      { numRuns: 60 },
    );
  });

  it('mark no page outside of their range', () => {
    fc.assert(
      fc.property(writesOnRange, ({ pages, seed, range, writes }) => {
        const guest = sentGuest(engine, { pages, seed });
        guest.kernels.kernelMark(range.first, range.count, 0, writes);
        const found = marked(guest, pages);
        expect(sum(found)).toBe(sum(found.slice(range.first, range.first + range.count)));
      }),
      { numRuns: 60 },
    );
  });

  // 1 − exp(−writes / pages) of the pages, within four standard deviations.
  it.each([
    [0.01, 1],
    [0.031, 2],
    [0.04, 3],
    [0.1, 4],
    [0.5, 5],
    [1, 6],
    [2, 7],
    [5, 8],
  ])('reach as many distinct pages as chance has it: %f a page', (writesAPage, seed) => {
    const pages = 2 ** 20;
    const share = 1 - Math.exp(-writesAPage);
    const guest = sentGuest(engine, { pages, seed });
    guest.kernels.kernelMark(0, pages, 0, Math.round(pages * writesAPage));
    const sigma = Math.sqrt(pages * share * (1 - share));
    expect(Math.abs(guest.kernels.kernelCount() - pages * share)).toBeLessThan(4 * sigma);
  });

  it('favour no place in a word and no part of memory', () => {
    const pages = 2 ** 18;
    const guest = sentGuest(engine, { pages, seed: 9 });
    guest.kernels.kernelMark(0, pages, 0, pages / 2);
    const found = marked(guest, pages);
    const share = 1 - Math.exp(-0.5);
    for (const key of [(page: number) => page & 63, (page: number) => page >> 12]) {
      const counts = new Array<number>(64).fill(0);
      found.forEach((bit, page) => {
        counts[key(page)] = (counts[key(page)] ?? 0) + bit;
      });
      const each = pages / 64;
      const chiSquare = sum(counts.map((n) => (n - each * share) ** 2 / (each * share * (1 - share))));
      // 64 degrees of freedom: mean 64, standard deviation 11.3.
      expect(chiSquare).toBeGreaterThan(64 - 4 * 11.3);
      expect(chiSquare).toBeLessThan(64 + 4 * 11.3);
    }
  });

  it('beyond one in 32 pages mark what comparing number by number marks', () => {
    fc.assert(
      fc.property(writesOnRange, ({ pages, seed, range, writes }) => {
        const singles = Math.max(64, range.count >> 5);
        fc.pre(writes > singles);
        const guest = sentGuest(engine, { pages, seed });
        // Those that pick their pages singly are left out.
        guest.kernels.kernelMark(range.first, range.count, singles, writes);
        const share = 1 - Math.exp(-(writes - singles) / range.count);
        expect(marked(guest, pages)).toEqual(
          numbersBelow(Math.floor(share * 2 ** 32), seed, pages, range.first, range.count),
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('bitmaps', () => {
  it('are counted as one would count them by hand', () => {
    fc.assert(
      fc.property(writesOnRange, ({ pages, seed, range, writes }) => {
        const guest = sentGuest(engine, { pages, seed });
        guest.kernels.kernelMark(range.first, range.count, 0, writes);
        expect(guest.kernels.kernelCount()).toBe(sum(marked(guest, pages)));
      }),
      { numRuns: 60 },
    );
  });

  it('have summaries that miss no word: what was marked is found, waits and is sent', () => {
    fc.assert(
      fc.property(fc.array(writesOnRange, { minLength: 1, maxLength: 4 }), (rounds) => {
        const pages = Math.max(...rounds.map((round) => round.pages));
        const guest = sentGuest(engine, { pages, seed: rounds[0]?.seed ?? 1 });
        for (const { range, writes } of rounds) {
          guest.kernels.kernelMark(range.first, range.count, 0, writes);
          const dirty = guest.kernels.kernelCount();
          guest.kernels.kernelHarvest();
          expect([guest.kernels.kernelCount(), guest.waitingPages, guest.waitingBits]).toEqual([
            0,
            dirty,
            dirty,
          ]);
          const before = guest.counters.normalPages;
          guest.kernels.kernelSend();
          expect([guest.counters.normalPages - before, guest.waitingBits]).toEqual([dirty, 0]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
