/** Ways of writing, drawn by lot, each with the law that it is to follow. */
import fc from 'fast-check';
import type { Workload } from '../../web/model/scenario.ts';
import { sweep, uniform } from './worlds.ts';

export type Law = (seconds: number) => number;

export const ofSet = (pages: number, writes: number): number => pages * -Math.expm1(-writes / pages);
const sum = (values: number[]): number => values.reduce((all, each) => all + each, 0);

const RATES = fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 400_000 }));
const SIZES = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 200, max: 8000 }));
const firstPage = fc.integer({ min: 0, max: 300 });

export interface Kind {
  /** One that is drawn by lot, its law, and how far the law itself is off. */
  drawn: fc.Arbitrary<{ workload: Workload; law: Law; slack: number }>;
}

const zipfLaw =
  (pages: number, perSecond: number, exponent: number): Law =>
  (t) => {
    const shares = Array.from({ length: pages }, (_, i) => (i + 1) ** -exponent);
    const all = sum(shares);
    return sum(shares.map((share) => -Math.expm1((-perSecond * t * share) / all)));
  };

export const KINDS: Record<string, Kind> = {
  uniform: {
    drawn: fc.record({ firstPage, pages: SIZES, rate: RATES }).map(({ pages, rate, ...at }) => ({
      workload: uniform(pages, rate, at.firstPage),
      law: (t) => ofSet(pages, rate * t),
      slack: 4,
    })),
  },
  classes: {
    drawn: fc
      .record({
        firstPage,
        sets: fc.array(fc.tuple(fc.integer({ min: 1, max: 900 }), RATES), { minLength: 1, maxLength: 8 }),
      })
      .map(({ firstPage: first, sets }) => ({
        workload: {
          kind: 'classes',
          firstPage: first,
          sets: sets.map(([pages, writesPerSecond]) => ({ pages, writesPerSecond })),
        } as const,
        law: (t) => sum(sets.map(([pages, rate]) => ofSet(pages, rate * t))),
        slack: 4 + sets.length,
      })),
  },
  zipf: {
    drawn: fc
      .record({
        firstPage,
        pages: fc.integer({ min: 1, max: 4000 }),
        rate: RATES,
        exponent: fc.constantFrom(0, 0.5, 0.99, 1, 1.4, 3),
        scattered: fc.boolean(),
      })
      .map(({ firstPage: first, pages, rate, exponent, scattered }) => {
        const law = zipfLaw(pages, rate, exponent);
        return {
          workload: {
            kind: 'zipf',
            firstPage: first,
            pages,
            writesPerSecond: rate,
            exponent,
            scattered,
          } as const,
          law,
          // Ranks of a group share one rate: half a percent. And each group drops a part of a write.
          slack: 40 + 0.005 * law(10),
        };
      }),
  },
  'power-law': {
    drawn: fc
      .record({
        firstPage,
        pages: fc.integer({ min: 500, max: 8000 }),
        share: fc.integer({ min: 1, max: 90 }),
        exponent: fc.constantFrom(0.4, 0.65, 0.8, 1),
      })
      .map(({ firstPage: first, pages, share, exponent }) => {
        const c = (pages * share) / 100;
        return {
          workload: { kind: 'power-law', firstPage: first, pages, firstSecondPages: c, exponent } as const,
          law: (t) => Math.min(c * t ** exponent, pages),
          slack: 60,
        };
      }),
  },
  curve: {
    drawn: fc
      .record({
        firstPage,
        steps: fc.array(fc.tuple(fc.integer({ min: 20, max: 3000 }), fc.integer({ min: 1, max: 900 })), {
          minLength: 1,
          maxLength: 6,
        }),
        beyond: fc.integer({ min: 0, max: 2000 }),
      })
      .map(({ firstPage: first, steps, beyond }) => {
        // The steepest parts first: real curves bend one way.
        const bent = [...steps].sort((a, b) => b[1] / b[0] - a[1] / a[0]);
        let at = { seconds: 0, distinctPages: 0 };
        const points = bent.map(([ms, more]) => {
          at = { seconds: at.seconds + ms / 1000, distinctPages: at.distinctPages + more };
          return at;
        });
        const pages = at.distinctPages + beyond;
        const [lastMs, lastMore] = bent.at(-1) ?? [1, 0];
        return {
          workload: { kind: 'curve', firstPage: first, pages, points } as const,
          law: (t) => {
            let before = { seconds: 0, distinctPages: 0 };
            for (const point of points) {
              if (t <= point.seconds) {
                const share = (t - before.seconds) / (point.seconds - before.seconds);
                return before.distinctPages + share * (point.distinctPages - before.distinctPages);
              }
              before = point;
            }
            return Math.min(
              pages,
              before.distinctPages + ((t - before.seconds) * lastMore) / (lastMs / 1000),
            );
          },
          slack: 2 * points.length + 4,
        };
      }),
  },
  sweep: {
    drawn: fc.record({ firstPage, pages: SIZES, rate: RATES }).map(({ pages, rate, ...at }) => ({
      workload: sweep(pages, rate, at.firstPage),
      law: (t) => Math.min(rate * t, pages),
      slack: 1 + rate / 1000,
    })),
  },
  stride: {
    drawn: fc
      .record({ firstPage, pages: SIZES, rate: RATES, stridePages: fc.integer({ min: 1, max: 9000 }) })
      .map(({ firstPage: first, pages, rate, stridePages }) => ({
        workload: { kind: 'stride', firstPage: first, pages, writesPerSecond: rate, stridePages } as const,
        law: (t) => Math.min(rate * t, pages),
        slack: 1 + rate / 1000,
      })),
  },
  drift: {
    drawn: fc
      .record({
        firstPage,
        pages: fc.integer({ min: 64, max: 2000 }),
        rate: RATES,
        drift: fc.integer({ min: 0, max: 800 }),
      })
      .map(({ firstPage: first, pages, rate, drift }) => {
        const perPage = rate / pages;
        // Pages of the set that it will leave, and pages that join, are written for a part of the time.
        const steps = 400;
        const law: Law = (t) => {
          const stays = drift > 0 ? pages / drift : Infinity;
          const old = Array.from({ length: steps }, (_, i) => Math.min(t, ((i + 0.5) / steps) * stays));
          const young = Array.from({ length: steps }, (_, i) => Math.min(((i + 0.5) / steps) * t, stays));
          const written = (times: number[]) => sum(times.map((s) => -Math.expm1(-perPage * s))) / steps;
          return pages * written(old) + drift * t * written(young);
        };
        return {
          workload: {
            kind: 'drift',
            firstPage: first,
            pages,
            writesPerSecond: rate,
            driftPagesPerSecond: drift,
            areaPages: 16_000,
          } as const,
          law,
          // It moves in steps of a 64th of the set.
          slack: 10 + pages / 32,
        };
      }),
  },
  growth: {
    drawn: fc.record({ firstPage, pages: SIZES, rate: RATES }).map(({ firstPage: first, pages, rate }) => ({
      workload: { kind: 'growth', firstPage: first, pages, newPagesPerSecond: rate } as const,
      law: (t) => Math.min(rate * t, pages),
      slack: 1 + rate / 1000,
    })),
  },
  checkpoint: {
    drawn: fc
      .record({
        firstPage,
        pages: fc.integer({ min: 100, max: 8000 }),
        rate: RATES,
        periodMs: fc.integer({ min: 1000, max: 4000 }),
        sweptPercent: fc.integer({ min: 1, max: 60 }),
      })
      .map(({ firstPage: first, pages, rate, periodMs, sweptPercent }) => {
        const swept = (pages * sweptPercent) / 100;
        const sweepPagesPerSecond = swept * 4;
        return {
          workload: {
            kind: 'checkpoint',
            firstPage: first,
            pages,
            writesPerSecond: rate,
            periodMs,
            sweptPercent,
            sweepPagesPerSecond,
          } as const,
          // Each sweep takes a quarter of a second; what it has not reached the writes at random have, or not.
          law: (t) => {
            const periods = Math.floor((t * 1000) / periodMs);
            const rest = t - (periods * periodMs) / 1000;
            const reached = Math.min(pages, swept * periods + Math.min(swept, rest * sweepPagesPerSecond));
            return reached + ((pages - reached) * ofSet(pages, rate * t)) / pages;
          },
          slack: 6 + sweepPagesPerSecond / 1000 + swept / 100,
        };
      }),
  },
  'garbage-collection': {
    drawn: fc
      .record({
        firstPage,
        pages: fc.integer({ min: 100, max: 8000 }),
        rate: RATES,
        periodMs: fc.integer({ min: 1000, max: 4000 }),
        survivorPercent: fc.integer({ min: 1, max: 60 }),
      })
      .map(({ firstPage: first, pages, rate, periodMs, survivorPercent }) => {
        const moved = (pages * survivorPercent) / 100;
        const pauseMs = 250;
        return {
          workload: {
            kind: 'garbage-collection',
            firstPage: first,
            pages,
            writesPerSecond: rate,
            periodMs,
            survivorPercent,
            pauseMs,
          } as const,
          // Both begin at the front, so that what both have reached counts once.
          law: (t) => {
            const periods = Math.floor((t * 1000) / periodMs);
            const rest = t - (periods * periodMs) / 1000;
            return Math.min(
              pages,
              Math.max(rate * t, moved * periods + Math.min(moved, (rest * moved) / 0.25)),
            );
          },
          slack: 4 + rate / 1000 + moved / 100,
        };
      }),
  },
};
