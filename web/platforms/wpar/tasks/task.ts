/**
 * A task is an ordered list of steps, planned before anything happens. Commands and lines show what runs where in the
 * manner of the product; but for message numbers they are this simulator's words.
 */
import type { VirtualNs } from '../../../model/units.ts';
import type { Mode, Phase } from '../rules/rule.ts';
import type { Action } from '../states/actions.ts';
import type { Change } from './change.ts';
import type { TimeName } from './times.ts';

export interface Line {
  text: string;
  stream: 'out' | 'err';
}

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

export interface Step {
  name: string;
  /** Where the command runs. */
  on: string;
  command: string;
  durationNs: VirtualNs;
  /** The constants that its duration comes from. */
  constants: readonly TimeName[];
  output: readonly Line[];
  begins: readonly Change[];
  ends: readonly Change[];
  needs: readonly Need[];
  checks: readonly Check[];
  /** What follows when it fails; the task has failed then. */
  onFailure: readonly Step[];
  /** What follows when somebody cancels during it; null: it cannot be cancelled. */
  onCancel: readonly Step[] | null;
  /** Of a step that undoes something: what is done when it cannot run. */
  otherwise: readonly Change[];
}

export type TaskKind = Action | 'discover' | 'register' | 'restore' | 'evacuate';

export interface Task {
  kind: TaskKind;
  name: string;
  /** A partition, or a system. */
  target: string;
  /** The partition whose lock it holds; null: none. */
  wpar: string | null;
  /** What its acceptance changes. */
  begins: readonly Change[];
  steps: readonly Step[];
}

export const out = (...texts: string[]): Line[] => texts.map((text) => ({ text, stream: 'out' }));
