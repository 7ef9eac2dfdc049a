/**
 * A control of Tune as data: what it sets in a scenario, in words for people, with its unit, what it may be, what is
 * usual and how far that can be trusted. A panel draws whatever stands in the table; a longer one needs no new panel.
 */
import type { NumberKind, Provenance } from '../../model/parameters/described.ts';
import type { Diagnostic } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { TraceFacts } from '../traces.ts';

/** Null and `machine` are no numbers: there is no such rule, and whatever the machine at hand does. */
export type Setting = number | string | boolean | null;

interface Common {
  id: string;
  label: string;
  group: GroupId;
  /** What it does, in one or two sentences. */
  about(scenario: Scenario): string;
  /** As the product spells it, where it has it. */
  name?(scenario: Scenario): string | undefined;
  /** Other names of the product's that people may look for. */
  also?: readonly string[];
  /** What its present value means here, with numbers. */
  hint?(scenario: Scenario): string;
  get(scenario: Scenario): Setting;
  set(scenario: Scenario, value: Setting): Scenario;
  /** As it was, with all that a change of it took along. */
  reset(scenario: Scenario, original: Scenario): Scenario;
  /** Undefined where nothing is usual. */
  usual?(scenario: Scenario): Setting | undefined;
  ground?(scenario: Scenario): Provenance | undefined;
  /** Whether there is such a thing at all; left out, always. */
  only?(scenario: Scenario): boolean;
  /** Null where it does something; else what it takes for that. */
  needs?(scenario: Scenario): Need | null;
  /** Why a value cannot be, beside its range; what only the simulation knows is said by the simulation. */
  refuses?(scenario: Scenario, value: Setting): Diagnostic | null;
}

export interface Need {
  /** `Throttling: all virtual CPUs` */
  what: string;
  meet(scenario: Scenario): Scenario;
}

export interface NumberField extends Common {
  kind: 'number';
  /** The unit in which the model counts; people may write others. */
  unit: string;
  value: NumberKind;
  /** Network speeds are spoken in bits. */
  bits?: true;
  slider?: { min: number; max: number; scale: 'linear' | 'log' };
  /** A value that means something else than a number: a switch beside the box, which goes back to `otherwise`. */
  special?: { value: Setting; label: string; otherwise: number };
}

export interface Option {
  value: string;
  label: string;
  /** A heading that several stand under. */
  under?: string;
}

export interface ChoiceField extends Common {
  kind: 'choice';
  options(scenario: Scenario, traces: readonly TraceFacts[]): Option[];
}

export interface FlagField extends Common {
  kind: 'flag';
}

export type Field = NumberField | ChoiceField | FlagField;

/** In the order in which they are shown. */
export const GROUPS = {
  first: 'What matters most',
  method: 'Method',
  stop: 'When it switches over',
  rate: 'Rate limit',
  throttle: 'Throttling the guest',
  transport: 'How pages travel',
  postcopy: 'Post-copy',
  pause: 'The pause, part by part',
  above: 'What steps in from above',
  log: 'Rounds and dirty log',
  workload: 'Workload',
  memory: 'Memory and contents',
  link: 'Link',
  hosts: 'Hosts',
  machine: 'Machines at both ends',
  client: 'Client',
} as const;

export type GroupId = keyof typeof GROUPS;

/** Whether it stands where it stood when the scenario was opened; what then did nothing is no change. */
export const isChanged = (field: Field, scenario: Scenario, original: Scenario): boolean =>
  (field.needs?.(original) ?? null) === null && field.get(scenario) !== field.get(original);
