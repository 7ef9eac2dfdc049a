/**
 * A task is an ordered list of steps, planned before anything happens. What a step changes, needs and checks is the
 * platform's; when it begins, ends, hangs, fails and is taken back is the same on all of them.
 */
import type { VirtualNs } from '../../model/units.ts';
import type { CarryOrder } from '../carrier.ts';

export interface Line {
  text: string;
  stream: 'out' | 'err';
}

export interface Step<Change, Need, Check> {
  name: string;
  /** The machine on which its command runs. */
  on: string;
  command: string;
  /** What it takes; what is expected where memory is brought over meanwhile. */
  durationNs: VirtualNs;
  /** The editable constants that its duration comes from. */
  constants: readonly string[];
  output: readonly Line[];
  begins: readonly Change[];
  ends: readonly Change[];
  /** What has to answer the whole time; while it does not, the step hangs. */
  needs: readonly Need[];
  /** What it can turn out to fail of, looked at when it is about to end. */
  checks: readonly Check[];
  /** What follows when it fails; the task has failed then. */
  onFailure: readonly Step<Change, Need, Check>[];
  /** What follows when somebody cancels during it; null: it cannot be cancelled. */
  onCancel: readonly Step<Change, Need, Check>[] | null;
  /** Of a step that undoes something: what is done when it cannot run. */
  otherwise: readonly Change[];
  /** The memory that is brought over during it; null: none. */
  carried: Carried | null;
}

export interface Carried {
  /** A carriage that begins with the step; null: the one that an earlier step of the task began. */
  order: CarryOrder | null;
  /** What ends the step; null: its duration, and the carriage goes on. */
  until: 'stopped' | 'resumed' | 'ended' | null;
}

export interface Task<Change, Need, Check> {
  kind: string;
  name: string;
  /** What it is about, by name. */
  target: string;
  /** What its acceptance changes. */
  begins: readonly Change[];
  steps: readonly Step<Change, Need, Check>[];
}

export const out = (...texts: string[]): Line[] => texts.map((text) => ({ text, stream: 'out' }));
