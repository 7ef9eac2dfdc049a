/** What is said of a name that a thing, a result or a quantity does not have, and what it could mean. */
import type { Diagnostic } from '../model/result.ts';
import { CONSTANTS, RESULTS, SHAPES, THINGS } from './api/module.ts';
import { QUANTITY_CLASSES } from './api/quantity-classes.ts';
import type { Any, Shape, Thing } from './define.ts';
import { aThing } from './kinds.ts';
import { didYouMean, nearest } from './nearest.ts';

const ALL_THINGS: Readonly<Record<string, Thing>> = THINGS;
const ALL_RESULTS = (SHAPES as readonly Shape<Any>[]).filter(({ type }) => RESULTS.includes(type));
const QUANTITIES = Object.values(QUANTITY_CLASSES);

/** @param kind of what was asked: `Guest`, `Outcome`, `Duration`; null: it may have it, and has not */
export function absence(kind: string, name: string): Diagnostic | null {
  if (namesOf(kind).includes(name)) return null;
  const shown = name.slice(0, 40);
  return { what: `${called(kind).replace(/^a/, 'A')} has no ${shown}.`, fix: meant(kind, shown) };
}

/** Those of which there is one have a name by which every script knows them. */
const PATHS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(CONSTANTS).flatMap(([name, thing]) => [
    [thing, name],
    ...Object.entries(ALL_THINGS[thing]?.has ?? {}).map(([part, { gives }]) => [
      gives.type,
      `${name}.${part}`,
    ]),
  ]),
);

/** `a Guest`, `lab.kvm` */
export const called = (kind: string): string => PATHS[kind] ?? aThing(kind);

function namesOf(kind: string): string[] {
  const thing = ALL_THINGS[kind];
  if (thing) return [...Object.keys(thing.has), ...Object.keys(thing.can)];
  const result = ALL_RESULTS.find(({ type }) => type === kind);
  if (result) return Object.keys(result.fields);
  return Object.keys(QUANTITIES.find((each) => each.name === kind)?.as ?? {});
}

function meant(kind: string, name: string): string {
  const own = namesOf(kind);
  const near = nearest(name, own);
  if (near) return `Did you mean '${near}'?`;
  const elsewhere = inside(kind, name) ?? whenAwaited(kind, name) ?? ofOthers(kind, name);
  return [elsewhere, didYouMean('', own)].filter(Boolean).join(' ');
}

/** `lab.host`, where `lab.kvm.host` would be it. */
function inside(kind: string, name: string): string | null {
  const parts = Object.values(ALL_THINGS[kind]?.has ?? {}).map(({ gives }) => gives.type);
  const found = parts.flatMap((part) => {
    const [path, near] = [PATHS[part], nearest(name, namesOf(part))];
    return path && near ? [`${path}.${near}`] : [];
  });
  return found.length > 0 ? `Did you mean ${found.join(' or ')}?` : null;
}

/** A move has verbs and no outcome; its outcome, for which one awaits it, has no verbs. */
function whenAwaited(kind: string, name: string): string | null {
  const outcome = ALL_THINGS[kind]?.awaits?.gives.type;
  const later = outcome && nearest(name, namesOf(outcome));
  if (later) return `Await it first: (await …).${later}.`;
  const before = Object.entries(ALL_THINGS).find(
    ([thing, { awaits }]) => awaits?.gives.type === kind && namesOf(thing).includes(name),
  );
  return before ? `It is what ${called(before[0])} has, before it is awaited.` : null;
}

function ofOthers(kind: string, name: string): string | null {
  const others = Object.keys(ALL_THINGS).filter((each) => each !== kind && namesOf(each).includes(name));
  return others.length > 0 && others.length <= 2
    ? `It is what ${others.map(called).join(' or ')} has.`
    : null;
}
