/**
 * A recording and a moment in it: which move, which phase, which levels. Every view starts from these few
 * questions, so that headline, chart, player and tables can never disagree.
 */
import type { MoveRecord, Recording, Sync } from '../model/recording.ts';
import type { VirtualNs } from '../model/units.ts';
import { type Phase, phasesOf } from './phases.ts';

/** When something is first done for a move. */
export const begunNs = (move: MoveRecord): VirtualNs => {
  const prepared = move.tasks?.find((task) => task.kind !== 'cleanup');
  return prepared?.fromNs ?? move.startNs;
};

/** When its story is told: the partition runs on the destination with all of its memory, or never will. */
export const overNs = (move: MoveRecord): VirtualNs =>
  move.outcome.postcopy ? move.endNs : (move.resumedNs ?? move.endNs);

/** The move a moment is about: the last one begun, or the first to come. */
export const moveAt = (recording: Recording, at: VirtualNs): MoveRecord | undefined =>
  recording.moves.findLast((m) => begunNs(m) <= at) ?? recording.moves[0];

export const phaseAt = (move: MoveRecord, at: VirtualNs): Phase | undefined =>
  phasesOf(move).find((p) => p.fromNs <= at && at < p.toNs);

/** The last sync at or before a moment. */
export const syncAt = (move: MoveRecord, at: VirtualNs): Sync | undefined =>
  move.syncs.findLast((s) => s.at <= at);

/** Percent of its CPU time that the partition does not get. */
export const throttleAt = (move: MoveRecord, at: VirtualNs): number =>
  (move.resumedNs ?? move.endNs) <= at ? 0 : (move.throttle?.findLast((step) => step.at <= at)?.percent ?? 0);

/** Where tasks, rounds, pauses and ends lie, ascending: what `previous` and `next` step through. */
export function stations(recording: Recording): VirtualNs[] {
  const all = new Set<VirtualNs>([0 as VirtualNs, recording.durationNs]);
  for (const move of recording.moves) {
    for (const phase of phasesOf(move)) all.add(phase.fromNs);
    all.add(move.endNs);
    for (const gap of move.interruptions ?? []) all.add(gap.fromNs).add(gap.toNs);
  }
  for (const { requestedNs, endNs, pauses = [] } of recording.tasks ?? []) {
    all.add(requestedNs).add(endNs ?? recording.durationNs);
    for (const pause of pauses) all.add(pause.fromNs).add(pause.toNs);
  }
  return [...all].sort((a, b) => a - b);
}
