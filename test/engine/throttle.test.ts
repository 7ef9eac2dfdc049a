import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../web/engine/engine.ts';
import type { Policy } from '../../web/model/policy.ts';
import { qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import type { MoveRecord } from '../../web/model/recording.ts';
import type { Era, Workload } from '../../web/model/scenario.ts';
import { MIB, seconds, ZERO_NS } from '../../web/model/units.ts';
import { migrate } from '../../web/simulation/migrate.ts';
import { Mover } from '../../web/simulation/mover.ts';
import {
  configOf,
  ERAS,
  PAGE_BYTES,
  recordedWrites,
  sweep,
  theEngine,
  uniform,
  type World,
  type Write,
} from './worlds.ts';

type DirtyLimit = Policy['throttle'] & { kind: 'dirty-limit' };

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

const PERIOD_NS = 1e9;

const slowing = (era: Era, values: Record<string, number | boolean> = {}) =>
  qemuPolicy(era, { capabilities: ['auto-converge'], values });

/** A guest that even at 1 % of its speed writes all of its hot pages in no time. */
const hopeless = (era: Era, values: Record<string, number | boolean> = {}): World => ({
  era,
  pages: 4096,
  workload: uniform(2048, 20_000_000),
  bandwidth: 16 * MIB,
  downtimeLimitMs: 5,
  policy: slowing(era, values),
  timeCapNs: seconds(60),
});

/** Percentages, without the release at the end. */
const ladderOf = ({ throttle = [] }: MoveRecord): number[] =>
  throttle.map(({ percent }) => percent).filter((percent) => percent > 0);

describe.each(ERAS)('in %s', (era) => {
  it('a guest that always writes too much is slowed by 20, 30 … 90 and at last 99 percent', () => {
    expect(ladderOf(migrate(engine, configOf(hopeless(era))))).toEqual([20, 30, 40, 50, 60, 70, 80, 90, 99]);
  });

  it('the steps are those of its parameters', () => {
    const values = { 'cpu-throttle-initial': 35, 'cpu-throttle-increment': 25, 'max-cpu-throttle': 90 };
    expect(ladderOf(migrate(engine, configOf(hopeless(era, values))))).toEqual([35, 60, 85, 90]);
  });

  it('each step takes two periods of more than a second, with a look at the log at the end of each', () => {
    const { throttle = [], syncs } = migrate(engine, configOf(hopeless(era)));
    const steps = throttle.filter(({ percent }) => percent > 0);
    steps.forEach(({ at }, i) => {
      const before = steps[i - 1]?.at ?? 0;
      expect(at - before).toBeGreaterThan(2 * PERIOD_NS);
      const looks = syncs.filter((sync) => sync.at > before && sync.at <= at);
      expect(looks.length).toBeGreaterThanOrEqual(2);
      expect(looks.at(-1)?.at).toBe(at);
    });
  });

  it('nothing is slowed while less than the trigger’s share becomes dirty', () => {
    // 2000 pages a second are 8 MB of the 16 MiB that are sent, as long as each is another one.
    const world = hopeless(era, { 'throttle-trigger-threshold': 60 });
    const lively = { ...world, workload: uniform(4096, 2000), downtimeLimitMs: 1 };
    expect(migrate(engine, configOf(lively)).throttle).toBeUndefined();
  });

  it('the guest runs freely again when it has arrived, when somebody cancels, and when something breaks', () => {
    const arriving = { ...hopeless(era), workload: uniform(2048, 12_000), downtimeLimitMs: 150 };
    const record = migrate(engine, configOf(arriving));
    expect(record.outcome.status).toBe('completed');
    expect(ladderOf(record).length).toBeGreaterThan(0);
    expect(record.throttle?.at(-1)).toEqual({ at: record.outcome.totalNs, percent: 0 });
    for (const end of ['cancel', 'link', 'destination'] as const) {
      const mover = new Mover(engine, configOf(hopeless(era)));
      mover.run(seconds(12));
      mover.act(seconds(12), end === 'cancel' ? { kind: end } : { kind: 'fail', what: end });
      const { throttle = [], outcome, speed } = mover.record('', '', '', ZERO_NS);
      expect(outcome.status).toBe(end === 'cancel' ? 'cancelled' : 'failed');
      expect(throttle.length).toBeGreaterThan(2);
      expect(throttle.at(-1)).toEqual({ at: seconds(12), percent: 0 });
      expect(speed?.at(-1)?.share).toBe(1);
    }
  });

  it('with tailslow no step is larger than without it, none leads back, and all are whole percent', () => {
    const guests = fc.record({
      pages: fc.integer({ min: 500, max: 4000 }),
      rate: fc.integer({ min: 8000, max: 200_000 }),
      increment: fc.integer({ min: 1, max: 40 }),
      initial: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(guests, ({ pages, rate, increment, initial }) => {
        const values = {
          'cpu-throttle-tailslow': true,
          'cpu-throttle-increment': increment,
          'cpu-throttle-initial': initial,
        };
        const world = { ...hopeless(era, values), workload: uniform(pages, rate), timeCapNs: seconds(25) };
        const [first, ...others] = ladderOf(migrate(engine, configOf(world)));
        if (first !== undefined) expect(first).toBe(initial);
        others.reduce((before, percent) => {
          expect(Number.isInteger(percent)).toBe(true);
          expect(percent).toBeGreaterThan(before);
          expect(percent - before).toBeLessThanOrEqual(increment);
          return percent;
        }, initial);
      }),
      { numRuns: 15 },
    );
  });
});

/**
 * A guest whose rounds are known: in the middle of each it writes so many pages, and nothing else. Rounds take about
 * half a second for each 1000 pages.
 */
function roundsOf(found: readonly number[]): MoveRecord {
  const pages = 8192;
  const bandwidth = 8e6;
  const writes: Write[] = [];
  let begins = 0;
  let sends = pages;
  for (const count of found) {
    const lasts = (sends * 4104) / bandwidth;
    writes.push({ atNs: Math.round((begins + lasts / 2) * 1e9), first: 0, end: count });
    begins += lasts;
    sends = count;
  }
  return migrate(
    engine,
    configOf({
      era: 'qemu-7.2-tcg',
      pages,
      trace: recordedWrites(pages, writes),
      bandwidth,
      downtimeLimitMs: 1,
      policy: slowing('qemu-7.2-tcg'),
      timeCapNs: seconds(60),
    }),
  );
}

describe('a period is bad when more became dirty than half of what was sent', () => {
  const steps = (found: readonly number[]) => ladderOf(roundsOf(found));

  it('one bad period changes nothing', () => {
    expect(
      roundsOf([7000])
        .syncs.slice(1, 3)
        .map(({ newDirtyPages }) => newDirtyPages),
    ).toEqual([7000, 0]);
    expect(steps([7000, 3000])).toEqual([]);
  });

  it('two in a row are answered', () => {
    expect(steps([7000, 4000])).toEqual([20]);
    expect(steps([7500, 7000, 6500, 6000])).toEqual([20, 30]);
  });

  it('a good one between two bad ones does not start the count anew', () => {
    expect(steps([7500, 3500, 2500])).toEqual([20]);
    expect(steps([4000, 3500, 1500])).toEqual([]);
  });
});

it('KVM looks at the log every five seconds in long rounds, so that the guest can be slowed at all', () => {
  const world = hopeless('qemu-10.2-kvm');
  const slow = { ...world, pages: 16_384, workload: uniform(16_000, 5_000_000), bandwidth: 4 * MIB };
  const { syncs, throttle = [] } = migrate(engine, configOf({ ...slow, timeCapNs: seconds(60) }));
  const looks = syncs.map(({ at }) => at).filter((at) => at > seconds(12));
  // The first round is left alone, however long it is.
  expect(syncs.length - looks.length).toBe(1);
  expect(looks.length).toBeGreaterThan(5);
  looks.slice(1).forEach((at, i) => {
    expect(at - (looks[i] ?? 0)).toBeLessThan(seconds(5.2));
  });
  expect(throttle.length).toBeGreaterThan(1);
});

describe('a dirty limit', () => {
  const RATE = 20_000;
  /** A guest that writes page after page, none of them twice in a round. */
  const limited = (workload: Workload, vcpus = 1, limit: Partial<DirtyLimit> = {}) => {
    const values = { 'dirty-ring-size': 4096, 'vcpu-dirty-limit': 10, 'throttle-trigger-threshold': 1 };
    const policy = qemuPolicy('qemu-10.2-kvm', { capabilities: ['dirty-limit'], values });
    const throttle = { ...policy.throttle, ...limit } as DirtyLimit;
    const world = { pages: 65_536, workload, bandwidth: 96 * MIB, downtimeLimitMs: 1, guest: { vcpus } };
    return ladderOf(migrate(engine, configOf({ ...world, policy: { ...policy, throttle } })));
  };
  const percentFor = (vcpus: number, rate: number) =>
    100 - (100 * (10 + 25) * MIB * vcpus) / (rate * PAGE_BYTES);

  it.each([1, 2])('of 10 MiB/s lets %d virtual CPUs write so much each, and 25 more', (vcpus) => {
    const [first, ...others] = limited(sweep(60_000, RATE), vcpus);
    expect(first).toBeCloseTo(percentFor(vcpus, RATE), 0);
    for (const percent of others) expect(percent).toBeCloseTo(first!, 0);
  });

  it('leaves who writes less alone', () => {
    expect(limited(sweep(60_000, 8000))).toEqual([]);
  });

  it('follows who writes more later', () => {
    const phases = [
      { durationMs: 5500, speedPercent: 50 },
      { durationMs: 60_000, speedPercent: 75 },
    ];
    const [first, last] = limited({ kind: 'phases', phases, workload: sweep(60_000, 2 * RATE) });
    expect(first).toBeCloseTo(percentFor(1, RATE), 0);
    expect(last).toBeGreaterThan(first! + 5);
    expect(last).toBeLessThan(percentFor(1, 1.5 * RATE) + 1);
  });

  it('never stops anybody', () => {
    expect(limited(sweep(60_000, RATE), 1, { bytesPerSecondPerVcpu: 1, toleranceBytesPerSecond: 0 })).toEqual(
      [99],
    );
  });
});

describe('stun during page send', () => {
  it('lets a guest that always writes everything have four fifths of its speed, again and again', () => {
    const policy = qemuPolicy('qemu-10.2-kvm');
    const busy = configOf({
      pages: 4096,
      workload: uniform(4096, 50_000_000),
      bandwidth: 16 * MIB,
      policy: { ...policy, roundEnd: 'drained', throttle: { kind: 'stun', kappaPercent: 80 } },
      timeCapNs: seconds(9),
    });
    const ladder = ladderOf(migrate(engine, busy)).slice(0, 5);
    ladder.forEach((percent, i) => {
      expect(percent).toBeCloseTo(100 * (1 - 0.8 ** (i + 1)), 0);
    });
    expect(ladder).toHaveLength(5);
  });

  it('brings what becomes dirty below what was sent, so that it always ends', () => {
    const policy = qemuPolicy('qemu-10.2-kvm');
    const stunned = configOf({
      pages: 4096,
      workload: uniform(3000, 50_000),
      bandwidth: 16 * MIB,
      downtimeLimitMs: 50,
      policy: { ...policy, roundEnd: 'drained', throttle: { kind: 'stun', kappaPercent: 80 } },
    });
    const { outcome, throttle = [] } = migrate(engine, stunned);
    expect(outcome.status).toBe('completed');
    expect(throttle.length).toBeGreaterThan(1);
    expect(throttle.at(-1)?.percent).toBe(0);
  });
});
