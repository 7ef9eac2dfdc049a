/** How plans write down their steps. */
import { ms, type VirtualNs } from '../../../model/units.ts';
import type { WparWorld } from '../objects/world.ts';
import type { Wpar } from '../objects/wpar.ts';
import type { Change } from './change.ts';
import type { Need, Step } from './task.ts';
import { type TimeName, type Times, USUAL_TIMES } from './times.ts';
import { type Transfer, usualTransfer } from './transfer.ts';

/** What a plan is made with, beside the world and the request. */
export interface Basis {
  times: Times;
  transfer: Transfer;
}

const known = new WeakMap<WparWorld['settings'], Basis>();

/** The same object for the same settings. */
export function basisOf({ settings }: Pick<WparWorld, 'settings'>): Basis {
  const found = known.get(settings);
  if (found) return found;
  const times: Times = { ...USUAL_TIMES, ...settings.times };
  const basis = { times, transfer: usualTransfer(times) };
  known.set(settings, basis);
  return basis;
}

export interface Plan extends Basis {
  world: WparWorld;
  wpar: Wpar;
  /** A command on the system itself does without the agent. */
  byShell: boolean;
}

export type Takes = TimeName | { ns: VirtualNs; constants: readonly TimeName[] };

export type StepParts = Partial<Omit<Step, 'durationNs' | 'constants' | 'needs'>> & {
  name: string;
  on: string;
  command: string;
  takes: Takes;
  needs?: readonly Need[];
};

/** A step that can be cancelled unless it says otherwise, with nothing to be undone. */
export function step(plan: Pick<Plan, 'times' | 'byShell'>, parts: StepParts): Step {
  const { takes, needs = [], ...rest } = parts;
  const [durationNs, constants] =
    typeof takes === 'string' ? [ms(plan.times[takes]), [takes]] : [takes.ns, takes.constants];
  return {
    output: [],
    begins: [],
    ends: [],
    checks: [],
    onFailure: [],
    onCancel: [],
    otherwise: [],
    carried: null,
    ...rest,
    durationNs,
    constants,
    needs: [
      { kind: 'system', name: parts.on },
      ...(plan.byShell ? [] : [{ kind: 'agent' as const, name: parts.on }]),
      ...needs,
    ],
  };
}

/** The same ways out for a row of steps. */
export const undoneBy = (
  steps: readonly Step[],
  onFailure: readonly Step[],
  onCancel: readonly Step[] | null = onFailure,
): Step[] => steps.map((each) => ({ ...each, onFailure, onCancel }));

/** The server that its files are on, if they are on one. */
export const serverNeed = ({ storage }: Pick<Wpar, 'storage'>): Need[] =>
  storage.kind === 'nfs' ? [{ kind: 'server', name: storage.server }] : [];

export const copy = (
  wpar: string,
  system: string,
  set: Extract<Change, { kind: 'copy' }>['set'],
): Change => ({ kind: 'copy', wpar, system, set });

export const drop = (wpar: string, system: string): Change => ({ kind: 'drop', wpar, system });

export const home = (wpar: string, system: string | null): Change => ({
  kind: 'set',
  wpar,
  set: { home: system },
});
