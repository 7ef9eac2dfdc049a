/** Values as the console prints them. Undefined: nothing was told. */
import type { Amounts } from '../objects/lpar.ts';
import { isEmpty } from './fields.ts';
import type { Row } from './paste.ts';

type Values = Row['values'];

export const textIn = (values: Values, ...keys: string[]): string | undefined => {
  const key = keys.find((each) => values[each] !== undefined && !isEmpty(values[each]));
  return key === undefined ? undefined : values[key]?.trim();
};

/** `none` is a value here: there is none. */
export const textOrNone = (values: Values, key: string): string | null | undefined => {
  const value = values[key]?.trim();
  if (value === undefined || /^(?:unavailable|unknown)$/i.test(value)) return undefined;
  return isEmpty(value) ? null : value;
};

/** Numbers of the console are never negative. */
export const numberIn = (values: Values, ...keys: string[]): number | undefined => {
  const text = textIn(values, ...keys);
  return text !== undefined && /^\d{1,15}(?:\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
};

export const wholeIn = (values: Values, ...keys: string[]): number | undefined => {
  const number = numberIn(values, ...keys);
  return number !== undefined && Number.isInteger(number) ? number : undefined;
};

export const flagIn = (values: Values, ...keys: string[]): boolean | undefined => {
  const text = textIn(values, ...keys);
  return text === '1' ? true : text === '0' ? false : undefined;
};

export const amountsIn = (values: Values, min: string, desired: string, max: string): Amounts | undefined => {
  const [a, b, c] = [numberIn(values, min), numberIn(values, desired), numberIn(values, max)];
  // What is shut down may hold nothing: then its profile says what it will.
  return b === undefined || b === 0 ? undefined : { min: a ?? b, desired: b, max: c ?? b };
};

/** What was told, without what was not. */
export function told<T extends object>(values: { [K in keyof T]?: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
