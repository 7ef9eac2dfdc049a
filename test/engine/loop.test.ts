import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import type { Engine } from '../../web/engine/engine.ts';
import type { MigrationConfig } from '../../web/model/migration.ts';
import { type Era, STEADY, type Workload } from '../../web/model/scenario.ts';
import { MIB, ms, ns, seconds, ZERO_NS } from '../../web/model/units.ts';
import { machineFor } from '../../web/simulation/machines.ts';
import { migrate } from '../../web/simulation/migrate.ts';
import { Mover } from '../../web/simulation/mover.ts';

const ERAS: Era[] = ['qemu-7.2-tcg', 'qemu-10.2-kvm'];
const PAGES = 16_384;

let engine: Engine;
beforeAll(async () => {
  engine = await loadedEngine();
});

interface Options {
  era?: Era;
  workload?: Workload;
  filled?: number;
  bandwidth?: number;
  link?: number;
  seed?: number;
}

function configOf(options: Options = {}): MigrationConfig {
  const era = options.era ?? 'qemu-10.2-kvm';
  return {
    guest: {
      memoryBytes: PAGES * 4096,
      pageBytes: 4096,
      filled: [{ first: 0, end: options.filled ?? PAGES }],
      workload: options.workload ?? { kind: 'idle' },
      pace: STEADY,
    },
    trace: null,
    tuning: { era, maxBandwidthBytesPerSecond: options.bandwidth ?? 32 * MIB, downtimeLimitMs: 300 },
    machine: machineFor(era, { linkBytesPerSecond: options.link ?? 0 }),
    seed: options.seed ?? 1,
    guestStartNs: ZERO_NS,
    timeCapNs: seconds(30),
  };
}

const uniform = (pages: number, writesPerSecond: number): Workload => ({
  kind: 'uniform',
  firstPage: 0,
  pages,
  writesPerSecond,
});

const anyOptions = fc.record({
  era: fc.constantFrom(...ERAS),
  filled: fc.integer({ min: 0, max: PAGES }),
  bandwidth: fc.constantFrom(0, 16 * MIB, 64 * MIB),
  link: fc.constantFrom(25e6, 125e6),
  seed: fc.integer({ min: 1, max: 1e6 }),
  workload: fc.oneof(
    fc.constant<Workload>({ kind: 'idle' }),
    fc.record({
      kind: fc.constantFrom('uniform' as const, 'sweep' as const),
      firstPage: fc.integer({ min: 0, max: 8000 }),
      pages: fc.integer({ min: 1, max: 8000 }),
      writesPerSecond: fc.integer({ min: 0, max: 20_000 }),
    }),
  ),
});

describe.each(ERAS)('in %s', (era) => {
  it('an idle guest needs three syncs and sends each page once', () => {
    const { outcome } = migrate(engine, configOf({ era, filled: 12_000 }));
    expect(outcome.status).toBe('completed');
    expect(outcome.syncCount).toBe(3);
    expect(outcome.normalPages).toBe(12_000);
    expect(outcome.zeroPages).toBe(PAGES - 12_000);
    expect(outcome.resentPages).toBe(0);
  });

  it('bytes are 4104 a page, 9 a zero page and 8 a section', () => {
    const { outcome } = migrate(engine, configOf({ era, workload: uniform(4096, 3000), filled: 9000 }));
    const rest = outcome.sentBytes - 4104 * outcome.normalPages - 9 * outcome.zeroPages;
    expect(rest).toBeGreaterThan(0);
    expect(rest % 8).toBe(0);
    expect(rest).toBeLessThan(8 * 1000);
  });

  it('no page is lost and time never runs back, whatever the guest does', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const mover = new Mover(engine, configOf({ ...options, era }));
        mover.run(seconds(40));
        const { migration } = mover;
        const { outcome, syncs, samples } = mover.record('', '', '', ZERO_NS);
        expect(migration.waitingPages).toBe(migration.waitingBits);
        const found = syncs.reduce((sum, sync) => sum + sync.newDirtyPages, 0);
        expect(outcome.normalPages + outcome.zeroPages + migration.waitingPages).toBe(PAGES + found);
        if (outcome.status === 'completed') expect(migration.waitingPages).toBe(0);
        const times = [...samples.atNs];
        expect(times).toEqual([...times].sort((a, b) => a - b));
        const parts = outcome.downtimeParts.reduce((sum, part) => sum + part.durationNs, 0);
        expect(parts).toBe(outcome.downtimeNs);
      }),
      { numRuns: 40 },
    );
  });

  it('a map of a completed move shows no page dirty or waiting', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const mover = new Mover(engine, configOf({ ...options, era }));
        mover.run(ns(Number.MAX_SAFE_INTEGER));
        fc.pre(mover.record('', '', '', ZERO_NS).outcome.status === 'completed');
        const [there = 0, dirty, waiting, zero = 0] = mover.migration.map(seconds(60), 1, PAGES);
        expect([dirty, waiting, there + zero]).toEqual([0, 0, PAGES]);
      }),
      { numRuns: 30 },
    );
  });

  it('pausing, looking and going back change nothing', () => {
    fc.assert(
      fc.property(
        anyOptions,
        fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 30 }),
        (options, steps) => {
          const config = configOf({ ...options, era });
          const straight = migrate(engine, config);
          const halting = new Mover(engine, config);
          let at = 0;
          for (const step of steps) {
            at += step;
            halting.run(ms(at));
            halting.migration.map(ms(at), 64, PAGES / 64);
          }
          const keyframe = halting.migration.save();
          halting.migration.run(ns(Number.MAX_SAFE_INTEGER));
          const once = halting.migration.fingerprint;
          halting.migration.restore(keyframe);
          halting.migration.run(ns(Number.MAX_SAFE_INTEGER));
          expect(halting.migration.fingerprint).toBe(once);
          expect(once).toBe(straight.fingerprint);
        },
      ),
      { numRuns: 40 },
    );
  });
});

it('a window sends its budget and at most 256 KiB more, and the threshold is its bandwidth times the limit', () => {
  const bandwidth = 134_217_728;
  const mover = new Mover(engine, configOf({ bandwidth }));
  const windows = mover.migration.run(seconds(0.4)).filter((event) => event.kind === 'window');
  expect(windows.length).toBeGreaterThan(1);
  for (const { values } of windows) {
    const [, , , threshold = 0, perSecond = 0] = values;
    expect(perSecond / 10).toBeGreaterThan(bandwidth / 10 - 1);
    expect(perSecond / 10).toBeLessThanOrEqual(bandwidth / 10 + 262_144);
    expect(Math.abs(threshold - perSecond * 0.3)).toBeLessThan(2);
  }
});

it('a page written only between its chunk’s clear and its own sending is sent again exactly once', () => {
  const mover = new Mover(
    engine,
    configOf({ workload: { kind: 'sweep', firstPage: 8000, pages: 500, writesPerSecond: 50_000 } }),
  );
  mover.migration.run(seconds(0.05));
  const config = { ...mover.config, guest: { ...mover.config.guest, pace: { ...STEADY, stopTick: 20 } } };
  const { syncs, outcome } = migrate(engine, config);
  expect(syncs[1]?.newDirtyPages).toBeGreaterThan(400);
  expect(syncs[1]?.newDirtyPages).toBeLessThanOrEqual(500);
  expect(outcome.resentPages).toBe(syncs[1]?.newDirtyPages);
});

it('the first round of a uniform workload leaves the pages that its exposure says', () => {
  const pages = 8192;
  const writesPerSecond = 6000;
  const { syncs } = migrate(engine, configOf({ workload: uniform(pages, writesPerSecond) }));
  const exposure = ((syncs[1]?.at ?? 0) - (syncs[0]?.at ?? 0)) / 1e9;
  const share = 1 - Math.exp((-writesPerSecond * exposure) / pages);
  const sigma = Math.sqrt(pages * share * (1 - share));
  expect(Math.abs((syncs[1]?.newDirtyPages ?? 0) - pages * share)).toBeLessThan(4 * sigma);
});
