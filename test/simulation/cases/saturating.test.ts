import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Workload } from '../../../web/model/scenario.ts';
import { geometricSeries } from '../../../web/simulation/cases/geometric.ts';
import { distinctPages, saturatingSeries } from '../../../web/simulation/cases/saturating.ts';

const uniform = (pages: number): Workload => ({ kind: 'uniform', firstPage: 0, pages, writesPerSecond: 0 });
const sweep = (pages: number): Workload => ({ kind: 'sweep', firstPage: 0, pages, writesPerSecond: 0 });
const hotCold = (hotPercent: number): Workload => ({
  kind: 'hot-cold',
  firstPage: 0,
  hotPages: 1000,
  coldPages: 9000,
  hotPercent,
  writesPerSecond: 0,
});
const guest = {
  bytes: 1e9,
  pageWireBytes: 4104,
  bytesPerSecond: 1e8,
  downtimeLimitS: 0.3,
  workload: uniform(16384),
  writesPerSecond: 20_000,
};

test('as many writes as there are pages leave 63 % of them dirty', () => {
  expect(distinctPages(uniform(1000), 1000)).toBeCloseTo(632.12, 1);
});

test('a sweep leaves each page that it came past, and no more than there are', () => {
  expect(distinctPages(sweep(1000), 400)).toBe(400);
  expect(distinctPages(sweep(1000), 4000)).toBe(1000);
});

test('the sets of a guest add up', () => {
  const both = distinctPages(hotCold(80), 5000);
  expect(both).toBeCloseTo(distinctPages(uniform(1000), 4000) + distinctPages(uniform(9000), 1000));
  expect(distinctPages(hotCold(100), 5000)).toBeCloseTo(distinctPages(uniform(1000), 5000));
});

const anyWorkload = fc.oneof(
  fc.integer({ min: 1, max: 1e6 }).map(uniform),
  fc.integer({ min: 1, max: 1e6 }).map(sweep),
  fc.integer({ min: 0, max: 100 }).map(hotCold),
);

test('more writes never leave fewer pages, nor more pages than writes', () => {
  const writes = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e7, noNaN: true }));
  fc.assert(
    fc.property(anyWorkload, writes, writes, (workload, some, more) => {
      const pages = distinctPages(workload, some);
      // The smallest numbers there are have no digits to be exact in.
      expect(pages).toBeLessThanOrEqual(some * (1 + 1e-9) + 1e-300);
      expect(distinctPages(workload, some + more)).toBeGreaterThanOrEqual(pages * (1 - 1e-9));
    }),
  );
});

test('a page written twice is sent once, so it never sends more than the geometric series', () => {
  fc.assert(
    fc.property(anyWorkload, fc.double({ min: 0, max: 50_000, noNaN: true }), (workload, writesPerSecond) => {
      const answer = saturatingSeries({ ...guest, workload, writesPerSecond });
      const series = geometricSeries({ ...guest, dirtiedBytesPerSecond: writesPerSecond * 4104 });
      expect(answer.bytes).toBeLessThanOrEqual(series.bytes * (1 + 1e-9));
    }),
  );
});

test('over endlessly many pages it is the geometric series', () => {
  const writesPerSecond = 10_000;
  const answer = saturatingSeries({ ...guest, workload: uniform(1e12), writesPerSecond });
  const series = geometricSeries({ ...guest, dirtiedBytesPerSecond: writesPerSecond * 4104 });
  expect(answer.rounds).toBe(series.rounds);
  expect(answer.bytes / series.bytes).toBeCloseTo(1, 4);
});

test('a working set that fits the downtime limit ends however fast it is written; a larger one may never', () => {
  const writesPerSecond = 1e9;
  expect(saturatingSeries({ ...guest, workload: uniform(7000), writesPerSecond }).rounds).toBe(1);
  expect(saturatingSeries({ ...guest, workload: uniform(8000), writesPerSecond }).rounds).toBeNull();
});

test('an idle guest is sent once', () => {
  const answer = saturatingSeries({ ...guest, workload: { kind: 'idle' }, writesPerSecond: 0 });
  expect(answer).toEqual({ rounds: 1, totalS: 10, downtimeS: 0, bytes: 1e9 });
});
