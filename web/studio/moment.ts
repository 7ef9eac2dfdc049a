/**
 * A recording and a moment in it: which move, which phase, which levels. Every view starts from these few
 * questions, so that headline, chart, player and tables can never disagree.
 */
import type { MoveRecord, Recording, Samples, Sync } from '../model/recording.ts';
import type { VirtualNs } from '../model/units.ts';

/** From one bitmap synchronisation to the next is a round; before the first lies the setup. */
export interface Phase {
  kind: 'setup' | 'round' | 'pause' | 'tail';
  /** Of a round, from 1; 0 otherwise. */
  number: number;
  fromNs: VirtualNs;
  toNs: VirtualNs;
  /** Bytes left at its start and at its end, before what was dirtied meanwhile is counted. */
  leftAtStart: number;
  leftAtEnd: number;
  /** Bytes that were found dirty again at its end. */
  redirtiedBytes: number;
  sentBytes: number;
}

/** It stops when what is left fits the limit; the sync in the pause itself decides nothing. */
export const switchesOver = (sync: Sync): boolean =>
  sync.thresholdBytes > 0 && sync.remainingBytes <= sync.thresholdBytes;

/** The syncs after which a round began: all but the deciding one and the one in the pause. */
function opening(move: MoveRecord): Sync[] {
  const running = move.syncs.filter((s) => !s.stopped);
  const last = running.at(-1);
  return last && move.stoppedNs !== null && switchesOver(last) ? running.slice(0, -1) : running;
}

const known = new WeakMap<MoveRecord, Phase[]>();

export function phasesOf(move: MoveRecord): Phase[] {
  const cached = known.get(move);
  if (cached) return cached;
  const total = move.totalPages * move.pageBytes;
  const phases: Phase[] = [];
  const rounds = opening(move);
  const first = move.syncs[0];
  const stop = move.stoppedNs ?? move.endNs;
  const add = (phase: Phase) => {
    if (phase.toNs > phase.fromNs) phases.push(phase);
  };
  add({
    kind: 'setup',
    number: 0,
    fromNs: move.startNs,
    toNs: first?.at ?? stop,
    leftAtStart: total,
    leftAtEnd: total,
    redirtiedBytes: 0,
    sentBytes: 0,
  });
  rounds.forEach((sync, i) => {
    const next = move.syncs[i + 1];
    const toNs = (i + 1 < rounds.length ? rounds[i + 1]?.at : undefined) ?? stop;
    const end = levelsAt(move, toNs);
    add({
      kind: 'round',
      number: i + 1,
      fromNs: sync.at,
      toNs,
      leftAtStart: sync.remainingBytes,
      leftAtEnd: next ? next.unsentPages * move.pageBytes : end.remainingBytes,
      redirtiedBytes: next ? next.newDirtyPages * move.pageBytes : 0,
      sentBytes: (next?.sentBytes ?? end.sentBytes) - sync.sentBytes,
    });
  });
  if (move.stoppedNs !== null) {
    const last = move.syncs.at(-1);
    const before = move.syncs.findLast((s) => !s.stopped);
    const upTo = move.resumedNs ?? move.endNs;
    add({
      kind: 'pause',
      number: 0,
      fromNs: move.stoppedNs,
      toNs: upTo,
      leftAtStart: last?.remainingBytes ?? 0,
      leftAtEnd: 0,
      redirtiedBytes: 0,
      sentBytes: move.outcome.sentBytes - (before?.sentBytes ?? 0),
    });
    add({
      kind: 'tail',
      number: 0,
      fromNs: upTo,
      toNs: move.endNs,
      leftAtStart: 0,
      leftAtEnd: 0,
      redirtiedBytes: 0,
      sentBytes: 0,
    });
  }
  known.set(move, phases);
  return phases;
}

/** The move a moment is about: the last one begun, or the first to come. */
export const moveAt = (recording: Recording, at: VirtualNs): MoveRecord | undefined =>
  recording.moves.findLast((m) => m.startNs <= at) ?? recording.moves[0];

export const phaseAt = (move: MoveRecord, at: VirtualNs): Phase | undefined =>
  phasesOf(move).find((p) => p.fromNs <= at && at < p.toNs);

/** The last sync at or before a moment. */
export const syncAt = (move: MoveRecord, at: VirtualNs): Sync | undefined =>
  move.syncs.findLast((s) => s.at <= at);

export interface Levels {
  sentBytes: number;
  remainingBytes: number;
  redirtiedBytes: number;
  thresholdBytes: number;
  bandwidthBytesPerSecond: number;
}

/** Index of the last sample at or before `at`, or -1. */
export function sampleBefore(samples: Samples, at: number): number {
  let [low, high] = [0, samples.atNs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((samples.atNs[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The sampled levels at a moment; what only grows or only falls is interpolated between two samples. */
export function levelsAt(move: MoveRecord, at: VirtualNs): Levels {
  const s = move.samples;
  const i = sampleBefore(s, at);
  const column = (values: Float64Array, k: number) => values[k] ?? 0;
  if (i < 0) {
    const total = move.totalPages * move.pageBytes;
    return {
      sentBytes: 0,
      remainingBytes: total,
      redirtiedBytes: 0,
      thresholdBytes: 0,
      bandwidthBytesPerSecond: 0,
    };
  }
  const [from, to] = [column(s.atNs, i), s.atNs[i + 1]];
  const part = to !== undefined && to > from ? (at - from) / (to - from) : 0;
  const [left, next] = [column(s.remainingBytes, i), column(s.remainingBytes, i + 1)];
  const sent = column(s.sentBytes, i);
  return {
    sentBytes: sent + part * Math.max(0, column(s.sentBytes, i + 1) - sent) || sent,
    remainingBytes: part > 0 && next < left ? left + part * (next - left) : left,
    redirtiedBytes: column(s.redirtiedBytes, i),
    thresholdBytes: column(s.thresholdBytes, i),
    bandwidthBytesPerSecond: column(s.bandwidthBytesPerSecond, i),
  };
}

/** Where the rounds, pauses and ends lie, ascending: what `previous` and `next` step through. */
export function stations(recording: Recording): VirtualNs[] {
  const all = new Set<VirtualNs>([0 as VirtualNs, recording.durationNs]);
  for (const move of recording.moves) {
    for (const phase of phasesOf(move)) all.add(phase.fromNs);
    all.add(move.endNs);
  }
  return [...all].sort((a, b) => a - b);
}

/** Rounds in a row that are shorter than `leastNs` become one; its sums are theirs. */
export function joined(phases: readonly Phase[], leastNs: number): Phase[] {
  const out: Phase[] = [];
  for (const phase of phases) {
    const last = out.at(-1);
    const both = last?.kind === 'round' && phase.kind === 'round' && phase.toNs - phase.fromNs < leastNs;
    if (last && both && last.toNs - last.fromNs < leastNs)
      out[out.length - 1] = {
        ...last,
        toNs: phase.toNs,
        leftAtEnd: phase.leftAtEnd,
        redirtiedBytes: Math.max(last.redirtiedBytes, phase.redirtiedBytes),
        sentBytes: last.sentBytes + phase.sentBytes,
      };
    else out.push(phase);
  }
  return out;
}

export const phaseName = (phase: Phase): string =>
  phase.kind === 'round' ? `round ${phase.number}` : phase.kind === 'tail' ? 'clean-up' : phase.kind;
