import { describe, expect, it } from 'vitest';
import type { Job } from '../../web/model/scenario.ts';
import type { ScriptReport } from '../../web/model/script.ts';
import { megabitsPerSecond, ns, seconds, ZERO_NS } from '../../web/model/units.ts';
import { phasesOf } from '../../web/studio/phases.ts';
import { plain } from '../../web/studio/said.ts';
import { sentenceAt } from '../../web/studio/sentence.ts';
import { whyAt } from '../../web/studio/why.ts';
import { syntheticRecording } from './fake-port.ts';
import { REDIS_JOB } from './redis-job.ts';

const job = REDIS_JOB;
const recording = syntheticRecording(job);
const [move] = recording.moves;
if (!move) throw new Error('the opening moves something');
const said = (at: number, from: Job = job) =>
  plain(sentenceAt(syntheticRecording(from), ns(at), from.scenario)).replace(/\u00a0/g, ' ');
const rounds = phasesOf(move).filter((p) => p.kind === 'round');

describe('the sentence', () => {
  it('says before the move what will happen, and at the very start what to press', () => {
    expect(said(0)).toMatch(
      /^redis is about to move to beta\. In 1 s its 384 MiB .* over 200 Mbit\/s.* Press Play/,
    );
    expect(said(seconds(0.5))).not.toMatch(/Press/);
  });

  it('names the round, what is left, and both speeds', () => {
    const second = rounds[1];
    if (!second) throw new Error('there are rounds');
    expect(said(second.fromNs + 1e6)).toMatch(
      /^Round 2: copying is winning\. [\d.]+ MiB left\. Copied at 23\.8 MiB\/s, dirtied again at [\d.]+\. It switches over once 7\.15 MiB are left, in about .* s; a client may then have to wait .* ms\.$/,
    );
  });

  it('says that it is the last round when it is', () => {
    expect(said((rounds.at(-1)?.fromNs ?? 0) + 1)).toMatch(/the last one/);
  });

  it('says in the pause that the partition stands still', () => {
    expect(said((move.stoppedNs ?? 0) + 1)).toMatch(
      /^The pause: redis stands still\. The last .* cross to beta/,
    );
  });

  it('tells first how long it stood still', () => {
    expect(said(recording.durationNs)).toMatch(
      /^redis runs on beta; it stood still for \d+ ms\. The move took 17\.9 s and 6 rounds; .* Its client went \d+ ms without an answer\./,
    );
  });

  it('says so when the client asked just before and just after the pause', () => {
    const lucky = { ...recording, client: { ...recording.client, gaps: [] } };
    const words = plain(sentenceAt(lucky, recording.durationNs, job.scenario)).replace(/\u00a0/g, ' ');
    expect(words).toMatch(/Its client, asking every 0\.5 s, noticed nothing\./);
  });

  it('calls a hopeless run what it is', () => {
    const slow: Job = {
      ...job,
      scenario: {
        ...job.scenario,
        link: { ...job.scenario.link, bytesPerSecond: megabitsPerSecond(20) },
        tuning: { ...job.scenario.tuning, downtimeLimitMs: 1 },
      },
    };
    const made = syntheticRecording(slow).moves[0];
    if (!made) throw new Error('it moves');
    const late = phasesOf(made).filter((p) => p.kind === 'round')[8];
    expect(said((late?.fromNs ?? 0) + 1e9, slow)).toMatch(
      /neither is winning.*never gets there: given up in/,
    );
    expect(said(made.endNs, slow)).toMatch(/^Given up after .* It stays on alpha; .* crossed in vain/);
  });

  it('says of a run that ends too early what it waited for, and of a round that was never counted that it is not over', () => {
    const cut = rounds[1]!;
    const early = {
      ...move,
      stoppedNs: null,
      resumedNs: null,
      endNs: ns(cut.fromNs + 2e6),
      syncs: move.syncs.filter(({ at }) => at <= cut.fromNs),
      outcome: { ...move.outcome, status: 'unfinished' as const },
    };
    const words = (asked: number | null): string => {
      const question = { id: 'q', question: 'What now?', choices: ['a'], at: ns(asked ?? 0), answer: null };
      const report = { questions: asked === null ? [] : [question] } as unknown as ScriptReport;
      const cutOff = {
        ...recording,
        moves: [early],
        scripted: { scenario: job.scenario, report, clients: [], world: false },
      };
      return plain(sentenceAt(cutOff, ns(cut.fromNs + 1e6), job.scenario)).replace(/\u00a0/g, ' ');
    };
    expect(words(null)).toMatch(
      /^Round 2: not over yet\. .* It would switch over once .* are left; the run ends before that\.$/,
    );
    expect(words(cut.fromNs + 2e6)).toMatch(/are left; before that you are asked, in 1 ms\.$/);
    expect(words(cut.fromNs)).toMatch(/are left; your answer decides first\.$/);
  });

  it('names who is in a round where more than one moves', () => {
    const other = { ...move, partition: 'web-1', endNs: ns(move.startNs + 1) };
    const both = { ...recording, moves: [other, move] };
    expect(sentenceAt(both, ns(rounds[1]!.fromNs + 1e6), job.scenario).headline).toMatch(/^redis, round 2: /);
  });

  it('invites when nothing moves', () => {
    const still = { ...job, scenario: { ...job.scenario, moves: [] } };
    expect(said(0, still)).toMatch(/^Nothing moves\. Drag a partition/);
    expect(sentenceAt(null, ZERO_NS, job.scenario).headline).toBe('Working it out');
  });

  it('keeps its key within a phase and changes it between phases', () => {
    const keys = phasesOf(move).map((p) => {
      const [early, late] = [p.fromNs, p.toNs - 1].map(
        (at) => sentenceAt(recording, ns(at), job.scenario).key,
      );
      expect(early).toBe(late);
      return early;
    });
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the decision', () => {
  it('adds up to what is left, and compares it with the limit', () => {
    const why = whyAt(move, rounds[1]?.fromNs ?? ZERO_NS, 300);
    expect(why?.title).toBe('Why it went on after sync 2');
    expect(why?.lines.join(' ').replace(/\u00a0/g, ' ')).toMatch(
      /2 MiB unsent \+ 57\.6 MiB dirtied anew = \*59\.6 MiB\*\. The limit is 23\.8 MiB\/s × 300 ms = \*7\.15 MiB\*\. So: another round/,
    );
  });

  it('says why it stopped', () => {
    const last = move.syncs.findLast((s) => !s.stopped);
    const stopped = { ...move, syncs: move.syncs.filter((s) => !s.stopped) };
    expect(whyAt(stopped, last?.at ?? ZERO_NS, 300)?.title).toBe(`Why it stopped after sync ${last?.number}`);
    expect(whyAt(move, ZERO_NS, 300)).toBeNull();
  });
});
