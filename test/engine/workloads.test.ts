/** How many distinct pages each way of writing leaves behind a clean log, against the law that it is to follow. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, Migration } from '../../web/engine/engine.ts';
import { STEADY, type Workload } from '../../web/model/scenario.ts';
import { seconds } from '../../web/model/units.ts';
import { KINDS, ofSet } from './workload-kinds.ts';
import { configOf, ERAS, PAGES, recordedWrites, sweep, theEngine, uniform, type World } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

/** Looks at a guest of 64 MiB whose log was clean `startS` after it began. */
function watch(
  workload: Workload,
  startS = 0,
  world: World = {},
): { at(afterS: number): number; m: Migration } {
  const m = engine.start(configOf({ workload, guestStartNs: seconds(startS), ...world }));
  return {
    m,
    at: (afterS) => {
      m.map(seconds(afterS), 1, world.pages ?? PAGES);
      return m.kernels.kernelCount();
    },
  };
}

/** A write a tick more or less for each part, and five deviations of the chance that is in it. */
function near(found: number, expected: number, slack: number) {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(5 * Math.sqrt(expected) + slack);
}

/** Those whose law holds whenever one begins to look. */
const TIMELESS = ['uniform', 'classes', 'zipf', 'power-law', 'curve', 'sweep', 'stride'];

describe.each(Object.entries(KINDS))('%s', (kind, { drawn }) => {
  const moment = fc.integer({ min: 1, max: 5000 }).map((ms) => ms / 1000);

  it('leaves as many distinct pages as its law says', () => {
    const start = TIMELESS.includes(kind) ? fc.integer({ min: 0, max: 100 }) : fc.constant(0);
    fc.assert(
      fc.property(
        drawn,
        moment,
        start,
        fc.constantFrom(...ERAS),
        ({ workload, law, slack }, t, startS, era) => {
          near(watch(workload, startS, { era }).at(t), law(t), slack);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('leaves the same pages, looked at once or in between', () => {
    fc.assert(
      fc.property(drawn, fc.array(moment, { maxLength: 5 }), moment, ({ workload }, others, t) => {
        const once = watch(workload);
        const often = watch(workload);
        for (const other of others.filter((each) => each < t).sort((a, b) => a - b)) often.at(other);
        expect(often.at(t)).toBe(once.at(t));
        expect(often.m.map(seconds(t), 64, PAGES / 64)).toEqual(once.m.map(seconds(t), 64, PAGES / 64));
      }),
      { numRuns: 40 },
    );
  });
});

describe('put together', () => {
  const hot = uniform(500, 3000, 0);
  const swept = sweep(2000, 700, 4000);

  it('several at once leave the pages of each', () => {
    const both = watch({ kind: 'together', workloads: [hot, swept] });
    for (const t of [0.3, 1, 2.5]) {
      near(both.at(t), ofSet(500, 3000 * t) + 700 * t, 6);
    }
  });

  it('phases change the speed of what they hold, over and over', () => {
    const phases = [
      { durationMs: 1000, speedPercent: 100 },
      { durationMs: 500, speedPercent: 0 },
      { durationMs: 500, speedPercent: 300 },
    ];
    const { at } = watch({ kind: 'phases', phases, workload: sweep(16_000, 1000) });
    const found = [0.5, 1, 1.5, 1.75, 2, 3, 3.4, 4].map((t) => at(t));
    [500, 1000, 1000, 1750, 2500, 3500, 3500, 5000].forEach((pages, i) => {
      expect(Math.abs((found[i] ?? 0) - pages)).toBeLessThanOrEqual(4);
    });
  });

  it('phases within phases multiply', () => {
    const inner: Workload = {
      kind: 'phases',
      phases: [
        { durationMs: 100, speedPercent: 200 },
        { durationMs: 100, speedPercent: 0 },
      ],
      workload: sweep(16_000, 1000),
    };
    const { at } = watch({
      kind: 'phases',
      phases: [{ durationMs: 5000, speedPercent: 50 }],
      workload: inner,
    });
    // Half the time passes for the inner ones: after 0.2 s the first of them is over.
    expect(Math.abs(at(0.2) - 200)).toBeLessThanOrEqual(2);
    expect(Math.abs(at(0.4) - 200)).toBeLessThanOrEqual(2);
    expect(Math.abs(at(0.5) - 300)).toBeLessThanOrEqual(2);
  });

  it('a trace can run faster, slower, and only once', () => {
    const trace = recordedWrites(PAGES, [
      { atNs: 1e9, first: 0, end: 100 },
      { atNs: 2e9, first: 100, end: 300 },
    ]);
    const looping = { ...trace, frameNs: trace.frameNs.with(-1, 1e9), loopFrame: 0, durationNs: 3e9 };
    const replay = (more: object) =>
      watch({ kind: 'trace', trace: '', ...more } as Workload, 0, { trace: looping, filled: PAGES });
    const usual = replay({});
    expect([usual.at(0.9), usual.at(1.1), usual.at(2.1)]).toEqual([0, 100, 300]);
    const fast = replay({ speedPercent: 400 });
    expect([fast.at(0.2), fast.at(0.3), fast.at(0.6)]).toEqual([0, 100, 300]);
    const slow = replay({ speedPercent: 50 });
    expect([slow.at(1.9), slow.at(2.1), slow.at(4.1)]).toEqual([0, 100, 300]);
    // Behind its end at 3 s it would write its first pages again.
    const begun = { trace: looping, filled: PAGES };
    expect(watch({ kind: 'trace', trace: '' }, 3.5, begun).at(1)).toBe(100);
    expect(watch({ kind: 'trace', trace: '', repeats: false }, 3.5, begun).at(1)).toBe(0);
  });

  it('the pace of the guest holds for each of them', () => {
    const rests = { pace: { ...STEADY, burstOnTicks: 100, burstOffTicks: 900 } };
    const { at } = watch({ kind: 'together', workloads: [swept, sweep(2000, 700, 8000)] }, 0, {
      guest: rests,
    });
    expect(Math.abs(at(0.999) - 2 * 70)).toBeLessThanOrEqual(2);
  });
});

it('costs what it dirties, not what it writes', () => {
  // A billion writes a second upon few pages would take hours one by one.
  const { at } = watch(
    {
      kind: 'together',
      workloads: [
        { kind: 'zipf', firstPage: 0, pages: 4000, writesPerSecond: 1e9, exponent: 0.99, scattered: true },
        { kind: 'sweep', firstPage: 4000, pages: 4000, writesPerSecond: 1e9 },
        { kind: 'power-law', firstPage: 8000, pages: 4000, firstSecondPages: 4000, exponent: 0.01 },
      ],
    },
    0,
  );
  expect(at(3000)).toBe(12_000);
});
