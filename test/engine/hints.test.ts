/** Pages that the guest reports free are not sent, unless they are written. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../web/engine/engine.ts';
import { qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import { migrate } from '../../web/simulation/migrate.ts';
import { configOf, ERAS, PAGES, recordedWrites, theEngine, type World } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

const outcomeOf = (freePages: number, world: World = {}) =>
  migrate(engine, configOf({ ...world, guest: { freePages } })).outcome;

describe.each(ERAS)('in %s', (era) => {
  it('sends what is free only where it is written: what is saved are the pages that never are', () => {
    fc.assert(
      fc.property(
        fc.nat(PAGES),
        fc.nat(PAGES),
        fc.nat(PAGES),
        fc.integer({ min: 2, max: 999_999 }),
        (free, one, two, atNs) => {
          const begin = PAGES - free;
          const [first, end] = [Math.max(begin, Math.min(one, two)), Math.max(begin, one, two)];
          const written = end - first;
          const writes = written > 0 ? [{ atNs, first, end }] : [];
          const { outcome } = migrate(
            engine,
            configOf({ era, trace: recordedWrites(PAGES, writes), guest: { freePages: free } }),
          );
          expect(outcome.status).toBe('completed');
          expect(outcome.normalPages).toBe(PAGES - (free - written));
          expect(outcome.zeroPages).toBe(0);
        },
      ),
      {
        numRuns: 60,
        examples: [
          [PAGES, 0, PAGES, 2],
          [PAGES, 0, 0, 2],
          [100, PAGES - 40, PAGES, 2],
        ],
      },
    );
  });

  it.each([1, 63, 64, 1000, PAGES])('an idle guest sends %d pages less, each with its header', (free) => {
    const usual = outcomeOf(0, { era });
    const hinted = outcomeOf(free, { era });
    expect(usual.normalPages - hinted.normalPages).toBe(free);
    expect(hinted.zeroPages).toBe(0);
    // Sections have headers of their own, and there are fewer of them.
    const saved = usual.sentBytes - hinted.sentBytes - 4104 * free;
    expect([saved >= 0, saved % 8, saved < 4104]).toEqual([true, 0, true]);
    expect(hinted.totalNs).toBeLessThanOrEqual(usual.totalNs);
  });

  it('more than there are count as all', () => {
    expect(outcomeOf(10 * PAGES, { era })).toEqual(outcomeOf(PAGES, { era }));
  });

  it('does nothing where post-copy is possible: the destination could ask for it', () => {
    const policy = qemuPolicy(era, { capabilities: ['postcopy-ram'] });
    expect(outcomeOf(5000, { era, policy })).toEqual(outcomeOf(0, { era, policy }));
  });

  it('leaves nothing to a policy that does not ask', () => {
    const policy = { ...qemuPolicy(era), skipFree: false };
    expect(outcomeOf(5000, { era, policy })).toEqual(outcomeOf(0, { era }));
  });
});
