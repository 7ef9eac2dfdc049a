import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../web/engine/engine.ts';
import { qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import { presetNamed } from '../../web/model/presets.ts';
import { migrate } from '../../web/simulation/migrate.ts';
import { configOf, ERAS, PAGES, theEngine, uniform } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

const writing = fc.record({
  filled: fc.integer({ min: 0, max: PAGES }),
  seed: fc.integer({ min: 1, max: 1e6 }),
  workload: fc
    .record({ pages: fc.integer({ min: 1, max: 6000 }), rate: fc.integer({ min: 0, max: 4000 }) })
    .map(({ pages, rate }) => uniform(pages, rate)),
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

  it('an idle guest takes the time of its bytes at the bandwidth, but for the last burst', () => {
    // What may remain goes in the pause, and without the limit.
    const { outcome } = migrate(
      engine,
      configOf({ era, bandwidth: 128e6, pages: 262_144, downtimeLimitMs: 30 }),
    );
    const expected = outcome.sentBytes / 128e6;
    expect(outcome.totalNs / 1e9).toBeGreaterThan(0.98 * expected);
    expect(outcome.totalNs / 1e9).toBeLessThan(1.02 * expected);
  });

  it('bytes are 4104 a page, 9 a zero page and 8 a section, one of which ends with each window', () => {
    fc.assert(
      fc.property(writing, (guest) => {
        const { outcome, samples, syncs } = migrate(engine, configOf({ era, ...guest }));
        const sections = (outcome.sentBytes - 4104 * outcome.normalPages - 9 * outcome.zeroPages) / 8;
        expect(Number.isInteger(sections)).toBe(true);
        const windows = outcome.totalNs / 1e8;
        expect(sections).toBeGreaterThan(windows - 2);
        expect(sections).toBeLessThan(windows + syncs.length + 2);
        expect(samples.sentBytes.at(-1)).toBe(outcome.sentBytes);
      }),
      { numRuns: 20 },
    );
  });

  it('what is sent before the pause and what is sent in it are all there is', () => {
    fc.assert(
      fc.property(writing, (guest) => {
        const { outcome, syncs } = migrate(engine, configOf({ era, ...guest }));
        const { precopyBytes, stopBytes } = outcome.transport;
        expect(precopyBytes + stopBytes).toBe(outcome.sentBytes);
        expect(syncs.at(-1)).toMatchObject({ stopped: true, sentBytes: precopyBytes });
      }),
      { numRuns: 20 },
    );
  });

  it('connections send packets of 128 pages, each with a header of 1344 bytes, full or not', () => {
    fc.assert(
      fc.property(writing, fc.integer({ min: 1, max: 8 }), ({ workload, seed }, channels) => {
        const policy = qemuPolicy(era, {
          capabilities: ['multifd'],
          values: { 'multifd-channels': channels },
        });
        const { outcome } = migrate(engine, configOf({ era, workload, seed, policy }));
        const { packetBytes } = outcome.transport;
        const packets = (packetBytes - 4096 * outcome.normalPages) / 1344;
        expect(Number.isInteger(packets)).toBe(true);
        expect(packets).toBeGreaterThanOrEqual(Math.ceil(outcome.normalPages / 128));
        expect((outcome.sentBytes - packetBytes - 9 * outcome.zeroPages) % 8).toBe(0);
      }),
      { numRuns: 20 },
    );
  });
});

it('Xen sends 8 bytes for each page and 16 for each batch of 1024', () => {
  const { outcome } = migrate(engine, configOf({ policy: presetNamed('xen')!.policy, link: 125e6 }));
  expect(outcome.normalPages).toBe(PAGES);
  const batches = (outcome.sentBytes - 4104 * PAGES) / 16;
  expect(Number.isInteger(batches)).toBe(true);
  expect(batches).toBeGreaterThanOrEqual(PAGES / 1024);
  expect(batches).toBeLessThan(PAGES / 1024 + 5);
});
