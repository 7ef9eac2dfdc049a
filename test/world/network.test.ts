import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkSpec, TrafficSpec } from '../../web/model/network.ts';
import { GIB, MIB, megabitsPerSecond, ms, seconds, ZERO_NS } from '../../web/model/units.ts';
import { type MoveFlow, Network } from '../../web/world/network.ts';
import { moverId, type Wires } from '../../web/world/resources.ts';
import { lossBound, payloadBytesPerSecond, windowBound } from '../../web/world/wire.ts';

const LINK: LinkSpec = { bytesPerSecond: 125e6, oneWayDelayNs: ms(0.1) };

const wires = (changes: Partial<Wires> = {}): Wires => ({
  hosts: ['alpha', 'beta', 'gamma'].map((id) => ({ id, memoryBytes: 64 * GIB })),
  link: LINK,
  ...changes,
});

const move = (changes: Partial<MoveFlow> = {}): MoveFlow => ({
  from: 'alpha',
  to: 'beta',
  movers: [],
  demandBytesPerSecond: Infinity,
  streams: 1,
  ...changes,
});

const traffic = (changes: Partial<TrafficSpec> = {}): TrafficSpec => ({
  id: 'backup',
  from: 'alpha',
  to: 'beta',
  bytesPerSecond: 0,
  startNs: ZERO_NS,
  endNs: seconds(1000),
  ...changes,
});

const averages = (world: Wires, moves: MoveFlow[], at = ZERO_NS): number[] =>
  new Network(world).sharesAt(at, moves).moves.map((each) => each.averageBytesPerSecond);

describe('headers', () => {
  it('leave 1448 of 1538 bytes at MTU 1500 and 8948 of 9038 with jumbo frames', () => {
    expect(payloadBytesPerSecond(1538, 1500)).toBe(1448);
    expect(payloadBytesPerSecond(9038, 9000)).toBe(8948);
  });

  it('take 6 % of a gigabit at MTU 1500 and 1 % at 9000', () => {
    expect(125e6 / payloadBytesPerSecond(125e6, 1500)).toBeCloseTo(1.062, 3);
    expect(125e6 / payloadBytesPerSecond(125e6, 9000)).toBeCloseTo(1.01, 3);
  });

  it('count only on a link whose MTU is given', () => {
    expect(averages(wires(), [move()])).toEqual([125e6]);
    expect(averages(wires({ link: { ...LINK, mtuBytes: 1500 } }), [move()])).toEqual([
      payloadBytesPerSecond(125e6, 1500),
    ]);
  });

  it('count on the adapters of that network too', () => {
    const hosts = [
      { id: 'alpha', memoryBytes: GIB, network: { nicBytesPerSecond: 50e6 } },
      { id: 'beta', memoryBytes: GIB },
    ];
    expect(averages(wires({ hosts, link: { ...LINK, mtuBytes: 9000 } }), [move()])).toEqual([
      payloadBytesPerSecond(50e6, 9000),
    ]);
  });
});

describe('TCP', () => {
  it('sends one window in a round trip', () => {
    expect(windowBound(64 * 1024, ms(10))).toBe(6_553_600);
    expect(windowBound(64 * 1024, 0)).toBe(Infinity);
  });

  it('is bounded by loss: a quarter of the losses, twice the rate; half the round trip, twice the rate', () => {
    const bound = lossBound(1500, ms(20), 1e-4);
    expect(bound).toBe(Math.floor((1.22 * 1448) / (0.02 * 0.01)));
    expect(lossBound(1500, ms(20), 0.25e-4) / bound).toBeCloseTo(2, 5);
    expect(lossBound(1500, ms(10), 1e-4) / bound).toBeCloseTo(2, 5);
    expect(lossBound(1500, ms(20), 0)).toBe(Infinity);
  });

  it('keeps a move below the link, and more streams bring it nearer', () => {
    const far = wires({ link: { ...LINK, oneWayDelayNs: ms(20), windowBytes: MIB } });
    const one = averages(far, [move()])[0] ?? 0;
    expect(one).toBe(windowBound(MIB, ms(40)));
    expect(averages(far, [move({ streams: 2 })])).toEqual([2 * one]);
    expect(averages(far, [move({ streams: 64 })])).toEqual([125e6]);
  });
});

describe('moves', () => {
  it('have a link to themselves when there is one', () => {
    expect(averages(wires(), [move()])).toEqual([125e6]);
  });

  it('have no limit over a local socket', () => {
    const local = wires({ link: { ...LINK, bytesPerSecond: 0 } });
    expect(averages(local, [move(), move()])).toEqual([Infinity, Infinity]);
  });

  it('share a direction, and leave the other alone', () => {
    const back = move({ from: 'beta', to: 'alpha' });
    expect(averages(wires(), [move(), move(), back])).toEqual([62.5e6, 62.5e6, 125e6]);
  });

  it('take the link of their own two hosts where there is one, in either direction', () => {
    const links = [
      { ...LINK, id: 'cable', hosts: ['beta', 'gamma'] as [string, string], bytesPerSecond: 1e9 },
    ];
    const moves = [move(), move({ from: 'beta', to: 'gamma' }), move({ from: 'gamma', to: 'beta' })];
    expect(averages(wires({ links }), moves)).toEqual([125e6, 1e9, 1e9]);
  });

  it('cross the adapters of both hosts, each direction by itself', () => {
    const hosts = wires().hosts.map((host) => ({ ...host, network: { nicBytesPerSecond: 60e6 } }));
    const moves = [move(), move({ to: 'gamma' }), move({ from: 'gamma', to: 'beta' })];
    expect(averages(wires({ hosts, link: { ...LINK, bytesPerSecond: 0 } }), moves)).toEqual([
      30e6, 30e6, 30e6,
    ]);
    const opposite = [move(), move({ from: 'beta', to: 'alpha' })];
    expect(averages(wires({ hosts }), opposite)).toEqual([60e6, 60e6]);
  });

  it('share the mover service that they use', () => {
    const hosts = wires().hosts.map((host) => ({
      ...host,
      network: {
        movers: ['vios1', 'vios2'].map((id) => ({ id, bytesPerSecond: 80 * MIB, maxMoves: 8 })),
      },
    }));
    const via = (mover: string) => move({ movers: [moverId('alpha', mover)] });
    const wide = wires({ hosts, link: { ...LINK, bytesPerSecond: 10e9 } });
    expect(averages(wide, [via('vios1'), via('vios1'), via('vios2')])).toEqual([
      40 * MIB,
      40 * MIB,
      80 * MIB,
    ]);
  });

  it('with a limiter leave the rest to others, and send in bursts at what they would get without it', () => {
    const { moves } = new Network(wires()).sharesAt(ZERO_NS, [move({ demandBytesPerSecond: 25e6 }), move()]);
    expect(moves).toEqual([
      { averageBytesPerSecond: 25e6, wireBytesPerSecond: 62.5e6 },
      { averageBytesPerSecond: 100e6, wireBytesPerSecond: 100e6 },
    ]);
  });

  it('alone with a limiter send in bursts at the speed of the link', () => {
    const { moves } = new Network(wires()).sharesAt(ZERO_NS, [move({ demandBytesPerSecond: 25e6 })]);
    expect(moves[0]?.wireBytesPerSecond).toBe(125e6);
  });

  it('share as fairly in whatever order they are named', () => {
    const anyMove = fc.record({
      from: fc.constantFrom('alpha', 'beta', 'gamma'),
      to: fc.constantFrom('alpha', 'beta', 'gamma'),
      movers: fc.constant([]),
      demandBytesPerSecond: fc.constantFrom(Infinity, 10e6, 40e6),
      streams: fc.integer({ min: 1, max: 8 }),
    });
    fc.assert(
      fc.property(fc.array(anyMove, { minLength: 1, maxLength: 12 }), (moves) => {
        const world = wires({
          traffic: [traffic(), traffic({ id: 'nfs', bytesPerSecond: 20e6, from: 'gamma' })],
        });
        const shares = averages(world, moves);
        expect(averages(world, [...moves].reverse())).toEqual(shares.reverse());
      }),
    );
  });
});

describe('other traffic', () => {
  it('takes its part while it is there, at most what it asks for', () => {
    const world = wires({
      traffic: [traffic({ bytesPerSecond: 25e6, startNs: seconds(10), endNs: seconds(20) })],
    });
    expect(averages(world, [move()], seconds(9))).toEqual([125e6]);
    expect(averages(world, [move()], seconds(10))).toEqual([100e6]);
    expect(averages(world, [move()], seconds(20))).toEqual([125e6]);
  });

  it('that wants everything shares like a move', () => {
    const shares = new Network(wires({ traffic: [traffic()] })).sharesAt(ZERO_NS, [move()]);
    expect(shares.moves[0]?.averageBytesPerSecond).toBe(62.5e6);
    expect(shares.traffic.get('backup')).toBe(62.5e6);
  });

  it('and moves together are what a link carries', () => {
    const network = new Network(wires({ traffic: [traffic({ bytesPerSecond: 5e6 })] }));
    const { loads } = network.sharesAt(ZERO_NS, [move({ demandBytesPerSecond: 20e6 })]);
    const forth = network.resources.findIndex(({ id }) => id === 'link forth');
    expect(loads[forth]).toEqual({
      capacityBytesPerSecond: 125e6,
      movesBytesPerSecond: 20e6,
      otherBytesPerSecond: 5e6,
    });
  });
});

describe('a capacity that changes', () => {
  const link: LinkSpec = {
    ...LINK,
    schedule: [
      { at: seconds(5), bytesPerSecond: 0 },
      { at: seconds(7), bytesPerSecond: megabitsPerSecond(100) },
    ],
  };

  it('holds from its moment on', () => {
    const at = (s: number) => averages(wires({ link }), [move()], seconds(s));
    expect([at(4), at(5), at(6), at(7), at(100)]).toEqual([[125e6], [0], [0], [12.5e6], [12.5e6]]);
  });

  it('is foreseen, and so are the beginning and the end of other traffic', () => {
    const network = new Network(
      wires({ link, traffic: [traffic({ startNs: seconds(6), endNs: seconds(9) })] }),
    );
    const moments: number[] = [];
    for (let at = network.nextChange(ZERO_NS); at !== null; at = network.nextChange(at)) moments.push(at);
    expect(moments).toEqual([5, 6, 7, 9].map(seconds));
  });

  it('says when a link that is down comes back', () => {
    const network = new Network(wires({ link }));
    expect(network.backAt(seconds(5), 'alpha', 'beta')).toBe(seconds(7));
    expect(network.backAt(seconds(8), 'alpha', 'beta')).toBe(null);
  });
});
