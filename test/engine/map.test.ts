import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, Migration } from '../../web/engine/engine.ts';
import { PAGE_STATES } from '../../web/model/frame.ts';
import { qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import { ms, ns, type VirtualNs } from '../../web/model/units.ts';
import { configOf, PAGES, theEngine, uniform } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

/** Pages by state, over all cells. */
function totals(migration: Migration, at: VirtualNs, cells: number): Record<string, number> {
  const counts = migration.map(at, cells, Math.ceil(PAGES / cells));
  const sums = PAGE_STATES.map((_, state) =>
    counts.reduce((sum, pages, i) => (i % PAGE_STATES.length === state ? sum + pages : sum), 0),
  );
  return Object.fromEntries(PAGE_STATES.map((state, i) => [state, sums[i] ?? 0]));
}

const postcopy = (rounds: number, hostPageBytes = 4096) =>
  configOf({
    workload: uniform(8192, 20_000),
    link: 60e6,
    filled: 12_000,
    guest: { vcpus: 2, hostPageBytes },
    policy: qemuPolicy('qemu-10.2-kvm', {
      capabilities: ['postcopy-ram'],
      postcopyAfter: { rounds, ms: null },
    }),
  });

describe('the memory map', () => {
  it('has each page in one state at any moment, before and after the switchover to post-copy', () => {
    const cells = fc.integer({ min: 1, max: 300 });
    const steps = fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(1, 2), fc.constantFrom(4096, 65_536, 2 ** 21), cells, steps, (...drawn) => {
        const [rounds, hostPageBytes, count, times] = drawn;
        const migration = engine.start(postcopy(rounds, hostPageBytes));
        let at = 0;
        for (const step of times) {
          at += step;
          migration.run(ms(at));
          const sums = Object.values(totals(migration, ms(at), count));
          expect(sums.reduce((sum, pages) => sum + pages, 0)).toBe(PAGES);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('shows as asked for what the destination asked for, and keeps it so when it has come', () => {
    const migration = engine.start(postcopy(1));
    let asked = 0;
    for (let at = 0; !migration.ended; at += 20) {
      migration.run(ms(at));
      const now = totals(migration, ms(at), 64);
      expect(now.asked).toBe(migration.counters.requests);
      expect(now.asked).toBeGreaterThanOrEqual(asked);
      asked = now.asked ?? 0;
    }
    expect(asked).toBeGreaterThan(10);
    const end = totals(migration, ns(Number.MAX_SAFE_INTEGER), 64);
    expect([end.dirty, end.waiting, end.asked]).toEqual([0, 0, asked]);
  });

  it('shows a host page of which a part was asked for as asked for in whole', () => {
    const migration = engine.start(postcopy(1, 2 ** 21));
    migration.run(ns(Number.MAX_SAFE_INTEGER));
    expect(migration.counters.requests).toBeGreaterThan(0);
    expect(totals(migration, ns(Number.MAX_SAFE_INTEGER), 64).asked).toBe(migration.counters.requests * 512);
  });

  it('knows nothing dirty again once the partition runs on the destination: what is not there is missing', () => {
    const migration = engine.start(postcopy(1));
    for (let at = 0; !migration.ended; at += 10) {
      const happened = migration.run(ms(at));
      if (!happened.some(({ kind }) => kind === 'switched')) continue;
      const { dirty, waiting } = totals(migration, ms(at), 64);
      expect(dirty).toBe(0);
      expect(waiting).toBeGreaterThan(0);
    }
  });

  it('asks for nothing in pre-copy', () => {
    const migration = engine.start(configOf({ workload: uniform(4000, 3000) }));
    migration.run(ns(Number.MAX_SAFE_INTEGER));
    expect(totals(migration, ns(Number.MAX_SAFE_INTEGER), 64).asked).toBe(0);
  });
});
