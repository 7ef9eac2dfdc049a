/** Every constant of the platform by name, with its ground: shown, and editable. */
import type { Field } from '../../../model/parameters/field.ts';
import { DEPLOYMENT } from './constants/deployment.ts';
import { MOBILITY } from './constants/mobility.ts';
import { PATIENCE } from './constants/patience.ts';
import type { Row } from './constants/row.ts';
import { RUNNING } from './constants/running.ts';

const ROWS = { ...DEPLOYMENT, ...RUNNING, ...MOBILITY, ...PATIENCE };

export type TimeName = keyof typeof ROWS;
export type Times = Readonly<Record<TimeName, number>>;

export const TIME_NAMES = Object.keys(ROWS) as TimeName[];

export const USUAL_TIMES = Object.fromEntries(
  TIME_NAMES.map((name) => [name, (ROWS[name] as Row).usual]),
) as Times;

export const TIME_FIELDS: readonly Field[] = TIME_NAMES.map((name) => {
  const { usual, ...row } = ROWS[name] as Row;
  return { name, default: usual, ...row };
});
