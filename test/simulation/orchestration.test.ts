/** Ramps, patience and stalls by themselves: what they see, and what they then ask for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Orchestration, Policy, StallDetector } from '../../web/model/policy.ts';
import { PLAIN } from '../../web/model/presets/preset.ts';
import { presetNamed } from '../../web/model/presets.ts';
import { GIB, MIB, ms, seconds, type VirtualNs } from '../../web/model/units.ts';
import { LONGEST_DOWNTIME_MS, type Look } from '../../web/simulation/orchestration/order.ts';
import { downtimeAfter, Ramp, stepMs } from '../../web/simulation/orchestration/ramp.ts';
import { Stall } from '../../web/simulation/orchestration/stall.ts';
import { patienceMs, Timeouts } from '../../web/simulation/orchestration/timeouts.ts';

const policyOf = (id: string): Policy => {
  const preset = presetNamed(id);
  if (!preset) throw new Error(`no preset ${id}`);
  return preset.policy;
};
const look = (at: VirtualNs, remainingBytes = GIB, rounds = 1): Look => ({
  at,
  remainingBytes,
  bandwidthBytesPerSecond: 134_217_728,
  rounds,
});
const limitOf = (order: { act: { kind: string } } | null): number | undefined =>
  (order?.act as { changes?: { downtimeLimitMs?: number } } | undefined)?.changes?.downtimeLimitMs;

describe('the allowed pause', () => {
  const nova = policyOf('nova').orchestration.downtimeRamp as NonNullable<Orchestration['downtimeRamp']>;
  const kubevirt = policyOf('kubevirt-downtime-ramp').orchestration.downtimeRamp as typeof nova;

  it('rises in equal steps from its start to its end, and no further', () => {
    expect([0, 1, 2, 9, 10, 11].map((taken) => downtimeAfter(nova, taken))).toEqual([
      50, 95, 140, 455, 500, 500,
    ]);
  });

  it('waits longer from step to step in a large guest, and in a small one as long as in 2 GiB', () => {
    expect([0.5, 2, 8].map((gib) => stepMs(nova, gib * GIB))).toEqual([150_000, 150_000, 600_000]);
  });

  it('of Nova rises with the time since the start', () => {
    const ramp = new Ramp(nova, 2 * GIB, 50);
    expect(ramp.look(look(seconds(149.9)))).toBeNull();
    expect(limitOf(ramp.look(look(seconds(150))))).toBe(95);
    expect(ramp.look(look(seconds(299)))).toBeNull();
    expect(limitOf(ramp.look(look(seconds(451))))).toBe(185);
  });

  it('of KubeVirt rises every ten seconds from the moment at which the third round began', () => {
    const ramp = new Ramp(kubevirt, GIB, 150);
    expect(ramp.look(look(seconds(60), GIB, 2))).toBeNull();
    expect(ramp.look(look(seconds(75), GIB, 3))).toBeNull();
    expect(ramp.look(look(seconds(84.6), GIB, 9))).toBeNull();
    expect(limitOf(ramp.look(look(seconds(85), GIB, 10)))).toBe(257);
    expect(limitOf(ramp.look(look(seconds(145), GIB, 40)))).toBe(900);
    expect(ramp.look(look(seconds(300), GIB, 90))).toBeNull();
  });

  it('begins where the ramp begins, whatever it was before', () => {
    const order = new Ramp(nova, GIB, 300).look(look(ms(500)));
    expect(limitOf(order)).toBe(50);
    expect(order?.why).toBe('It begins with 50 ms.');
  });
});

describe('patience', () => {
  const policy = policyOf('kubevirt');
  const [completion, progress] = policy.orchestration.timeouts;

  it('grows with the memory where it is counted by the GiB', () => {
    expect(completion && patienceMs(completion, 4 * GIB)).toBe(600_000);
    expect(progress && patienceMs(progress, 4 * GIB)).toBe(150_000);
  });

  it('ends with the whole move, just after its time', () => {
    const timeouts = new Timeouts(policy, GIB);
    expect(timeouts.look(look(seconds(150)), false)).toBeNull();
    const order = timeouts.look(look(seconds(150.4)), false);
    expect(order?.act).toEqual({ kind: 'cancel' });
    expect(order?.why).toBe('It was to be done within 150 s.');
  });

  it('ends with the time without a new smallest remainder; each of those begins it anew', () => {
    const timeouts = new Timeouts(policy, 64 * GIB);
    for (const [at, mib] of [
      [10, 900],
      [100, 800],
      [200, 850],
      [249.9, 801],
    ] as const)
      expect(timeouts.look(look(seconds(at), mib * MIB), false)).toBeNull();
    expect(timeouts.look(look(seconds(251), 800 * MIB), false)?.why).toBe(
      'For 150 s no less than 800 MiB remained.',
    );
  });

  it('acts once', () => {
    const timeouts = new Timeouts(policyOf('nova-force-complete'), GIB);
    expect(timeouts.look(look(seconds(1601)), false)?.act).toEqual({ kind: 'hold' });
    expect(timeouts.look(look(seconds(1700)), false)).toBeNull();
  });

  it('lets whatever remains be sent in the pause, by the rule that the policy has', () => {
    const at = (stopRule: Partial<Policy['stopRule']>) =>
      new Timeouts(
        {
          ...PLAIN,
          stopRule: { ...PLAIN.stopRule, ...stopRule },
          orchestration: {
            ...PLAIN.orchestration,
            timeouts: [{ of: 'completion', ms: 1000, msPerGiB: 0, minGiB: 0, action: 'stop-and-copy' }],
          },
        },
        GIB,
      ).look(look(seconds(2)), false)?.act;
    expect(at({ estimatedDowntimeMs: 300 })).toEqual({
      kind: 'change',
      changes: { downtimeLimitMs: LONGEST_DOWNTIME_MS },
    });
    expect(at({ pendingAtMostPages: 49 })).toEqual({ kind: 'change', changes: { stopBytes: GIB } });
  });
});

describe('a stall', () => {
  const policy = policyOf('kubevirt-stall-detector');
  const rule = policy.orchestration.stallDetector as StallDetector;
  const detector = (changes: Partial<StallDetector> = {}, memoryBytes = 8 * GIB) => {
    const stall = new Stall({ ...rule, ...changes }, policy, memoryBytes);
    stall.poll(look(ms(400)));
    return stall;
  };
  /**
   * A measured migration of 8 GiB under load: what remained at the first polls after its syncs; then it hovered between
   * 45 and 95 MB, with a sync every 0.4 s.
   */
  const MEASURED: readonly (readonly [number, number])[] = [
    ...([
      [24.503, 1162],
      [32.737, 496],
      [36.152, 304],
      [38.363, 209],
      [39.771, 183],
      [40.977, 149],
      [41.983, 113],
      [42.786, 100],
      [44.194, 89],
      [45.801, 74],
    ] as const),
    ...Array.from({ length: 160 }, (_, i) => [46.2 + 0.4 * i, 45 + ((i * 17) % 51)] as const),
  ];
  /** Straight from the definition: at least 96 % of the smallest remainder that is 40 s old. */
  const firstStall = (trace: readonly (readonly [number, number])[]): number =>
    trace.findIndex(([at, mb], i) => {
      const old = trace.slice(0, i).filter(([then]) => seconds(at) - seconds(then) >= ms(rule.progressMs));
      const smallest = Math.min(...old.map(([, bytes]) => bytes * 1e6));
      return old.length > 0 && mb * 1e6 >= Math.floor(smallest * 0.96);
    });
  const seenBy = (stall: Stall, trace: readonly (readonly [number, number])[]): number =>
    trace.findIndex(([at, mb]) => {
      stall.sync(look(seconds(at), mb * 1e6));
      return stall.stalled;
    });

  it('is seen in a measured migration once its old remainders are no larger than the new ones', () => {
    const seen = seenBy(detector(), MEASURED);
    expect(seen).toBe(firstStall(MEASURED));
    const [at = 0] = MEASURED[seen] ?? [];
    // 100 MB are 40 s old at 82.8 s, 74 MB at 85.8 s.
    expect(at).toBeGreaterThan(82.7);
    expect(at).toBeLessThan(86.6);
  });

  it('is what the definition says, whatever remains when', () => {
    const anyTrace = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: 500 })), { maxLength: 60 })
      .map((steps) => {
        let at = 0;
        return steps.map(([gap, mb]) => {
          at += gap;
          return [at / 1000, mb] as const;
        });
      });
    fc.assert(
      fc.property(anyTrace, (trace) => {
        expect(seenBy(detector({ disruption: 'none', otherwise: 'keep-going' }), trace)).toBe(
          firstStall(trace),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('is not seen before a bandwidth is known', () => {
    const stall = new Stall(rule, policy, GIB);
    expect(stall.sync(look(seconds(10))).verdict).toBe('no-bandwidth');
  });

  /** Stalls at 100 s with 200 MB left, as 41 s before, after a smallest remainder of 160 MB in between. */
  const stalled = (changes: Partial<StallDetector> = {}, memoryBytes?: number) => {
    const stall = detector(changes, memoryBytes);
    for (const [at, mb] of [
      [10, 300],
      [59, 205],
      [80, 160],
    ] as const)
      stall.sync(look(seconds(at), mb * 1e6));
    const { verdict } = stall.sync(look(seconds(100), 200e6));
    return { stall, verdict };
  };

  it('is not acted on before a local minimum comes', () => {
    const { stall, verdict } = stalled();
    expect([stall.stalled, verdict]).toEqual([true, 'no-minimum']);
    expect(stall.sync(look(seconds(101), 167e6)).verdict).toBe('no-minimum');
    expect(stall.sync(look(seconds(102), 166e6)).verdict).toBe('act');
  });

  it('is met with the pause that it needs, when that may be', () => {
    const { stall } = stalled();
    const { order } = stall.sync(look(seconds(102), 120e6));
    expect(order?.act).toEqual({ kind: 'change', changes: { downtimeLimitMs: 900 } });
    expect(order?.why).toContain('114 MiB is a local minimum, and takes 894 ms.');
  });

  it('is met with half as much again, and given up beyond that', () => {
    // 1.5 × 900 ms at 128 MiB/s are 181 MB.
    const ask = (mb: number) => stalled({ marginPercent: 20 }).stall.sync(look(seconds(102), mb * 1e6)).order;
    expect(limitOf(ask(181))).toBe(900);
    expect(ask(182)?.act).toEqual({ kind: 'cancel' });
  });

  it('is met with whatever the workload may suffer', () => {
    const order = (disruption: StallDetector['disruption']) =>
      stalled({ disruption }).stall.sync(look(seconds(102), 160e6)).order;
    expect(order('postcopy')?.act).toEqual({ kind: 'postcopy' });
    expect(limitOf(order('stop-and-copy'))).toBe(LONGEST_DOWNTIME_MS);
  });

  it('asks once, and gives up when the switchover does not come', () => {
    const { stall } = stalled();
    stall.sync(look(seconds(102), 120e6));
    expect(stall.sync(look(seconds(103), 100e6)).order).toBeNull();
    expect(stall.poll(look(seconds(162)))).toBeNull();
    expect(stall.poll(look(seconds(162.4)))?.act).toEqual({ kind: 'cancel' });
  });

  it('waits while the rest would take longer than twice what the whole may last', () => {
    // 150 s in all, twice that, 102 of them gone: 198 s left.
    const slow = stalled({}, GIB).stall;
    for (let i = 0; i < 60; i++) slow.poll({ ...look(seconds(101)), bandwidthBytesPerSecond: 500_000 });
    expect(slow.sync(look(seconds(102), 120e6)).verdict).toBe('no-time');
  });

  it('is content with less the longer it looks for a minimum, and its patience halves', () => {
    const { stall } = stalled();
    const at = (moment: number, mb: number) => stall.sync(look(seconds(moment), mb * 1e6)).verdict;
    expect([at(120, 190), at(139, 180), at(139.9, 185)]).toEqual(['no-minimum', 'no-minimum', 'no-minimum']);
    // From 140 s on the smallest since the stall counts: 180 MB. The next one counts 20 s later.
    expect(at(140, 181)).toBe('no-minimum');
    expect(at(141, 188)).toBe('no-minimum');
    expect(at(142, 187)).toBe('act');
  });

  it('is judged by the average of the bandwidth, the newest sample with 40 %', () => {
    const stall = stalled({ marginPercent: 20 }).stall;
    stall.poll({ ...look(seconds(101)), bandwidthBytesPerSecond: 0 });
    // 0.6 × 128 MiB/s: 1350 ms are 108.7 MB now.
    expect(stall.sync(look(seconds(102), 110e6)).order?.act).toEqual({ kind: 'cancel' });
  });
});
