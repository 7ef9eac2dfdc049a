/**
 * How the script's API is described: functions, things with verbs and properties, and shapes of options and results. One
 * description gives what runs (`prelude.ts` and the world's doers), the typings (`typings.ts`) and the reference
 * (`reference.ts`).
 */
import { isObject, type Kind, misfit, type Read, spoken } from './kinds.ts';
import { didYouMean } from './nearest.ts';

export interface Arg<T = never> {
  name: string;
  kind: Kind<T>;
  about: string;
  /** May be left out. */
  optional?: true;
  /** Takes all that follows. */
  rest?: true;
}

// biome-ignore lint/suspicious/noExplicitAny: of whatever kind
type Any = any;

export interface Verb<A extends readonly Arg<Any>[] = readonly Arg<Any>[], G = Any> {
  about: string;
  args: A;
  /** Null: nothing. */
  gives: Kind<G> | null;
  /** What it gives comes later, in virtual time. */
  waits?: true;
  /** Stands in for the argument list and result in the typings. */
  signatures?: readonly string[];
  example?: string;
}

export interface Property<G = Any> {
  about: string;
  gives: Kind<G>;
}

export interface Thing {
  about: string;
  has: Readonly<Record<string, Property>>;
  can: Readonly<Record<string, Verb>>;
  /** `await thing` gives this. */
  awaits?: { about: string; gives: Kind<Any> };
}

export const arg = <T>(name: string, kind: Kind<T>, about: string): Arg<T> => ({ name, kind, about });
export const option = <T>(name: string, kind: Kind<T>, about: string): Arg<T | undefined> => ({
  name,
  kind: kind as Kind<T | undefined>,
  about,
  optional: true,
});

/** A verb that waits is another type, so that whoever carries it out cannot forget to answer later. */
export function verb<const A extends readonly Arg<Any>[], G>(
  described: Verb<A, G> & { waits: true },
): Verb<A, G> & { waits: true };
export function verb<const A extends readonly Arg<Any>[], G>(
  described: Verb<A, G> & { waits?: never },
): Verb<A, G> & { waits?: never };
export function verb(described: Verb): Verb {
  return described;
}

/** What the world does with a verb: its arguments as they were read. */
export type ArgsOf<V> =
  V extends Verb<infer A>
    ? { [I in keyof A]: A[I] extends Arg<infer T> ? (A[I] extends { rest: true } ? T[] : T) : never }
    : never;
/** Of a verb that gives nothing, nothing. */
export type GivesOf<V> =
  V extends Verb<Any, infer G>
    ? unknown extends G
      ? undefined
      : G
    : V extends Property<infer P>
      ? P
      : undefined;

export interface Field<T> {
  kind: Kind<T>;
  about: string;
  optional?: true;
}

export const field = <T>(kind: Kind<T>, about: string): Field<T> => ({ kind, about });
export const may = <T>(kind: Kind<T>, about: string): Field<T> & { optional: true } => ({
  kind,
  about,
  optional: true,
});

type Fields = Readonly<Record<string, Field<Any>>>;
type ValueOf<F> = F extends Field<infer T> ? T : never;
type ShapeOf<F extends Fields> = {
  -readonly [K in keyof F as F[K] extends { optional: true } ? never : K]: ValueOf<F[K]>;
} & { -readonly [K in keyof F as F[K] extends { optional: true } ? K : never]?: ValueOf<F[K]> | undefined };

/** An object with known fields. */
export interface Shape<T> extends Kind<T> {
  about: string;
  fields: Fields;
}

/** So many are compared with what there is; that takes its time. */
const MOST_UNKNOWN = 20;

export function shape<const F extends Fields>(type: string, about: string, fields: F): Shape<ShapeOf<F>> {
  const names = Object.keys(fields);
  return {
    type,
    about,
    fields,
    read(raw, path): Read<ShapeOf<F>> {
      if (!isObject(raw) || Array.isArray(raw) || '$ref' in raw || '$q' in raw || '$odd' in raw) {
        return misfit(
          path,
          raw,
          `${spoken(raw)} is no object.`,
          `Give { ${names.slice(0, 4).join(', ')} … }.`,
        );
      }
      const at = (name: string) => (path ? `${path}.${name}` : name);
      const unknown = Object.keys(raw)
        .filter((name) => !Object.hasOwn(fields, name))
        .slice(0, MOST_UNKNOWN);
      const misfits = unknown.flatMap(
        (name) =>
          misfit(at(name), undefined, `There is no option '${name.slice(0, 40)}'.`, didYouMean(name, names))
            .misfits,
      );
      const value: Record<string, unknown> = {};
      for (const [name, { kind, optional }] of Object.entries(fields)) {
        const given = Object.hasOwn(raw, name) ? raw[name] : undefined;
        if (given === undefined && optional) continue;
        const read: Read<unknown> =
          given === undefined
            ? misfit(
                at(name),
                undefined,
                `${name} is missing.`,
                `It is ${fields[name]?.about.replace(/^./, (c) => c.toLowerCase())}`,
              )
            : kind.read(given, at(name));
        if (read.ok) value[name] = read.value;
        else misfits.push(...read.misfits);
      }
      return misfits.length > 0 ? { ok: false, misfits } : { ok: true, value: value as ShapeOf<F> };
    },
    write: (value) => ({
      $is: type,
      ...Object.fromEntries(
        Object.entries(fields).flatMap(([name, { kind }]) => {
          const each = (value as Record<string, unknown>)[name];
          return each === undefined ? [] : [[name, kind.write(each)]];
        }),
      ),
    }),
  };
}

export type { Any };
