import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, thingName } from '../../web/model/call.ts';
import { done, refused } from '../../web/model/result.ts';
import { ZERO_NS } from '../../web/model/units.ts';
import type { Pull, SimulationPort } from '../../web/worker/protocol.ts';
import { Supervisor } from '../../web/worker/supervisor.ts';
import { syntheticRecording } from '../studio/fake-port.ts';
import { REDIS_JOB } from '../studio/redis-job.ts';

const JOB = REDIS_JOB;
const OTHER = { ...JOB, scenario: { ...JOB.scenario, seed: 2 } };
const AT = { at: ZERO_NS, map: null };

type Fate = 'well' | 'throws' | 'dies' | 'silent';

/** A thread that is ready at its first pull, and then comes to its fate whenever it is asked for a picture. */
class FakeThread {
  fate: Fate = 'well';
  ended = false;
  readonly started: unknown[] = [];
  #recording: Pull['recording'] = null;
  die!: () => void;
  readonly lost = new Promise<never>((_, reject) => {
    this.die = () => reject(new Error('The simulation stopped unexpectedly.'));
  });

  constructor() {
    this.lost.catch(() => {});
  }

  end(): void {
    this.ended = true;
  }

  #asked<T>(answer: T): Promise<T> {
    return this.fate === 'silent' ? new Promise<never>(() => {}) : Promise.resolve(answer);
  }

  readonly port: SimulationPort = {
    start: async (job) => {
      if (job.scenario.seed === 13) return refused({ what: 'An unlucky number.' });
      this.#recording = syntheticRecording(job);
      return done(this.started.push(job));
    },
    pull: async ({ at }) => {
      if (this.fate === 'throws') throw new Error('unreachable');
      if (this.fate === 'dies') this.die();
      if (this.fate !== 'well') return new Promise<never>(() => {});
      const recording = this.#recording;
      this.#recording = null;
      const run = this.started.length;
      return {
        run,
        state: 'ready',
        progress: 1,
        recording,
        frame: { at, map: null },
        world: null,
        failure: null,
      };
    },
    check: () => this.#asked(null),
    command: () => this.#asked(null),
    open: async (name) => refused({ what: `${name} is no file.` }),
    read: () => this.#asked(refused({ what: 'Nobody has printed anything.' })),
  };
}

/** Threads come to the given fates one after the other. */
function supervised(...fates: Fate[]) {
  const threads: FakeThread[] = [];
  const supervisor = new Supervisor(() => {
    const thread = new FakeThread();
    thread.fate = fates[threads.length] ?? 'well';
    threads.push(thread);
    return thread;
  });
  return { supervisor, threads };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a thread that is lost', () => {
  it.each(['throws', 'dies', 'silent'] as const)(
    'that %s is replaced, and its run comes again',
    async (fate) => {
      const { supervisor, threads } = supervised();
      const started = await supervisor.start(JOB);
      const first = await supervisor.pull(AT);
      if (threads[0]) threads[0].fate = fate;
      const asked = supervisor.pull(AT);
      await vi.advanceTimersByTimeAsync(120_000);
      const again = await asked;
      expect(again.run).toBe(started.ok && started.value);
      expect(again.recording?.fingerprint).toBe(first.recording?.fingerprint);
      expect(threads.map((t) => t.ended)).toEqual([true, false]);
      expect(threads[1]?.started).toEqual([JOB]);
    },
  );

  it('is repeated once, then the run has failed and is not asked for any more', async () => {
    const { supervisor, threads } = supervised('throws', 'throws');
    const started = await supervisor.start(JOB);
    const failed = await supervisor.pull(AT);
    expect(failed).toMatchObject({
      run: started.ok && started.value,
      state: 'failed',
      failure: 'unreachable',
    });
    expect(await supervisor.pull(AT)).toEqual(failed);
    expect(threads).toHaveLength(3);
    expect(threads[2]?.started).toEqual([]);
  });

  it('is put down to a script after seconds, but not while an environment is being read', async () => {
    const script = { source: '', seed: null, parameters: {}, answers: {}, attended: true };
    const endedAfterSeconds = async (reads: boolean) => {
      const { supervisor, threads } = supervised('silent');
      await supervisor.start({ ...JOB, script });
      if (reads) void supervisor.read({ pieces: [], keepIdentifiers: false, answers: {} });
      await vi.advanceTimersByTimeAsync(0);
      void supervisor.pull(AT);
      await vi.advanceTimersByTimeAsync(10_000);
      return threads[0]?.ended;
    };
    expect([await endedAfterSeconds(false), await endedAfterSeconds(true)]).toEqual([true, false]);
  });

  it('leaves the way free for another run', async () => {
    const { supervisor } = supervised('throws', 'throws');
    await supervisor.start(JOB);
    await supervisor.pull(AT);
    const started = await supervisor.start(OTHER);
    expect(await supervisor.pull(AT)).toMatchObject({ run: started.ok && started.value, state: 'ready' });
  });

  it('is forgiven when a picture came in between', async () => {
    const { supervisor, threads } = supervised();
    await supervisor.start(JOB);
    for (let i = 0; i < 5; i++) {
      expect((await supervisor.pull(AT)).frame).not.toBeNull();
      const thread = threads.at(-1);
      if (thread) thread.fate = 'dies';
    }
    expect(threads).toHaveLength(5);
  });

  it('is found out by the next job, which is begun all the same', async () => {
    const { supervisor, threads } = supervised();
    await supervisor.start(JOB);
    threads[0]?.die();
    const started = await supervisor.start(OTHER);
    expect(threads[1]?.started).toEqual([JOB, OTHER]);
    expect(await supervisor.pull(AT)).toMatchObject({ run: started.ok && started.value, state: 'ready' });
  });

  it('turns down a file that was being read, and reads the next', async () => {
    const { supervisor, threads } = supervised();
    threads[0]?.die();
    const [lost, next] = [
      await supervisor.open('a', new Uint8Array()),
      await supervisor.open('b', new Uint8Array()),
    ];
    expect(lost).toMatchObject({
      diagnostics: [{ where: 'a', what: expect.stringContaining('stopped unexpectedly') }],
    });
    expect(next).toMatchObject({ diagnostics: [{ what: 'b is no file.' }] });
  });
});

describe('a question about the world', () => {
  it('has no answer where its thread was lost meanwhile: not one that says there is nothing', async () => {
    const { supervisor, threads } = supervised('silent');
    await supervisor.start(JOB);
    const asked = Promise.allSettled([
      supervisor.command(ZERO_NS, 'date'),
      supervisor.check(ZERO_NS, call(thingName('Lab'), 'sleep', '1 s')),
    ]);
    await vi.advanceTimersByTimeAsync(0);
    threads[0]?.die();
    expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await supervisor.command(ZERO_NS, 'date')).toBeNull();
  });
});

describe('a thread that is well', () => {
  it('keeps its run when another is refused', async () => {
    const { supervisor, threads } = supervised();
    const started = await supervisor.start(JOB);
    const unlucky = { ...JOB, scenario: { ...JOB.scenario, seed: 13 } };
    expect((await supervisor.start(unlucky)).ok).toBe(false);
    expect((await supervisor.pull(AT)).run).toBe(started.ok && started.value);
    expect(threads).toHaveLength(1);
  });

  it('has nothing to show before a run is started', async () => {
    const { supervisor } = supervised();
    expect(await supervisor.pull(AT)).toMatchObject({ state: 'idle', recording: null });
  });
});
