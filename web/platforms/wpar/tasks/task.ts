/**
 * The platform's steps: what they change, need and check. Commands and lines show what runs where in the manner of the
 * product; but for message numbers they are this simulator's words.
 */
import type * as course from '../../../world/course/step.ts';
import type { Mode, Phase } from '../rules/rule.ts';
import type { Action } from '../states/actions.ts';
import type { Change } from './change.ts';

/** What has to be there the whole time; while it is not, the step hangs. */
export type Need = { kind: 'server' | 'agent' | 'system'; name: string };

/** What a step can turn out to fail of, looked at when it is about to end. */
export type Check =
  /** All rules of a phase, with the severities that they have. */
  | { kind: 'phase'; phase: Phase; from: string | null; to: string; mode: Mode }
  /** Rules without which the step cannot do its work, whatever they rest on. */
  | { kind: 'rules'; rules: readonly string[]; from: string | null; to: string }
  /** Every process has to end. */
  | { kind: 'ends'; on: string; limitMs: number }
  /** Software updates of the system that the private files have to follow. */
  | { kind: 'filesets'; on: string };

export type Step = course.Step<Change, Need, Check>;

export type TaskKind = Action | 'discover' | 'register' | 'restore' | 'evacuate';

export interface Task extends course.Task<Change, Need, Check> {
  kind: TaskKind;
  /** The partition whose lock it holds; null: none. */
  wpar: string | null;
}

export { out } from '../../../world/course/step.ts';
