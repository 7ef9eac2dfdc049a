/**
 * All that is marked along the line of time: the phases of the moves, and of a way in parts the pause that it is.
 * Moves that are under way together lie in lanes, so that none hides another.
 */
import type { Recording } from '../model/recording.ts';
import { journeyOf, journeysOf } from './journey.ts';
import { joined, type Phase, phasesOf, standing } from './phases.ts';

export interface Band extends Phase {
  /** From 0, which is taken whenever it is free. */
  lane: number;
}

/** @param leastNs rounds in a row that are shorter become one */
export function bandsOf(recording: Recording, leastNs: number): Band[] {
  const groups = [
    ...recording.moves
      .filter((move) => journeyOf(recording, move)?.pause == null)
      .map((move) => joined(phasesOf(move), leastNs)),
    ...journeysOf(recording).flatMap(({ pause }) => (pause ? [[standing(pause)]] : [])),
  ].sort((a, b) => startOf(a) - startOf(b));
  const freeAt: number[] = [];
  return groups
    .flatMap((phases) => {
      const taken = freeAt.findIndex((end) => end <= startOf(phases));
      const lane = taken < 0 ? freeAt.length : taken;
      freeAt[lane] = Math.max(0, ...phases.map(({ toNs }) => toNs));
      return phases.map((phase) => ({ ...phase, lane }));
    })
    .sort((a, b) => a.fromNs - b.fromNs);
}

const startOf = (phases: readonly Phase[]): number => phases[0]?.fromNs ?? 0;
