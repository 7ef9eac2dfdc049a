/**
 * How calls and findings name the things of a world. Servers and consoles have names of their own. Partitions and VIOS
 * are named within their server: by the plain name where only one has it, and otherwise as `server/name`, which is
 * always understood.
 */
import { type ThingName, thingName } from '../../../model/call.ts';
import { keyOf, type PowerObject, type PowerWorld } from './world.ts';

export type ThingKind = 'ManagedSystem' | 'Console' | 'Vios' | 'Lpar';

const KINDS: Readonly<Record<PowerObject['kind'], ThingKind>> = {
  system: 'ManagedSystem',
  console: 'Console',
  vios: 'Vios',
  lpar: 'Lpar',
};

interface Named {
  readonly name: string;
  readonly system: string;
}

const placed = (world: PowerWorld): readonly Named[] => [...world.vioses, ...world.lpars];

export const nameIn = (world: PowerWorld, object: PowerObject): string =>
  'system' in object && placed(world).filter(({ name }) => name === object.name).length > 1
    ? keyOf(object)
    : object.name;

export const thingOf = (world: PowerWorld, object: PowerObject): ThingName =>
  thingName(KINDS[object.kind], nameIn(world, object));

/** Undefined where nothing, or more than one thing, goes by the name. */
export function named<T extends Named>(all: readonly T[], name: string): T | undefined {
  const plain = all.filter((each) => each.name === name);
  return plain.length === 1 ? plain[0] : all.find((each) => keyOf(each) === name);
}

export function objectOf(world: PowerWorld, { $ref, name }: ThingName): PowerObject | undefined {
  if ($ref === 'ManagedSystem') return world.systems.find((system) => system.name === name);
  if ($ref === 'Console') return world.consoles.find((console) => console.name === name);
  if ($ref === 'Vios') return named(world.vioses, name);
  return $ref === 'Lpar' ? named(world.lpars, name) : undefined;
}
