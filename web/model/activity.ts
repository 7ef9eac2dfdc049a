/**
 * Task Activity at a moment: rows, newest first; from a row to its steps, and from a step to its command, what it
 * printed, and why it failed. All of it read from the history, so that any moment can be shown.
 */
import type { StepRecord, StepStatus, TaskFailure, TaskRecord, TaskStatus } from './task-record.ts';
import { ns, type VirtualNs } from './units.ts';

export interface ActivityRow {
  id: string;
  name: string;
  target: string;
  origin: TaskRecord['origin'];
  parent: string | null;
  status: TaskStatus;
  requestedNs: VirtualNs;
  startNs: VirtualNs | null;
  /** Null until then. */
  endNs: VirtualNs | null;
  elapsedNs: VirtualNs;
  /** 0 … 1, of what was planned. */
  progress: number;
  /** The step that runs, or the one that failed. */
  step: string | null;
  failure: TaskFailure | null;
  cancellable: boolean;
}

export interface StepView {
  name: string;
  on: string;
  command: string;
  status: StepStatus;
  startNs: VirtualNs | null;
  endNs: VirtualNs | null;
  plannedNs: VirtualNs;
  constants: StepRecord['constants'];
  undo: boolean;
  /** It waits for something that does not answer. */
  hangs: boolean;
  lines: readonly PrintedLine[];
  findings: StepRecord['findings'];
  returnCode: number | null;
  /** A member of a task of tasks has a task of its own. */
  task: string | null;
  carries: string | null;
}

export interface PrintedLine {
  at: VirtualNs;
  text: string;
  stream: 'out' | 'err';
}

export interface ActivityFilter {
  target?: string;
  status?: TaskStatus;
}

export function activityAt(
  tasks: readonly TaskRecord[],
  at: VirtualNs,
  { target, status }: ActivityFilter = {},
): ActivityRow[] {
  return tasks
    .filter((record) => record.requestedNs <= at)
    .map((record) => rowAt(record, at))
    .filter(
      (row) =>
        (target === undefined || row.target === target) && (status === undefined || row.status === status),
    )
    .reverse();
}

export function rowAt(record: TaskRecord, at: VirtualNs): ActivityRow {
  const ended = record.endNs !== null && record.endNs <= at;
  const started = record.startNs !== null && record.startNs <= at;
  const status: TaskStatus = ended ? record.status : started ? 'running' : 'queued';
  const steps = stepsAt(record, at);
  const now = steps.find((step) => step.status === 'running');
  const bad = steps.find((step) => step.status === 'failed');
  const endNs = ended ? record.endNs : null;
  const { id, name, target, origin, parent, requestedNs, startNs } = record;
  const begun = steps.some((step) => step.undo);
  return {
    id,
    name,
    target,
    origin,
    parent,
    status,
    requestedNs,
    startNs: started ? startNs : null,
    endNs,
    elapsedNs: ns(started && startNs !== null ? (endNs ?? at) - startNs : 0),
    progress: progressAt(record, at, ended),
    step: (now ?? bad)?.name ?? null,
    failure: bad ? record.failure : null,
    cancellable: !ended && !begun && (!started || (now !== undefined && cancellable(record, now.name))),
  };
}

/** What became of the members of a task of tasks. */
export interface Members {
  all: number;
  done: number;
  failed: number;
}

/** One step for each member, also for those that never get a task of their own. Null: it has none. */
export function membersAt(record: TaskRecord, at: VirtualNs): Members | null {
  if (record.steps.every(({ task }) => task === null)) return null;
  const steps = stepsAt(record, at).filter(({ undo }) => !undo);
  const count = (wanted: StepStatus) => steps.filter(({ status }) => status === wanted).length;
  return { all: steps.length, done: count('done'), failed: count('failed') };
}

const cancellable = (record: TaskRecord, step: string): boolean =>
  record.steps.find(({ name }) => name === step)?.cancellable ?? false;

/** What takes something back counts neither way: a failed task stays where it failed. Members count alike. */
function progressAt(record: TaskRecord, at: VirtualNs, ended: boolean): number {
  if (ended && record.status === 'done') return 1;
  const forward = record.steps.filter(({ undo }) => !undo);
  const planned = forward.reduce((sum, step) => sum + step.plannedNs, 0);
  const whole = planned === 0 ? forward.length : planned;
  if (whole === 0) return 0;
  const done = forward.reduce((sum, step) => {
    if (step.startNs === null || step.startNs > at) return sum;
    if (step.endNs !== null && step.endNs <= at && step.status === 'done')
      return sum + (planned === 0 ? 1 : step.plannedNs);
    return sum + Math.min(step.plannedNs, workedNs(step, at));
  }, 0);
  return done / whole;
}

/** Without the time for which it hung. */
function workedNs(step: StepRecord, at: VirtualNs): number {
  if (step.startNs === null) return 0;
  const end = Math.min(at, step.endNs ?? at);
  const hung = step.stalls.reduce(
    (sum, { fromNs, toNs }) => sum + Math.max(0, Math.min(toNs, end) - Math.min(fromNs, end)),
    0,
  );
  return Math.max(0, end - step.startNs - hung);
}

export function stepsAt(record: TaskRecord, at: VirtualNs): StepView[] {
  const over = record.endNs !== null && record.endNs <= at;
  return record.steps
    .filter((step) => !step.undo || (step.startNs !== null && step.startNs <= at))
    .map((step) => stepAt(step, at, over));
}

export const stepName = ({ name, nameBefore = name, startNs }: StepRecord, at: VirtualNs): string =>
  startNs !== null && startNs <= at ? name : nameBefore;

function stepAt(step: StepRecord, at: VirtualNs, over: boolean): StepView {
  const { on, command, plannedNs, constants, undo, stalls, carries } = step;
  const started = step.startNs !== null && step.startNs <= at;
  const ended = started && step.endNs !== null && step.endNs <= at;
  const status: StepStatus = ended ? step.status : started ? 'running' : over ? 'skipped' : 'waiting';
  return {
    name: stepName(step, at),
    on,
    command,
    status,
    startNs: started ? step.startNs : null,
    endNs: ended ? step.endNs : null,
    plannedNs,
    constants,
    undo,
    hangs: status === 'running' && hangsAt(at, stalls),
    lines: started ? linesAt(step, at, ended) : [],
    findings: ended ? step.findings : [],
    returnCode: ended ? step.returnCode : null,
    task: started ? step.task : null,
    carries,
  };
}

const hangsAt = (at: VirtualNs, stalls: StepRecord['stalls']): boolean =>
  stalls.some(({ fromNs, toNs }) => fromNs <= at && at < toNs);

/** Spread evenly over the work as planned; done sooner, the rest comes at its end, with what was found. */
function linesAt(step: StepRecord, at: VirtualNs, ended: boolean): PrintedLine[] {
  const { output, findings, plannedNs } = step;
  const end = ended ? (step.endNs ?? at) : at;
  const printed = output
    .map(({ text, stream }, i) => ({ at: wallNs(step, (plannedNs * i) / output.length), text, stream }))
    .map((line) => (ended && step.status === 'done' && line.at > end ? { ...line, at: end } : line))
    .filter((line) => line.at <= end);
  if (!ended) return printed;
  return [
    ...printed,
    ...findings.map(({ message, severity }) => ({
      at: end,
      text: severity === 'error' ? message : `Warning: ${message}`,
      stream: severity === 'error' ? ('err' as const) : ('out' as const),
    })),
  ];
}

/** When so much of the work was done. */
function wallNs({ startNs, stalls }: StepRecord, doneNs: number): VirtualNs {
  let at = (startNs ?? 0) + doneNs;
  for (const { fromNs, toNs } of stalls) if (fromNs <= at) at += toNs - fromNs;
  return ns(at);
}
