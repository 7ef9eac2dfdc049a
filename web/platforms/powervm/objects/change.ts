/** Worlds with one object changed. An object that is not there leaves the world as it is. */
import type { Console } from './console.ts';
import { withValues } from './known.ts';
import type { Lpar } from './lpar.ts';
import type { ManagedSystem } from './managed-system.ts';
import type { Vios } from './vios.ts';
import type { PowerWorld } from './world.ts';

export type Values<T> = Partial<T> | ((object: T) => Partial<T>);

function changed<T extends Console | ManagedSystem | Vios | Lpar>(
  all: readonly T[],
  is: (object: T) => boolean,
  values: Values<T>,
): T[] {
  return all.map((object) =>
    is(object) ? withValues(object, typeof values === 'function' ? values(object) : values) : object,
  );
}

export const changeSystem = (world: PowerWorld, name: string, values: Values<ManagedSystem>): PowerWorld => ({
  ...world,
  systems: changed(world.systems, (system) => system.name === name, values),
});

export const changeConsole = (world: PowerWorld, name: string, values: Values<Console>): PowerWorld => ({
  ...world,
  consoles: changed(world.consoles, (console) => console.name === name, values),
});

/** A partition as one finds it in a world: names are unique within a server. */
export interface Place {
  readonly system: string;
  readonly name: string;
}

const isAt =
  ({ system, name }: Place) =>
  (object: Place): boolean =>
    object.system === system && object.name === name;

export const changeVios = (world: PowerWorld, place: Place, values: Values<Vios>): PowerWorld => ({
  ...world,
  vioses: changed(world.vioses, isAt(place), values),
});

export const changeLpar = (world: PowerWorld, place: Place, values: Values<Lpar>): PowerWorld => ({
  ...world,
  lpars: changed(world.lpars, isAt(place), values),
});
