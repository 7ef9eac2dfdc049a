import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClientSpec, foundAfterMs, type RequestSpec, USUAL_ANNOUNCE } from '../../web/model/client.ts';
import type { RequestSeries, Span, SpeedChange } from '../../web/model/recording.ts';
import { ms, ns, seconds, type VirtualNs } from '../../web/model/units.ts';
import type { FeltMove } from '../../web/simulation/client/availability.ts';
import { clientView } from '../../web/simulation/client.ts';

const END = seconds(20);
const CLIENT: ClientSpec = { partition: 'one', everyMs: 500 };
const REQUESTS: RequestSpec = { perSecond: 200, serviceMs: 2, workers: 1 };

interface Felt {
  stoppedS?: number;
  resumedS?: number;
  endS?: number;
  status?: FeltMove['outcome']['status'];
  speed?: SpeedChange[];
  stalls?: Span[];
}

const felt = ({ stoppedS, resumedS, endS, ...rest }: Felt, partition = 'one'): FeltMove => ({
  partition,
  endNs: seconds(endS ?? resumedS ?? 19),
  stoppedNs: stoppedS === undefined ? null : seconds(stoppedS),
  resumedNs: resumedS === undefined ? null : seconds(resumedS),
  outcome: { status: rest.status ?? 'completed' },
  ...(rest.speed ? { speed: rest.speed } : {}),
  ...(rest.stalls ? { stalls: rest.stalls } : {}),
});

const span = (fromS: number, toS: number): Span => ({ fromNs: seconds(fromS), toNs: seconds(toS) });
const slow = (atS: number, share: number): SpeedChange => ({ at: seconds(atS), share });
const gaps = (moves: FeltMove[], client: Partial<ClientSpec> = {}) =>
  clientView({ ...CLIENT, ...client }, moves, END).gaps;
const series = (moves: FeltMove[], spec: Partial<RequestSpec> = {}, client: Partial<ClientSpec> = {}) => {
  const { requests } = clientView({ ...CLIENT, requests: { ...REQUESTS, ...spec }, ...client }, moves, END);
  if (!requests) throw new Error('there are requests');
  return requests;
};

/** Between samples the latency is linear; of two at one moment the later one counts. */
function latencyAt({ atNs, latencyMs }: RequestSeries, at: number): number {
  const i = atNs.findLastIndex((t) => t <= at);
  const [from = 0, to = from] = [atNs[i], atNs[i + 1]];
  const [a = 0, b = a] = [latencyMs[i], latencyMs[i + 1]];
  return to > from ? a + ((b - a) * (at - from)) / (to - from) : a;
}
const rateAt = ({ atNs, requestsPerSecond }: RequestSeries, at: number): number =>
  requestsPerSecond[atNs.findLastIndex((t) => t <= at)] ?? 0;

describe('the date loop', () => {
  it('is silent from its last answer to the end of the pause', () => {
    expect(gaps([felt({ stoppedS: 3.2, resumedS: 4.1 })])).toEqual([span(3, 4.1)]);
  });

  it('does not notice a pause between two questions, nor the moves of others', () => {
    expect(gaps([felt({ stoppedS: 3.1, resumedS: 3.4 })])).toEqual([]);
    expect(gaps([felt({ stoppedS: 3, resumedS: 9 }, 'two')])).toEqual([]);
  });

  it('waits to the end of the recording for a partition that does not come back', () => {
    expect(gaps([felt({ stoppedS: 3.2, endS: 9, status: 'unfinished' })])).toEqual([span(3, 20)]);
  });

  it('waits to the end of a move that leaves the partition on its source', () => {
    expect(gaps([felt({ stoppedS: 3.2, endS: 9, status: 'cancelled' })])).toEqual([span(3, 9)]);
  });

  it('is silent in stalls too, and an answer between two of them ends a gap', () => {
    const stalls = [span(4.2, 5.1), span(5.2, 6.3), span(6.35, 6.45)];
    expect(gaps([felt({ stoppedS: 3.9, resumedS: 3.95, stalls })])).toEqual([span(4, 5.1), span(5.1, 6.3)]);
  });
});

describe('after the switchover the network finds the partition', () => {
  const moves = [felt({ stoppedS: 3.2, resumedS: 4 })];

  it('at once where no announcements are asked for', () => {
    expect(gaps(moves)).toEqual([span(3, 4)]);
  });

  it('with the first announcement, 50 ms later', () => {
    expect(gaps(moves, { announce: USUAL_ANNOUNCE })).toEqual([span(3, 4.05)]);
  });

  it('with a later one where some are lost: 150, 250, 350 and 450 ms after the one before', () => {
    const after = [0, 1, 2, 3, 4].map((lost) => foundAfterMs({ ...USUAL_ANNOUNCE, lost }));
    expect(after).toEqual([50, 200, 450, 800, 1250]);
    expect(gaps(moves, { announce: { ...USUAL_ANNOUNCE, lost: 2 } })).toEqual([span(3, 4.45)]);
  });

  it('with the last one at the latest, and no step is longer than the longest', () => {
    expect(foundAfterMs({ ...USUAL_ANNOUNCE, lost: 99 })).toBe(1250);
    expect(foundAfterMs({ ...USUAL_ANNOUNCE, rounds: 8, lost: 7 })).toBe(
      50 + 150 + 250 + 350 + 450 + 3 * 550,
    );
  });
});

describe('requests', () => {
  it('are not in the recording where nobody sends any', () => {
    expect(clientView(CLIENT, [], END).requests).toBeUndefined();
    expect(
      clientView({ ...CLIENT, requests: { ...REQUESTS, perSecond: 0 } }, [], END).requests,
    ).toBeUndefined();
  });

  it('take their service time and are all answered while nothing moves', () => {
    const quiet = series([]);
    expect(new Set(quiet.latencyMs)).toEqual(new Set([2]));
    expect(quiet.requestsPerSecond[0]).toBe(200);
    expect(quiet.slowestMs).toBe(2);
    expect(quiet.longestSilenceNs).toBe(0);
  });

  it('that come in the pause wait for its end, the first of them the longest', () => {
    const paused = series([felt({ stoppedS: 3, resumedS: 3.4 })]);
    expect(paused.slowestMs).toBeCloseTo(402, 6);
    expect(latencyAt(paused, seconds(3.2))).toBeCloseTo(200 + 2 + 0.2 * 200 * 2, 6);
    expect(paused.longestSilenceNs).toBe(ms(400));
    expect(rateAt(paused, seconds(3.2))).toBe(0);
  });

  it('that were worked on when the pause began are answered after it, those before are not touched', () => {
    const paused = series([felt({ stoppedS: 3, resumedS: 3.4 })]);
    expect(latencyAt(paused, seconds(2.9979))).toBeCloseTo(2, 6);
    expect(latencyAt(paused, seconds(2.9981))).toBeCloseTo(402, 3);
  });

  it('that piled up are answered as fast as the workers can, and then all is as before', () => {
    const paused = series([felt({ stoppedS: 3, resumedS: 3.4 })]);
    expect(rateAt(paused, seconds(3.41))).toBeCloseTo(500, 6);
    // 80 requests wait; 500 a second are answered and 200 come.
    const over = 3.4 + 80 / 300;
    expect(rateAt(paused, seconds(over - 0.001))).toBeCloseTo(500, 6);
    expect(rateAt(paused, seconds(over + 0.001))).toBe(200);
    expect(latencyAt(paused, seconds(over + 0.001))).toBeCloseTo(2, 6);
  });

  it('take as much longer as the guest is slower', () => {
    const throttled = series([felt({ stoppedS: 9, resumedS: 9, speed: [slow(2, 0.8), slow(5, 0.5)] })]);
    expect(latencyAt(throttled, seconds(1.9))).toBeCloseTo(2, 6);
    expect(latencyAt(throttled, seconds(4))).toBeCloseTo(2.5, 6);
    expect(latencyAt(throttled, seconds(8))).toBeCloseTo(4, 6);
    expect(latencyAt(throttled, seconds(9.1))).toBeCloseTo(2, 6);
    expect(rateAt(throttled, seconds(8))).toBe(200);
  });

  it('pile up when the guest is slower than they come', () => {
    const throttled = series([felt({ stoppedS: 12, resumedS: 12, speed: [slow(2, 0.2)] })]);
    expect(rateAt(throttled, seconds(4))).toBeCloseTo(100, 6);
    expect(latencyAt(throttled, seconds(6)) - latencyAt(throttled, seconds(4))).toBeCloseTo(2000, 3);
  });

  it('are served side by side by several workers, each at the same speed', () => {
    const busy = series([felt({ stoppedS: 3, resumedS: 3.4 })], { perSecond: 1600, workers: 4 });
    expect(latencyAt(busy, seconds(2))).toBeCloseTo(2, 6);
    expect(rateAt(busy, seconds(3.41))).toBeCloseTo(2000, 6);
  });

  it('wait for pages too', () => {
    const stalls = [span(4, 4.003), span(4.01, 4.05)];
    const stalled = series([felt({ stoppedS: 3.5, resumedS: 3.51, stalls })]);
    expect(latencyAt(stalled, seconds(4))).toBeCloseTo(5, 6);
    expect(latencyAt(stalled, seconds(4.02))).toBeCloseTo(30 + 2 + 0.01 * 200 * 2, 6);
    expect(stalled.longestSilenceNs).toBe(ms(40));
  });

  it('wait for the network to find the partition', () => {
    const moved = series([felt({ stoppedS: 3, resumedS: 3.1 })], {}, { announce: USUAL_ANNOUNCE });
    expect(moved.longestSilenceNs).toBe(ms(150));
    expect(moved.slowestMs).toBeCloseTo(152, 6);
  });
});

/** One request after the other, as they are: first come, first served, by one worker. */
function oneByOne(requests: RequestSpec, speedAt: { fromNs: number; speed: number }[], endNs: VirtualNs) {
  const everyNs = 1e9 / requests.perSecond;
  const workBy = (at: number) =>
    speedAt.reduce((work, { fromNs, speed }, i) => {
      const toNs = Math.min(at, speedAt[i + 1]?.fromNs ?? Infinity);
      return work + Math.max(0, toNs - fromNs) * speed;
    }, 0);
  const served: { at: number; workNs: number }[] = [];
  let workNs = 0;
  for (let at = 0; at < endNs; at += everyNs) {
    workNs = Math.max(workNs, workBy(at)) + requests.serviceMs * 1e6;
    served.push({ at, workNs });
  }
  return { served, workBy };
}

describe('the series', () => {
  const anyCourse = fc
    .record({
      cuts: fc.uniqueArray(fc.integer({ min: 1, max: 19_999 }), { minLength: 2, maxLength: 12 }),
      shares: fc.array(fc.constantFrom(0.1, 0.3, 0.5, 0.8, 1), { minLength: 12, maxLength: 12 }),
    })
    .map(({ cuts, shares }) => {
      const sorted = [...cuts].sort((a, b) => a - b);
      const middle = sorted.length >> 1;
      const stalls: Span[] = [];
      for (let i = middle; i + 1 < sorted.length; i += 2)
        stalls.push({ fromNs: ms(sorted[i] ?? 0), toNs: ms(sorted[i + 1] ?? 0) });
      const speed = sorted.slice(0, middle).map((at, i) => ({ at: ms(at), share: shares[i] ?? 1 }));
      return { speed, stalls };
    });
  const anyRequests = fc.record({
    perSecond: fc.integer({ min: 1, max: 400 }),
    serviceMs: fc.constantFrom(0.5, 2, 5),
    workers: fc.constant(1),
  });

  it('tells of every request what serving them one by one tells, but for the service of one', () => {
    fc.assert(
      fc.property(anyCourse, anyRequests, ({ speed, stalls }, spec) => {
        const record = { ...felt({ speed, stalls }), endNs: END };
        const seen = series([record], spec);
        const edges = [
          { fromNs: 0, speed: 1 },
          ...speed.map(({ at, share }) => ({ fromNs: at as number, speed: share })),
        ];
        const full = edges.at(-1)?.speed ?? 1;
        for (const { fromNs, toNs } of stalls)
          edges.push({ fromNs, speed: 0 }, { fromNs: toNs, speed: full });
        edges.push({ fromNs: END, speed: 1 });
        const { served, workBy } = oneByOne(spec, edges, END);
        let apart = 0;
        for (const { at, workNs } of served) {
          const answered = workBy(at + latencyAt(seen, at) * 1e6);
          apart = Math.max(apart, Math.abs(answered - workNs));
        }
        expect(apart).toBeLessThanOrEqual(spec.serviceMs * 1e6 * 1.001 + 10);
      }),
      { numRuns: 50 },
    );
  });

  it('has times that never descend, and no request is faster than its service', () => {
    fc.assert(
      fc.property(anyCourse, anyRequests, ({ speed, stalls }, spec) => {
        const { atNs, latencyMs, requestsPerSecond } = series([felt({ speed, stalls })], spec);
        expect(latencyMs.length).toBe(atNs.length);
        expect(requestsPerSecond.length).toBe(atNs.length);
        atNs.forEach((at, i) => {
          expect(at).toBeGreaterThanOrEqual(atNs[i - 1] ?? 0);
          expect(latencyMs[i]).toBeGreaterThanOrEqual(spec.serviceMs * 0.999999);
        });
        expect(atNs[0]).toBe(0);
        expect(atNs.at(-1)).toBe(END);
      }),
    );
  });

  it('answers no more than came, and all of it in the end where there is time', () => {
    fc.assert(
      fc.property(anyCourse, ({ speed, stalls }) => {
        const early = (at: number) => ns(at / 10);
        const moved = felt({
          speed: speed.map((s) => ({ ...s, at: early(s.at) })),
          stalls: stalls.map((s) => ({ fromNs: early(s.fromNs), toNs: early(s.toNs) })),
        });
        const { atNs, requestsPerSecond } = series([{ ...moved, endNs: seconds(2) }]);
        let answered = 0;
        atNs.forEach((at, i) => {
          expect(answered).toBeLessThanOrEqual((200 * at) / 1e9 + 0.001);
          answered += ((requestsPerSecond[i] ?? 0) * ((atNs[i + 1] ?? at) - at)) / 1e9;
        });
        expect(answered).toBeCloseTo((200 * END) / 1e9, 2);
      }),
    );
  });
});
