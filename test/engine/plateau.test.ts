import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../web/engine/engine.ts';
import type { Era } from '../../web/model/scenario.ts';
import { seconds } from '../../web/model/units.ts';
import { migrate } from '../../web/simulation/migrate.ts';
import { configOf, ERAS, qemuWith, theEngine, uniform } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

interface Stationary {
  era: Era;
  pages: number;
  writesPerSecond: number;
  bandwidth: number;
}

const PAGE = 4104;
const WINDOW_MS = 100;

/** Bytes a second that the limiter really lets through: it notices each 100 ms too late by what is written at once. */
function rateOf({ era, bandwidth }: Stationary): number {
  const unit = era === 'qemu-7.2-tcg' ? PAGE : 32 * PAGE;
  return 10 * (Math.floor(bandwidth / 10 / unit) + 1) * unit;
}

/** Distinct pages written in so many seconds. */
const written = ({ pages, writesPerSecond }: Stationary, time: number) =>
  pages * (1 - Math.exp((-writesPerSecond * time) / pages));

/** Seconds that a round takes which leaves as much as it found: rounds get shorter down to it, and no further. */
function shortestRound(guest: Stationary): number {
  const rate = rateOf(guest);
  if (guest.writesPerSecond * PAGE <= rate) return 0;
  let low = 0;
  let high = (guest.pages * PAGE) / rate;
  // As long as more is written in the time than can be sent in it, the round that leaves that much is longer.
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (PAGE * written(guest, middle) > rate * middle) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * With a rest carried over, pages in it do not become dirty again. Rounds then come to nothing once the others are
 * written more slowly than they are sent: the allowed pause, in seconds, that leaves so few of them.
 */
const restThatStops = (guest: Stationary) =>
  ((guest.pages * PAGE) / rateOf(guest)) * Math.max(0, 1 - rateOf(guest) / (PAGE * guest.writesPerSecond));

const stationary = fc.record({
  era: fc.constantFrom(...ERAS),
  pages: fc.integer({ min: 2000, max: 8000 }),
  writesPerSecond: fc.integer({ min: 6000, max: 60_000 }),
  bandwidth: fc.integer({ min: 8e6, max: 16e6 }),
});

function run(guest: Stationary, limitMs: number, roundEnd: 'drained' | 'below-threshold') {
  const { era, pages, writesPerSecond, bandwidth } = guest;
  return migrate(
    engine,
    configOf({
      era,
      pages: 8192,
      workload: uniform(pages, writesPerSecond),
      bandwidth,
      downtimeLimitMs: limitMs,
      policy: qemuWith(era, { roundEnd }),
      timeCapNs: seconds(40),
    }),
  ).outcome;
}

describe.each(['drained', 'below-threshold'] as const)('rounds that end when all is %s', (roundEnd) => {
  it('come to an end when the shortest of them fits into the allowed pause', () => {
    fc.assert(
      fc.property(stationary, (guest) => {
        const limitMs = 1.1 * 1000 * shortestRound(guest) + WINDOW_MS;
        expect(run(guest, Math.ceil(limitMs), roundEnd).status).toBe('completed');
      }),
      { numRuns: 25 },
    );
  });

  it('never do when it does not', () => {
    fc.assert(
      fc.property(stationary, (guest) => {
        const atMost = roundEnd === 'drained' ? shortestRound(guest) : restThatStops(guest);
        const limitMs = Math.floor(0.9 * 1000 * atMost - WINDOW_MS);
        fc.pre(limitMs > 0);
        expect(run(guest, limitMs, roundEnd).status).toBe('cancelled');
      }),
      { numRuns: 25 },
    );
  });
});

describe('whether rounds end below the threshold or when all is drained,', () => {
  it('the same guests arrive, but for one window more in the allowed pause', () => {
    const verdicts = { completed: 0, cancelled: 0 };
    fc.assert(
      fc.property(stationary, fc.integer({ min: 50, max: 2500 }), (guest, limitMs) => {
        const knifeEdges = [restThatStops(guest), shortestRound(guest)].map((time) => 1000 * time);
        const [low = 0, high = 0] = knifeEdges;
        fc.pre(limitMs > 1.05 * high + WINDOW_MS || limitMs < 0.95 * low - WINDOW_MS);
        const [drained, below] = (['drained', 'below-threshold'] as const).map(
          (roundEnd) => run(guest, limitMs, roundEnd).status,
        );
        expect(below).toBe(drained);
        if (drained === 'completed' || drained === 'cancelled') verdicts[drained]++;
      }),
      { numRuns: 40 },
    );
    for (const count of Object.values(verdicts)) expect(count).toBeGreaterThan(0);
  });
});

describe('a guest that is stuck', () => {
  const guest: Stationary = { era: 'qemu-10.2-kvm', pages: 8000, writesPerSecond: 16_000, bandwidth: 16e6 };
  const limitMs = 800;

  it('is set free by fewer writes, and by more bandwidth', () => {
    expect(run(guest, limitMs, 'below-threshold').status).toBe('cancelled');
    expect(run({ ...guest, writesPerSecond: 4000 }, limitMs, 'below-threshold').status).toBe('completed');
    expect(run({ ...guest, bandwidth: 64e6 }, limitMs, 'below-threshold').status).toBe('completed');
  });

  it('is looked at more often when rounds end below the threshold than when they drain', () => {
    const drained = run(guest, limitMs, 'drained');
    const below = run(guest, limitMs, 'below-threshold');
    expect([drained.status, below.status]).toEqual(['cancelled', 'cancelled']);
    expect(below.syncCount).toBeGreaterThan(drained.syncCount);
  });

  it('has a plateau of the bytes of its shortest round', () => {
    const { syncs } = migrate(
      engine,
      configOf({
        pages: 8192,
        workload: uniform(guest.pages, guest.writesPerSecond),
        bandwidth: guest.bandwidth,
        downtimeLimitMs: limitMs,
        policy: qemuWith(guest.era, { roundEnd: 'drained' }),
      }),
    );
    const plateau = rateOf(guest) * shortestRound(guest) * (4096 / PAGE);
    for (const { remainingBytes } of syncs.slice(-4)) {
      expect(remainingBytes / plateau).toBeGreaterThan(0.95);
      expect(remainingBytes / plateau).toBeLessThan(1.05);
    }
  });
});

it('more bandwidth never keeps a stationary guest from arriving, but for a hair’s breadth', () => {
  fc.assert(
    fc.property(
      stationary,
      fc.integer({ min: 50, max: 1500 }),
      fc.double({ min: 1.05, max: 4 }),
      (guest, limitMs, more) => {
        const before = run(guest, limitMs, 'below-threshold');
        fc.pre(before.status === 'completed');
        const faster = { ...guest, bandwidth: Math.round(guest.bandwidth * more) };
        const knifeEdges = [shortestRound(faster), restThatStops(faster)].map((time) => 1000 * time);
        const [high = 0, low = 0] = knifeEdges;
        fc.pre(limitMs > 1.05 * high + WINDOW_MS || limitMs < 0.95 * low - WINDOW_MS);
        expect(run(faster, limitMs, 'below-threshold').status).toBe('completed');
      },
    ),
    { numRuns: 25 },
  );
});
