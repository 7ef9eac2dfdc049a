/** What can come before the switchover: the destination's word that it is ready, and a wait to be told to go on. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../web/engine/engine.ts';
import type { Policy } from '../../web/model/policy.ts';
import { type QemuSetup, qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import { MIB, ms, ns, seconds } from '../../web/model/units.ts';
import { migrate } from '../../web/simulation/migrate.ts';
import { Mover } from '../../web/simulation/mover.ts';
import { configOf, ERAS, PAGES, theEngine, uniform, type World } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

const NEW = 'qemu-10.2-kvm';
const FOREVER = ns(Number.MAX_SAFE_INTEGER);
const CALM: World = { workload: uniform(500, 2000), bandwidth: 64 * MIB, timeCapNs: ns(0) };
const acked = (acknowledgedAfterMs: number, setup: QemuSetup = {}): Policy =>
  qemuPolicy(NEW, {
    ...setup,
    capabilities: ['switchover-ack', 'return-path', ...(setup.capabilities ?? [])],
    acknowledgedAfterMs,
  });
const waiting = (goOnAfterMs: number, setup: QemuSetup = {}, era = NEW as (typeof ERAS)[number]): Policy =>
  qemuPolicy(era, {
    ...setup,
    capabilities: ['pause-before-switchover', ...(setup.capabilities ?? [])],
    goOnAfterMs,
  });

describe('the destination’s word', () => {
  it('comes before every switchover, whatever ends the pre-copy', () => {
    fc.assert(
      fc.property(
        fc.record({
          word: fc.integer({ min: 0, max: 6000 }),
          hot: fc.integer({ min: 1, max: PAGES }),
          writes: fc.oneof(fc.constant(0), fc.nat(20_000)),
          postcopy: fc.constantFrom(null, 0, 1500),
          drained: fc.boolean(),
          rule: fc.record({
            maxRounds: fc.constantFrom(null, 1, 3),
            maxSentFactor: fc.constantFrom(null, 1),
            lastRoundLive: fc.boolean(),
          }),
          bandwidth: fc.constantFrom(0, 32 * MIB),
        }),
        ({ word, hot, writes, postcopy, drained, rule, bandwidth }) => {
          const made = acked(
            word,
            postcopy === null
              ? {}
              : { capabilities: ['postcopy-ram'], postcopyAfter: { rounds: null, ms: postcopy } },
          );
          const policy: Policy = {
            ...made,
            roundEnd: drained ? 'drained' : 'below-threshold',
            whenNotConverging: postcopy === null ? 'stop-and-copy' : 'postcopy',
            stopRule: { ...made.stopRule, ...rule },
          };
          const workload = writes > 0 ? uniform(hot, writes) : ({ kind: 'idle' } as const);
          const mover = new Mover(engine, configOf({ policy, workload, bandwidth, timeCapNs: seconds(20) }));
          mover.run(seconds(21));
          const { stoppedNs } = mover;
          if (stoppedNs !== null) expect(stoppedNs).toBeGreaterThanOrEqual(ms(word));
          else expect(mover.status).toBe('cancelled');
        },
      ),
      { numRuns: 200 },
    );
  });

  it('ends it at once when it was all that was missing; until then rounds go on', () => {
    const policy = acked(5000);
    const { stoppedNs, syncs } = migrate(engine, configOf({ ...CALM, policy }));
    expect(stoppedNs).toBeGreaterThanOrEqual(seconds(5));
    expect(stoppedNs).toBeLessThan(seconds(5.2));
    const late = syncs.filter(({ at, stopped }) => at > seconds(2) && !stopped);
    expect(late.length).toBeGreaterThan(20);
    for (const { newDirtyPages } of late) expect(newDirtyPages).toBeGreaterThan(0);
  });

  it('that comes before anybody needs it changes nothing', () => {
    const usual = migrate(engine, configOf({ ...CALM, policy: acked(0) }));
    const early = migrate(engine, configOf({ ...CALM, policy: acked(200) }));
    expect(early.fingerprint).toBe(usual.fingerprint);
    const without = qemuPolicy(NEW, { capabilities: ['return-path'] });
    expect(migrate(engine, configOf({ ...CALM, policy: without })).fingerprint).toBe(usual.fingerprint);
  });

  it('is not waited for where the guest stands still anyway', () => {
    const mover = new Mover(engine, configOf({ ...CALM, policy: acked(60_000) }));
    mover.run(seconds(3));
    mover.act(seconds(3), { kind: 'hold' });
    mover.run(FOREVER);
    expect([mover.status, (mover.endedNs ?? 0) < seconds(4)]).toEqual(['completed', true]);
  });
});

describe.each(ERAS)('the wait before the switchover in %s', (era) => {
  it.each([
    ['pre-copy', {}],
    ['post-copy', { capabilities: ['postcopy-ram'], postcopyAfter: { rounds: null, ms: 500 } }],
  ] as [string, QemuSetup][])('is part of the pause, and makes it longer by itself alone: %s', (_, setup) => {
    const run = (policy: Policy) => migrate(engine, configOf({ ...CALM, era, policy })).outcome;
    const usual = run(qemuPolicy(era, setup));
    const waited = run(waiting(700, setup, era));
    const parts = waited.downtimeParts.filter(({ label }) => label !== 'Waiting to be told to go on');
    expect(waited.downtimeParts.length).toBe(parts.length + 1);
    expect(waited.downtimeNs - usual.downtimeNs).toBe(ms(700));
    expect(parts).toEqual(usual.downtimeParts);
    expect(waited.downtimeParts.reduce((sum, { durationNs }) => sum + durationNs, 0)).toBe(waited.downtimeNs);
    expect([waited.sentBytes, waited.totalNs - usual.totalNs >= ms(690)]).toEqual([usual.sentBytes, true]);
  });

  it('ends when it is told to go on, and only once', () => {
    const mover = new Mover(engine, configOf({ ...CALM, era, policy: waiting(60_000, {}, era) }));
    mover.run(ms(200));
    expect(mover.act(ms(200), { kind: 'go-on' })).toBe(false);
    while (mover.wait === null) mover.run(ns(mover.migration.now + 50e6));
    const from = mover.wait.fromNs;
    const told = ns(from + 333e6);
    mover.run(told);
    expect(mover.act(told, { kind: 'go-on' })).toBe(true);
    expect(mover.act(told, { kind: 'go-on' })).toBe(false);
    mover.run(FOREVER);
    expect(mover.wait).toEqual({ fromNs: from, toNs: told });
    const { outcome, preSwitchover } = mover.record('', '', '', ns(0));
    expect([outcome.status, preSwitchover]).toEqual(['completed', { fromNs: from, toNs: told }]);
    expect(outcome.downtimeParts).toContainEqual({
      label: 'Waiting to be told to go on',
      durationNs: ms(333),
    });
  });

  it('is the same in steps of any length', () => {
    const config = configOf({ ...CALM, era, policy: waiting(700, {}, era) });
    const stepped = engine.start(config);
    for (let at = 0; !stepped.ended; at += 37e6) stepped.run(ns(at));
    const whole = engine.start(config);
    whole.run(FOREVER);
    expect(stepped.fingerprint).toBe(whole.fingerprint);
  });

  it('can be taken back, and ends with whoever gives up', () => {
    const mover = new Mover(engine, configOf({ ...CALM, era, policy: waiting(60_000, {}, era) }));
    mover.run(seconds(10));
    expect(mover.act(seconds(10), { kind: 'cancel' })).toBe(true);
    expect([mover.status, mover.endedNs]).toEqual(['cancelled', seconds(10)]);
    const config = configOf({
      ...CALM,
      era,
      policy: waiting(60_000, {}, era),
      timeCapNs: seconds(12),
    });
    const { outcome } = migrate(engine, config);
    expect([outcome.status, outcome.totalNs]).toEqual(['cancelled', seconds(12)]);
  });
});
