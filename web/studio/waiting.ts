/**
 * A run waits for a connection that nobody brings back until its last moment, which may be an hour away. What is
 * shown ends soon after nothing happens any more, so that what did happen can be seen.
 */
import type { MoveRecord, Recording } from '../model/recording.ts';
import { ns, seconds, type VirtualNs } from '../model/units.ts';

const SHOWN = seconds(10);

const waitsSince = (move: MoveRecord): VirtualNs | null =>
  move.outcome.status === 'paused' ? (move.interruptions?.at(-1)?.fromNs ?? null) : null;

export function withoutWaiting(recording: Recording): Recording {
  const { moves, client, scripted } = recording;
  // A script may have more to do.
  if (scripted) return recording;
  if (moves.every((move) => waitsSince(move) === null)) return recording;
  const ends = moves.flatMap((move) => {
    const since = waitsSince(move);
    return since === null
      ? [move.endNs + SHOWN / 2, ...(move.tasks ?? []).map(({ toNs }) => toNs)]
      : [since + SHOWN];
  });
  const durationNs = ns(Math.min(recording.durationNs, Math.max(...ends)));
  const until = (at: VirtualNs) => ns(Math.min(at, durationNs));
  return {
    ...recording,
    durationNs,
    moves: moves.map((move) => {
      if (waitsSince(move) === null) return move;
      const interruptions = (move.interruptions ?? []).map((gap) => ({ ...gap, toNs: until(gap.toNs) }));
      return { ...move, endNs: until(move.endNs), interruptions };
    }),
    client: { ...client, gaps: client.gaps.map((gap) => ({ ...gap, toNs: until(gap.toNs) })) },
  };
}
