/** A move as a task with steps: what is prepared, round by round, the switchover, what follows, and the cleaning up. */
import type { MoveRecord, MoveStatus } from '../model/recording.ts';
import type { StepRecord, TaskRecord, TaskStatus } from '../model/task-record.ts';
import { ns, type VirtualNs } from '../model/units.ts';

/** More rounds than these are one step. */
const MOST_ROUNDS = 24;

const STATUS: Readonly<Record<MoveStatus, TaskStatus>> = {
  completed: 'done',
  cancelled: 'cancelled',
  failed: 'failed',
  lost: 'failed',
  paused: 'running',
  unfinished: 'running',
};

const REASONS: Partial<Record<MoveStatus, { message: string; cause: string; remedy: string }>> = {
  failed: {
    message: 'The move broke off.',
    cause:
      'The connection or one of the hosts failed while memory was copied. The partition runs on the source.',
    remedy: 'Repair what failed, and begin the move again.',
  },
  lost: {
    message: 'The partition is lost.',
    cause: 'A part of its memory was on either host when one of them failed.',
    remedy: 'Start it again from its disks. A pre-copy loses nothing when a host fails.',
  },
};

interface Stretch {
  name: string;
  fromNs: VirtualNs;
  toNs: VirtualNs;
}

export function moveTask(move: MoveRecord, id: string): TaskRecord {
  const { partition, from, to, outcome, tasks = [] } = move;
  const status = STATUS[outcome.status];
  const stretches = stretchesOf(move);
  const begun = Math.min(move.startNs, ...tasks.map(({ fromNs }) => fromNs));
  const ended = Math.max(move.endNs, ...tasks.map(({ toNs }) => toNs));
  const steps = stretches.map((stretch, i): StepRecord => {
    const last = i === stretches.length - 1;
    return {
      name: stretch.name,
      on: stretch.name === 'Cleaning up' ? to : from,
      command: '',
      plannedNs: ns(stretch.toNs - stretch.fromNs),
      constants: [],
      startNs: stretch.fromNs,
      endNs: status === 'running' && last ? null : stretch.toNs,
      status: last && status !== 'done' ? (status === 'queued' ? 'waiting' : status) : 'done',
      undo: false,
      cancellable: move.resumedNs === null || stretch.fromNs < move.resumedNs,
      stalls: [],
      output: [],
      findings: [],
      returnCode: null,
      task: null,
      carries: partition,
    };
  });
  const reason = REASONS[outcome.status];
  return {
    id,
    kind: 'migrate',
    name: `Move ${partition} to ${to}`,
    target: partition,
    origin: move.by ?? 'script',
    parent: null,
    requestedNs: ns(begun),
    startNs: ns(begun),
    endNs: status === 'running' ? null : ns(ended),
    status,
    steps,
    failure: reason ? { step: steps.at(-1)?.name ?? '', ...reason } : null,
  };
}

function stretchesOf({
  tasks = [],
  syncs,
  startNs,
  endNs,
  stoppedNs,
  resumedNs,
  outcome,
}: MoveRecord): Stretch[] {
  const all: Stretch[] = [];
  const add = (name: string, fromNs: VirtualNs, toNs: VirtualNs) => {
    if (toNs > fromNs) all.push({ name, fromNs, toNs });
  };
  for (const { kind, fromNs, toNs } of tasks) {
    if (kind === 'prepare') add('Preparing', fromNs, toNs);
    if (kind === 'mirror') add('Copying the disks', fromNs, toNs);
  }
  const live = syncs.filter(({ stopped }) => !stopped);
  const last = live.at(-1);
  // After the sync that decides nothing more is a round.
  if (last && stoppedNs !== null && last.remainingBytes <= last.thresholdBytes) live.pop();
  const stop = stoppedNs ?? endNs;
  add('Setting up', startNs, syncs[0]?.at ?? stop);
  const [first] = live;
  if (first && live.length > MOST_ROUNDS) add(`Rounds 1 to ${live.length}`, first.at, stop);
  else for (const [i, { at }] of live.entries()) add(`Round ${i + 1}`, at, live[i + 1]?.at ?? stop);
  if (stoppedNs !== null) add('Switchover', stoppedNs, resumedNs ?? endNs);
  if (resumedNs !== null && outcome.postcopy) add('Fetching the rest', resumedNs, endNs);
  for (const { kind, fromNs, toNs } of tasks) if (kind === 'cleanup') add('Cleaning up', fromNs, toNs);
  return all;
}
