/** The states of tasks and steps in words and marks. */
import type { StepStatus, TaskStatus } from '../../model/task-record.ts';
import type { Tone } from '../../model/world-view.ts';

export const TASK_WORDS: Record<TaskStatus, string> = {
  queued: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

export const TASK_TONES: Record<TaskStatus, Tone> = {
  queued: 'quiet',
  running: 'busy',
  done: 'good',
  failed: 'bad',
  cancelled: 'warn',
};

export const STEP_WORDS: Record<StepStatus, string> = {
  waiting: 'to come',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  skipped: 'left out',
};

export const STEP_TONES: Record<StepStatus, Tone> = {
  waiting: 'quiet',
  running: 'busy',
  done: 'good',
  failed: 'bad',
  cancelled: 'warn',
  skipped: 'quiet',
};
