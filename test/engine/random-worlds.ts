/** Migrations of all kinds, with whatever may happen on the way: what laws have to hold for. */
import fc from 'fast-check';
import type { Engine, EngineEvent, Migration } from '../../web/engine/engine.ts';
import { policyOf } from '../../web/engine/policy.ts';
import type { MigrationConfig, MoveAct } from '../../web/model/migration.ts';
import type { Method, Policy } from '../../web/model/policy.ts';
import { qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import { PRESETS } from '../../web/model/presets.ts';
import { type Era, type Pace, STEADY, type Workload } from '../../web/model/scenario.ts';
import { MIB, ms, ns, seconds, type VirtualNs, ZERO_NS } from '../../web/model/units.ts';
import { actOn } from '../../web/simulation/acts.ts';
import { configOf, ERAS, recordedWrites, uniform, type Write } from './worlds.ts';

export interface Deed {
  at: VirtualNs;
  act: MoveAct;
  /** Done only when the partition runs on the destination by then. */
  behindSwitchover?: true;
}

export interface Adventure {
  config: MigrationConfig;
  /** In order of their moments. */
  deeds: Deed[];
}

const NEWER: Era = 'qemu-10.2-kvm';
const POSTCOPY = (era: Era): string[][] => [
  ['postcopy-ram'],
  ['postcopy-ram', 'postcopy-preempt'],
  ['postcopy-ram', 'auto-converge'],
  ...(era === NEWER ? [['postcopy-ram', 'multifd']] : []),
];
const FEATURES = (era: Era): string[][] => [
  [],
  ['auto-converge'],
  ['xbzrle'],
  ['multifd'],
  ...(era === NEWER ? [['dirty-limit']] : []),
];

/** QEMU with what people turn on. */
const qemu = (era: Era, features: (era: Era) => string[][]): fc.Arbitrary<Policy> =>
  fc
    .record({
      capabilities: fc.constantFrom(...features(era)),
      compression: fc.constantFrom('none', 'zstd'),
      cache: fc.constantFrom(16, 1024, 16_384),
      detection: fc.constantFrom('none', 'legacy', 'multifd'),
      chunkShift: fc.constantFrom(6, 9, 18),
      rounds: fc.constantFrom(null, 1, 2),
      afterMs: fc.constantFrom(null, 0, 150, 700),
      word: fc.constantFrom(null, 0, 900),
      goOn: fc.constantFrom(null, 40, 2000),
    })
    .map(({ capabilities, compression, cache, detection, chunkShift, rounds, afterMs, word, goOn }) =>
      qemuPolicy(era, {
        capabilities: [
          ...capabilities,
          ...(word !== null && era === NEWER ? ['switchover-ack', 'return-path'] : []),
          ...(goOn === null ? [] : ['pause-before-switchover']),
        ],
        acknowledgedAfterMs: word ?? 0,
        goOnAfterMs: goOn ?? 0,
        values: {
          'xbzrle-cache-size': cache * 4096,
          ...(capabilities.includes('multifd') ? { 'multifd-compression': compression } : {}),
          ...(capabilities.includes('dirty-limit') ? { 'dirty-ring-size': 4096 } : {}),
          ...(era === NEWER ? { 'zero-page-detection': detection, 'x-clear-bitmap-shift': chunkShift } : {}),
        },
        postcopyAfter: { rounds, ms: afterMs },
      }),
    );

const products: fc.Arbitrary<Policy> = fc.constantFrom(...PRESETS.map(({ policy }) => policy));

/** QEMU’s and others’ rules, mixed. */
const mixed = (era: Era): fc.Arbitrary<Policy> =>
  fc
    .record({
      policy: fc.oneof(qemu(era, FEATURES), qemu(era, POSTCOPY)),
      roundEnd: fc.constantFrom<Policy['roundEnd']>('below-threshold', 'drained'),
      scan: fc.constantFrom<Policy['scan']>('cyclic', 'from-zero'),
      skipRedirtied: fc.boolean(),
      finalStage: fc.constantFrom<Policy['bandwidth']['finalStage']>('capped', 'uncapped'),
      whenNotConverging: fc.constantFrom<Policy['whenNotConverging']>(
        'keep-going',
        'stop-and-copy',
        'abort',
        'pause',
      ),
      rule: fc.record({
        maxRounds: fc.constantFrom(null, 1, 4),
        maxSentFactor: fc.constantFrom(null, 2),
        notShrinkingPercent: fc.constantFrom(null, 90),
        lastRoundLive: fc.boolean(),
      }),
      throttle: fc.constantFrom<Policy['throttle'] | null>(null, { kind: 'stun', kappaPercent: 80 }),
    })
    .map(({ policy, rule, finalStage, throttle, ...others }) => ({
      ...policy,
      ...others,
      bandwidth: { ...policy.bandwidth, finalStage },
      stopRule: { ...policy.stopRule, ...rule },
      throttle: throttle ?? policy.throttle,
    }));

interface Workplace {
  workload: Workload;
  writes: Write[];
}

/** One of the less usual ways to write so many pages. */
function another(at: { firstPage: number; pages: number }, writesPerSecond: number, which: number): Workload {
  const plain = { ...at, writesPerSecond };
  const { pages } = at;
  const ways: Workload[] = [
    { kind: 'zipf', ...plain, exponent: 0.99, scattered: true },
    { kind: 'zipf', ...plain, exponent: 1.3, scattered: false },
    { kind: 'power-law', ...at, firstSecondPages: pages / 3, exponent: 0.65 },
    { kind: 'stride', ...plain, stridePages: 17 },
    { kind: 'drift', ...plain, pages: Math.ceil(pages / 4), areaPages: pages, driftPagesPerSecond: 100 },
    {
      kind: 'checkpoint',
      ...plain,
      periodMs: 400,
      sweptPercent: 30,
      sweepPagesPerSecond: Math.max(1, pages * 3),
    },
    { kind: 'garbage-collection', ...plain, periodMs: 300, survivorPercent: 20, pauseMs: 50 },
    { kind: 'growth', ...at, newPagesPerSecond: writesPerSecond },
  ];
  return ways[which] ?? { kind: 'idle' };
}

/** Writes one by one: to few pages, to many, and some dense enough to meet pages that are just going out. */
export const recordings = (pages: number, spanNs = 2e9): fc.Arbitrary<Write[]> =>
  fc
    .uniqueArray(
      fc.record({
        atNs: fc.integer({ min: 1, max: Math.floor(spanNs / 2) }).map((half) => 2 * half),
        first: fc.nat(pages - 1),
        count: fc.oneof(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: pages })),
      }),
      { selector: ({ atNs }) => atNs, minLength: 1, maxLength: 40 },
    )
    .map((all) =>
      all.map(({ atNs, first, count }) => ({ atNs, first, end: Math.min(pages, first + count) })),
    );

function workplaces(pages: number): fc.Arbitrary<Workplace> {
  const rate = fc.oneof(fc.nat(5000), fc.nat(100_000), fc.nat(1_000_000));
  const range = fc.tuple(fc.nat(pages - 1), fc.nat(pages - 1)).map(([a, b]) => ({
    firstPage: Math.min(a, b),
    pages: Math.abs(a - b) + 1,
  }));
  const only = (workload: Workload): Workplace => ({ workload, writes: [] });
  return fc.oneof(
    fc.constant(only({ kind: 'idle' })),
    fc
      .tuple(range, rate)
      .map(([at, writesPerSecond]) => only(uniform(at.pages, writesPerSecond, at.firstPage))),
    fc.tuple(range, rate).map(([at, writesPerSecond]) => only({ kind: 'sweep', ...at, writesPerSecond })),
    fc
      .tuple(range, rate, fc.integer({ min: 0, max: 100 }))
      .filter(([at]) => at.pages > 1)
      .map(([{ firstPage, pages: count }, writesPerSecond, hotPercent]) => {
        const hotPages = Math.max(1, Math.floor(count / 3));
        const coldPages = count - hotPages;
        return only({ kind: 'hot-cold', firstPage, hotPages, coldPages, hotPercent, writesPerSecond });
      }),
    fc.tuple(range, rate, fc.nat(7)).map(([at, perSecond, which]) => only(another(at, perSecond, which))),
    fc
      .tuple(range, rate, fc.nat(7), range, rate, fc.nat(7))
      .map(([at, perSecond, which, otherAt, otherPerSecond, otherWhich]) =>
        only({
          kind: 'together',
          workloads: [
            another(at, perSecond, which),
            {
              kind: 'phases',
              phases: [
                { durationMs: 300, speedPercent: 0 },
                { durationMs: 200, speedPercent: 250 },
              ],
              workload: another(otherAt, otherPerSecond, otherWhich),
            },
          ],
        }),
      ),
    fc
      .tuple(range, fc.nat(20_000), fc.nat(3))
      .map(([{ firstPage, pages: hotPages }, writesPerSecond, contentDraws]) =>
        only({
          kind: 'measured-guest',
          firstPage,
          hotPages,
          coldPages: 0,
          hotPercent: 100,
          writesPerSecond,
          drawsBefore: 1000,
          contentDraws,
        }),
      ),
    recordings(pages).map((writes) => ({ workload: { kind: 'trace', trace: '' } as const, writes })),
  );
}

const paces: fc.Arbitrary<Pace> = fc.constantFrom(
  STEADY,
  { ...STEADY, tickHz: 950, ticksBefore: 12_345 },
  { ...STEADY, stopTick: 900 },
  { ...STEADY, burstOnTicks: 100, burstOffTicks: 250 },
);

const single: fc.Arbitrary<MoveAct> = fc.oneof(
  fc.constantFrom<MoveAct>(
    { kind: 'recover' },
    { kind: 'postcopy' },
    { kind: 'hold' },
    { kind: 'go-on' },
    { kind: 'cancel' },
  ),
  fc.constantFrom<MoveAct>(
    { kind: 'fail', what: 'link' },
    { kind: 'fail', what: 'source' },
    { kind: 'fail', what: 'destination' },
  ),
  fc.constantFrom<MoveAct>(
    { kind: 'change', changes: { maxBandwidthBytesPerSecond: 8 * MIB } },
    { kind: 'change', changes: { maxBandwidthBytesPerSecond: 0 } },
    { kind: 'change', changes: { downtimeLimitMs: 1000 } },
    { kind: 'change', changes: { maxPostcopyBytesPerSecond: 4 * MIB } },
  ),
);

/** Single deeds, and breaks of the connection with its repair, in the time that a few passes over the memory take. */
const deedsWithin = (spanNs: number): fc.Arbitrary<Deed[]> =>
  fc
    .array(
      fc
        .record({
          at: fc.nat(Math.round(spanNs)),
          after: fc.nat(Math.round(spanNs / 4)),
          act: fc.oneof(single, fc.constant(null), fc.constant(null)),
        })
        .map(({ at, after, act }): Deed[] =>
          act
            ? [{ at: ns(at), act }]
            : [
                { at: ns(at), act: { kind: 'fail', what: 'link' }, behindSwitchover: true },
                { at: ns(at + after), act: { kind: 'recover' }, behindSwitchover: true },
              ],
        ),
      { maxLength: 5 },
    )
    .map((all) => all.flat().sort((a, b) => a.at - b.at));

/** What bounds the rate, and how long one pass over a memory full of data takes then. */
const paceOfCopy = fc.record({
  passNs: fc.constantFrom(2e7, 2e8, 6e8, 1.2e9),
  by: fc.constantFrom('limit', 'link', 'both'),
});

/** An adventure, what its guest writes where that is recorded, and what one pass over its memory takes. */
interface Drawn {
  adventure: Adventure;
  writes: Write[];
  passNs: number;
  bytesPerSecond: number;
}

const drawn = (
  sizes: fc.Arbitrary<number>,
  placesOf: (pages: number, passNs: number) => fc.Arbitrary<Workplace>,
): fc.Arbitrary<Drawn> =>
  fc
    .record({ era: fc.constantFrom(...ERAS), pages: sizes, copy: paceOfCopy })
    .chain(({ era, pages, copy }) =>
      fc.record({
        era: fc.constant(era),
        pages: fc.constant(pages),
        copy: fc.constant(copy),
        policy: fc.oneof(qemu(era, FEATURES), qemu(era, POSTCOPY), products, mixed(era)),
        workplace: placesOf(pages, copy.passNs),
        filled: fc.oneof(fc.constant(pages), fc.nat(pages)),
        delayMs: fc.constantFrom(0, 0.1, 3),
        downtimeLimitMs: fc.constantFrom(0, 5, 50, 300),
        seed: fc.integer({ min: 1, max: 1e6 }),
        vcpus: fc.integer({ min: 1, max: 3 }),
        hostPages: fc.constantFrom(1, 1, 16, 512),
        freePages: fc.constantFrom(0, 0, Math.floor(pages / 3), pages),
        system: fc.boolean(),
        ratio: fc.constantFrom(0.3, 1),
        startMs: fc.constantFrom(0, 0, 1234),
        pace: paces,
        deeds: fc.oneof(fc.constant<Deed[]>([]), deedsWithin(3 * copy.passNs)),
      }),
    )
    .map(
      ({
        workplace,
        copy,
        pace,
        vcpus,
        hostPages,
        freePages,
        system,
        ratio,
        delayMs,
        startMs,
        deeds,
        ...world
      }) => {
        const bytesPerSecond = Math.round((world.pages * 4104 * 1e9) / copy.passNs);
        const config = configOf({
          ...world,
          bandwidth: copy.by === 'link' ? 0 : bytesPerSecond,
          link: copy.by === 'limit' ? 0 : copy.by === 'link' ? bytesPerSecond : 3 * bytesPerSecond,
          workload: workplace.workload,
          ...(workplace.writes.length > 0 ? { trace: recordedWrites(world.pages, workplace.writes) } : {}),
          guestStartNs: ms(startMs),
          guest: {
            pace,
            vcpus,
            hostPageBytes: hostPages * 4096,
            freePages,
            ...(system ? { system: { firstPage: 0, pages: 7 } } : {}),
            contents: [{ range: { first: 0, end: world.pages }, ratio }],
          },
          machine: { oneWayDelayNs: ms(delayMs) },
          timeCapNs: seconds(5),
        });
        return {
          adventure: { config, deeds },
          writes: workplace.writes,
          passNs: copy.passNs,
          bytesPerSecond,
        };
      },
    );

export const adventures: fc.Arbitrary<Adventure> = drawn(
  fc.oneof(fc.integer({ min: 64, max: 2000 }), fc.integer({ min: 64, max: 20_000 })),
  (pages) => workplaces(pages),
).map(({ adventure }) => adventure);

/** One of which everything is known that its guest does on the source, and when. */
export interface Recorded extends Adventure {
  writes: Write[];
  /** What one pass over its memory takes. */
  passNs: number;
  /** From these moments on the link carries so much. */
  rates: { at: VirtualNs; bytesPerSecond: number }[];
}

/** The ways in which the memory comes over, where post-copy is possible and where it is not. */
const METHODS: Method[] = [
  { kind: 'precopy' },
  { kind: 'stop-and-copy', image: null },
  { kind: 'postcopy' },
  { kind: 'hybrid', afterRounds: null, afterMs: 0, atStopRule: 'postcopy' },
  { kind: 'hybrid', afterRounds: 1, afterMs: null, atStopRule: 'postcopy' },
  { kind: 'hybrid', afterRounds: 2, afterMs: 300, atStopRule: 'stop-and-copy' },
];

/** With a method that it can have: its own, or another. */
function goingBy(policy: Policy, pick: number): Policy {
  const ways = policy.postcopy ? METHODS : METHODS.slice(0, 2);
  const method = pick < 0 ? policy.method : (ways[pick % ways.length] ?? policy.method);
  // What is left for later can be told from the writes alone where the log is taken as a whole; else `runWithTwin` can.
  const plain = policy.exposure === 'last-sync' && policy.transport.batchPages === 0;
  return { ...policy, method, skipRedirtied: policy.skipRedirtied && plain };
}

export const recordedAdventures: fc.Arbitrary<Recorded> = fc
  .record({
    world: drawn(
      fc.oneof(fc.integer({ min: 64, max: 400 }), fc.integer({ min: 64, max: 3000 })),
      (pages, passNs) =>
        recordings(pages, 3 * passNs).map((writes) => ({
          workload: { kind: 'trace', trace: '' } as const,
          writes,
        })),
    ),
    pick: fc.integer({ min: -5, max: METHODS.length - 1 }),
    rates: fc.array(fc.record({ afterPercent: fc.nat(300), percent: fc.integer({ min: 20, max: 400 }) }), {
      maxLength: 3,
    }),
  })
  .map(({ world: { adventure, writes, passNs, bytesPerSecond }, pick, rates }) => {
    const { config, deeds } = adventure;
    const { system, ...guest } = config.guest;
    return {
      deeds,
      writes,
      passNs,
      rates: rates
        .map(({ afterPercent, percent }) => ({
          at: ns(Math.round((afterPercent * passNs) / 100)),
          bytesPerSecond: Math.round((bytesPerSecond * percent) / 100),
        }))
        .sort((a, b) => a.at - b.at),
      config: {
        ...config,
        guest: { ...guest, pace: STEADY },
        guestStartNs: ZERO_NS,
        tuning: { ...config.tuning, policy: goingBy(policyOf(config), pick) },
        machine: { ...config.machine, guestLossPerThread: 0 },
      },
    };
  })
  .filter(({ config }) => !['suspended', 'inactive'].includes(policyOf(config).method.kind));

/** Ways to slow a guest that act within a few passes, which last less than a second. */
const SOON = { triggerPercent: 1, periodMs: 5 };
const throttles = fc.constantFrom<Policy['throttle']>(
  {
    ...SOON,
    kind: 'auto-converge',
    initialPercent: 20,
    incrementPercent: 13,
    maxPercent: 99,
    tailslow: true,
    syncEveryMs: null,
  },
  {
    ...SOON,
    kind: 'dirty-limit',
    bytesPerSecondPerVcpu: MIB,
    toleranceBytesPerSecond: 0,
    ringEntries: 4096,
  },
  { kind: 'stun', kappaPercent: 40 },
);

/** Those whose guest is slowed: nothing ends their rounds before all has been sent. */
export const throttledAdventures: fc.Arbitrary<Recorded> = fc
  .record({ adventure: recordedAdventures, throttle: throttles })
  .map(({ adventure, throttle }) => {
    const { config } = adventure;
    const tuning = { ...config.tuning, downtimeLimitMs: 0.01 };
    const usual = policyOf({ ...config, tuning });
    const policy: Policy = { ...usual, throttle, method: { kind: 'precopy' }, roundEnd: 'drained' };
    return { ...adventure, config: { ...config, tuning: { ...tuning, policy } } };
  });

/** Those that go over to post-copy, where nothing happens but that the connection breaks and comes back. */
export const postcopyAdventures: fc.Arbitrary<Recorded> = fc
  .record({
    adventure: recordedAdventures.filter(({ config }) => {
      const { method, postcopy } = policyOf(config);
      return postcopy !== null && (method.kind === 'postcopy' || method.kind === 'hybrid');
    }),
    breaks: fc.array(fc.record({ atPercent: fc.nat(150), lastsPercent: fc.nat(20) }), {
      minLength: 1,
      maxLength: 6,
    }),
    // The less the sockets hold, the sooner what left has arrived.
    bufferBytes: fc.constantFrom(8192, 8192, 250_000),
    steady: fc.boolean(),
  })
  .map(({ adventure, breaks, bufferBytes, steady }) => {
    const share = (percent: number) => ns(Math.round((adventure.passNs * percent) / 100));
    const deeds = breaks.flatMap(({ atPercent, lastsPercent }): Deed[] => [
      { at: share(atPercent), act: { kind: 'fail', what: 'link' }, behindSwitchover: true },
      { at: share(atPercent + lastsPercent), act: { kind: 'recover' }, behindSwitchover: true },
    ]);
    const { config, rates } = adventure;
    return {
      ...adventure,
      deeds: deeds.sort((a, b) => a.at - b.at),
      rates: steady ? [] : rates,
      config: { ...config, machine: { ...config.machine, linkBufferBytes: bufferBytes } },
    };
  });

export interface Played {
  migration: Migration;
  events: EngineEvent[];
  /** Pages that were under way when the connection broke, and wait again. */
  lostInFlight: number;
  /** What each deed had as its effect. */
  effects: boolean[];
}

/** Lets it happen. @param pause may look at the migration and at what has happened before it goes on, but change nothing */
export function play(
  engine: Engine,
  { config, deeds: acts }: Adventure,
  pauses: readonly VirtualNs[] = [],
  pause: (migration: Migration, at: VirtualNs, events: readonly EngineEvent[]) => void = () => {},
): Played {
  const migration = engine.start(config);
  const events: EngineEvent[] = [];
  const effects: boolean[] = [];
  let lostInFlight = 0;
  const stops = [
    ...pauses.map((at): Omit<Deed, 'act'> & { act: MoveAct | null } => ({ at, act: null })),
    ...acts.map((deed) => ({ ...deed, act: deed.act as MoveAct | null })),
  ].sort((a, b) => a.at - b.at);
  for (const { at, act, behindSwitchover } of stops) {
    events.push(...migration.run(at));
    if (!act) {
      pause(migration, at, events);
      continue;
    }
    if (behindSwitchover && events.every(({ kind }) => kind !== 'switched')) {
      effects.push(false);
      continue;
    }
    const waited = migration.waitingPages;
    effects.push(actOn(migration, at, act));
    if (act.kind === 'fail') lostInFlight += migration.waitingPages - waited;
    events.push(...migration.run(migration.now));
  }
  events.push(...migration.run(ns(Number.MAX_SAFE_INTEGER)));
  return { migration, events, lostInFlight, effects };
}
