/** Whoever stands above a migration is part of the run: it does not hang on steps, and it can be repeated. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import type { Engine } from '../../web/engine/engine.ts';
import type { Orchestration, Policy } from '../../web/model/policy.ts';
import { qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import type { Recording } from '../../web/model/recording.ts';
import type { Action, Scenario } from '../../web/model/scenario.ts';
import { GIB, ms, ns, seconds } from '../../web/model/units.ts';
import { stepsOf } from '../../web/simulation/acts.ts';
import { Run, runToEnd } from '../../web/simulation/run.ts';
import { move, partition, world, writing } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await loadedEngine();
});

const PLAIN = qemuPolicy('qemu-10.2-kvm', { values: { 'max-bandwidth': 0 }, capabilities: ['postcopy-ram'] });
const under = (orchestration: Partial<Orchestration>, changes: Partial<Policy> = {}): Partial<Scenario> => ({
  tuning: {
    era: 'qemu-10.2-kvm',
    maxBandwidthBytesPerSecond: 0,
    downtimeLimitMs: 50,
    policy: { ...PLAIN, ...changes, orchestration: { ...PLAIN.orchestration, ...orchestration } },
  },
  horizonNs: seconds(20),
});
const jobOf = (changes: Partial<Scenario>, interventions: { at: number; action: Action }[] = []) => ({
  scenario: world(changes),
  interventions: interventions.map(({ at, action }) => ({ at: seconds(at), action })),
  attachments: [],
});
const record = (...job: Parameters<typeof jobOf>): Recording => runToEnd(engine, jobOf(...job), new Map());
const statuses = ({ moves }: Recording) => moves.map(({ outcome }) => outcome.status);
const BUSY = ['one', 'two', 'three'].map((id) => partition(id, 'alpha', writing(12_000, 60_000)));

const anyOrchestration = fc.record({
  pollMs: fc.constantFrom(0, 7, 100, 400),
  downtimeRamp: fc.constantFrom(null, {
    startMs: 20,
    maxMs: 400,
    steps: 8,
    everyMs: 500,
    everyMsPerGiB: 0,
    minGiB: 0,
    afterRounds: 2,
  }),
  stallDetector: fc.constantFrom(null, {
    progressMs: 1500,
    marginPercent: 4,
    newestSamplePercent: 40,
    maxDowntimeMs: 300,
    possibleFactor: 1.5,
    deadlineFactor: 2,
    patiencePercent: 50,
    switchoverTimeoutMs: 1000,
    disruption: 'none' as const,
    otherwise: 'postcopy' as const,
  }),
  timeouts: fc.constantFrom(
    [],
    ...(['abort', 'pause', 'postcopy', 'stop-and-copy'] as const).map((action) => [
      { of: 'completion' as const, ms: 4000, msPerGiB: 0, minGiB: 0, action },
      { of: 'progress' as const, ms: 3000, msPerGiB: 0, minGiB: 0, action: 'abort' as const },
    ]),
  ),
});
const anyWorld = fc.record({
  orchestration: anyOrchestration,
  drained: fc.boolean(),
  load: fc.constantFrom(writing(12_000, 60_000), writing(6000, 30_000), writing(500, 2000)),
});
const scenarioOf = ({
  orchestration,
  drained,
  load,
}: {
  orchestration: Partial<Orchestration>;
  drained: boolean;
  load: ReturnType<typeof writing>;
}): Partial<Scenario> => ({
  ...under(orchestration, drained ? { roundEnd: 'drained' } : {}),
  partitions: ['one', 'two', 'three'].map((id) => partition(id, 'alpha', load)),
  moves: [move('one'), move('two', 0.7)],
});

describe('whoever steps in', () => {
  it('does so at the same moments in whatever steps a run is computed', () => {
    fc.assert(
      fc.property(anyWorld, fc.integer({ min: 3, max: 900 }), (chosen, step) => {
        const job = jobOf(scenarioOf(chosen));
        const run = new Run(engine, job, new Map());
        while (!run.step(ms(step)));
        expect(run.recording()).toEqual(runToEnd(engine, job, new Map()));
      }),
      { numRuns: 40 },
    );
  });

  it('is in the record, so that the move can be repeated from it', () => {
    fc.assert(
      fc.property(anyWorld, (chosen) => {
        const run = new Run(engine, jobOf(scenarioOf(chosen)), new Map());
        while (!run.step());
        for (const each of run.recording().moves) {
          const migration = engine.start(run.configOf(each.partition, each.startNs, each)!);
          for (const { at, apply } of stepsOf(each)) {
            migration.run(ns(at));
            apply(migration);
          }
          migration.run(ns(each.endNs - each.startNs + seconds(1)));
          expect(migration.fingerprint).toBe(each.fingerprint);
          const decided = each.decisions?.map(({ at, by }) => [at, by]) ?? [];
          expect(decided).toEqual((each.acts ?? []).map(({ at }) => [at, 'policy']));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('and does nothing leaves everything as it would be alone', () => {
    const idle = record({ ...under({}), moves: [move('one')] });
    const patient = record({
      ...under({
        pollMs: 13,
        timeouts: [{ of: 'completion', ms: 60_000, msPerGiB: 0, minGiB: 0, action: 'abort' }],
      }),
      moves: [move('one')],
    });
    expect(patient.fingerprint).toBe(idle.fingerprint);
    expect(patient.moves[0]?.decisions).toBeUndefined();
  });

  it('shares the move with the person, who is heard as well', () => {
    const rising = under({
      pollMs: 500,
      downtimeRamp: {
        startMs: 10,
        maxMs: 20,
        steps: 2,
        everyMs: 2000,
        everyMsPerGiB: 0,
        minGiB: 0,
        afterRounds: 0,
      },
    });
    const { moves } = record({ ...rising, partitions: BUSY, moves: [move('one')] }, [
      { at: 5, action: { kind: 'cancel', partition: 'one' } },
    ]);
    expect(moves[0]?.decisions?.map(({ at, by }) => [at / 1e9, by])).toEqual([
      [0.5, 'policy'],
      [2, 'policy'],
      [4, 'policy'],
      [5, 'person'],
    ]);
  });
});

describe('preparations', () => {
  const prepared = under({
    prepare: { fixedMs: 3000, perAdapterMs: 0, perLunMs: 0 },
    cleanup: { fixedMs: 2000, perAdapterMs: 0, perLunMs: 0 },
  });
  const hosts = ['alpha', 'beta', 'gamma'].map((id) => ({ id, memoryBytes: 3 * 64 * 2 ** 20 }));

  it('take the room on the destination before anything is copied', () => {
    const full = hosts.map((host) => (host.id === 'beta' ? { ...host, memoryBytes: 64 * 2 ** 20 } : host));
    const { notes, moves } = record({ ...prepared, hosts: full, moves: [move('one'), move('two', 1)] });
    expect(notes.map(({ text }) => text)).toEqual([
      'beta has too little free memory for two; free some or choose another host.',
    ]);
    expect(moves.map(({ startNs }) => startNs)).toEqual([seconds(3)]);
  });

  it('can be cancelled: no page has been sent, and the room is free again', () => {
    const { notes, moves } = record({ ...prepared, hosts, moves: [move('one')] }, [
      { at: 1, action: { kind: 'cancel', partition: 'one' } },
      { at: 1.5, action: { kind: 'migrate', partition: 'one', to: 'gamma' } },
    ]);
    expect(notes).toEqual([]);
    expect(moves.map(({ outcome, to }) => [outcome.status, to])).toEqual([
      ['cancelled', 'beta'],
      ['completed', 'gamma'],
    ]);
    expect(moves[0]).toMatchObject({
      startNs: seconds(1),
      endNs: seconds(1),
      tasks: [{ kind: 'prepare', fromNs: 0, toNs: seconds(1) }],
      outcome: { sentBytes: 0 },
    });
  });

  it('cannot be sped up: what would act on the copy becomes a note', () => {
    const { notes } = record({ ...prepared, moves: [move('one')] }, [
      { at: 1, action: { kind: 'postcopy', partition: 'one' } },
    ]);
    expect(notes.map(({ text }) => text)).toEqual([
      'one is still being prepared; its copy has not begun, and nothing changes.',
    ]);
  });

  it('when its host fails meanwhile, a partition is lost; when the other does, it stays', () => {
    const failing = (what: 'source' | 'destination') =>
      statuses(
        record({ ...prepared, moves: [move('one')] }, [
          { at: 1, action: { kind: 'fail', partition: 'one', what } },
        ]),
      );
    expect([failing('source'), failing('destination')]).toEqual([['lost'], ['failed']]);
  });

  it('and clean-up keep a move among those that are counted; its memory has moved by then', () => {
    const { moves } = record({ ...prepared, moves: [move('one')] });
    const { endNs, tasks = [] } = moves[0] as Recording['moves'][number];
    expect(tasks[1]).toEqual({ kind: 'cleanup', fromNs: endNs, toNs: endNs + seconds(2) });
    const again = (at: number) =>
      record({ ...prepared, hosts, moves: [move('one')] }, [
        { at, action: { kind: 'migrate', partition: 'one', to: 'gamma' } },
      ]);
    expect(again(endNs / 1e9 + 1).notes).toHaveLength(1);
    expect(statuses(again(endNs / 1e9 + 2))).toEqual(['completed', 'completed']);
  });
});

describe('a product that lets so many moves run at once', () => {
  const limited = (concurrency: Orchestration['concurrency']) => ({
    ...under({ concurrency }),
    partitions: BUSY,
  });

  it('leaves out the next one on a host, where the host itself sets no limit', () => {
    const two = limited({ perHost: 1, perCluster: null, perMover: null });
    expect(record({ ...two, moves: [move('one'), move('two', 1)] }).notes[0]?.text).toMatch(
      /^alpha is at its limit of 1 moves at once \(one\)/,
    );
    const hosts = world().hosts.map((host) => ({ ...host, memoryBytes: 4 * GIB, network: { maxMoves: 2 } }));
    expect(record({ ...two, hosts, moves: [move('one'), move('two', 1)] }).notes).toEqual([]);
  });

  it('counts them all where it counts them all', () => {
    const two = limited({ perHost: null, perCluster: 2, perMover: null });
    const { notes } = record({ ...two, moves: [move('one'), move('two', 1), move('three', 2)] });
    expect(notes.map(({ text }) => text)).toEqual([
      'No more than 2 moves run at once (one, two); three stays. Wait until one has ended, or raise the limit.',
    ]);
  });
});
