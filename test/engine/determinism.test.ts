import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, Migration } from '../../web/engine/engine.ts';
import { qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import { ms, ns, seconds, type VirtualNs } from '../../web/model/units.ts';
import { type Adventure, adventures, type Played, play } from './random-worlds.ts';
import { configOf, theEngine, uniform } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

const moments = fc.array(
  fc.oneof(fc.nat(400_000), fc.nat(5_000_000)).map((micros): VirtualNs => ns(micros * 1000)),
  { minLength: 1, maxLength: 40 },
);

const resultOf = ({ migration, events, effects }: Played) => ({
  fingerprint: migration.fingerprint,
  counters: migration.counters,
  sentBytes: migration.sentBytes,
  waiting: migration.waitingPages,
  events,
  effects,
});

function sameThrough(pause: (migration: Migration, at: VirtualNs) => void, numRuns = 80): void {
  fc.assert(
    fc.property(adventures, moments, (adventure: Adventure, pauses: VirtualNs[]) => {
      const straight = play(engine, adventure);
      const halting = play(engine, adventure, pauses, pause);
      expect(resultOf(halting)).toEqual(resultOf(straight));
    }),
    { numRuns },
  );
}

describe('a migration comes out the same', () => {
  it('when it is computed twice', () => {
    fc.assert(
      fc.property(adventures, (adventure) => {
        expect(resultOf(play(engine, adventure))).toEqual(resultOf(play(engine, adventure)));
      }),
      { numRuns: 30 },
    );
  });

  it('in memory that another one has left, which nothing can be asked of any more', () => {
    fc.assert(
      fc.property(adventures, adventures, (former, adventure) => {
        const fresh = play(engine, adventure);
        const other = play(engine, former);
        other.migration.map(other.migration.now, 64, 512);
        other.migration.leave();
        const later = play(engine, adventure);
        expect(resultOf(later)).toEqual(resultOf(fresh));
        expect(later.migration.state).toEqual(fresh.migration.state);
        expect(() => other.migration.fingerprint).toThrow('has been left');
        later.migration.leave();
      }),
      { numRuns: 8 },
    );
  });

  it('in one step as in many', () => sameThrough(() => {}));

  it('when its map is looked at on the way', () => {
    sameThrough((migration, at) => {
      migration.map(at, 64, Math.ceil(20_000 / 64));
    });
  });

  it('when that happens between two pages that go out as their changes', () => {
    // On a slow link many writes fall between them, and each is counted.
    const config = configOf({
      pages: 75,
      workload: {
        kind: 'measured-guest',
        firstPage: 0,
        hotPages: 34,
        coldPages: 0,
        hotPercent: 100,
        writesPerSecond: 900,
        drawsBefore: 0,
        contentDraws: 1,
      },
      link: 500e3,
      machine: { linkBufferBytes: 0 },
      downtimeLimitMs: 5,
      policy: qemuPolicy('qemu-10.2-kvm', { capabilities: ['xbzrle'] }),
      timeCapNs: seconds(3),
    });
    const every = Array.from({ length: 3000 }, (_, i) => ms(i));
    const looked = play(engine, { config, deeds: [] }, every, (migration, at) => migration.map(at, 8, 10));
    expect(looked.migration.counters.deltaPages).toBeGreaterThan(30);
    expect(resultOf(looked)).toEqual(resultOf(play(engine, { config, deeds: [] })));
  });

  it('when it has gone on and is set back to where it was', () => {
    sameThrough((migration, at) => {
      const keyframe = migration.save();
      migration.run(ns(at + 3e8));
      migration.restore(keyframe);
    });
  });

  it('from a keyframe in another instance', () => {
    fc.assert(
      fc.property(adventures, moments, ({ config }, pauses) => {
        const original = engine.start(config);
        let at = 0;
        for (const pause of pauses) at = Math.max(at, pause);
        original.run(ns(at));
        const successor = engine.start(config);
        successor.restore(original.save());
        original.run(ns(Number.MAX_SAFE_INTEGER));
        successor.run(ns(Number.MAX_SAFE_INTEGER));
        expect(successor.fingerprint).toBe(original.fingerprint);
        expect(successor.counters).toEqual(original.counters);
      }),
      { numRuns: 40 },
    );
  });

  it('but not with another seed, where something is left to chance', () => {
    const run = (seed: number) => {
      const migration = engine.start(configOf({ workload: uniform(8000, 20_000), seed }));
      migration.run(ns(Number.MAX_SAFE_INTEGER));
      return migration.fingerprint;
    };
    expect(new Set([1, 2, 3, 4].map(run)).size).toBe(4);
  });
});
