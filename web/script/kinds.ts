/**
 * What may cross the wall between a script and the world, and how. A kind reads what the script gave, which may
 * be anything, and writes what the script gets; both are JSON. Quantities, references and promises travel as objects
 * with one name that begins with `$`.
 */

import { A_DIMENSION, type Dimension, EXAMPLE, parseQuantity, showQuantity } from '../model/quantities.ts';
import type { Diagnostic } from '../model/result.ts';
import { QUANTITY_CLASSES } from './api/quantity-classes.ts';
import { NAME_LENGTH, TEXT_LENGTH } from './limits.ts';
import { didYouMean } from './nearest.ts';

export interface Kind<T> {
  /** In the typings, where a script gives it. */
  readonly type: string;
  /** Where a script gets it, when that is something else. */
  readonly result?: string;
  read(raw: unknown, path: string): Read<T>;
  write(value: T): unknown;
}

/** Something that does not fit: where in the arguments, and what was given there. */
export interface Misfit extends Diagnostic {
  path: string;
  given: unknown;
}

export type Read<T> = { ok: true; value: T } | { ok: false; misfits: Misfit[] };

const fits = <T>(value: T): Read<T> => ({ ok: true, value });
export const misfit = (
  path: string,
  given: unknown,
  what: string,
  fix = '',
): { ok: false; misfits: Misfit[] } => ({
  ok: false,
  misfits: [{ path, given, what, ...(fix ? { fix } : {}) }],
});

/** `a Guest`, `an Lpar` */
export const aThing = (name: string): string => `${/^(?:[AEIOU]|Lpar)/.test(name) ? 'an' : 'a'} ${name}`;

/** What was given, as a person would say it. */
export function spoken(raw: unknown): string {
  if (raw === undefined || raw === null) return 'Nothing';
  if (typeof raw === 'string') return `'${raw.slice(0, 40)}'`;
  if (isObject(raw)) {
    if ('$ref' in raw) return aThing(`${raw.$ref}`).replace(/^a/, 'A');
    if ('$q' in raw) return `${raw.t}`;
    if ('$odd' in raw) return `${raw.$odd}`;
    return Array.isArray(raw) ? 'A list' : 'An object';
  }
  return `${raw}`;
}

export const isObject = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null;

interface Bounds {
  min?: number;
  max?: number;
}

/** A size in bytes, a rate in bytes per second, a time in nanoseconds. */
export function quantity(
  dimension: Dimension,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: Bounds = {},
): Kind<number> {
  const range = (value: number, path: string, raw: unknown): Read<number> => {
    if (value >= min && value <= max) return fits(value);
    const [word, bound] = value < min ? ['small', min] : ['large', max];
    const fix = `Give ${value < min ? 'at least' : 'at most'} ${showQuantity(bound, dimension)}.`;
    return misfit(path, raw, `${spoken(raw)} is too ${word}.`, fix);
  };
  return {
    type: QUANTITY_TYPES[dimension],
    result: QUANTITY_TYPES[dimension].split(' ')[0] as string,
    read(raw, path) {
      if (typeof raw === 'string') {
        const parsed = parseQuantity(raw, dimension);
        return parsed.ok ? range(parsed.value, path, raw) : misfit(path, raw, parsed.what, parsed.fix);
      }
      if (isObject(raw) && '$q' in raw) {
        if (raw.$q === dimension && typeof raw.v === 'number') return range(Math.round(raw.v), path, raw);
        return misfit(
          path,
          raw,
          `${spoken(raw)} is not ${A_DIMENSION[dimension]}.`,
          `Give one, as '${EXAMPLE[dimension]}'.`,
        );
      }
      if (typeof raw === 'number') return misfit(path, raw, `${raw} of what?`, withUnit(raw, dimension));
      return misfit(
        path,
        raw,
        `${spoken(raw)} is not ${A_DIMENSION[dimension]}.`,
        `Write '${EXAMPLE[dimension]}'.`,
      );
    },
    write: (value) => writeQuantity(value, dimension),
  };
}

/** What is computed with quantities is a number in the unit that they count in. */
function withUnit(raw: number, dimension: Dimension): string {
  if (raw >= 0 && raw < 1e6) return `Write the unit with it: '${raw} ${EXAMPLE[dimension].split(' ')[1]}'.`;
  if (Math.abs(raw) < 1e6 || !Number.isFinite(raw)) return `Write it as '${EXAMPLE[dimension]}'.`;
  const { name, as } = QUANTITY_CLASSES[dimension];
  const unit = Object.keys(as)[1];
  return `Write it as '${EXAMPLE[dimension]}'. With a ${name} one computes in a unit: ${unit}(a.${unit} + b.${unit}).`;
}

const QUANTITY_TYPES: Readonly<Record<Dimension, string>> = {
  size: 'Size | SizeText',
  rate: 'Rate | RateText',
  time: 'Duration | DurationText',
};

export const writeQuantity = (value: number, dimension: Dimension) => ({
  $q: dimension,
  v: value,
  t: showQuantity(value, dimension),
});

export const SIZE = quantity('size');
export const RATE = quantity('rate');
export const TIME = quantity('time');

export function number({
  min = -Infinity,
  max = Infinity,
  whole = false,
}: Bounds & { whole?: boolean } = {}): Kind<number> {
  const words = whole ? 'a whole number' : 'a number';
  const bounds = [min > -Infinity ? `from ${min}` : '', max < Infinity ? `to ${max}` : '']
    .filter(Boolean)
    .join(' ');
  const fix = `Give ${words}${bounds && ` ${bounds}`}.`;
  return {
    type: 'number',
    read(raw, path) {
      if (typeof raw !== 'number') return misfit(path, raw, `${spoken(raw)} is no number.`, fix);
      const good = raw >= min && raw <= max && (!whole || Number.isInteger(raw));
      return good ? fits(raw) : misfit(path, raw, `${raw} is not possible.`, fix);
    },
    write: (value) => value,
  };
}

export const FLAG: Kind<boolean> = {
  type: 'boolean',
  read: (raw, path) =>
    typeof raw === 'boolean'
      ? fits(raw)
      : misfit(path, raw, `${spoken(raw)} is neither true nor false.`, 'Give true or false.'),
  write: (value) => value,
};

/** A text for people; what is too long is cut. */
export const TEXT: Kind<string> = {
  type: 'string',
  read: (raw, path) =>
    typeof raw === 'string'
      ? fits(raw.slice(0, TEXT_LENGTH))
      : misfit(
          path,
          raw,
          `${spoken(raw)} is no text.`,
          isObject(raw) ? 'Make a text of it: String(…).' : "Put it in quotes: 'text'.",
        ),
  write: (value) => value,
};

/** A name by which a thing is known in tables and on the command line. */
export const NAME: Kind<string> = {
  type: 'string',
  read(raw, path) {
    if (typeof raw !== 'string')
      return misfit(path, raw, `${spoken(raw)} is no name.`, "Write it as 'alpha'.");
    if (raw.length > NAME_LENGTH || !/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(raw)) {
      const fix = `Use letters, digits, dots, hyphens and underscores, at most ${NAME_LENGTH}.`;
      return misfit(path, raw, `${spoken(raw)} cannot be a name.`, fix);
    }
    return fits(raw);
  },
  write: (value) => value,
};

/** Whatever a script gives, as a text. */
export const ANYTHING_AS_TEXT: Kind<string> = {
  type: 'unknown',
  read: (raw) => fits(asText(raw).slice(0, TEXT_LENGTH)),
  write: (value) => value,
};

function asText(raw: unknown): string {
  if (typeof raw === 'string') return raw;
  if (!isObject(raw)) return String(raw);
  if ('$q' in raw || '$ref' in raw) return String('$q' in raw ? raw.t : raw.name);
  if ('$odd' in raw) return String(raw.$odd);
  return JSON.stringify(raw, (_, each) =>
    isObject(each) && ('$q' in each || '$ref' in each || '$odd' in each) ? asText(each) : each,
  );
}

export const choice = <const C extends string>(...of: readonly C[]): Kind<C> => ({
  type: of.map((each) => `'${each}'`).join(' | '),
  read: (raw, path) =>
    of.includes(raw as C)
      ? fits(raw as C)
      : misfit(path, raw, `${spoken(raw)} is not possible.`, didYouMean(String(raw), of)),
  write: (value) => value,
});

export function list<T>(of: Kind<T>, most = 1000): Kind<T[]> {
  return {
    type: listOf(of.type),
    result: listOf(resultType(of)),
    read(raw, path) {
      if (!Array.isArray(raw)) return misfit(path, raw, `${spoken(raw)} is no list.`, 'Put it in [ ].');
      if (raw.length > most) return misfit(path, raw, `${raw.length} are too many.`, `Give at most ${most}.`);
      return together(raw.map((each, i) => of.read(each, `${path}[${i}]`)));
    },
    write: (values) => values.map((each) => of.write(each)),
  };
}

const listOf = (type: string): string => (type.includes(' ') ? `readonly (${type})[]` : `readonly ${type}[]`);

export const resultType = ({ type, result }: Pick<Kind<unknown>, 'type' | 'result'>): string =>
  result ?? type;

function together<T>(all: readonly Read<T>[]): Read<T[]> {
  const misfits = all.flatMap((each) => (each.ok ? [] : each.misfits));
  return misfits.length > 0
    ? { ok: false, misfits }
    : fits(all.flatMap((each) => (each.ok ? [each.value] : [])));
}

/** Or null. */
export const orNull = <T>(of: Kind<T>): Kind<T | null> => ({
  type: `${of.type} | null`,
  result: `${resultType(of)} | null`,
  read: (raw, path) => (raw === null || raw === undefined ? fits(null) : of.read(raw, path)),
  write: (value) => (value === null ? null : of.write(value)),
});

/** What fits the first of two, or else the second. */
export const either = <A, B>(a: Kind<A>, b: Kind<B>, isA: (raw: unknown) => boolean): Kind<A | B> => ({
  type: `${a.type} | ${b.type}`,
  read: (raw, path): Read<A | B> => (isA(raw) ? a : b).read(raw, path),
  write: (value) => value,
});

const notA = (thing: string, raw: unknown, path: string) =>
  misfit(
    path,
    raw,
    `${spoken(raw)} is not ${aThing(thing)}.`,
    typeof raw === 'string' ? 'Give the thing itself, not its name.' : `Give ${aThing(thing)}.`,
  );

/** A thing that the world keeps, by its number. */
export const reference = (thing: string): Kind<number> => ({
  type: thing,
  read: (raw, path) =>
    isObject(raw) && raw.$ref === thing && typeof raw.id === 'number' ? fits(raw.id) : notA(thing, raw, path),
  write: (id) => ({ $ref: thing, id }),
});

/** A thing with its kind, where it is handed on as it is; of several kinds any will do. */
export interface Handed {
  $ref: string;
  id: number;
}

export const handed = (...things: string[]): Kind<Handed> => ({
  type: things.join(' | '),
  read: (raw, path) =>
    isObject(raw) && things.includes(raw.$ref as string) && typeof raw.id === 'number'
      ? fits({ $ref: raw.$ref as string, id: raw.id })
      : notA(things.join(' or '), raw, path),
  write: (value) => value,
});

/** Values of one kind by names of the script's own. */
export const byName = <T>(of: Kind<T>): Kind<Record<string, T>> => ({
  type: `{ readonly [name: string]: ${of.type} }`,
  result: `{ readonly [name: string]: ${resultType(of)} }`,
  read(raw, path) {
    if (!isObject(raw) || Array.isArray(raw) || '$ref' in raw || '$q' in raw)
      return misfit(path, raw, `${spoken(raw)} is no object.`, 'Give { name: … }.');
    const reads = Object.entries(raw).map(
      ([name, each]) => [name, of.read(each, `${path}.${name}`)] as const,
    );
    const misfits = reads.flatMap(([, read]) => (read.ok ? [] : read.misfits));
    if (misfits.length > 0) return { ok: false, misfits };
    return fits(Object.fromEntries(reads.flatMap(([name, read]) => (read.ok ? [[name, read.value]] : []))));
  },
  write: (values) => Object.fromEntries(Object.entries(values).map(([name, each]) => [name, of.write(each)])),
});

/** Data as it is, to be looked at by whoever takes it. */
export const DATA: Kind<Readonly<Record<string, unknown>>> = {
  type: 'object',
  read: (raw, path) =>
    isObject(raw) && !Array.isArray(raw) && !('$ref' in raw) && !('$q' in raw)
      ? fits(raw)
      : misfit(path, raw, `${spoken(raw)} is no data.`, 'Give an object.'),
  write: (value) => value,
};
