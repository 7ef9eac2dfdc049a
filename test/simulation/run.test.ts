import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import type { Engine } from '../../web/engine/engine.ts';
import { type QemuSetup, qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import type { MoveRecord, Recording } from '../../web/model/recording.ts';
import type { Move, PartitionSpec, Scenario } from '../../web/model/scenario.ts';
import { GIB, MIB, ms, ns, seconds, ZERO_NS } from '../../web/model/units.ts';
import { SHARED_EVERY } from '../../web/simulation/convoy.ts';
import { Run, runToEnd } from '../../web/simulation/run.ts';
import { jobOf, move, partition, world, writing } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await loadedEngine();
});

const record = (changes: Partial<Scenario>): Recording => runToEnd(engine, jobOf(changes), new Map());
const of = (recording: Recording, id: string): MoveRecord => {
  const found = recording.moves.find((each) => each.partition === id);
  if (!found) throw new Error(`${id} did not move`);
  return found;
};
const rateAt = (record: MoveRecord, at: number): number =>
  at < record.endNs ? (record.rates?.findLast((rate) => rate.at <= at)?.bytesPerSecond ?? 0) : 0;

const anyPartition = (id: string): fc.Arbitrary<PartitionSpec> =>
  fc
    .record({
      host: fc.constantFrom('alpha', 'beta'),
      pages: fc.integer({ min: 1, max: 4000 }),
      writesPerSecond: fc.constantFrom(0, 2000, 12_000),
    })
    .map(({ host, pages, writesPerSecond }) => partition(id, host, writing(pages, writesPerSecond)));
const anyMove = (id: string): fc.Arbitrary<Move> =>
  fc
    .record({ at: fc.constantFrom(0, 0.1, 0.333, 1), to: fc.constantFrom('beta', 'gamma') })
    .map(({ at, to }) => move(id, at, to));
const IDS = ['one', 'two', 'three'];
const setUp = (setup: QemuSetup) => ({ ...world().tuning, policy: qemuPolicy('qemu-10.2-kvm', setup) });
const UNLIMITED = { 'max-bandwidth': 0 };
const anyWorld = fc.record({
  partitions: fc.tuple(...IDS.map(anyPartition)),
  moves: fc.tuple(...IDS.map(anyMove)),
  tuning: fc.constantFrom(
    world().tuning,
    setUp({ values: { 'max-bandwidth': 32e6 } }),
    setUp({ values: UNLIMITED, capabilities: ['auto-converge'] }),
    setUp({ values: UNLIMITED, capabilities: ['multifd'] }),
    setUp({
      values: UNLIMITED,
      capabilities: ['postcopy-ram'],
      postcopyAfter: { rounds: null, ms: 300 },
    }),
  ),
});

describe('a move by itself', () => {
  it('has the whole link, and is what it would be if nothing could ever be shared', () => {
    const alone = record({ moves: [move('one')] });
    const wide = {
      nicBytesPerSecond: 10e9,
      maxMoves: 1,
      movers: [{ id: 'm', bytesPerSecond: 0, maxMoves: 1 }],
    };
    const hosts = world().hosts.map((host) => ({ ...host, network: wide }));
    expect(of(alone, 'one').rates).toEqual([{ at: 0, bytesPerSecond: 125e6 }]);
    expect(record({ moves: [move('one')], hosts }).fingerprint).toBe(alone.fingerprint);
  });

  it('does not notice moves that were over before, or that go the other way', () => {
    const partitions = [partition('one'), partition('two', 'beta')];
    const alone = of(record({ partitions, moves: [move('one', 5)] }), 'one');
    const moves = [move('two', 0, 'alpha'), move('one', 5)];
    expect(of(record({ partitions, moves }), 'one')).toEqual(alone);
    const opposite = [move('two', 5, 'alpha'), move('one', 5)];
    expect(of(record({ partitions, moves: opposite }), 'one')).toEqual(alone);
  });
});

describe('several moves at once', () => {
  it('each get an equal part, and take as much longer', () => {
    const alone = of(record({ moves: [move('one')] }), 'one');
    const all = record({ moves: IDS.map((id) => move(id)) });
    for (const each of all.moves) {
      expect(each.rates).toEqual([{ at: 0, bytesPerSecond: Math.floor(125e6 / 3) }]);
      expect(each.outcome.totalNs / alone.outcome.totalNs).toBeCloseTo(3, 0);
      expect(each.outcome.normalPages).toBe(alone.outcome.normalPages);
    }
  });

  it('take over soon what one leaves that has ended', () => {
    const recording = record({ moves: [move('one'), move('two', 0.2)] });
    const [first, second] = [of(recording, 'one'), of(recording, 'two')];
    expect(rateAt(first, seconds(0.1))).toBe(125e6);
    expect([rateAt(first, seconds(0.3)), rateAt(second, seconds(0.3))]).toEqual([62.5e6, 62.5e6]);
    expect(rateAt(second, first.endNs + SHARED_EVERY)).toBe(125e6);
  });

  const directionOf = ({ from, to }: MoveRecord) => (from < to ? 'forth' : 'back');

  it('never have more of the link than it carries', () => {
    fc.assert(
      fc.property(anyWorld, ({ partitions, moves }) => {
        const recording = record({ partitions, moves });
        for (const one of recording.moves)
          for (const { at } of one.rates ?? []) {
            const sharing = recording.moves.filter((each) => directionOf(each) === directionOf(one));
            expect(sharing.reduce((sum, each) => sum + rateAt(each, at), 0)).toBeLessThanOrEqual(125e6);
          }
      }),
      { numRuns: 20 },
    );
  });

  it('on average neither when limiters make them send in bursts', () => {
    fc.assert(
      fc.property(anyWorld, (changes) => {
        for (const { capacityBytesPerSecond, movesBytesPerSecond } of record(changes).loads ?? [])
          movesBytesPerSecond.forEach((carried, i) => {
            expect(carried).toBeLessThanOrEqual(capacityBytesPerSecond[i] ?? 0);
          });
      }),
      { numRuns: 20 },
    );
  });

  it('send together no more than the link carries in the time that they take', () => {
    /** What the sockets hold, and what a move sends in one go. */
    const slackBytes = 2 ** 20;
    fc.assert(
      fc.property(anyWorld, (changes) => {
        const { moves } = record(changes);
        for (const direction of ['forth', 'back']) {
          const sharing = moves.filter((each) => directionOf(each) === direction);
          const sent = sharing.reduce((sum, { outcome }) => sum + outcome.sentBytes - slackBytes, 0);
          const begun = Math.min(...sharing.map(({ startNs }) => startNs));
          const over = Math.max(...sharing.map(({ endNs }) => endNs));
          if (sharing.length > 0) expect(sent).toBeLessThanOrEqual((125e6 * (over - begun)) / 1e9);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('come out the same in whatever steps they are computed', () => {
    const anySpan = fc.constantFrom(1, 7.3, 20, 33, 250, 5000).map(ms);
    fc.assert(
      fc.property(anyWorld, fc.array(anySpan, { minLength: 1, maxLength: 5 }), (changes, spans) => {
        const run = new Run(engine, jobOf(changes), new Map());
        for (let i = 0; !run.step(spans[i % spans.length]); i++);
        expect(run.recording()).toEqual(record(changes));
      }),
      { numRuns: 20 },
    );
  });

  it('come out the same in whatever order the scenario names them', () => {
    fc.assert(
      fc.property(anyWorld, (changes) => {
        const sorted = ({ moves }: Recording) =>
          moves.toSorted((a, b) => a.partition.localeCompare(b.partition));
        const mirrored = { ...changes, moves: [...changes.moves].reverse() };
        expect(sorted(record(mirrored))).toEqual(sorted(record(changes)));
      }),
      { numRuns: 20 },
    );
  });

  it('of guests that write take longer and send more than one after the other', () => {
    const partitions = ['one', 'two'].map((id) => partition(id, 'alpha', writing(4000, 12_000)));
    const together = record({ partitions, moves: [move('one'), move('two')] });
    const serial = record({ partitions, moves: [move('one'), move('two', 20)] });
    const sum = ({ moves }: Recording, amount: (of: MoveRecord['outcome']) => number) =>
      moves.reduce((total, { outcome }) => total + amount(outcome), 0);
    expect(sum(together, (of) => of.sentBytes)).toBeGreaterThan(1.1 * sum(serial, (of) => of.sentBytes));
    const [arrived = 0] = together.moves.map(({ outcome }) => outcome.totalNs);
    expect(arrived).toBeGreaterThan(1.1 * sum(serial, (of) => of.totalNs));
  });

  it('with a limiter each do not disturb each other while there is room', () => {
    const tuning = { ...world().tuning, maxBandwidthBytesPerSecond: 25e6 };
    const alone = of(record({ tuning, moves: [move('one')] }), 'one');
    const both = record({ tuning, moves: [move('one'), move('two')] });
    expect(of(both, 'one').outcome.totalNs / alone.outcome.totalNs).toBeCloseTo(1, 1);
  });

  it('are listed in the order in which they began, and their partitions stand where they went', () => {
    const moves = [move('two', 0.1), move('one', 0), move('two', 20, 'alpha'), move('two', 40, 'alpha')];
    const recording = record({ moves });
    expect(recording.moves.map(({ partition, to }) => `${partition} to ${to}`)).toEqual([
      'one to beta',
      'two to beta',
      'two to alpha',
    ]);
    expect(recording.notes.map(({ text }) => text)).toEqual([
      'two is on alpha already; the move is left out.',
    ]);
  });
});

describe('the network of a run', () => {
  const link = world().link;
  const total = (changes: Partial<Scenario>) =>
    of(record({ moves: [move('one')], ...changes }), 'one').endNs / 1e9;

  it('that gets slower on the way makes a move longer by what it misses', () => {
    const slower = { ...link, schedule: [{ at: seconds(0.2), bytesPerSecond: 12.5e6 }] };
    const rest = total({}) - 0.2;
    expect(total({ link: slower }) / (0.2 + 10 * rest)).toBeCloseTo(1, 1);
  });

  it('that is down for two seconds makes it two seconds longer', () => {
    const schedule = [
      { at: seconds(0.2), bytesPerSecond: 0 },
      { at: seconds(2.2), bytesPerSecond: 125e6 },
    ];
    expect(total({ link: { ...link, schedule } }) - total({})).toBeCloseTo(2, 1);
  });

  it('that never comes back leaves the partition where it is', () => {
    const schedule = [{ at: seconds(0.2), bytesPerSecond: 0 }];
    const recording = record({ moves: [move('one')], link: { ...link, schedule }, horizonNs: seconds(60) });
    expect(of(recording, 'one').outcome.status).toBe('cancelled');
    expect(of(recording, 'one').endNs).toBe(seconds(60));
  });

  it('with headers carries the less payload', () => {
    expect(total({ link: { ...link, mtuBytes: 1500 } }) / total({})).toBeCloseTo(1538 / 1448, 2);
    expect(total({ link: { ...link, mtuBytes: 9000 } }) / total({})).toBeCloseTo(9038 / 8948, 2);
  });

  it('shared with other traffic is slower while that lasts', () => {
    const traffic = [
      {
        id: 'backup',
        from: 'alpha',
        to: 'gamma',
        bytesPerSecond: 75e6,
        startNs: ZERO_NS,
        endNs: seconds(100),
      },
    ];
    const recording = record({ moves: [move('one')], traffic });
    expect(of(recording, 'one').rates).toEqual([{ at: 0, bytesPerSecond: 62.5e6 }]);
  });

  it('is in the recording: what each link and adapter carried', () => {
    const hosts = world().hosts.map((host) => ({ ...host, network: { nicBytesPerSecond: 100e6 } }));
    const { loads = [], moves } = record({ hosts, moves: [move('one'), move('two', 0, 'gamma')] });
    expect(loads.map(({ id }) => id)).toEqual(['link forth', 'alpha out', 'beta in', 'gamma in']);
    const nic = loads.find(({ id }) => id === 'alpha out');
    expect([...(nic?.movesBytesPerSecond ?? [])]).toEqual([100e6, 0]);
    expect([...(nic?.atNs ?? [])]).toEqual([0, moves[0]?.endNs]);
  });

  it('has a delay of its own on each link', () => {
    const links = [
      {
        id: 'far',
        hosts: ['alpha', 'gamma'] as [string, string],
        bytesPerSecond: 125e6,
        oneWayDelayNs: ms(40),
      },
    ];
    const near = of(record({ links, moves: [move('one')] }), 'one');
    const far = of(record({ links, moves: [move('one', 0, 'gamma')] }), 'one');
    expect(far.outcome.downtimeNs - near.outcome.downtimeNs).toBe(2 * (ms(40) - ms(0.1)));
  });
});

describe('a move is refused, and told why,', () => {
  const refusals = (changes: Partial<Scenario>) => record(changes).notes.map(({ text }) => text);
  const limited = (network: object): Partial<Scenario> => ({
    hosts: world().hosts.map((host) => (host.id === 'beta' ? { ...host, network } : host)),
    moves: [move('one'), move('two', 0.1), move('three', 0.2)],
  });

  it('while the partition is on its way', () => {
    expect(refusals({ moves: [move('one'), move('one', 0.1, 'gamma')] })).toEqual([
      'one is on its way to beta; it cannot set off again before it has arrived.',
    ]);
  });

  it('when the host takes part in as many as it may', () => {
    expect(refusals(limited({ maxMoves: 2 }))).toEqual([
      'beta is at its limit of 2 moves at once (one, two); three stays. Wait until one has ended, or raise the limit.',
    ]);
  });

  it('when every mover of a host serves as many as it may', () => {
    const movers = ['vios1', 'vios2'].map((id) => ({ id, bytesPerSecond: 80 * MIB, maxMoves: 1 }));
    expect(refusals(limited({ movers }))).toEqual([
      'Every mover of beta is busy (vios1 with 1, vios2 with 1); three stays. Wait until a move has ended, or add a mover.',
    ]);
  });

  it('when the memory of the destination is promised to another that is on its way', () => {
    const hosts = world().hosts.map((host) => ({ ...host, memoryBytes: 0.1 * GIB }));
    expect(refusals({ hosts, moves: [move('one'), move('two', 0.1)] })).toEqual([
      'beta has too little free memory for two; free some or choose another host.',
    ]);
  });

  it('but not any more once the others have ended', () => {
    const waiting = { ...limited({ maxMoves: 1 }), moves: [move('one'), move('two', 2), move('three', 4)] };
    expect(refusals(waiting)).toEqual([]);
  });
});

it('moves spread over the movers of a host, so that a second one does not halve the first', () => {
  const movers = ['vios1', 'vios2'].map((id) => ({ id, bytesPerSecond: 20e6, maxMoves: 8 }));
  const hosts = world().hosts.map((host) => ({ ...host, network: { movers } }));
  const { moves } = record({ hosts, moves: IDS.map((id, i) => move(id, i / 10)) });
  const rates = moves.map((each) => rateAt(each, seconds(0.3)));
  expect(rates).toEqual([10e6, 20e6, 10e6]);
});

it('sixty-four partitions of 32 GiB on sixteen hosts all arrive', { timeout: 60_000 }, () => {
  const [hosts, partitions] = [16, 64];
  const hostOf = (i: number) => `host ${i % hosts}`;
  const recording = record({
    hosts: Array.from({ length: hosts }, (_, i) => ({
      id: hostOf(i),
      memoryBytes: 1024 * GIB,
      network: { nicBytesPerSecond: 3.125e9 },
    })),
    link: { bytesPerSecond: 0, oneWayDelayNs: ms(0.1) },
    partitions: Array.from({ length: partitions }, (_, i) => {
      const small = partition(`p${i}`, hostOf(i), writing(100_000, 20_000));
      const filled = [{ first: 0, end: 1_000_000 + i * 10_000 }];
      return { ...small, guest: { ...small.guest, memoryBytes: 32 * GIB, filled } };
    }),
    moves: Array.from({ length: partitions }, (_, i) => move(`p${i}`, 0, hostOf(i + 1 + (i % 5)))),
  });
  expect(recording.moves.map(({ outcome }) => outcome.status)).toEqual(Array(partitions).fill('completed'));
  for (const { id, capacityBytesPerSecond, movesBytesPerSecond } of recording.loads ?? [])
    movesBytesPerSecond.forEach((carried, i) => {
      expect(carried, id).toBeLessThanOrEqual(capacityBytesPerSecond[i] ?? 0);
    });
  expect(Math.max(...recording.moves.map(({ endNs }) => endNs))).toBeLessThan(ns(seconds(60)));
});

describe('the client of a run', () => {
  const requests = { perSecond: 100, serviceMs: 2, workers: 1 };
  const client = { ...world().client, requests };
  const busy = [partition('one', 'alpha', writing(14_000, 40_000))];

  it('is answered more slowly while the guest is throttled, in proportion', () => {
    const tuning = setUp({
      capabilities: ['auto-converge'],
      values: { ...UNLIMITED, 'downtime-limit': 50 },
    });
    const recording = record({ client, tuning, partitions: busy, moves: [move('one')] });
    const { speed = [] } = of(recording, 'one');
    const { atNs, latencyMs } = recording.client.requests ?? { atNs: [], latencyMs: [] };
    expect(speed.length).toBeGreaterThan(1);
    for (const { at, share } of speed.slice(0, -1)) {
      const i = atNs.findLastIndex((moment) => moment <= at);
      expect(latencyMs[i]).toBeCloseTo(2 / share, 3);
    }
  });

  it('waits for pages after a post-copy switchover, and not during the copying before', () => {
    const tuning = setUp({
      capabilities: ['postcopy-ram'],
      values: UNLIMITED,
      postcopyAfter: { rounds: null, ms: 300 },
    });
    const recording = record({ client, tuning, partitions: busy, moves: [move('one')] });
    const { stalls = [], stoppedNs } = of(recording, 'one');
    const { atNs, requestsPerSecond } = recording.client.requests ?? { atNs: [], requestsPerSecond: [] };
    expect(stalls.length).toBeGreaterThan(10);
    const silent = atNs.filter((_, i) => requestsPerSecond[i] === 0);
    expect(silent[0]).toBe(stoppedNs);
    expect(silent.length).toBeGreaterThan(10);
  });
});
