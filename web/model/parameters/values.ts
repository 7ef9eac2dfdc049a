/** Whether a value is possible, and in words which ones are. Takes whatever a person or a file gives; never throws. */
import type { Era } from '../scenario.ts';
import type { Kind, NumberKind } from './described.ts';

export type Misfit = { kind: 'type' | 'range'; what: string };

/** Null when the value is possible. */
export function misfitOf(kind: Kind, value: unknown, era: Era): Misfit | null {
  switch (kind.kind) {
    case 'number':
      return misfitOfNumber(kind, value);
    case 'boolean':
      return typeof value === 'boolean' ? null : wrongType(value, 'neither true nor false');
    case 'text':
      return typeof value === 'string' ? null : wrongType(value, 'no text');
    case 'list':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
        ? null
        : wrongType(value, 'no list of texts');
    case 'choice':
      if (typeof value !== 'string') return wrongType(value, 'no text');
      return kind.of[era]?.includes(value)
        ? null
        : { kind: 'range', what: `${show(value)} is none of the choices.` };
  }
}

function misfitOfNumber(kind: NumberKind, value: unknown): Misfit | null {
  if (typeof value !== 'number') return wrongType(value, 'no number');
  if (!Number.isFinite(value)) return { kind: 'type', what: 'The number is not finite.' };
  if (kind.whole && !Number.isInteger(value)) return { kind: 'range', what: `${value} is no whole number.` };
  if (value < kind.min) return { kind: 'range', what: `${value} is too small.` };
  if (value > kind.max) return { kind: 'range', what: `${value} is too large.` };
  if (kind.powerOfTwo && !isPowerOfTwo(value) && !(value === 0 && kind.min === 0)) {
    return { kind: 'range', what: `${value} is no power of two.` };
  }
  return null;
}

const wrongType = (value: unknown, what: string): Misfit => ({
  kind: 'type',
  what: `${show(value)} is ${what}.`,
});

/** Halving is exact, so this holds for every whole number up to 2^53. */
export function isPowerOfTwo(value: number): boolean {
  let rest = value;
  while (rest > 1) rest /= 2;
  return rest === 1;
}

/** `a whole number from 0 to 2000000` */
export function allowed(kind: Kind, era: Era): string {
  switch (kind.kind) {
    case 'number': {
      const what = kind.powerOfTwo ? 'a power of two' : kind.whole ? 'a whole number' : 'a number';
      return `${what} from ${kind.min} to ${kind.max}${kind.zero ? `; 0 = ${kind.zero}` : ''}`;
    }
    case 'boolean':
      return 'true or false';
    case 'choice':
      return `one of ${(kind.of[era] ?? []).filter(Boolean).join(', ')}`;
    case 'text':
      return 'a text';
    case 'list':
      return 'a list of texts';
  }
}

/** A value as a person would write it, cut short. */
export function show(value: unknown): string {
  let text: string | undefined;
  try {
    text = typeof value === 'bigint' ? `${value}n` : JSON.stringify(value);
  } catch {
    text = undefined;
  }
  if (typeof value === 'number') text = `${value}`;
  text ??= typeof value;
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
