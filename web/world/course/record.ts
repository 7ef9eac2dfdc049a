/** How a task's record is begun. */
import type { RuleFinding } from '../../model/rule-finding.ts';
import type { StepRecord, TaskFailure, TaskRecord } from '../../model/task-record.ts';
import type { VirtualNs } from '../../model/units.ts';
import type { Step, Task } from './step.ts';

export interface Asked {
  by: TaskRecord['origin'];
  /** The task that it is part of. */
  parent: string | null;
  at: VirtualNs;
}

export const recordOfTask = (
  id: string,
  { kind, name, target }: Pick<Task<never, never, never>, 'kind' | 'name' | 'target'>,
  { by, parent, at }: Asked,
): TaskRecord => ({
  id,
  kind,
  name,
  target,
  origin: by,
  parent,
  requestedNs: at,
  startNs: null,
  endNs: null,
  status: 'queued',
  steps: [],
  failure: null,
});

const EMPTY: Omit<
  StepRecord,
  'name' | 'on' | 'command' | 'plannedNs' | 'constants' | 'undo' | 'cancellable' | 'output' | 'carries'
> = {
  startNs: null,
  endNs: null,
  status: 'waiting',
  stalls: [],
  findings: [],
  returnCode: null,
  task: null,
};

export const recordOfStep = (
  { name, on, command, durationNs, constants, onCancel, output }: Step<unknown, unknown, unknown>,
  { undo, carries }: Pick<StepRecord, 'undo' | 'carries'>,
): StepRecord => ({
  ...EMPTY,
  stalls: [],
  name,
  on,
  command,
  plannedNs: durationNs,
  constants,
  undo,
  cancellable: onCancel !== null,
  output,
  carries,
});

/** Of a task of tasks: a step that is a task of its own. */
export const recordOfMember = (name: string, on: string): StepRecord => ({
  ...EMPTY,
  stalls: [],
  name,
  on,
  command: '',
  plannedNs: 0 as VirtualNs,
  constants: [],
  undo: false,
  cancellable: true,
  output: [],
  carries: null,
});

export const failureOf = (step: string, { message, reason, remedy }: RuleFinding): TaskFailure => ({
  step,
  message,
  cause: reason,
  remedy,
});

export const firstError = (findings: readonly RuleFinding[]): RuleFinding | undefined =>
  findings.find(({ severity }) => severity === 'error');
