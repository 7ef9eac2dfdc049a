/** What a person does while partitions move: each deed acts at its moment, or becomes a note; never an error. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import type { Engine } from '../../web/engine/engine.ts';
import { qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import { presetNamed } from '../../web/model/presets.ts';
import type { MoveRecord, Recording } from '../../web/model/recording.ts';
import type { Action, Intervention, Scenario, Tuning } from '../../web/model/scenario.ts';
import { ms, ns, seconds, type VirtualNs } from '../../web/model/units.ts';
import { stepsOf } from '../../web/simulation/acts.ts';
import { Run, runToEnd } from '../../web/simulation/run.ts';
import { impossible } from '../../web/world/impossible.ts';
import { move, partition, world, writing } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await loadedEngine();
});

const at = (moment: number, action: Action): Intervention => ({ at: seconds(moment), action });
const jobOf = (interventions: Intervention[], changes: Partial<Scenario> = {}) => ({
  scenario: world({ partitions: IDS.map((id) => partition(id, 'alpha', BUSY)), ...changes }),
  interventions,
  attachments: [],
});
const record = (interventions: Intervention[], changes: Partial<Scenario> = {}): Recording =>
  runToEnd(engine, jobOf(interventions, changes), new Map());
const of = (recording: Recording, id: string): MoveRecord => {
  const found = recording.moves.findLast((each) => each.partition === id);
  if (!found) throw new Error(`${id} did not move`);
  return found;
};
const statuses = ({ moves }: Recording) => moves.map(({ outcome }) => outcome.status);

const IDS = ['one', 'two', 'three'];
/** Writes more than half of its memory anew in the time that a round takes: it never ends by itself. */
const BUSY = writing(12_000, 60_000);
const CALM = writing(2000, 1000);
const calm = { partitions: IDS.map((id) => partition(id, 'alpha', CALM)) };
const tuning = (setup: Parameters<typeof qemuPolicy>[1]): Tuning => ({
  era: 'qemu-10.2-kvm',
  maxBandwidthBytesPerSecond: 0,
  downtimeLimitMs: 100,
  policy: qemuPolicy('qemu-10.2-kvm', setup),
});
const POSTCOPY = tuning({ values: { 'max-bandwidth': 0 }, capabilities: ['postcopy-ram'] });
const SOON = seconds(30);
const horizon = { horizonNs: SOON };

describe('a move that is cancelled', () => {
  const cancelled = () =>
    record([at(1, { kind: 'cancel', partition: 'one' })], { moves: [move('one')], ...horizon });

  it('ends at that moment, and the partition runs on where it was', () => {
    const { outcome, endNs, resumedNs, decisions } = of(cancelled(), 'one');
    expect([outcome.status, endNs, resumedNs]).toEqual(['cancelled', seconds(1), null]);
    expect(decisions).toMatchObject([{ at: seconds(1), by: 'person', what: 'Cancelled the move.' }]);
  });

  it('leaves the room on its destination to others, and can begin again', () => {
    const hosts = ['alpha', 'beta', 'gamma'].map((id) => ({ id, memoryBytes: 3 * 64 * 2 ** 20 }));
    const both = record(
      [
        at(1, { kind: 'cancel', partition: 'one' }),
        at(1.5, { kind: 'migrate', partition: 'one', to: 'gamma' }),
        at(1.5, { kind: 'migrate', partition: 'two', to: 'beta' }),
      ],
      { ...calm, hosts, moves: [move('one', 0.9)] },
    );
    expect(both.notes).toEqual([]);
    expect(both.moves.map(({ partition: id, from, to }) => [id, from, to])).toEqual([
      ['one', 'alpha', 'beta'],
      ['one', 'alpha', 'gamma'],
      ['two', 'alpha', 'beta'],
    ]);
    expect(statuses(both)).toEqual(['cancelled', 'completed', 'completed']);
  });

  it('stays as it is when it has arrived already: a note says so', () => {
    const late = record([at(20, { kind: 'cancel', partition: 'one' })], { ...calm, moves: [move('one')] });
    const without = record([], { ...calm, moves: [move('one')] });
    expect(late.fingerprint).toBe(without.fingerprint);
    expect(late.notes).toEqual([{ at: seconds(20), text: 'one is not on its way; there is nothing to do.' }]);
  });

  it('gives what it sent with to the others at once', () => {
    const two = record([at(0.5, { kind: 'cancel', partition: 'one' })], {
      moves: [move('one'), move('two')],
      ...horizon,
    });
    expect(of(two, 'two').rates).toEqual([
      { at: 0, bytesPerSecond: 62.5e6 },
      { at: seconds(0.5), bytesPerSecond: 125e6 },
    ]);
  });
});

describe('what can be set while it runs', () => {
  const set = (changes: Extract<Action, { kind: 'change' }>['changes'], moment = 2) =>
    record([at(moment, { kind: 'change', partition: 'one', changes })], { moves: [move('one')], ...horizon });

  it('a longer allowed pause ends what would not have ended', () => {
    expect(statuses(record([], { moves: [move('one')], ...horizon }))).toEqual(['cancelled']);
    const { outcome, stoppedNs, decisions } = of(set({ downtimeLimitMs: 1000 }), 'one');
    expect(outcome.status).toBe('completed');
    expect(stoppedNs).toBeGreaterThan(seconds(2));
    expect(stoppedNs).toBeLessThan(seconds(4));
    expect(decisions?.map(({ what }) => what)).toEqual(['Set downtime-limit to 1000 ms.']);
  });

  it('a rate limit holds from then on', () => {
    const { samples } = of(set({ maxBandwidthBytesPerSecond: 16e6 }), 'one');
    const sentAt = (moment: VirtualNs) => {
      const i = samples.atNs.findLastIndex((each) => each <= moment);
      return samples.sentBytes[i] ?? 0;
    };
    const [before, after] = [sentAt(seconds(2)), sentAt(seconds(12)) - sentAt(seconds(2.2))];
    expect(before / 2).toBeGreaterThan(100e6);
    expect(after / 9.8).toBeGreaterThan(15.5e6);
    expect(after / 9.8).toBeLessThan(17.5e6);
  });

  it('another move takes up what a limited one leaves', () => {
    const two = record(
      [
        at(1, {
          kind: 'change',
          partition: 'one',
          changes: { maxBandwidthBytesPerSecond: 25e6 },
        }),
      ],
      { moves: [move('one'), move('two')], ...horizon },
    );
    const link = two.loads?.find(({ id }) => id === 'link forth');
    expect(of(two, 'two').rates?.at(-1)).toEqual({ at: seconds(1), bytesPerSecond: 100e6 });
    expect(Math.max(...(link?.movesBytesPerSecond ?? []))).toBeLessThanOrEqual(125e6);
  });
});

describe('going over to post-copy', () => {
  const asked = [at(1, { kind: 'postcopy', partition: 'one' })];

  it('happens when it is asked for, and what was missing follows', () => {
    const { outcome, stoppedNs, resumedNs, endNs } = of(
      record(asked, { moves: [move('one')], tuning: POSTCOPY }),
      'one',
    );
    expect(outcome.status).toBe('completed');
    expect(stoppedNs).toBeGreaterThanOrEqual(seconds(1));
    expect((resumedNs ?? 0) - (stoppedNs ?? 0)).toBeLessThan(ms(100));
    expect(endNs).toBeGreaterThan(resumedNs ?? 0);
    expect(outcome.postcopy?.requests).toBeGreaterThan(0);
  });

  it('becomes a note where the policy has none', () => {
    const plain = record(asked, { moves: [move('one')], ...horizon });
    expect(plain.notes[0]?.text).toMatch(/^one cannot go over to post-copy/);
    expect(plain.fingerprint).toBe(record([], { moves: [move('one')], ...horizon }).fingerprint);
  });

  it('cannot be cancelled any more: the partition runs over there', () => {
    const late = record([...asked, at(1.1, { kind: 'cancel', partition: 'one' })], {
      moves: [move('one')],
      tuning: POSTCOPY,
    });
    expect(late.notes).toEqual([
      { at: seconds(1.1), text: 'one runs on beta already; its move can no longer be cancelled.' },
    ]);
    expect(statuses(late)).toEqual(['completed']);
  });
});

describe('a partition that is held still', () => {
  it('writes nothing more, so that its copy ends; its pause begins with that', () => {
    const recording = record([at(2, { kind: 'hold', partition: 'one' })], {
      moves: [move('one')],
      client: { partition: 'one', everyMs: 10 },
    });
    const { outcome, stoppedNs, resumedNs, syncs } = of(recording, 'one');
    expect([outcome.status, stoppedNs]).toEqual(['completed', seconds(2)]);
    expect(outcome.heartbeatGapNs).toBe((resumedNs ?? 0) - seconds(2));
    expect(outcome.downtimeParts[0]?.label).toBe('Standing still until the copy is done');
    const parts = outcome.downtimeParts.reduce((sum, { durationNs }) => sum + durationNs, 0);
    expect(parts).toBe(outcome.downtimeNs);
    expect(syncs.filter((sync) => sync.at > seconds(2.5)).every((sync) => sync.newDirtyPages === 0)).toBe(
      true,
    );
    expect(recording.client.gaps[0]?.fromNs).toBeLessThanOrEqual(seconds(2));
  });

  it('runs again on its source when the move is cancelled', () => {
    const recording = record(
      [at(2, { kind: 'hold', partition: 'one' }), at(2.2, { kind: 'cancel', partition: 'one' })],
      { moves: [move('one')], client: { partition: 'one', everyMs: 10 } },
    );
    const gap = recording.client.gaps[0];
    expect(statuses(recording)).toEqual(['cancelled']);
    expect(recording.client.gaps).toHaveLength(1);
    expect((gap?.toNs ?? 0) - (gap?.fromNs ?? 0)).toBeCloseTo(ms(200), -8);
  });
});

describe('a partition that waits before the switchover', () => {
  const waits = tuning({
    values: { 'max-bandwidth': 0 },
    capabilities: ['pause-before-switchover'],
    goOnAfterMs: 20_000,
  });
  const recordOf = (interventions: Intervention[]) =>
    record(interventions, {
      ...calm,
      tuning: waits,
      moves: [move('one')],
      client: { partition: 'one', everyMs: 10 },
    });

  it('goes on when somebody says so; before that nothing is changed by it', () => {
    const recording = recordOf([
      at(0.1, { kind: 'go-on', partition: 'one' }),
      at(4, { kind: 'go-on', partition: 'one' }),
    ]);
    const { preSwitchover, outcome, decisions } = of(recording, 'one');
    expect([outcome.status, preSwitchover?.toNs]).toEqual(['completed', seconds(4)]);
    expect(decisions?.map(({ what }) => what)).toEqual(['Told it to go on with the switchover.']);
    expect(recording.notes).toMatchObject([{ text: expect.stringMatching(/does not wait/) }]);
  });

  it('runs again on its source when the move is cancelled', () => {
    const recording = recordOf([at(4, { kind: 'cancel', partition: 'one' })]);
    const { stoppedNs } = of(recording, 'one');
    const [gap, ...others] = recording.client.gaps;
    expect([statuses(recording), others]).toEqual([['cancelled'], []]);
    expect((gap?.toNs ?? 0) - (gap?.fromNs ?? 0)).toBeCloseTo(seconds(4) - (stoppedNs ?? 0), -8);
  });
});

describe('what breaks before the switchover', () => {
  it.each(['link', 'destination'] as const)('the %s: the partition stays, and may try again', (what) => {
    const again = record(
      [
        at(0.2, { kind: 'fail', partition: 'one', what }),
        at(1, { kind: 'migrate', partition: 'one', to: 'beta' }),
      ],
      { ...calm, moves: [move('one')] },
    );
    expect(statuses(again)).toEqual(['failed', 'completed']);
    expect(again.notes).toEqual([]);
  });

  it('the source: the partition is lost, answers nobody, and cannot move', () => {
    const recording = record(
      [
        at(0.2, { kind: 'fail', partition: 'one', what: 'source' }),
        at(1, { kind: 'migrate', partition: 'one', to: 'gamma' }),
      ],
      { ...calm, moves: [move('one')], client: { partition: 'one', everyMs: 10 } },
    );
    expect(statuses(recording)).toEqual(['lost']);
    expect(recording.notes.map(({ text }) => text)).toEqual([
      'one was lost on its way to beta; it cannot move any more.',
    ]);
    expect(recording.client.gaps.at(-1)?.toNs).toBeGreaterThanOrEqual(recording.durationNs - ms(10));
  });
});

describe('a connection that breaks in post-copy', () => {
  const broken = [
    at(1, { kind: 'postcopy', partition: 'one' }),
    at(1.1, { kind: 'fail', partition: 'one', what: 'link' }),
  ];
  const world1 = { moves: [move('one')], tuning: POSTCOPY, ...horizon };

  it('interrupts the move; with the connection back, the rest follows', () => {
    const mended = record([...broken, at(3, { kind: 'recover', partition: 'one' })], world1);
    const { outcome, interruptions, stalls } = of(mended, 'one');
    expect([outcome.status, mended.notes]).toEqual(['completed', []]);
    expect(interruptions).toHaveLength(1);
    expect(interruptions?.[0]?.fromNs).toBe(seconds(1.1));
    expect(interruptions?.[0]?.toNs).toBeGreaterThan(seconds(3));
    const longest = Math.max(...(stalls ?? []).map(({ fromNs, toNs }) => toNs - fromNs));
    expect(longest).toBeGreaterThan(seconds(1.5));
  });

  it('without that it waits until the run ends, and stands still for the page that it needs', () => {
    const waiting = record([...broken, at(5, { kind: 'migrate', partition: 'one', to: 'gamma' })], world1);
    const { outcome, endNs, stalls } = of(waiting, 'one');
    expect([outcome.status, endNs]).toEqual(['paused', SOON]);
    expect(stalls?.at(-1)?.toNs).toBe(SOON);
    expect(waiting.notes.map(({ text }) => text)).toEqual([
      'one has lost its connection on its way to beta; bring it back first.',
    ]);
  });

  it('sends nothing meanwhile: others have the link', () => {
    const two = record(broken, { ...world1, moves: [move('one'), move('two', 1.3)] });
    expect(of(two, 'two').rates).toEqual([{ at: seconds(1.3), bytesPerSecond: 125e6 }]);
  });

  it('without a way to recover the partition is lost', () => {
    const policy = presetNamed('powervm')?.policy as NonNullable<Tuning['policy']>;
    const quick = {
      ...policy,
      stopRule: { ...policy.stopRule, pendingAtMostBytes: 0, maxRounds: 2 },
      orchestration: qemuPolicy('qemu-10.2-kvm').orchestration,
    };
    const whole = record([], { ...world1, tuning: { ...POSTCOPY, policy: quick } });
    const { resumedNs, endNs } = of(whole, 'one');
    expect(statuses(whole)).toEqual(['completed']);
    const between = ((resumedNs ?? 0) + endNs) / 2 / 1e9;
    const failing = record([at(between, { kind: 'fail', partition: 'one', what: 'link' })], {
      ...world1,
      tuning: { ...POSTCOPY, policy: quick },
    });
    expect(statuses(failing)).toEqual(['lost']);
  });
});

const anyAction = fc.oneof(
  fc.record({
    kind: fc.constant('migrate' as const),
    partition: fc.constantFrom(...IDS, 'nobody'),
    to: fc.constantFrom('beta', 'gamma'),
  }),
  fc.record({
    kind: fc.constantFrom(
      'cancel' as const,
      'postcopy' as const,
      'hold' as const,
      'go-on' as const,
      'recover' as const,
    ),
    partition: fc.constantFrom(...IDS),
  }),
  fc.record({
    kind: fc.constant('fail' as const),
    partition: fc.constantFrom(...IDS),
    what: fc.constantFrom('link' as const, 'source' as const, 'destination' as const),
  }),
  fc.record({
    kind: fc.constant('change' as const),
    partition: fc.constantFrom(...IDS),
    changes: fc.constantFrom(
      { maxBandwidthBytesPerSecond: 20e6 },
      { maxBandwidthBytesPerSecond: 0, downtimeLimitMs: 500 },
      { maxPostcopyBytesPerSecond: 30e6 },
    ),
  }),
);
const anyInterventions = fc.array(
  fc.record({ at: fc.integer({ min: 0, max: 4000 }).map((moment) => ms(moment)), action: anyAction }),
  { maxLength: 8 },
);
const anyScenario = fc
  .record({
    tuning: fc.constantFrom(POSTCOPY, world().tuning),
    workload: fc.constantFrom(BUSY, CALM, writing(4000, 12_000)),
  })
  .map(({ tuning: chosen, workload }) => ({
    tuning: chosen,
    partitions: IDS.map((id) => partition(id, 'alpha', workload)),
    moves: [move('one'), move('two', 0.4)],
    horizonNs: seconds(8),
  }));

describe('whatever anybody does', () => {
  it('the run ends, each deed is done or noted, and the record holds together', () => {
    fc.assert(
      fc.property(anyInterventions, anyScenario, (interventions, changes) => {
        const job = jobOf(interventions, changes);
        expect(impossible(job.scenario, new Map(), interventions)).toEqual([]);
        const recording = runToEnd(engine, job, new Map());
        const deeds = interventions.filter(({ action }) => action.kind !== 'migrate').length;
        const done = recording.moves.flatMap(({ decisions = [] }) => decisions).length;
        const moves = interventions.length - deeds + 2;
        expect(done + recording.moves.length + recording.notes.length).toBe(deeds + moves);
        for (const { outcome, samples, startNs, endNs, stoppedNs, interruptions = [] } of recording.moves) {
          const times = [...samples.atNs];
          expect(times).toEqual(times.toSorted((a, b) => a - b));
          expect(times[0]).toBe(startNs);
          const parts = outcome.downtimeParts.reduce((sum, { durationNs }) => sum + durationNs, 0);
          expect(parts).toBe(outcome.downtimeNs);
          for (const moment of [stoppedNs ?? startNs, ...interruptions.map(({ fromNs }) => fromNs)]) {
            expect(moment).toBeGreaterThanOrEqual(startNs);
            expect(moment).toBeLessThanOrEqual(endNs);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('a partition whose move was cancelled or failed on its source can begin another one at once', () => {
    let ended = 0;
    fc.assert(
      fc.property(anyInterventions, anyScenario, (interventions, changes) => {
        const last = seconds(7.9);
        const earlier = runToEnd(engine, jobOf(interventions, changes), new Map());
        const free = IDS.flatMap((id) => {
          const own = earlier.moves.filter(({ partition: moved }) => moved === id);
          const tried = own.at(-1);
          const gone = !tried || !['cancelled', 'failed'].includes(tried.outcome.status);
          return gone || tried.endNs > last - 1e9 ? [] : [{ id, to: tried.to }];
        });
        for (const { id, to } of free) {
          ended++;
          const again = at(7.9, { kind: 'migrate', partition: id, to });
          const { moves } = runToEnd(engine, jobOf([...interventions, again], changes), new Map());
          expect(moves.filter(({ partition: moved }) => moved === id).at(-1)?.startNs).toBe(last);
        }
      }),
      { numRuns: 100 },
    );
    expect(ended).toBeGreaterThan(3);
  });

  it('a move that ends before the switchover leaves its partition running freely on the source, and its room on the destination to another', () => {
    const room = ['alpha', 'beta', 'gamma', 'delta'].map((id) => ({
      id,
      memoryBytes: id === 'beta' ? 64 * 2 ** 20 : 2 ** 32,
      network: { maxMoves: 1, movers: [{ id: 'mover', bytesPerSecond: 125e6, maxMoves: 1 }] },
    }));
    const slowed = tuning({ capabilities: ['auto-converge'], values: { 'max-bandwidth': 0 } });
    const ends = fc.constantFrom<Action>(
      { kind: 'cancel', partition: 'one' },
      { kind: 'fail', partition: 'one', what: 'link' },
      { kind: 'fail', partition: 'one', what: 'destination' },
    );
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 9, noNaN: true }), ends, fc.boolean(), (moment, end, held) => {
        const partitions = [partition('one', 'alpha', BUSY), partition('two', 'delta', CALM)];
        const { moves, notes } = record(
          [
            ...(held ? [at(moment / 2, { kind: 'hold', partition: 'one' })] : []),
            at(moment, end),
            at(moment + 0.01, { kind: 'migrate', partition: 'two', to: 'beta' }),
            at(moment + 0.01, { kind: 'migrate', partition: 'one', to: 'gamma' }),
          ],
          { hosts: room, partitions, tuning: slowed, moves: [move('one')], ...horizon },
        );
        const [first, ...others] = moves;
        fc.pre(first?.outcome.status !== 'completed');
        expect(notes).toEqual([]);
        expect([first?.outcome.status, first?.endNs]).toEqual([
          end.kind === 'cancel' ? 'cancelled' : 'failed',
          seconds(moment),
        ]);
        expect(first?.throttle?.at(-1)?.percent ?? 0).toBe(0);
        expect(first?.speed?.at(-1)?.share ?? 1).toBe(1);
        expect(others.map(({ partition: id, from, to }) => [id, from, to]).sort()).toEqual([
          ['one', 'alpha', 'gamma'],
          ['two', 'delta', 'beta'],
        ]);
      }),
      { numRuns: 40 },
    );
  });

  it('comes out the same in whatever steps it is computed', () => {
    fc.assert(
      fc.property(
        anyInterventions,
        anyScenario,
        fc.integer({ min: 5, max: 700 }),
        (interventions, changes, step) => {
          const job = jobOf(interventions, changes);
          const run = new Run(engine, job, new Map());
          while (!run.step(ms(step)));
          expect(run.recording()).toEqual(runToEnd(engine, job, new Map()));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('leaves what was before it as it would have been without', () => {
    fc.assert(
      fc.property(anyInterventions, anyScenario, (interventions, changes) => {
        const first = Math.min(...interventions.map((each) => each.at), seconds(4));
        const [with_, without] = [record(interventions, changes), record([], changes)];
        without.moves.forEach((record_, i) => {
          const before = (each: { at: VirtualNs }) => each.at < first;
          expect(with_.moves[i]?.syncs.filter(before) ?? []).toEqual(record_.syncs.filter(before));
        });
      }),
      { numRuns: 30 },
    );
  });

  const repeats = (interventions: Intervention[], changes: Partial<Scenario>) => {
    const run = new Run(engine, jobOf(interventions, changes), new Map());
    while (!run.step());
    for (const move of run.recording().moves) {
      const migration = engine.start(run.configOf(move.partition, move.startNs, move)!);
      for (const { at, apply } of stepsOf(move)) {
        migration.run(ns(at));
        apply(migration);
      }
      migration.run(ns(move.endNs - move.startNs + seconds(1)));
      expect(migration.fingerprint).toBe(move.fingerprint);
    }
  };

  it('can be repeated from the record alone, as the map does', () => {
    fc.assert(fc.property(anyInterventions, anyScenario, repeats), { numRuns: 60 });
  });

  it('and so it can where the network was shared anew twice in one moment', () => {
    const changes = { maxBandwidthBytesPerSecond: 20e6 };
    repeats(
      [
        at(0.609, { kind: 'change', partition: 'two', changes }),
        at(0.609, { kind: 'cancel', partition: 'two' }),
      ],
      {
        moves: [
          { at: ns(0), partition: 'one', to: 'beta' },
          { at: seconds(0.4), partition: 'two', to: 'beta' },
        ],
      },
    );
  });
});
