/** Verbs that take no time, as PowerVM's objects describe them. */
import { DESCRIBED, type DescribedVerb, type Taken } from '../../../platforms/powervm/edits/described.ts';
import type { ThingKind } from '../../../platforms/powervm/objects/names.ts';
import { type Any, arg, option, type Verb, verb } from '../../define.ts';
import { FLAG, type Kind, number, TEXT } from '../../kinds.ts';
import { CONSOLE, LPAR, SERVER, VALUES, VIOS } from './kinds.ts';

const TAKEN: Readonly<Record<Taken['is'], Kind<Any>>> = {
  number: number(),
  text: TEXT,
  flag: FLAG,
  values: VALUES,
  ManagedSystem: SERVER,
  Console: CONSOLE,
  Vios: VIOS,
  Lpar: LPAR,
};

/**
 * Of a kind. The type is bare: whoever runs and describes the API sees them all, and those that carry verbs out have one
 * way for all of these.
 */
export function edits(kind: ThingKind): object {
  return Object.fromEntries(
    Object.entries<DescribedVerb>(DESCRIBED[kind]).map(([name, { about, takes }]) => [
      name,
      verb({
        about,
        args: takes.map(
          (taken) =>
            (taken.optional ? option : arg)(taken.name, TAKEN[taken.is], '') as ReturnType<typeof arg>,
        ),
        gives: null,
      }) as Verb,
    ]),
  );
}
