import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, EngineEvent, Migration } from '../../web/engine/engine.ts';
import { qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import { MIB, ms, seconds } from '../../web/model/units.ts';
import { machineFor } from '../../web/simulation/machines.ts';
import { migrate } from '../../web/simulation/migrate.ts';
import { configOf, ERAS, sweep, theEngine, uniform } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

/** QEMU's own: 128 MiB/s. */
const USUAL = 134_217_728;

interface Window {
  at: number;
  sentBytes: number;
  thresholdBytes: number;
  bytesPerSecond: number;
}

const windowsOf = (events: readonly EngineEvent[]): Window[] =>
  events
    .filter(({ kind }) => kind === 'window')
    .map(({ at, values: [sentBytes = 0, , , thresholdBytes = 0, bytesPerSecond = 0] }) => ({
      at,
      sentBytes,
      thresholdBytes,
      bytesPerSecond,
    }));

describe.each([
  // It sees its bytes page by page, or as the buffers in front of the connection are written out.
  ['qemu-7.2-tcg', 4104 + 18] as const,
  ['qemu-10.2-kvm', 262_144] as const,
])('in %s', (era, atMost) => {
  it('each window sends its budget and little more', () => {
    const events = engine.start(configOf({ era, pages: 65_536, bandwidth: USUAL })).run(seconds(1.5));
    const windows = windowsOf(events);
    expect(windows.length).toBeGreaterThan(10);
    let before = 0;
    for (const { sentBytes } of windows) {
      // The limiter also sees ten bytes of each section that are not memory.
      expect(sentBytes - before).toBeGreaterThan(USUAL / 10 - 10);
      expect(sentBytes - before).toBeLessThanOrEqual(USUAL / 10 + atMost);
      before = sentBytes;
    }
  });

  it('windows last 100 ms, and the time in which the sender wakes up', () => {
    const events = engine.start(configOf({ era, bandwidth: 16 * MIB })).run(seconds(3));
    const moments = windowsOf(events).map(({ at }) => at);
    moments.slice(1).forEach((at, i) => {
      expect(at - (moments[i] ?? 0)).toBeGreaterThanOrEqual(ms(99));
      expect(at - (moments[i] ?? 0)).toBeLessThan(ms(102));
    });
  });

  it('a limit that is raised first lets out what the window may hold more, one that is lowered takes nothing back', () => {
    const config = configOf({ era, pages: 65_536, bandwidth: 16 * MIB });
    const window = windowsOf(engine.start(config).run(ms(1200))).find(({ at }) => at > ms(1050))!;
    const migration = (limit: number) => {
      const started = engine.start(config);
      started.run(ms(1050));
      started.change({ maxBandwidthBytesPerSecond: limit });
      return started;
    };
    const usual = engine.start(config);
    usual.run(ms(1050));
    const sentBy = usual.sentBytes;
    // It has sent its tenth of 16 MiB and sleeps to the window's end; then it sends on to a tenth of 64.
    const raised = migration(64 * MIB);
    raised.run(ms(1090));
    expect(raised.sentBytes).toBe(sentBy);
    const [first] = windowsOf(raised.run(ms(1200)));
    expect(first!.at).toBeGreaterThan(window.at);
    expect(first!.sentBytes - sentBy).toBeGreaterThan(4.8 * MIB - atMost);
    expect(first!.sentBytes - sentBy).toBeLessThan(4.8 * MIB + 2 * atMost);
    const [lowered] = windowsOf(migration(4 * MIB).run(ms(1110)));
    expect(lowered).toMatchObject({ at: window.at, sentBytes: sentBy });
  });

  it.each([0, 30, 300, 2000])('the threshold is the window’s rate times the limit of %d ms', (limit) => {
    const config = configOf({ era, downtimeLimitMs: limit, workload: sweep(4000, 9000) });
    for (const { thresholdBytes, bytesPerSecond } of windowsOf(engine.start(config).run(seconds(1)))) {
      expect(Math.abs(thresholdBytes - (bytesPerSecond * limit) / 1000)).toBeLessThan(1 + limit / 1000);
    }
  });

  it('a rate that is assumed stands in for the measured one in the threshold, and limits nothing', () => {
    const policy = qemuPolicy(era, { values: { 'avail-switchover-bandwidth': 1e9 } });
    const windows = windowsOf(engine.start(configOf({ era, policy })).run(seconds(1)));
    for (const { thresholdBytes, bytesPerSecond } of windows) {
      expect(thresholdBytes).toBe(era === 'qemu-7.2-tcg' ? Math.floor(bytesPerSecond * 0.3) : 300e6);
    }
  });

  it('before the first window has closed no log is taken but the last one', () => {
    const { syncs } = migrate(engine, configOf({ era, pages: 64, workload: uniform(64, 10_000) }));
    expect(syncs.map(({ stopped }) => stopped)).toEqual([false, true]);
  });

  it('with no downtime allowed it stops when everything has been sent once, and what was written follows', () => {
    const { syncs, outcome } = migrate(
      engine,
      configOf({ era, downtimeLimitMs: 0, workload: uniform(4000, 5000) }),
    );
    expect(outcome.status).toBe('completed');
    expect(syncs.map(({ stopped }) => stopped)).toEqual([false, true]);
    expect(syncs[1]?.unsentPages).toBe(0);
    const found = syncs[1]!.newDirtyPages;
    expect(found).toBeGreaterThan(1000);
    // The destination has all of these pages already, and only copies.
    const { localBytesPerSecond, deviceSaveNs, deviceStateBytes } = machineFor(era);
    const copiedNs = ((found * 4104 + deviceStateBytes) * 1e9) / localBytesPerSecond;
    expect(outcome.downtimeNs - copiedNs).toBeGreaterThan(deviceSaveNs);
    expect(outcome.downtimeNs - copiedNs).toBeLessThan(ms(20));
  });

  it('a changed downtime limit holds from the next window on', () => {
    const migration = engine.start(configOf({ era, bandwidth: 16 * MIB }));
    const before = windowsOf(migration.run(ms(350))).at(-1);
    migration.change({ downtimeLimitMs: 1000 });
    const [after, ...later] = windowsOf(migration.run(seconds(2)));
    expect(before?.thresholdBytes).toBeCloseTo(0.3 * (before?.bytesPerSecond ?? 0), -2);
    expect(after?.at).toBeGreaterThan(ms(350));
    for (const window of [after, ...later]) {
      expect(window?.thresholdBytes).toBeCloseTo(window?.bytesPerSecond ?? 0, -2);
    }
  });

  it('a limit that is raised on the way lets a migration end that would not', () => {
    const stuck = configOf({ era, workload: uniform(8192, 200_000), downtimeLimitMs: 100 });
    expect(migrate(engine, stuck).outcome.status).toBe('cancelled');
    const changes = [{ at: seconds(8), downtimeLimitMs: 2000 }];
    const { outcome, syncs } = migrate(engine, { ...stuck, changes });
    expect(outcome.status).toBe('completed');
    expect(outcome.totalNs).toBeGreaterThan(seconds(8));
    expect(outcome.totalNs).toBeLessThan(seconds(11));
    expect(syncs.at(-1)?.thresholdBytes).toBeGreaterThan(60e6);
  });

  it('a changed bandwidth holds from the next window on', () => {
    const changes = [{ at: ms(1050), maxBandwidthBytesPerSecond: 64 * MIB }];
    const { samples } = migrate(engine, configOf({ era, bandwidth: 8 * MIB, changes }));
    const rateAt = (at: number) =>
      samples.bandwidthBytesPerSecond[samples.atNs.findIndex((moment) => moment >= at)] ?? 0;
    expect(rateAt(ms(900)) / MIB).toBeLessThan(9.3);
    expect(rateAt(ms(1250)) / MIB).toBeGreaterThan(63.9);
  });
});

describe('after the switchover', () => {
  const policy = qemuPolicy('qemu-10.2-kvm', {
    capabilities: ['postcopy-ram'],
    values: { 'max-postcopy-bandwidth': 8 * MIB },
    postcopyAfter: { rounds: null, ms: 200 },
  });
  const started = (): Migration => engine.start(configOf({ policy, bandwidth: 32 * MIB, link: 125e6 }));

  it('the limit of post-copy holds', () => {
    for (const { bytesPerSecond } of windowsOf(started().run(seconds(3))).slice(4)) {
      expect(bytesPerSecond / MIB).toBeGreaterThan(7.9);
      expect(bytesPerSecond / MIB).toBeLessThan(10);
    }
  });

  it('it goes on holding when the link’s share changes', () => {
    const migration = started();
    migration.run(seconds(1));
    migration.setLinkRate(100e6);
    const windows = windowsOf(migration.run(seconds(3)));
    expect(windows.length).toBeGreaterThan(10);
    for (const { bytesPerSecond } of windows) expect(bytesPerSecond / MIB).toBeLessThan(10);
  });

  it('and can be changed itself', () => {
    const migration = started();
    migration.run(seconds(1));
    migration.change({ maxPostcopyBytesPerSecond: 20 * MIB });
    const [, ...windows] = windowsOf(migration.run(seconds(2.5)));
    expect(windows.length).toBeGreaterThan(5);
    for (const { bytesPerSecond } of windows) {
      expect(bytesPerSecond / MIB).toBeGreaterThan(19.9);
      expect(bytesPerSecond / MIB).toBeLessThan(22);
    }
  });
});

it('a product without a downtime limit has no threshold', () => {
  const policy = qemuPolicy('qemu-10.2-kvm');
  const rule = { ...policy.stopRule, estimatedDowntimeMs: null, pendingAtMostPages: 50 };
  const { samples } = migrate(
    engine,
    configOf({ policy: { ...policy, roundEnd: 'drained', stopRule: rule } }),
  );
  expect(Math.max(...samples.thresholdBytes)).toBe(0);
  expect(Math.min(...samples.thresholdBytes)).toBe(0);
});

it.each(ERAS)('in %s the cap does not hold for the last pages', (era) => {
  const config = configOf({
    era,
    bandwidth: 16 * MIB,
    downtimeLimitMs: 2000,
    workload: uniform(6000, 30_000),
  });
  const { outcome } = migrate(engine, config);
  const last = outcome.downtimeParts.find(({ label }) => label === 'Last pages')?.durationNs ?? 0;
  const atTheCap = (outcome.transport.stopBytes / (16 * MIB)) * 1e9;
  expect(atTheCap).toBeGreaterThan(1e9);
  expect(last).toBeLessThan(atTheCap / 10);
});

describe('a migration that has ended', () => {
  it('tells what it came to when its memory is given back, and nothing acts on it', () => {
    const migration = engine.start(configOf({ workload: uniform(500, 1000) }));
    migration.settle();
    migration.run(seconds(3600));
    const told = ({ now, ended, paused, waitingPages, sentBytes, counters, fingerprint }: Migration) =>
      ({ now, ended, paused, waitingPages, sentBytes, counters, fingerprint }) as const;
    const before = told(migration);
    expect(before.ended).toBe(true);
    migration.settle();
    expect(told(migration)).toEqual(before);
    migration.change({ downtimeLimitMs: 1 });
    expect(migration.run(seconds(7200))).toEqual([]);
    expect(migration.cancel(migration.now)).toBe(false);
    expect(told(migration)).toEqual(before);
  });
});
