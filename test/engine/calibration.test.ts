/**
 * Public runs of QEMU 10 (github.com/LordWicked/live-migration-thesis-code): a guest of 8 GiB under PostgreSQL, over
 * a local socket with QEMU's own limits. 61 % of its pages were zero when it was stopped first.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../web/engine/engine.ts';
import { qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import type { Workload } from '../../web/model/scenario.ts';
import { seconds } from '../../web/model/units.ts';
import { migrate } from '../../web/simulation/migrate.ts';
import { configOf, theEngine } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

const NORMAL = 463_000;
const PAGES = NORMAL + 1_638_000;
/** Data by the time it was copied under load: its page cache grew. */
const UNDER_LOAD = 820_000;

/**
 * Distinct pages that sixteen clients write, from how much the looks at the log found after 1 to 25 s. Two classes of
 * pages are not the many that there were, but agree with them from 1 s on.
 */
const CLIENTS: Workload = {
  kind: 'hot-cold',
  firstPage: 100_000,
  hotPages: 24_000,
  coldPages: 500_000,
  hotPercent: 63,
  writesPerSecond: 41_500,
};

const run = (workload: Workload, filled: number, capabilities: string[] = []) =>
  migrate(
    engine,
    configOf({
      pages: PAGES,
      filled,
      workload,
      bandwidth: 134_217_728,
      policy: qemuPolicy('qemu-10.2-kvm', { capabilities }),
      timeCapNs: seconds(110),
    }),
  );

it('a guest that was stopped first takes 14 s, three looks at the log and some milliseconds of pause', () => {
  const { outcome } = run({ kind: 'idle' }, NORMAL);
  // Measured: 14.06 s, 13 ms, 1827 MiB.
  expect(outcome.totalNs / 1e9).toBeGreaterThan(13.6);
  expect(outcome.totalNs / 1e9).toBeLessThan(14.6);
  expect(outcome.syncCount).toBe(3);
  expect(outcome.downtimeNs / 1e6).toBeLessThan(30);
  expect(outcome.sentBytes / 2 ** 20).toBeGreaterThan(1825);
  expect(outcome.sentBytes / 2 ** 20).toBeLessThan(1829);
});

describe('under load', () => {
  it('it hovers above its threshold, with a look at the log every third of a second', () => {
    const { outcome, syncs } = run(CLIENTS, UNDER_LOAD);
    expect(outcome.status).toBe('cancelled');
    // Measured: the first round ends after 24.5 s and leaves 1162 MB, later ones 496, 304, 209, 183, 149, 113.
    const [, first, second, third, fourth] = syncs.map(({ at, remainingBytes }) => [
      at / 1e9,
      remainingBytes / 1e6,
    ]);
    expect(first?.[0]).toBeGreaterThan(24);
    expect(first?.[0]).toBeLessThan(26);
    expect(first?.[1]).toBeGreaterThan(600);
    expect(first?.[1]).toBeLessThan(1250);
    const rest = [second, third, fourth].map((round) => round?.[1] ?? 0);
    [496, 304, 209].forEach((measured, i) => {
      expect((rest[i] ?? 0) / measured).toBeGreaterThan(0.8);
      expect((rest[i] ?? 0) / measured).toBeLessThan(1.25);
    });
    // Then 45 to 95 MB, above a threshold of 40.5 MB, for as long as the load lasts.
    const late = syncs.filter(({ at }) => at > seconds(60));
    for (const { remainingBytes, thresholdBytes } of late) {
      expect(remainingBytes / 1e6).toBeGreaterThan(45);
      expect(remainingBytes / 1e6).toBeLessThan(95);
      expect(Math.abs(thresholdBytes / 1e6 - 40.5)).toBeLessThan(1);
    }
    expect(50 / late.length).toBeGreaterThan(0.25);
    expect(50 / late.length).toBeLessThan(0.5);
    // 20 to 32 thousand pages a second.
    expect(outcome.transport.dirtyPagesPerSecond).toBeGreaterThan(20_000);
    expect(outcome.transport.dirtyPagesPerSecond).toBeLessThan(36_000);
  });

  it('slowed step by step it arrives soon after the first steps', () => {
    const { outcome, throttle = [], syncs } = run(CLIENTS, UNDER_LOAD, ['auto-converge']);
    // Measured: 20 % after 38.6 s, 30 % after 41.2 s, 40 % after 43.4 s, there after 44.9 s; 21 to 30 looks at the log.
    expect(outcome.status).toBe('completed');
    expect(outcome.totalNs / 1e9).toBeGreaterThan(37);
    expect(outcome.totalNs / 1e9).toBeLessThan(47);
    const most = Math.max(...throttle.map(({ percent }) => percent));
    expect(most).toBeGreaterThanOrEqual(30);
    expect(most).toBeLessThanOrEqual(50);
    expect(syncs.length).toBeGreaterThan(12);
    expect(syncs.length).toBeLessThan(30);
  });
});

describe('by the law that was fitted to how many pages these clients write, 34 000 in a second and 0.65 of that on', () => {
  const law: Workload = {
    kind: 'power-law',
    firstPage: 0,
    pages: UNDER_LOAD,
    firstSecondPages: 34_000,
    exponent: 0.65,
  };

  it('the first round and the rates are as measured, and so is how it is slowed', () => {
    const free = run(law, UNDER_LOAD);
    const [, first] = free.syncs;
    expect(free.outcome.status).toBe('cancelled');
    expect((first?.at ?? 0) / 1e9).toBeGreaterThan(24);
    expect((first?.at ?? 0) / 1e9).toBeLessThan(26);
    expect(free.outcome.transport.dirtyPagesPerSecond).toBeGreaterThan(20_000);
    expect(free.outcome.transport.dirtyPagesPerSecond).toBeLessThan(36_000);
    const slowed = run(law, UNDER_LOAD, ['auto-converge']);
    // Measured: 45.1 s on average, at 40 to 50 %, with 21 to 30 looks at the log.
    expect(slowed.outcome.totalNs / 1e9).toBeGreaterThan(37);
    expect(slowed.outcome.totalNs / 1e9).toBeLessThan(47);
    expect(Math.max(...(slowed.throttle ?? []).map(({ percent }) => percent))).toBe(50);
    expect(slowed.syncs.length).toBeGreaterThanOrEqual(20);
    expect(slowed.syncs.length).toBeLessThanOrEqual(30);
  });
});
