import { describe, expect, it } from 'vitest';
import type { MoveRecord } from '../../web/model/recording.ts';
import { ns } from '../../web/model/units.ts';
import { bandsOf } from '../../web/studio/bands.ts';
import { syntheticRecording } from './fake-port.ts';
import { REDIS_JOB } from './redis-job.ts';

const recording = syntheticRecording(REDIS_JOB);
const move = recording.moves[0]!;
const later = (byNs: number): MoveRecord => ({
  ...move,
  startNs: ns(move.startNs + byNs),
  endNs: ns(move.endNs + byNs),
  stoppedNs: ns(move.stoppedNs! + byNs),
  resumedNs: ns(move.resumedNs! + byNs),
  syncs: move.syncs.map((sync) => ({ ...sync, at: ns(sync.at + byNs) })),
});
const lanes = (...moves: MoveRecord[]): number[] => [
  ...new Set(bandsOf({ ...recording, moves }, 0).map(({ lane }) => lane)),
];

describe('moves on the line of time', () => {
  it('lie in one lane while none hides another', () => {
    expect(lanes(move)).toEqual([0]);
    expect(lanes(move, later(2 * (move.endNs - move.startNs)))).toEqual([0]);
  });

  it('lie in lanes of their own while they are under way together, and use again what is free', () => {
    const half = (move.endNs - move.startNs) / 2;
    expect(lanes(move, later(half))).toEqual([0, 1]);
    expect(lanes(move, later(half), later(half / 2))).toEqual([0, 1, 2]);
    expect(lanes(move, later(half), later(2.5 * half))).toEqual([0, 1]);
  });
});
