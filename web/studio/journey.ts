/**
 * A way in parts: its task has each of them carried for itself, into an image and out of it again. Whoever waits for the
 * partition knows only the whole.
 */
import type { MoveRecord, Recording, Span } from '../model/recording.ts';
import type { TaskRecord } from '../model/task-record.ts';
import type { VirtualNs } from '../model/units.ts';
import { overNs } from './moment.ts';

export interface Journey {
  task: TaskRecord;
  /** In the order in which they went. */
  legs: readonly MoveRecord[];
  /** From the last that it did on the one system to the first on the other; null: it ran throughout, or runs nowhere. */
  pause: Span | null;
}

const carriedBy = ({ steps }: TaskRecord, { partition, startNs }: MoveRecord): boolean =>
  steps.some(
    (step) =>
      step.carries === partition &&
      step.startNs !== null &&
      step.startNs <= startNs &&
      startNs <= (step.endNs ?? Infinity),
  );

const known = new WeakMap<MoveRecord, Journey | null>();

/** Null: the move is a whole of its own. */
export function journeyOf({ moves, tasks = [] }: Recording, move: MoveRecord): Journey | null {
  const cached = known.get(move);
  if (cached !== undefined) return cached;
  const task = move.part ? tasks.find((each) => carriedBy(each, move)) : undefined;
  const journey = task
    ? {
        task,
        legs: moves.filter((each) => each.part && carriedBy(task, each)),
        pause: task.pauses?.[0] ?? null,
      }
    : null;
  known.set(move, journey);
  return journey;
}

/** When the story of a move, or of the way that it is a part of, is told. */
export function toldNs(recording: Recording, move: MoveRecord): VirtualNs {
  const journey = journeyOf(recording, move);
  return journey ? (journey.task.endNs ?? recording.durationNs) : overNs(move);
}

/** Every way in parts, in the order in which they began. */
export const journeysOf = (recording: Recording): Journey[] =>
  recording.moves.flatMap((move) => {
    const journey = journeyOf(recording, move);
    return journey?.legs[0] === move ? [journey] : [];
  });
