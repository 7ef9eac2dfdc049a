/** What is said while a partition goes over: in the pause, and in post-copy, when its memory follows. */
import type { MoveRecord } from '../model/recording.ts';
import type { VirtualNs } from '../model/units.ts';
import { bytes, span } from './format.ts';
import { levelsAt } from './levels.ts';
import { waitsUpTo } from './postcopy.ts';
import { about, type Say, type Sentence, times } from './said.ts';
import { interruptionAt } from './scene.ts';

export function pause(move: MoveRecord, at: VirtualNs, say: Say): Sentence {
  const { partition, to } = move;
  const left = bytes(levelsAt(move, at).remainingBytes);
  const soon = span((move.resumedNs ?? move.endNs) - at);
  if (move.resumedNs === null)
    return say(
      'pause',
      `${partition} stands still`,
      `*${left}* are left, but it will not get to ${to}: in *${soon}* the move ends.`,
    );
  if (move.outcome.postcopy)
    return say(
      'pause',
      `The switchover: ${partition} stands still`,
      `The state of its devices crosses to ${to}, and *${left}* of its memory stay behind for now. It runs again in *${soon}*; a client that asks now has to wait.`,
    );
  if (move.outcome.sentBytes === 0)
    return say(
      'pause',
      `${partition} is down while it moves`,
      `None of its memory crosses, only its description. On ${to} it runs again in *${soon}*; until then nobody is answered.`,
    );
  const rest =
    levelsAt(move, at).remainingBytes > 0
      ? `The last *${left}* and the state of its devices cross`
      : 'The state of its devices crosses';
  return say(
    'pause',
    `The pause: ${partition} stands still`,
    `${rest} to ${to}. It runs again in *${soon}*; a client that asks now has to wait.`,
  );
}

export function postcopy(move: MoveRecord, at: VirtualNs, say: Say): Sentence {
  const { partition, from, to } = move;
  const left = bytes(levelsAt(move, at).remainingBytes);
  const cut = interruptionAt(move, at);
  if (cut) {
    const back = move.outcome.status !== 'paused' && move.outcome.status !== 'lost';
    const end = back
      ? `The connection comes back in *${about(cut.toNs - at)}*.`
      : 'It waits until somebody brings the connection back.';
    return say(
      `cut ${cut.fromNs}`,
      `${partition} waits for its memory`,
      `The connection is cut, and *${left}* are still on ${from}. On ${to} it runs until it needs one of those pages. ${end}`,
    );
  }
  const { count, meanNs } = waitsUpTo(move, at);
  const so =
    count > 0
      ? `So far it ran into a missing page *${times(count)}* and waited *${span(meanNs)}* each time.`
      : 'It has not run into a missing page yet.';
  const end = move.outcome.status === 'completed' ? ` All will be there in *${about(move.endNs - at)}*.` : '';
  return say('postcopy', `${partition} runs on ${to}; ${left} still follow`, `${so}${end}`);
}
