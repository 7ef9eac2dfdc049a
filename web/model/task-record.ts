/**
 * A long operation as it is kept: every step with its times, what it printed, and why it failed. From these any moment
 * can be shown.
 */
import type { Call } from './call.ts';
import type { Span } from './recording.ts';
import type { RuleFinding } from './rule-finding.ts';
import type { VirtualNs } from './units.ts';

export type TaskStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export type StepStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'skipped';

export interface TaskRecord {
  /** `t1`, `t2`, … in the order of their requests. */
  id: string;
  kind: string;
  name: string;
  target: string;
  /** Who asked. */
  origin: 'console' | 'shell' | 'script' | 'automatic';
  /** The task that it is part of: an evacuation. */
  parent: string | null;
  requestedNs: VirtualNs;
  startNs: VirtualNs | null;
  endNs: VirtualNs | null;
  /** At the end of what was computed. */
  status: TaskStatus;
  steps: StepRecord[];
  failure: TaskFailure | null;
  /** How somebody cancels it while one of its steps can be; absent or null: nobody can. */
  cancel?: Call | null;
  /**
   * While no program of its partition ran, from where this task brought that about; the last may end with another task,
   * or with what was computed. Absent: the platform does not say.
   */
  pauses?: readonly Span[];
}

export interface StepRecord {
  name: string;
  /** As long as it waits, where what it does is decided when its turn comes; absent: the same. */
  nameBefore?: string;
  /** The machine on which it runs. */
  on: string;
  /** The command that stands for it; '' where there is none. */
  command: string;
  /** What it takes when nothing delays it. */
  plannedNs: VirtualNs;
  /** The editable constants that its time comes from. */
  constants: readonly string[];
  startNs: VirtualNs | null;
  endNs: VirtualNs | null;
  status: StepStatus;
  /** It takes back what others did. */
  undo: boolean;
  /** Cancelling is possible during it. */
  cancellable: boolean;
  /** While it hung because something did not answer. */
  stalls: Span[];
  output: readonly { text: string; stream: 'out' | 'err' }[];
  /** What it found: an error when it failed, otherwise warnings. */
  findings: readonly RuleFinding[];
  returnCode: number | null;
  /** Of a task of tasks: the task of this member. */
  task: string | null;
  /** The partition whose memory it moves: its map belongs to this step; null: none. */
  carries: string | null;
}

/** From the task down to the remedy. */
export interface TaskFailure {
  step: string;
  message: string;
  cause: string;
  remedy: string;
}
