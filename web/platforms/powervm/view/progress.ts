/** How far a move is at a moment: the phase it is in, percent of the whole, and what of its memory has come over. */
import type { StepRecord, TaskRecord } from '../../../model/task-record.ts';
import type { VirtualNs } from '../../../model/units.ts';
import type { Course } from '../course/course.ts';
import { percentBefore, phaseOf } from '../mobility/phases.ts';
import type { MoveState } from '../mobility/scene.ts';

/** Bytes over and to come of a partition at a moment; null: nobody knows. */
export type CarriedAt = (
  partition: string,
  at: VirtualNs,
) => { sentBytes: number; remainingBytes: number } | null;

export const NOBODY_KNOWS: CarriedAt = () => null;

export interface Progress {
  readonly phase: string;
  /** Of the whole move, 0 to 100. */
  readonly percent: number;
  readonly sentBytes: number | null;
  readonly remainingBytes: number | null;
  readonly sinceNs: number;
  readonly stoppable: boolean;
}

export const taskOf = ({ tasks }: Pick<Course, 'tasks'>, { task }: MoveState): TaskRecord | undefined =>
  tasks.find(({ id }) => id === task);

/** The step that runs at a moment. */
export const stepAt = (task: TaskRecord | undefined, at: VirtualNs): StepRecord | undefined =>
  task?.steps.findLast(
    ({ startNs, endNs }) => startNs !== null && startNs <= at && (endNs === null || endNs > at),
  );

export function progressOf(
  course: Pick<Course, 'tasks'>,
  move: MoveState,
  label: string,
  at: VirtualNs,
  carried: CarriedAt,
): Progress {
  const task = taskOf(course, move);
  const step = stepAt(task, at);
  const { id, label: phase, percent, stoppable } = phaseOf(move.type, move.phase);
  // What has come over stays so: it is told to the end of the move.
  const begun = task?.steps.some(({ carries, startNs }) => carries && startNs !== null && startNs <= at);
  const bytes = begun ? carried(label, at) : null;
  const within = move.going === 'on' ? shareOf(step, at, step?.carries ? bytes : null) : 0;
  return {
    phase: move.going === 'on' ? phase : GOING[move.going],
    percent: move.going === 'waiting' ? 0 : percentBefore(move.type, id) + percent * within,
    sentBytes: bytes?.sentBytes ?? null,
    remainingBytes: bytes?.remainingBytes ?? null,
    sinceNs: Math.max(0, at - (task?.requestedNs ?? at)),
    stoppable: stoppable && (move.going === 'on' || move.going === 'waiting'),
  };
}

const GOING: Readonly<Record<Exclude<MoveState['going'], 'on'>, string>> = {
  waiting: 'Waits for a free place',
  back: 'Rolls back',
  failed: 'Waits to be recovered',
};

/** By bytes where they are known, otherwise by time as it was planned. */
function shareOf(
  step: StepRecord | undefined,
  at: VirtualNs,
  bytes: { sentBytes: number; remainingBytes: number } | null,
): number {
  if (!step || step.startNs === null) return 0;
  if (bytes && bytes.sentBytes + bytes.remainingBytes > 0)
    return bytes.sentBytes / (bytes.sentBytes + bytes.remainingBytes);
  return step.plannedNs > 0 ? Math.min(0.99, (at - step.startNs) / step.plannedNs) : 0;
}
