/** A call of the API that was made outside of a script: read against the description as a script's own calls are. */
import type { Call, CallValue } from '../model/call.ts';
import type { Diagnostic } from '../model/result.ts';
import { THINGS } from './api/module.ts';
import type { Any, Thing, Verb } from './define.ts';
import { isObject } from './kinds.ts';
import { type Answer, type Doers, NOWHERE, no, readArgs } from './session.ts';

/** The number of a thing; 0 of what exists once; null: there is none of that name. */
export type NumberOf = (kind: string, name: string) => number | null;

export function performCall(
  doers: Doers,
  numberOf: NumberOf,
  { on, verb: name, args }: Call,
): Answer<unknown> {
  const thing = (THINGS as Record<string, Thing>)[on.$ref];
  const verb = thing?.can[name] as Verb | undefined;
  const self = on.name === '' ? 0 : numberOf(on.$ref, on.name);
  if (!thing || !verb || self === null) return no('Refused', missing(on, name, self === null));
  const lost: Diagnostic[] = [];
  const numbered = args.map((each) => withNumbers(each, numberOf, lost));
  if (lost.length > 0) return no('Refused', ...lost);
  const read = readArgs(verb.args, numbered);
  if (!read.ok)
    return no(
      'Refused',
      ...read.misfits.map(({ what, fix, path }) => ({ what, where: path, ...(fix ? { fix } : {}) })),
    );
  const doer = (doers as Any)[on.$ref]?.[name];
  return doer(self, read.value, NOWHERE, 0);
}

/** Things that are of a partition, and only while something goes on with it. */
const OF_A_MOVE = ['Move', 'LparMove'];

function missing({ $ref, name }: Call['on'], verb: string, gone: boolean): Diagnostic {
  const object = name || $ref;
  const absent = OF_A_MOVE.includes($ref)
    ? `${object} is on no move at that moment.`
    : `There is no ${object} any more.`;
  return { what: gone ? absent : `${object} cannot do ${verb}.`, fix: 'It is left out.' };
}

/** As the kinds read them: things by number. */
function withNumbers(value: CallValue, numberOf: NumberOf, lost: Diagnostic[]): unknown {
  if (Array.isArray(value)) return value.map((each) => withNumbers(each, numberOf, lost));
  if (!isObject(value)) return value;
  if ('$ref' in value) {
    const [kind, name] = [String(value.$ref), String(value.name)];
    const id = name === '' ? 0 : numberOf(kind, name);
    if (id === null) lost.push({ what: `There is no ${kind} ${name} any more.`, fix: 'It is left out.' });
    return { $ref: kind, id, name };
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withNumbers(each as CallValue, numberOf, lost)]),
  );
}
