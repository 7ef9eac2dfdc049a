/** What steps of PowerVM tasks need and check, and how plans write them down. */
import { ms, type VirtualNs } from '../../../model/units.ts';
import type { Step, Task } from '../../../world/course/step.ts';
import type { Change } from './change.ts';
import type { ConstantName, Constants } from './constants.ts';

export type Need =
  | { kind: 'console' | 'server'; name: string }
  | { kind: 'vios'; system: string; name: string }
  /** A pair of movers that still talk; `after` the switchover the partition depends on it. */
  | { kind: 'stream'; key: string; after: boolean }
  /** Servers and movers that can take one more move. */
  | { kind: 'room'; key: string };

/** Rules that hold by the time the step ends: all of them, or these. */
export interface Check {
  key: string;
  rules: 'all' | readonly string[];
}

export type PowerStep = Step<Change, Need, Check>;
export type PowerTask = Task<Change, Need, Check>;

export type Takes = readonly (readonly [name: ConstantName, times: number])[];

export type StepParts = Partial<Omit<PowerStep, 'durationNs' | 'constants'>> & {
  name: string;
  on: string;
  takes?: Takes;
};

/** A step that cannot be stopped unless it says so, and needs and changes nothing. */
export function step(constants: Constants, { takes = [], ...parts }: StepParts): PowerStep {
  return {
    command: '',
    output: [],
    begins: [],
    ends: [],
    needs: [],
    checks: [],
    onFailure: [],
    onCancel: null,
    otherwise: [],
    carried: null,
    ...parts,
    durationNs: timeOf(constants, takes),
    constants: takes.map(([name]) => name),
  };
}

export const timeOf = (constants: Constants, takes: Takes): VirtualNs =>
  ms(takes.reduce((sum, [name, times]) => sum + constants[name] * times, 0));
