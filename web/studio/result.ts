/** A finished move in numbers: what the result card and the task list show. */
import type { MoveRecord } from '../model/recording.ts';
import { bytes, count, digits, span } from './format.ts';
import { begunNs, overNs } from './moment.ts';

export interface Fact {
  label: string;
  value: string;
  note: string;
}

export interface Share {
  label: string;
  durationNs: number;
  /** Of the whole pause, 0…1. */
  share: number;
}

export const downtimeShares = (move: MoveRecord): Share[] => {
  const parts = move.outcome.downtimeParts.filter((p) => p.durationNs > 0);
  const whole = parts.reduce((sum, p) => sum + p.durationNs, 0);
  return parts.map((p) => ({ label: p.label, durationNs: p.durationNs, share: p.durationNs / whole }));
};

export function factsOf(move: MoveRecord): Fact[] {
  const o = move.outcome;
  const memory = move.totalPages * move.pageBytes;
  const paused = move.stoppedNs !== null;
  return [
    // Where no memory crosses, what is done around it is the move.
    o.sentBytes > 0
      ? {
          label: 'Total time',
          value: span(o.totalNs),
          note: o.syncCount === 1 ? 'one sync' : `${count(o.syncCount)} syncs`,
        }
      : { label: 'Total time', value: span(overNs(move) - begunNs(move)), note: 'no memory crossed' },
    { label: 'Downtime', value: paused ? span(o.downtimeNs) : 'none', note: 'the pause itself' },
    { label: 'Silence', value: paused ? span(o.heartbeatGapNs) : 'none', note: 'last to first heartbeat' },
    { label: 'Sent', value: bytes(o.sentBytes), note: `${digits(o.sentBytes / memory)} × its memory` },
    { label: 'Pages', value: count(o.normalPages), note: `and ${count(o.zeroPages)} zero` },
    { label: 'Sent again', value: count(o.resentPages), note: 'dirtied meanwhile' },
  ];
}

/** After “The copy”. */
export const COPY_WORDS: Record<MoveRecord['outcome']['status'], string> = {
  completed: 'is complete',
  cancelled: 'was given up',
  failed: 'broke off',
  lost: 'was lost with the partition',
  paused: 'is interrupted',
  unfinished: 'is unfinished',
};

export const STATUS_WORDS: Record<MoveRecord['outcome']['status'], string> = {
  completed: 'completed',
  cancelled: 'given up',
  failed: 'failed',
  lost: 'lost',
  paused: 'interrupted',
  unfinished: 'unfinished',
};
