/** What is kept of a task: every step with its times, what it printed, and why it failed. */
import type { Span } from '../../../model/recording.ts';
import type { VirtualNs } from '../../../model/units.ts';
import type { Finding } from '../finding.ts';
import type { Line, TaskKind } from '../tasks/task.ts';
import type { TimeName } from '../tasks/times.ts';

export type TaskStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export type StepStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'skipped';

export interface TaskRecord {
  /** `t1`, `t2`, … in the order of their requests. */
  id: string;
  kind: TaskKind;
  name: string;
  target: string;
  /** Who asked. */
  origin: 'console' | 'shell' | 'automatic';
  /** The evacuation that it is part of. */
  parent: string | null;
  requestedNs: VirtualNs;
  startNs: VirtualNs | null;
  endNs: VirtualNs | null;
  /** At the end of what was computed. */
  status: TaskStatus;
  steps: StepRecord[];
  failure: Failure | null;
}

export interface StepRecord {
  name: string;
  on: string;
  command: string;
  /** What it takes when nothing delays it. */
  plannedNs: VirtualNs;
  constants: readonly TimeName[];
  startNs: VirtualNs | null;
  endNs: VirtualNs | null;
  status: StepStatus;
  /** It takes back what others did. */
  undo: boolean;
  /** Cancelling is possible during it. */
  cancellable: boolean;
  /** While it hung because something did not answer. */
  stalls: Span[];
  output: readonly Line[];
  /** What it found: an error when it failed, otherwise warnings. */
  findings: readonly Finding[];
  returnCode: number | null;
  /** In an evacuation: the task of this member. */
  task: string | null;
}

/** From the task down to the remedy. */
export interface Failure {
  step: string;
  message: string;
  cause: string;
  remedy: string;
  finding: Finding;
}

export const failureOf = (step: string, finding: Finding): Failure => ({
  step,
  message: finding.message,
  cause: finding.reason,
  remedy: finding.remedy,
  finding,
});
