import { describe, expect, it } from 'vitest';
import type { ClientSpec } from '../../web/model/client.ts';
import { USUAL_ANNOUNCE } from '../../web/model/client.ts';
import type { LinkSpec } from '../../web/model/network.ts';
import { sentence } from '../../web/model/result.ts';
import type { Scenario } from '../../web/model/scenario.ts';
import { seconds, ZERO_NS } from '../../web/model/units.ts';
import { impossible } from '../../web/world/impossible.ts';
import { world } from '../simulation/worlds.ts';

const said = (changes: Partial<Scenario>) => impossible(world(changes), new Map()).map(sentence);
const { link, hosts, client } = world();
const cable = { ...link, id: 'cable', hosts: ['alpha', 'beta'] as [string, string] };
const backup = {
  id: 'backup',
  from: 'alpha',
  to: 'beta',
  bytesPerSecond: 0,
  startNs: ZERO_NS,
  endNs: seconds(1),
};
const on = (network: object) => ({ hosts: hosts.map((host) => ({ ...host, network })) });
const mover = { id: 'vios1', bytesPerSecond: 1e8, maxMoves: 8 };

describe('a scenario can run', () => {
  it('as it is', () => {
    expect(said({})).toEqual([]);
  });

  it('with everything that a network can have', () => {
    const schedule = [
      { at: seconds(1), bytesPerSecond: 0 },
      { at: seconds(2), bytesPerSecond: 1e6 },
    ];
    expect(
      said({
        link: { ...link, mtuBytes: 9000, lossShare: 0.001, windowBytes: 4_000_000, schedule },
        links: [cable],
        traffic: [backup],
        ...on({ nicBytesPerSecond: 3e9, maxMoves: 4, movers: [mover] }),
        client: {
          ...client,
          requests: { perSecond: 10, serviceMs: 1, workers: 2 },
          announce: USUAL_ANNOUNCE,
        },
      }),
    ).toEqual([]);
  });
});

describe('a scenario cannot run, and it is said where and what to do,', () => {
  it.each<[string, Partial<LinkSpec>, string]>([
    [
      'a negative speed',
      { bytesPerSecond: -1 },
      'link speed: -1 is not possible. Give bytes per second, 0 or more.',
    ],
    ['a tiny MTU', { mtuBytes: 40 }, 'link MTU: 40 is not possible. Give bytes, 576 to 65535.'],
    [
      'a loss of everything',
      { lossShare: 1 },
      'link loss: 1 is not possible. Give a share of the packets, 0 or more and less than 1.',
    ],
    [
      'no window',
      { windowBytes: Number.NaN },
      'link window: NaN is not possible. Give bytes; leave it out for no bound.',
    ],
    [
      'a schedule that goes back',
      {
        schedule: [
          { at: seconds(2), bytesPerSecond: 1 },
          { at: seconds(1), bytesPerSecond: 1 },
        ],
      },
      'link schedule, entry 2, moment: 1000000000 is not possible. Put the moments in ascending order, none before the start.',
    ],
  ])('over a link with %s', (_, changes, sentence) => {
    expect(said({ link: { ...link, ...changes } })).toEqual([sentence]);
  });

  it.each<[string, Partial<Scenario>, string]>([
    [
      'a link to nowhere',
      { links: [{ ...cable, hosts: ['alpha', 'delta'] }] },
      'link cable: There is no host delta. Name two of the hosts: alpha, beta, gamma.',
    ],
    ['two links of a name', { links: [cable, cable] }, 'link cable: There are two of this name. Rename one.'],
    [
      'traffic from a host to itself',
      { traffic: [{ ...backup, to: 'alpha' }] },
      'traffic backup: Both ends are the same host. Name two of the hosts: alpha, beta, gamma.',
    ],
    [
      'traffic that ends before it begins',
      { traffic: [{ ...backup, startNs: seconds(2) }] },
      'traffic backup, end: 1000000000 is not possible. Let it end after it began.',
    ],
  ])('with %s', (_, changes, sentence) => {
    expect(said(changes)).toEqual([sentence]);
  });

  it('with adapters and movers that cannot be, every one of them', () => {
    const broken = on({ nicBytesPerSecond: -5, maxMoves: 1.5, movers: [mover, { ...mover, maxMoves: -1 }] });
    expect(said({ hosts: broken.hosts.slice(0, 1) })).toEqual([
      'alpha, adapter speed: -5 is not possible. Give bytes per second, 0 or more.',
      'alpha, moves at once: 1.5 is not possible. Give a whole number.',
      'alpha, mover vios1: There are two of this name. Rename one.',
      'alpha, mover vios1, moves: -1 is not possible. Give a whole number.',
    ]);
  });

  it.each<[string, Partial<ClientSpec>, string]>([
    [
      'asks without a break',
      { everyMs: 0 },
      'client, interval: 0 is not possible. Give milliseconds, more than 0.',
    ],
    [
      'sends a negative number',
      { requests: { perSecond: -1, serviceMs: 1, workers: 1 } },
      'client, requests: -1 is not possible. Give requests per second, 0 or more.',
    ],
    [
      'is served in no time',
      { requests: { perSecond: 1, serviceMs: 0, workers: 1 } },
      'client, service time: 0 is not possible. Give milliseconds, more than 0.',
    ],
    [
      'is served by nobody',
      { requests: { perSecond: 1, serviceMs: 1, workers: 0 } },
      'client, workers: 0 is not possible. Give a whole number from 1.',
    ],
    [
      'waits for endless announcements',
      { announce: { ...USUAL_ANNOUNCE, rounds: 1e9 } },
      'announce-rounds: 1000000000 is not possible. Give a whole number up to 1000.',
    ],
  ])('with a client that %s', (_, changes, sentence) => {
    expect(said({ client: { ...client, ...changes } })).toEqual([sentence]);
  });
});
