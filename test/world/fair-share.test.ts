import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Flow, fairShares } from '../../web/world/fair-share.ts';

const RESOURCES = 5;

const anyFlow: fc.Arbitrary<Flow> = fc.record({
  path: fc.uniqueArray(fc.nat(RESOURCES - 1), { maxLength: 4 }),
  capBytesPerSecond: fc.oneof(fc.constant(Infinity), fc.nat(10_000_000)),
});
const anyCapacities = fc.array(fc.oneof(fc.constant(Infinity), fc.nat(10_000_000)), {
  minLength: RESOURCES,
  maxLength: RESOURCES,
});
const anyNetwork = fc.record({
  capacities: anyCapacities,
  flows: fc.array(anyFlow, { minLength: 1, maxLength: 24 }),
});

const usedOf = (resource: number, flows: Flow[], rates: number[]): number =>
  flows.reduce((sum, flow, i) => sum + (flow.path.includes(resource) ? (rates[i] ?? 0) : 0), 0);
const crossing = (resource: number, flows: Flow[]): number[] =>
  flows.flatMap((flow, i) => (flow.path.includes(resource) ? [i] : []));

describe('fair shares', () => {
  it('never exceed a capacity', () => {
    fc.assert(
      fc.property(anyNetwork, ({ capacities, flows }) => {
        const rates = fairShares(capacities, flows);
        capacities.forEach((capacity, resource) => {
          expect(usedOf(resource, flows, rates)).toBeLessThanOrEqual(capacity);
        });
      }),
    );
  });

  it('never exceed a cap', () => {
    fc.assert(
      fc.property(anyNetwork, ({ capacities, flows }) => {
        fairShares(capacities, flows).forEach((rate, i) => {
          expect(rate).toBeLessThanOrEqual(flows[i]?.capBytesPerSecond ?? 0);
        });
      }),
    );
  });

  it('do not depend on the order of the flows', () => {
    const shuffled = anyNetwork.chain(({ capacities, flows }) =>
      fc.record({
        capacities: fc.constant(capacities),
        flows: fc.constant(flows),
        order: fc.shuffledSubarray([...flows.keys()], { minLength: flows.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ capacities, flows, order }) => {
        const rates = fairShares(capacities, flows);
        const others = fairShares(
          capacities,
          order.map((i) => flows[i] as Flow),
        );
        expect(others).toEqual(order.map((i) => rates[i]));
      }),
    );
  });

  it('nor on the order of the resources', () => {
    fc.assert(
      fc.property(anyNetwork, ({ capacities, flows }) => {
        const mirrored = flows.map((flow) => ({ ...flow, path: flow.path.map((r) => RESOURCES - 1 - r) }));
        expect(fairShares([...capacities].reverse(), mirrored)).toEqual(fairShares(capacities, flows));
      }),
    );
  });

  it('give each of k equal flows a k-th', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.nat(1_000_000_000), (k, capacity) => {
        const flows = Array.from({ length: k }, () => ({ path: [0], capBytesPerSecond: Infinity }));
        const rates = fairShares([capacity], flows);
        expect(new Set(rates)).toEqual(new Set([Math.floor(capacity / k)]));
      }),
    );
  });

  it('leave nothing idle that somebody wants: every flow is at its cap or crosses a full resource', () => {
    fc.assert(
      fc.property(anyNetwork, ({ capacities, flows }) => {
        const rates = fairShares(capacities, flows);
        flows.forEach(({ path, capBytesPerSecond }, i) => {
          if (rates[i] === capBytesPerSecond) return;
          const full = path.some((resource) => {
            const left = (capacities[resource] ?? 0) - usedOf(resource, flows, rates);
            return left < crossing(resource, flows).length;
          });
          expect(full).toBe(true);
        });
      }),
    );
  });

  it('are max-min: who is below its cap has, on some full resource of its way, as much as anybody', () => {
    fc.assert(
      fc.property(anyNetwork, ({ capacities, flows }) => {
        const rates = fairShares(capacities, flows);
        flows.forEach(({ path, capBytesPerSecond }, i) => {
          if (rates[i] === capBytesPerSecond) return;
          const bottleneck = path.some((resource) =>
            crossing(resource, flows).every((other) => (rates[other] ?? 0) <= (rates[i] ?? 0)),
          );
          expect(bottleneck).toBe(true);
        });
      }),
    );
  });

  it('hand on what a capped flow leaves', () => {
    const rates = fairShares(
      [100],
      [
        { path: [0], capBytesPerSecond: 10 },
        { path: [0], capBytesPerSecond: Infinity },
        { path: [0], capBytesPerSecond: Infinity },
      ],
    );
    expect(rates).toEqual([10, 45, 45]);
  });

  it('of a long way are those of its narrowest place, and the rest of the wide places goes to others', () => {
    const rates = fairShares(
      [100, 30],
      [
        { path: [0, 1], capBytesPerSecond: Infinity },
        { path: [1], capBytesPerSecond: Infinity },
        { path: [0], capBytesPerSecond: Infinity },
      ],
    );
    expect(rates).toEqual([15, 15, 85]);
  });

  it('of a flow by itself are all there is, fractions too', () => {
    expect(fairShares([8388607.5], [{ path: [0], capBytesPerSecond: Infinity }])).toEqual([8388607.5]);
  });
});
