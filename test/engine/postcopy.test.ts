import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../web/engine/engine.ts';
import type { Policy } from '../../web/model/policy.ts';
import { type QemuSetup, qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import type { MoveRecord, PageFault } from '../../web/model/recording.ts';
import type { Era, Workload } from '../../web/model/scenario.ts';
import { MIB, ms, ns, seconds, type VirtualNs, ZERO_NS } from '../../web/model/units.ts';
import { migrate } from '../../web/simulation/migrate.ts';
import { Mover } from '../../web/simulation/mover.ts';
import { draw } from './uniform-twin.ts';
import { configOf, PAGES, recordedWrites, theEngine, uniform, type World } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

const KVM = 'qemu-10.2-kvm';
const HUGE = 2 * MIB;

interface Going {
  after?: { rounds: number | null; ms: number | null };
  preempt?: boolean;
  vcpus?: number;
  hostPageBytes?: number;
  workload?: Workload;
  world?: World;
}

/** Goes over to post-copy in any case: then, or as soon as little remains. */
function postcopyPolicy(setup: QemuSetup): Policy {
  const policy = qemuPolicy(KVM, setup);
  const { method } = policy;
  return { ...policy, method: method.kind === 'hybrid' ? { ...method, atStopRule: 'postcopy' } : method };
}

const going = ({ after, preempt, vcpus, hostPageBytes, workload, world }: Going = {}) =>
  configOf({
    link: 125e6,
    bandwidth: 0,
    workload: workload ?? uniform(8192, 40_000),
    guest: { vcpus: vcpus ?? 1, hostPageBytes: hostPageBytes ?? 4096 },
    policy: postcopyPolicy({
      capabilities: ['postcopy-ram', ...(preempt ? ['postcopy-preempt'] : [])],
      postcopyAfter: after ?? { rounds: 1, ms: null },
    }),
    machine: { oneWayDelayNs: ms(0.1) },
    ...world,
  });

const anyGoing = fc.record({
  after: fc.oneof(
    fc.record({ rounds: fc.integer({ min: 1, max: 3 }), ms: fc.constant(null) }),
    fc.record({ rounds: fc.constant(null), ms: fc.integer({ min: 0, max: 800 }) }),
  ),
  preempt: fc.boolean(),
  vcpus: fc.integer({ min: 1, max: 4 }),
  hostPageBytes: fc.constantFrom(4096, 16_384, 65_536, HUGE),
  workload: fc
    .record({ pages: fc.integer({ min: 1, max: 12_000 }), rate: fc.integer({ min: 100, max: 200_000 }) })
    .map(({ pages, rate }) => uniform(pages, rate)),
});

const faultsOf = ({ faults = [] }: MoveRecord): PageFault[] => faults;
const length = ({ at, untilNs }: PageFault) => untilNs - at;

/** Goes to the millisecond of the switchover. */
function atSwitchover(config: ReturnType<typeof going>) {
  const mover = new Mover(engine, config);
  const { migration } = mover;
  for (let at = 1e6; mover.switchedNs === null && !migration.ended; at += 1e6) mover.run(ns(at));
  return { mover, migration };
}

it('no page that waits at the switchover is sent twice, and none is left', () => {
  fc.assert(
    fc.property(anyGoing, (parts) => {
      const { mover, migration } = atSwitchover(going(parts));
      const sentPages = () => migration.counters.normalPages + migration.counters.zeroPages;
      const waiting = migration.waitingPages;
      const sent = sentPages();
      mover.run(ns(Number.MAX_SAFE_INTEGER));
      expect(mover.completed).toBe(true);
      expect(sentPages() - sent).toBe(waiting);
      expect(migration.waitingBits).toBe(0);
    }),
    { numRuns: 40 },
  );
});

const fewMissing = fc.record({
  pages: fc.integer({ min: 1, max: 8000 }),
  rate: fc.integer({ min: 1, max: 200 }),
});
const manyDraws = fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { minLength: 10 });

it('a write on a set meets a missing page by one of 64 guesses, else the next one from where it falls', () => {
  fc.assert(
    fc.property(anyGoing, fewMissing, manyDraws, (parts, { pages, rate }, randoms) => {
      // A little behind it much is missing.
      const workloads = [uniform(pages, rate), uniform(2000, 40_000, pages + 5)];
      const { migration } = atSwitchover(going({ ...parts, workload: { kind: 'together', workloads } }));
      const waiting = migration.waitingMap(PAGES);
      const isMissing = (page: number) => (((waiting[page >> 3] ?? 0) >> (page & 7)) & 1) === 1;
      fc.pre(!migration.ended && Array.from({ length: pages }, (_, page) => page).some(isMissing));
      const fallsOn = (random: bigint) => Number(((random >> 32n) * BigInt(pages)) >> 32n);
      for (const random of randoms) {
        const guesses = Array.from({ length: 64 }, (_, i) => fallsOn(draw(random, i)));
        let next = fallsOn(random);
        while (!isMissing(next)) next = (next + 1) % pages;
        expect(migration.kernels.kernelMeet(random)).toBe(guesses.find(isMissing) ?? next);
      }
    }),
    { numRuns: 30 },
  );
});

it('at once, everything is sent exactly once, and the pause is short', () => {
  const { outcome } = migrate(engine, going({ after: { rounds: null, ms: 0 } }));
  expect(outcome.status).toBe('completed');
  expect(outcome.normalPages + outcome.zeroPages).toBe(PAGES);
  expect(outcome.downtimeNs).toBeLessThan(ms(20));
  expect(outcome.postcopy?.bytes).toBeGreaterThan(0.99 * PAGES * 4104);
});

it('it comes no later than asked for, and each page behind it takes its time on the link', () => {
  const { outcome, stoppedNs, endNs } = migrate(engine, going({ after: { rounds: null, ms: 250 } }));
  expect(stoppedNs).toBeGreaterThanOrEqual(ms(250));
  expect(stoppedNs).toBeLessThan(ms(310));
  const { bytes = 0, switchedNs = 0 } = outcome.postcopy ?? {};
  expect(endNs - switchedNs).toBeGreaterThan((bytes / 125e6) * 1e9);
  expect(endNs - switchedNs).toBeLessThan((bytes / 125e6) * 1e9 + ms(20));
});

describe('whole pages of the destination follow', () => {
  const written = [3, 7, 600, 1023, 1024, 5000];
  /** Pages written in the first round, and nothing else. */
  const followers = (hostPageBytes: number, pages = PAGES) => {
    const writes = written.map((page, i) => ({ atNs: 1e8 + i, first: page, end: page + 1 }));
    const { migration } = atSwitchover(
      going({
        hostPageBytes,
        world: {
          pages,
          trace: recordedWrites(pages, writes),
          workload: { kind: 'trace', trace: '' },
          policy: { ...(going({}).tuning.policy as Policy), roundEnd: 'drained' },
        },
      }),
    );
    return migration.waitingPages;
  };

  it.each([
    [4096, 6],
    [65_536, 16 * 5],
    [262_144, 64 * 5],
    [HUGE, 512 * 4],
    [8 * MIB, 2048 * 2],
  ])('pages of %d bytes: %d of 4096 bytes', (hostPageBytes, waiting) => {
    expect(followers(hostPageBytes)).toBe(waiting);
  });

  it('and where memory ends within one, as far as there are pages', () => {
    expect(followers(HUGE, 5010)).toBe(512 * 3 + (5010 - 9 * 512));
    expect(followers(65_536, 5003)).toBe(16 * 4 + (5003 - 4992));
  });

  it('so that a fault lasts at least as long as its page takes on the link', () => {
    const record = migrate(engine, going({ hostPageBytes: HUGE, preempt: true }));
    const asked = faultsOf(record).filter((fault) => length(fault) > ms(1));
    expect(asked.length).toBeGreaterThan(5);
    // The first of each page; the rest of it may have been on its way.
    const longest = Math.max(...asked.map(length));
    expect(longest).toBeGreaterThan((HUGE / 125e6) * 1e9);
  });

  it('in whole: who touches another part of one that is still coming waits, too', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.integer({ min: 1, max: 1e6 }), (preempt, seed) => {
        const config = { ...going({ hostPageBytes: HUGE, preempt, vcpus: 4 }), seed };
        const record = migrate(engine, config);
        const byPage = new Map<number, PageFault[]>();
        for (const fault of faultsOf(record)) {
          const page = Math.floor(fault.page / 512);
          byPage.set(page, [...(byPage.get(page) ?? []), fault]);
        }
        // All who wait for parts of one page go on at the same moment, when the last of it is there.
        for (const faults of byPage.values())
          expect(new Set(faults.map(({ untilNs }) => untilNs)).size).toBe(1);
      }),
      { numRuns: 10 },
    );
  });
});

describe('waiting for pages', () => {
  it('is counted by its length in microseconds, in powers of two, the last of which takes all longer ones', () => {
    fc.assert(
      fc.property(anyGoing, fc.constantFrom(0.02, 0.1, 50, 20_000), (parts, delayMs) => {
        const config = going({ ...parts, world: { machine: { oneWayDelayNs: ms(delayMs) } } });
        const record = migrate(engine, { ...config, timeCapNs: ZERO_NS });
        const buckets = new Array<number>(24).fill(0);
        for (const fault of faultsOf(record)) {
          const micros = Math.floor(length(fault) / 1000);
          const bucket = micros === 0 ? 0 : Math.min(23, 31 - Math.clz32(micros));
          buckets[bucket] = (buckets[bucket] ?? 0) + 1;
        }
        expect(record.outcome.postcopy?.latencies).toEqual(buckets);
      }),
      { numRuns: 20 },
    );
    const slow = going({
      after: { rounds: null, ms: 0 },
      world: { link: 2e6, machine: { oneWayDelayNs: seconds(5) } },
    });
    const { outcome } = migrate(engine, { ...slow, timeCapNs: ZERO_NS });
    expect(outcome.postcopy?.latencies[23]).toBeGreaterThan(0);
  });

  it('blocks the guest as a whole while all of its virtual CPUs wait, and only then', () => {
    fc.assert(
      fc.property(anyGoing, (parts) => {
        const record = migrate(engine, going(parts));
        const vcpus = parts.vcpus;
        const waits = Array.from({ length: vcpus }, (_, vcpu) =>
          faultsOf(record).filter((fault) => fault.vcpu === vcpu),
        );
        const waiting = (vcpu: number, at: number) =>
          (waits[vcpu] ?? []).some((fault) => fault.at <= at && at < fault.untilNs);
        // Between two neighbouring moments at which something begins or ends nothing changes.
        const moments = [...new Set(faultsOf(record).flatMap(({ at, untilNs }) => [at, untilNs]))].sort(
          (a, b) => a - b,
        );
        let blocked = 0;
        moments.slice(1).forEach((moment, i) => {
          const before = moments[i] ?? 0;
          if (waits.every((_, vcpu) => waiting(vcpu, before))) blocked += moment - before;
        });
        const stalls = (record.stalls ?? []).map(({ fromNs, toNs }) => toNs - fromNs);
        expect(stalls.reduce((sum, stall) => sum + stall, 0)).toBe(blocked);
        expect(record.outcome.postcopy?.blockedNs).toBe(
          faultsOf(record).reduce((sum, fault) => sum + length(fault), 0),
        );
      }),
      { numRuns: 12 },
    );
  });

  it('is for pages that had not come, one at a time for each virtual CPU, and never ends before it began', () => {
    fc.assert(
      fc.property(anyGoing, (parts) => {
        const record = migrate(engine, going(parts));
        const last = new Array<number>(parts.vcpus).fill(record.resumedNs ?? 0);
        for (const { at, untilNs, vcpu, page } of faultsOf(record)) {
          expect(at).toBeGreaterThanOrEqual(last[vcpu] ?? 0);
          expect(untilNs).toBeGreaterThan(at);
          expect(page).toBeLessThan(PAGES);
          last[vcpu] = untilNs;
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is shorter with a connection of its own for what was asked for', () => {
    const mean = (preempt: boolean) => {
      const faults = faultsOf(migrate(engine, going({ preempt, vcpus: 2 })));
      expect(faults.length).toBeGreaterThan(100);
      return faults.reduce((sum, fault) => sum + length(fault), 0) / faults.length;
    };
    expect(mean(true)).toBeLessThan(mean(false) / 3);
  });

  it('lasts until the next window in QEMU 7.2, where a limit of post-copy holds for what was asked for, too', () => {
    const mean = (era: Era) => {
      const policy = qemuPolicy(era, {
        capabilities: ['postcopy-ram'],
        values: { 'max-postcopy-bandwidth': 8 * MIB },
        postcopyAfter: { rounds: null, ms: 100 },
      });
      const faults = faultsOf(migrate(engine, going({ world: { era, policy, timeCapNs: seconds(2) } })));
      expect(faults.length).toBeGreaterThan(5);
      return faults.reduce((sum, fault) => sum + length(fault), 0) / faults.length;
    };
    expect(mean('qemu-7.2-tcg')).toBeGreaterThan(5 * mean(KVM));
  });

  it('brings what lies behind the page that was asked for next, unless a product goes on in order', () => {
    const asked = 9000;
    const waitsBehind = (continues: 'behind-request' | 'in-order') => {
      const config = going({
        after: { rounds: null, ms: 0 },
        world: { trace: recordedWrites(PAGES, [{ atNs: 100e6, first: asked, end: asked + 1 }]) },
      });
      const policy = config.tuning.policy!;
      const postcopy = { ...policy.postcopy!, continues };
      const migration = engine.start({
        ...config,
        guest: { ...config.guest, workload: { kind: 'trace', trace: '' } },
        tuning: { ...config.tuning, policy: { ...policy, postcopy } },
      });
      expect(migration.run(ms(150)).filter(({ kind }) => kind === 'fault')).toHaveLength(1);
      const waiting = migration.waitingMap(PAGES);
      return [asked + 1, asked + 100, 8000].map((page) => ((waiting[page >> 3]! >> (page & 7)) & 1) === 1);
    };
    expect(waitsBehind('behind-request')).toEqual([false, false, true]);
    expect(waitsBehind('in-order')).toEqual([true, true, true]);
  });

  it('costs no second request while one is under way', () => {
    fc.assert(
      fc.property(anyGoing, (parts) => {
        const record = migrate(engine, going(parts));
        const perPage = parts.hostPageBytes / 4096;
        const pages = new Set(faultsOf(record).map(({ page }) => Math.floor(page / perPage)));
        expect(record.outcome.postcopy?.requests).toBeLessThanOrEqual(pages.size);
      }),
      { numRuns: 20 },
    );
  });
});

describe('what a link carries', () => {
  it('is never exceeded, also where what was asked for goes past the rest', () => {
    fc.assert(
      fc.property(anyGoing, fc.constantFrom(12.5e6, 125e6), (parts, link) => {
        const record = migrate(engine, going({ ...parts, world: { link } }));
        const { bytes = 0, switchedNs = 0 } = record.outcome.postcopy ?? {};
        expect((record.endNs - switchedNs) / 1e9).toBeGreaterThanOrEqual(bytes / link - 1e-4);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a recorded guest', () => {
  /** Far behind in memory, so that the background has not come to them by then. */
  const writes = [1, 2, 3, 4, 5].map((i) => ({
    atNs: i * 1e7,
    first: PAGES - i * 900,
    end: PAGES - i * 900 + 1,
  }));
  const replayed = (vcpus: number, percent = 100) =>
    migrate(
      engine,
      going({
        vcpus,
        after: { rounds: null, ms: 0 },
        world: {
          link: 12.5e6,
          trace: recordedWrites(PAGES, writes),
          workload: { kind: 'trace', trace: '', speedPercent: percent },
        },
      }),
    );

  it.each([1, 4])('waits, with %d virtual CPUs, for each missing page that its recording writes', (vcpus) => {
    const faults = faultsOf(replayed(vcpus)).sort((a, b) => a.at - b.at);
    expect(new Set(faults.map(({ page }) => page))).toEqual(new Set(writes.map(({ first }) => first)));
    expect(faults.length).toBe(writes.length);
  });

  it('when its recording writes it, later by what it has waited for, and at the speed of its replay', () => {
    for (const percent of [50, 100, 200]) {
      const record = replayed(1, percent);
      const stopped = record.stoppedNs ?? 0;
      let waited = 0;
      const faults = faultsOf(record);
      expect(faults.length).toBe(writes.length);
      faults.forEach((fault, i) => {
        const ran = fault.at - (record.resumedNs ?? 0) - waited + stopped;
        expect(Math.abs(ran - ((writes[i]?.atNs ?? 0) * 100) / percent)).toBeLessThanOrEqual(1);
        expect(fault.page).toBe(writes[i]?.first);
        waited += length(fault);
      });
    }
  });
});

describe('when the connection breaks', () => {
  const broken = fc.record({
    parts: anyGoing,
    link: fc.constantFrom(25e6, 125e6),
    breaks: fc.array(fc.record({ after: fc.nat(300_000), lasts: fc.integer({ min: 1, max: 300_000 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
  });

  it('the partition waits for it, and gets all of its memory when it is back, however often that happens', () => {
    fc.assert(
      fc.property(broken, ({ parts, link, breaks }) => {
        const config = { ...going({ ...parts, world: { link } }), timeCapNs: ZERO_NS };
        const { mover, migration } = atSwitchover(config);
        let at: VirtualNs = ns(Math.max(migration.now, mover.switchedNs ?? 0));
        const sentPages = () => migration.counters.normalPages + migration.counters.zeroPages;
        const [missing, sent] = [migration.waitingPages, sentPages()];
        let lost = 0;
        for (const { after, lasts } of breaks) {
          at = ns(at + after * 1000);
          mover.run(at);
          if (mover.migration.ended) break;
          const waiting = migration.waitingPages;
          expect(mover.act(at, { kind: 'fail', what: 'link' })).toBe(true);
          // What was under way waits again.
          expect(migration.waitingPages).toBeGreaterThanOrEqual(waiting);
          lost += migration.waitingPages - waiting;
          expect(migration.waitingBits).toBe(migration.waitingPages);
          at = ns(at + lasts * 1000);
          mover.run(at);
          expect(migration.paused).toBe(true);
          expect(mover.act(at, { kind: 'recover' })).toBe(true);
        }
        mover.run(ns(Number.MAX_SAFE_INTEGER));
        expect(mover.completed).toBe(true);
        expect([migration.waitingPages, migration.waitingBits]).toEqual([0, 0]);
        // Nothing is sent twice but that.
        expect(sentPages() - sent).toBe(missing + lost);
      }),
      { numRuns: 40 },
    );
  });

  it('a page that had arrived and was not yet in its place does not have to come again', () => {
    // Putting it there takes long, so that the connection breaks in between.
    const config = going({ vcpus: 2, world: { machine: { placeNs: ms(5) } } });
    for (const late of [1, 2, 3, 4, 5, 6, 7]) {
      const { mover } = atSwitchover(config);
      const at = ns((mover.switchedNs ?? 0) + ms(20 + late));
      mover.run(at);
      mover.act(at, { kind: 'fail', what: 'link' });
      mover.run(ns(at + ms(50)));
      mover.act(ns(at + ms(50)), { kind: 'recover' });
      mover.run(ns(Number.MAX_SAFE_INTEGER));
      expect(mover.completed).toBe(true);
    }
  });

  it('without either of the two hosts the partition is lost', () => {
    for (const what of ['source', 'destination'] as const) {
      const { mover } = atSwitchover(going());
      const at = ns((mover.switchedNs ?? 0) + ms(20));
      mover.run(at);
      mover.act(at, { kind: 'fail', what });
      expect(mover.lost).toBe(true);
    }
  });

  it('it cannot be cancelled any more', () => {
    const { mover } = atSwitchover(going());
    expect(mover.act(ns(mover.migration.now), { kind: 'cancel' })).toBe(false);
  });
});

it('pages that go over several connections before go over one afterwards, with addresses of their own', () => {
  const policy = postcopyPolicy({
    capabilities: ['postcopy-ram', 'multifd'],
    values: { 'multifd-compression': 'zstd' },
    postcopyAfter: { rounds: 1, ms: null },
  });
  const contents = [{ range: { first: 0, end: PAGES }, ratio: 0.5 }];
  const config = going({ world: { policy, guest: { contents } } });
  const { mover, migration } = atSwitchover(config);
  const before = migration.sentBytes;
  const waiting = migration.waitingPages;
  // A change of the link alters nothing in that.
  mover.migration.setLinkRate(100e6);
  mover.run(ns(Number.MAX_SAFE_INTEGER));
  expect(mover.migration.sentBytes - before).toBe(waiting * 4104);
});

describe('however long the way', () => {
  it('all that is under way when the connection breaks comes again', () => {
    const pages = 400_000;
    const config = going({
      after: { rounds: null, ms: 0 },
      world: { pages, link: 1.25e9, workload: { kind: 'idle' }, machine: { oneWayDelayNs: seconds(2) } },
    });
    const { mover, migration } = atSwitchover(config);
    const at = ns((mover.switchedNs ?? 0) + seconds(1));
    mover.run(at);
    expect(migration.waitingPages).toBeLessThan(pages);
    mover.act(at, { kind: 'fail', what: 'link' });
    expect([migration.waitingPages, migration.waitingBits]).toEqual([pages, pages]);
  });
});
