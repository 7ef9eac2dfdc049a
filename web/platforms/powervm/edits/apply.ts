/** Carries a call out on a world, at one stroke: a fix of a finding, or what a person or a script sets. */
import type { Call, CallValue, ThingName } from '../../../model/call.ts';
import { type Diagnostic, done, type Result, refused } from '../../../model/result.ts';
import { impossible } from '../objects/impossible.ts';
import { objectOf, type ThingKind } from '../objects/names.ts';
import type { PowerWorld } from '../objects/world.ts';
import { CONSOLE_VERBS } from './console.ts';
import { describedVerb, type Taken } from './described.ts';
import { LPAR_VERBS } from './lpar.ts';
import { SET } from './set.ts';
import { SYSTEM_VERBS } from './system.ts';
import type { Deed, Given } from './verb.ts';
import { VIOS_VERBS } from './vios.ts';

const DEEDS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ManagedSystem: { set: SET, ...SYSTEM_VERBS },
  Console: { set: SET, ...CONSOLE_VERBS },
  Vios: { set: SET, ...VIOS_VERBS },
  Lpar: { set: SET, ...LPAR_VERBS },
} satisfies Readonly<Record<ThingKind, unknown>>;

/** Whether the call is one that this file carries out; others take time, and belong to the conductor. */
export const isEdit = ({ on, verb }: Call): boolean => describedVerb(on.$ref, verb) !== undefined;

/** The world after the call; refused, and as it was, where it names what is not there or would make what cannot be. */
export function applyFix(world: PowerWorld, call: Call): Result<PowerWorld> {
  const { on, verb: name, args } = call;
  const where = `${on.name}.${name}`;
  const object = objectOf(world, on);
  if (!object) return refused({ where, what: `There is no ${on.$ref} ${on.name}.` });
  const verb = describedVerb(on.$ref, name);
  const deed = DEEDS[on.$ref]?.[name] as Deed | undefined;
  if (!verb || !deed) return refused({ where, what: `A ${on.$ref} cannot do ${name}.` });
  const given: Given[] = [];
  const faults: Diagnostic[] = [];
  for (const [i, taken] of verb.takes.entries()) {
    const value = read(world, taken, args[i]);
    if (value === NOTHING)
      faults.push({ where: `${where}, ${taken.name}`, what: `It takes ${WORD[taken.is]}.` });
    else given.push(value);
  }
  if (faults.length > 0) return refused(...faults);
  const next = deed(world, object, given);
  if (typeof next === 'string') return refused({ where, what: next });
  const before = new Set(impossible(world).map(key));
  const made = impossible(next).filter((fault) => !before.has(key(fault)));
  return made.length > 0 ? refused(...made) : done(next);
}

const key = ({ where, what }: Diagnostic): string => `${where} ${what}`;

/** All of them, one after the other; the first that is refused keeps the world as it was. */
export function applyFixes(world: PowerWorld, calls: readonly Call[]): Result<PowerWorld> {
  let next: Result<PowerWorld> = done(world);
  for (const call of calls) if (next.ok) next = applyFix(next.value, call);
  return next;
}

const NOTHING = Symbol('nothing that fits');

const WORD: Readonly<Record<Taken['is'], string>> = {
  number: 'a number',
  text: 'a text',
  flag: 'true or false',
  values: 'an object of fields and values',
  ManagedSystem: 'a managed system that is there',
  Console: 'a console that is there',
  Vios: 'a VIOS that is there',
  Lpar: 'a partition that is there',
};

const TYPES: Readonly<Record<string, string>> = { number: 'number', text: 'string', flag: 'boolean' };

function read(
  world: PowerWorld,
  { is, optional }: Taken,
  raw: CallValue | undefined,
): Given | typeof NOTHING {
  if (raw === undefined || raw === null) return optional ? undefined : NOTHING;
  const type = TYPES[is];
  if (type) return typeof raw === type ? (raw as Given) : NOTHING;
  if (typeof raw !== 'object' || Array.isArray(raw)) return NOTHING;
  if (is === 'values') return raw as Readonly<Record<string, CallValue>>;
  const thing = raw as unknown as ThingName;
  return (thing.$ref === is ? objectOf(world, thing) : undefined) ?? NOTHING;
}
