/** All parameters of QEMU's migration, by group. */
import type { Era } from '../../scenario.ts';
import type { Value } from '../described.ts';
import type { Parameter } from './parameter.ts';
import { SWITCHOVER } from './switchover.ts';
import { THROTTLING } from './throttling.ts';
import { TRANSPORT } from './transport.ts';

export const PARAMETER_GROUPS: readonly { label: string; parameters: readonly Parameter[] }[] = [
  { label: 'Rate and switchover', parameters: SWITCHOVER },
  { label: 'Throttling and the dirty log', parameters: THROTTLING },
  { label: 'Transport', parameters: TRANSPORT },
];

export const PARAMETERS: readonly Parameter[] = PARAMETER_GROUPS.flatMap((group) => group.parameters);

const BY_NAME = new Map(PARAMETERS.map((parameter) => [parameter.name, parameter]));

export const parameterNamed = (name: string): Parameter | undefined => BY_NAME.get(name);

/** Undefined when the era does not know the parameter. */
export const defaultOf = (name: string, era: Era): Value | undefined => BY_NAME.get(name)?.defaults[era];
