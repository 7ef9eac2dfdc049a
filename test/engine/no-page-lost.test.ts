import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../web/engine/engine.ts';
import type { Policy } from '../../web/model/policy.ts';
import { qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import { MIB, seconds } from '../../web/model/units.ts';
import { runWithTwin } from './bitmap-twin.ts';
import { keepAccount } from './page-versions.ts';
import { postcopyAdventures, recordedAdventures, throttledAdventures } from './random-worlds.ts';
import { configOf, ERAS, recordedWrites, theEngine, type World, type Write } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

/** Bursts of writes, dense enough that some fall between the clearing of a chunk and the sending of its pages. */
const writesOn = (pages: number): fc.Arbitrary<Write[]> =>
  fc.uniqueArray(
    fc
      .record({
        atNs: fc.integer({ min: 2, max: 2_000_000_000 }),
        first: fc.nat(pages - 1),
        length: fc.oneof(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: pages })),
      })
      .map(({ atNs, first, length }) => ({ atNs, first, end: Math.min(pages, first + length) })),
    { selector: ({ atNs }) => atNs, maxLength: 60 },
  );

const rules = fc.record({
  exposure: fc.constantFrom<Pick<Policy, 'exposure' | 'chunkPages'>>(
    { exposure: 'last-sync', chunkPages: 0 },
    { exposure: 'chunk-clear', chunkPages: 64 },
    { exposure: 'chunk-clear', chunkPages: 256 },
    { exposure: 'chunk-clear', chunkPages: 4096 },
    { exposure: 'chunk-clear', chunkPages: 262_144 },
  ),
  roundEnd: fc.constantFrom<Policy['roundEnd']>('below-threshold', 'drained'),
  scan: fc.constantFrom<Policy['scan']>('cyclic', 'from-zero'),
  skipRedirtied: fc.boolean(),
  capabilities: fc.constantFrom<string[]>([], ['auto-converge'], ['postcopy-ram']),
  rounds: fc.integer({ min: 1, max: 4 }),
  maxRounds: fc.constantFrom(null, 1, 5),
});

type Rules = typeof rules extends fc.Arbitrary<infer Each> ? Each : never;
type Parts = Pick<World, 'era' | 'bandwidth' | 'link' | 'downtimeLimitMs'> &
  Record<'pages' | 'filled' | 'hostPages' | 'freePages', number>;

interface Case {
  world: World;
  writes: Write[];
}

function caseOf(
  { pages, filled, hostPages, freePages, ...rest }: Parts,
  { capabilities, rounds, maxRounds, exposure, ...others }: Rules,
  writes: Write[],
): Case {
  const policy = qemuPolicy(rest.era ?? 'qemu-7.2-tcg', {
    capabilities,
    postcopyAfter: { rounds, ms: null },
  });
  return {
    writes,
    world: {
      ...rest,
      pages,
      filled: Math.min(filled, pages),
      guest: { hostPageBytes: hostPages * 4096, freePages },
      trace: recordedWrites(pages, writes),
      timeCapNs: seconds(6),
      policy: {
        ...policy,
        ...others,
        ...exposure,
        stopRule: { ...policy.stopRule, maxRounds },
        whenNotConverging: maxRounds ? 'stop-and-copy' : 'keep-going',
      },
    },
  };
}

const worlds = fc
  .record({
    era: fc.constantFrom(...ERAS),
    pages: fc.integer({ min: 64, max: 5000 }),
    filled: fc.nat(5000),
    bandwidth: fc.constantFrom(0, 4 * MIB, 16 * MIB, 64 * MIB),
    link: fc.constantFrom(0, 12.5e6, 125e6),
    downtimeLimitMs: fc.constantFrom(0, 5, 50),
    hostPages: fc.constantFrom(1, 16, 64, 512),
    freePages: fc.constantFrom(0, 1, 130, 1500, 6000),
    rules,
  })
  .chain(({ rules, ...parts }) => writesOn(parts.pages).map((writes) => caseOf(parts, rules, writes)));

/** Written during the last look of a running guest, its page is left for later and found again by the look in the pause. */
const writtenDuringTheLastLook = caseOf(
  {
    era: 'qemu-7.2-tcg',
    pages: 2230,
    filled: 2230,
    bandwidth: 0,
    link: 12.5e6,
    downtimeLimitMs: 0,
    hostPages: 1,
    freePages: 0,
  },
  {
    exposure: { exposure: 'last-sync', chunkPages: 0 },
    roundEnd: 'drained',
    scan: 'cyclic',
    skipRedirtied: true,
    capabilities: [],
    rounds: 1,
    maxRounds: 5,
  },
  [
    { atNs: 2, first: 0, end: 1 },
    { atNs: 714_153_601, first: 0, end: 1659 },
    { atNs: 714_354_452, first: 0, end: 1 },
    { atNs: 1_258_508_161, first: 0, end: 1 },
    { atNs: 1_258_709_012, first: 0, end: 1 },
  ],
);

describe('whatever the guest writes and when', () => {
  it('each look at the log finds the pages that it must, and at the end the destination has what was written', () => {
    let completed = 0;
    fc.assert(
      fc.property(worlds, ({ world, writes }) => {
        const { events, twin, differences, migration } = runWithTwin(engine, configOf(world), writes);
        expect(differences).toEqual([]);
        if (events.at(-1)?.kind !== 'completed') return;
        completed++;
        expect(migration.waitingPages).toBe(0);
        expect(twin.stale).toEqual([]);
      }),
      { numRuns: 150, examples: [[writtenDuringTheLastLook]] },
    );
    expect(completed).toBeGreaterThan(75);
  });
});

describe('however the memory comes over, and whatever is done or breaks on the way,', () => {
  it('the destination has the latest version of each page or knows that it lacks it, and at the end it has them all', () => {
    const ends = new Map<string, number>();
    fc.assert(
      fc.property(recordedAdventures, (adventure) => {
        const { broken, events } = keepAccount(engine, adventure);
        expect(broken.stale).toEqual([]);
        expect(broken.miscounted).toEqual([]);
        const switched = events.some(({ kind }) => kind === 'switched');
        const end = `${events.at(-1)?.kind}${switched ? ' in post-copy' : ''}`;
        ends.set(end, (ends.get(end) ?? 0) + 1);
      }),
      { numRuns: 400 },
    );
    for (const end of ['completed', 'cancelled', 'failed', 'lost', 'completed in post-copy'])
      expect(ends.get(end) ?? 0, end).toBeGreaterThan(0);
  });

  it('however the guest is slowed, too', () => {
    let slowed = 0;
    fc.assert(
      fc.property(throttledAdventures, (adventure) => {
        const { broken, events } = keepAccount(engine, adventure);
        expect(broken.stale).toEqual([]);
        expect(broken.miscounted).toEqual([]);
        if (events.some(({ kind, values }) => kind === 'throttle' && values[0]! > 0)) slowed++;
      }),
      { numRuns: 150 },
    );
    expect(slowed).toBeGreaterThan(0);
  });

  it('the guest on the destination waits for each page that has not arrived, and for no other', () => {
    let waits = 0;
    fc.assert(
      fc.property(postcopyAdventures, (adventure) => {
        const { broken, events } = keepAccount(engine, adventure);
        expect(broken.unseen).toEqual([]);
        waits += events.filter(({ kind }) => kind === 'fault').length;
      }),
      { numRuns: 300 },
    );
    expect(waits).toBeGreaterThan(300);
  });
});
