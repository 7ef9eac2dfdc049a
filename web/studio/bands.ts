/** All that is marked along the line of time: the phases of the moves, and of a way in parts the pause that it is. */
import type { Recording } from '../model/recording.ts';
import { journeyOf, journeysOf } from './journey.ts';
import { joined, type Phase, phasesOf, standing } from './phases.ts';

/** @param leastNs rounds in a row that are shorter become one */
export const bandsOf = (recording: Recording, leastNs: number): Phase[] =>
  [
    ...recording.moves
      .filter((move) => journeyOf(recording, move)?.pause == null)
      .flatMap((move) => joined(phasesOf(move), leastNs)),
    ...journeysOf(recording).flatMap(({ pause }) => (pause ? [standing(pause)] : [])),
  ].sort((a, b) => a.fromNs - b.fromNs);
