/** A finished move in numbers, or the way in parts that it belongs to: what the result card and the task list show. */
import { LAST_PAGES, type MoveRecord, type Recording, type Span } from '../model/recording.ts';
import type { TaskRecord } from '../model/task-record.ts';
import { type VirtualNs, ZERO_NS } from '../model/units.ts';
import { silencesAround } from './beats.ts';
import { bytes, count, digits, rate, span } from './format.ts';
import { type Journey, journeyOf } from './journey.ts';
import { begunNs, overNs } from './moment.ts';
import { type Phase, phasesOf } from './phases.ts';
import { standstillNs } from './postcopy.ts';

export interface Result {
  facts: Fact[];
  /** What the pause was made of; none where there was no pause. */
  shares: Share[];
  pauseNs: VirtualNs;
  /** Why the pause was as long as it was, where that is known. */
  because: string;
  /** Said where there was no pause. */
  unpaused: string;
  rounds: Phase[];
  /** Of a way in parts. */
  legs: readonly MoveRecord[];
}

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

export function resultOf(recording: Recording, move: MoveRecord): Result {
  const journey = journeyOf(recording, move);
  if (journey) return resultOfJourney(journey);
  const { outcome } = move;
  return {
    facts: factsOf(move, recording),
    shares: sharesOf([
      ...outcome.downtimeParts,
      { label: 'Until it ran there', durationNs: standstillNs(move) - outcome.downtimeNs },
    ]),
    pauseNs: standstillNs(move),
    because: becauseOf(move),
    unpaused: `The copy ${COPY_WORDS[outcome.status]}: there was no pause.`,
    rounds: phasesOf(move).filter((p) => p.kind === 'round'),
    legs: [],
  };
}

/** The pause is made of the steps that were taken in it. */
function resultOfJourney({ task, legs, pause }: Journey): Result {
  const sentBytes = legs.reduce((sum, { outcome }) => sum + outcome.sentBytes, 0);
  const pages = legs.reduce((sum, { totalPages, pageBytes }) => sum + totalPages * pageBytes, 0);
  const pauseNs = pause ? ((pause.toNs - pause.fromNs) as VirtualNs) : ZERO_NS;
  return {
    facts: [
      {
        label: 'Total time',
        value: task.endNs === null ? 'not over' : span(task.endNs - (task.startNs ?? task.requestedNs)),
        note: `${count(task.steps.length)} steps`,
      },
      { label: 'Pause', value: pause ? span(pauseNs) : 'none', note: 'no program of it ran' },
      {
        label: 'Sent',
        value: bytes(sentBytes),
        note: `${digits(sentBytes / (pages / legs.length))} × its state`,
      },
    ],
    shares: pause ? sharesOf(partsOf(task, pause)) : [],
    pauseNs,
    because: '',
    unpaused: 'It ran all the time.',
    rounds: [],
    legs,
  };
}

/** The steps that were taken in it, and what came after them: where it was paused it stands until somebody resumes it. */
function partsOf({ steps, endNs }: TaskRecord, { fromNs, toNs }: Span): Omit<Share, 'share'>[] {
  const within = (from: number, to: number) => Math.min(to, toNs) - Math.max(from, fromNs);
  return [
    ...steps.map(({ name, startNs, endNs }) => ({
      label: name,
      durationNs: startNs === null ? 0 : within(startNs, endNs ?? toNs),
    })),
    { label: 'Until it ran again', durationNs: endNs === null ? 0 : within(endNs, toNs) },
  ];
}

function sharesOf(parts: readonly Omit<Share, 'share'>[]): Share[] {
  const all = parts.filter(({ durationNs }) => durationNs > 0);
  const sum = all.reduce((total, { durationNs }) => total + durationNs, 0);
  return all.map(({ label, durationNs }) => ({ label, durationNs, share: durationNs / sum }));
}

/** What was left when it stopped, and how fast that crossed; or that something else took longer. */
function becauseOf({ syncs, outcome, partition }: MoveRecord): string {
  const left = syncs.findLast(({ stopped }) => stopped)?.remainingBytes ?? 0;
  const crossing = outcome.downtimeParts.find(({ label }) => label === LAST_PAGES)?.durationNs ?? 0;
  if (left === 0 || crossing === 0 || outcome.postcopy) return '';
  const [longest] = [...outcome.downtimeParts].sort((a, b) => b.durationNs - a.durationNs);
  if (longest && longest.label !== LAST_PAGES)
    return `Only ${bytes(left)} were left to cross, which took ${span(crossing)}; the longest part is another.`;
  return `The last ${bytes(left)} crossed while ${partition} stood still: at ${rate((left / crossing) * 1e9)} that takes ${span(crossing)}.`;
}

/** What somebody felt who was using it; where nobody was, what its own clock says. */
function silenceOf(move: MoveRecord, { client }: Recording): Fact {
  if (move.stoppedNs === null) return { label: 'Silence', value: 'none', note: 'it ran all the time' };
  if (client.partition !== move.partition)
    return { label: 'Silence', value: span(move.outcome.heartbeatGapNs), note: 'last to first heartbeat' };
  const { pauseNs, laterNs } = silencesAround(move, client);
  const asking = `asking every ${span(client.everyNs)}`;
  const note = laterNs > 0 ? `and later ${span(laterNs)}, ${asking}` : asking;
  return { label: 'Its client waited', value: pauseNs > 0 ? span(pauseNs) : 'not at all', note };
}

function factsOf(move: MoveRecord, recording: Recording): Fact[] {
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
    {
      label: 'Downtime',
      value: paused ? span(o.downtimeNs) : 'none',
      note: o.postcopy ? 'as the source counts it' : 'the pause itself',
    },
    silenceOf(move, recording),
    { label: 'Sent', value: bytes(o.sentBytes), note: `${digits(o.sentBytes / memory)} × its memory` },
    { label: 'Pages', value: count(o.normalPages), note: `and ${count(o.zeroPages)} zero` },
    { label: 'Sent again', value: count(o.resentPages), note: 'dirtied meanwhile' },
  ];
}

/** After “The copy”. */
const COPY_WORDS: Record<MoveRecord['outcome']['status'], string> = {
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
