import { describe, expect, it } from 'vitest';
import { LAST_PAGES, type MoveRecord, type Recording } from '../../web/model/recording.ts';
import { ms, ns } from '../../web/model/units.ts';
import { bytes, rate, span } from '../../web/studio/format.ts';
import { resultOf } from '../../web/studio/result.ts';
import { syntheticRecording } from './fake-port.ts';
import { REDIS_JOB } from './redis-job.ts';

const recording = syntheticRecording(REDIS_JOB);
const move = recording.moves[0]!;
const postcopy = { switchedNs: move.stoppedNs!, requests: 1, bytes: 4096, blockedNs: ns(0), latencies: [] };
const silence = (change: Partial<Recording> = {}, moved: MoveRecord = move) =>
  resultOf({ ...recording, ...change }, moved).facts[2];

describe('the result of a move', () => {
  it('says why the pause was as long: what was left, and how fast that crossed', () => {
    const { because } = resultOf(recording, move);
    const left = move.syncs.findLast(({ stopped }) => stopped)!.remainingBytes;
    const { durationNs } = move.outcome.downtimeParts.find(({ label }) => label === LAST_PAGES)!;
    for (const part of [bytes(left), rate((left / durationNs) * 1e9), span(durationNs)])
      expect(because).toContain(part);
  });

  it('says so where not the rest of the memory was the longest part', () => {
    const parts = [
      { label: LAST_PAGES, durationNs: ns(1e6) },
      { label: 'Starting on the destination', durationNs: ns(1e7) },
    ];
    const { because } = resultOf(recording, { ...move, outcome: { ...move.outcome, downtimeParts: parts } });
    expect(because).toMatch(/^Only .* were left to cross, which took 1.ms; the longest part is another\.$/);
  });

  it('says nothing of why where memory crossed after the switchover, or none was left', () => {
    const none = move.syncs.map((sync) => ({ ...sync, remainingBytes: 0 }));
    const after = { ...move.outcome, postcopy };
    for (const change of [{ syncs: none }, { outcome: after }])
      expect(resultOf(recording, { ...move, ...change }).because).toBe('');
  });

  it('counts the pause of post-copy until the partition runs, which is later than the source counts', () => {
    const [switching, rest] = [ms(7), ms(12)];
    const outcome = {
      ...move.outcome,
      postcopy,
      downtimeNs: switching,
      downtimeParts: [{ label: 'Switching over', durationNs: switching }],
    };
    const resumedNs = ns(move.stoppedNs! + switching + rest);
    const { facts, pauseNs, shares } = resultOf(recording, { ...move, resumedNs, outcome });
    expect(pauseNs).toBe(switching + rest);
    expect(shares.map(({ durationNs }) => durationNs)).toEqual([switching, rest]);
    expect(facts[1]).toMatchObject({ value: span(switching), note: 'as the source counts it' });
  });

  it('tells what its client felt, and of anybody else its own clock', () => {
    const [gap] = recording.client.gaps;
    expect(silence()).toMatchObject({ label: 'Its client waited', value: span(gap!.toNs - gap!.fromNs) });
    expect(silence({ client: { ...recording.client, gaps: [] } })?.value).toBe('not at all');
    expect(silence({ client: { ...recording.client, partition: 'web-1' } })?.label).toBe('Silence');
    expect(silence({}, { ...move, stoppedNs: null })?.value).toBe('none');
    const gaps = [
      ...recording.client.gaps,
      { fromNs: ns(move.resumedNs! + 1e6), toNs: ns(move.resumedNs! + 3e9) },
    ];
    const following = { ...move, endNs: ns(move.resumedNs! + 5e9), outcome: { ...move.outcome, postcopy } };
    expect(silence({ client: { ...recording.client, gaps } }, following)?.note).toContain('and later 3');
  });
});
