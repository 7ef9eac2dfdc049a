/** A value of whatever kind: what is checked, and what a knob holds. */

import {
  A_DIMENSION,
  type Dimension,
  parseQuantity,
  showNumber,
  showQuantity,
  UNITS,
} from '../../model/quantities.ts';
import { isObject, type Kind, misfit, spoken, writeQuantity } from '../kinds.ts';

export type Value =
  | { is: 'quantity'; dimension: Dimension; value: number }
  | { is: 'plain'; value: number | string | boolean | null };

const DIMENSIONS = Object.keys(UNITS) as Dimension[];

/** Texts that are quantities count as such. */
export const VALUE: Kind<Value> = {
  type: 'Value',
  read(raw, path) {
    if (isObject(raw) && '$q' in raw && typeof raw.v === 'number') {
      const dimension = DIMENSIONS.find((each) => each === raw.$q);
      if (dimension) return { ok: true, value: { is: 'quantity', dimension, value: raw.v } };
    }
    if (typeof raw === 'string') {
      for (const dimension of DIMENSIONS) {
        const parsed = parseQuantity(raw, dimension);
        if (parsed.ok) return { ok: true, value: { is: 'quantity', dimension, value: parsed.value } };
      }
    }
    if (raw === null || raw === undefined) return { ok: true, value: { is: 'plain', value: null } };
    if (typeof raw === 'number' || typeof raw === 'string' || typeof raw === 'boolean') {
      return { ok: true, value: { is: 'plain', value: raw } };
    }
    return misfit(
      path,
      raw,
      `${spoken(raw)} is no value that can be compared.`,
      'Give a number, a text, a quantity, true or false.',
    );
  },
  write: (value) => (value.is === 'quantity' ? writeQuantity(value.value, value.dimension) : value.value),
};

/** @param more digits than three */
export const showValue = (value: Value, more = 0): string =>
  value.is === 'quantity'
    ? showQuantity(value.value, value.dimension, more)
    : typeof value.value === 'string'
      ? `'${value.value}'`
      : typeof value.value === 'number'
        ? showNumber(value.value, more)
        : `${value.value}`;

/** `a time`, `a number`, `a text` */
export function kindOfValue(value: Value): string {
  if (value.is === 'quantity') return A_DIMENSION[value.dimension];
  if (value.value === null) return 'nothing';
  return { number: 'a number', string: 'a text', boolean: 'true or false' }[typeof value.value as 'number'];
}
