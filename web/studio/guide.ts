/**
 * What somebody who has just come is told of the opening run, one thing at a time: what the picture shows, why there are
 * rounds, what the pause is, and what to try next. Gone as soon as anything is changed. All are about as long, so that
 * nothing below them moves when the next one comes.
 */
import type { Recording } from '../model/recording.ts';
import type { Job } from '../model/scenario.ts';
import type { VirtualNs } from '../model/units.ts';
import { moveAt, overNs, phaseAt } from './moment.ts';
import { isOpening } from './opening.ts';

/** Empty: nothing, or nothing more. @param recording null: it is being computed */
export function guideAt(recording: Recording | null, job: Job, at: VirtualNs): string {
  if (!isOpening(job)) return '';
  const move = recording && moveAt(recording, at);
  if (!move) return squares(job.scenario.moves[0]?.to ?? '');
  const { partition, from, to } = move;
  const phase = phaseAt(move, at);
  if (phase?.kind === 'pause')
    return `Little enough is left, so ${partition} is stopped for the rest. Only now does anybody wait.`;
  if (phase?.kind === 'round' && phase.number > 1)
    return 'Only what was written meanwhile crosses again: less each time, so each round is shorter.';
  if (at >= overNs(move))
    return `Your turn: drag ${partition} back to ${from}, or change the link or the allowed pause under Tune.`;
  return squares(to);
}

const squares = (to: string): string =>
  `Each square is a piece of its memory: teal when it is on ${to}, orange when written again after.`;
