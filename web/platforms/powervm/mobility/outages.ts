/**
 * What breaks and is repaired: servers with all that runs on them, consoles, VIOS, and the way between movers. A server
 * that failed takes its partitions with it: planned moves are no protection against that.
 */
import { changeLpar, changeSystem, changeVios, type Place } from '../objects/change.ts';
import type { ManagedSystem } from '../objects/managed-system.ts';
import { lparsOf, type PowerWorld, systemOf, viosesOf, viosOf } from '../objects/world.ts';
import { connected } from './movers.ts';
import { heldBy, taken } from './reserve.ts';
import { isShadow, type MoverPair, type MoveState, type Scene } from './scene.ts';

const WORKING = 'Operating';

export const isDown = ({ state }: Pick<ManagedSystem, 'state'>): boolean => state !== WORKING;

export const isConsoleDown = ({ consolesDown }: Scene, name: string): boolean => consolesDown.includes(name);

/** A partition that holds memory and processors of its server. */
const HOLDING = ['Running', 'Migrating - Running', 'Starting', 'Open Firmware', 'Error', 'Not Available'];

export function serverFails(scene: Scene, name: string): Scene {
  const system = systemOf(scene.world, name);
  if (!system || isDown(system)) return scene;
  let world = silenced(changeSystem(scene.world, name, { state: 'Error' }), name);
  for (const lpar of lparsOf(world, name))
    if (!isShadow(scene, lpar) && HOLDING.includes(lpar.state))
      world = changeLpar(world, lpar, { state: 'Not Available', rmcState: 'none' });
  return { ...scene, world };
}

/** With its VIOS, which serve nobody any more; partitions have to be shut down before. A sentence says why not. */
export function serverPowersOff(scene: Scene, name: string): Scene | string {
  const holding = lparsOf(scene.world, name).filter(
    (lpar) => !isShadow(scene, lpar) && HOLDING.includes(lpar.state),
  );
  if (holding.length > 0) return `${holding.map((each) => each.name).join(', ')} must be shut down first.`;
  return { ...scene, world: silenced(changeSystem(scene.world, name, { state: 'Power Off' }), name) };
}

const silenced = (world: PowerWorld, name: string): PowerWorld =>
  viosesOf(world, name).reduce(
    (next, vios) => changeVios(next, vios, { state: 'Not Available', rmcState: 'none' }),
    world,
  );

/** It and its VIOS start; its partitions do not by themselves. */
export function serverReturns(scene: Scene, name: string): Scene {
  const system = systemOf(scene.world, name);
  if (!system || !isDown(system)) return scene;
  let world = changeSystem(scene.world, name, { state: WORKING });
  for (const vios of viosesOf(world, name))
    if (vios.state === 'Not Available')
      world = changeVios(world, vios, { state: 'Running', rmcState: 'active' });
  for (const lpar of lparsOf(world, name)) {
    if (isShadow(scene, lpar) || !['Not Available', 'Error'].includes(lpar.state)) continue;
    world = changeLpar(taken(world, name, heldBy(lpar), -1), lpar, {
      state: 'Not Activated',
      rmcState: 'none',
    });
  }
  return { ...scene, world };
}

export const consoleFails = (scene: Scene, name: string): Scene =>
  isConsoleDown(scene, name) ? scene : { ...scene, consolesDown: [...scene.consolesDown, name] };

export const consoleReturns = (scene: Scene, name: string): Scene => ({
  ...scene,
  consolesDown: scene.consolesDown.filter((each) => each !== name),
});

export const viosFails = (scene: Scene, place: Place): Scene => ({
  ...scene,
  world: changeVios(scene.world, place, { state: 'Not Available', rmcState: 'none' }),
});

export const viosReturns = (scene: Scene, place: Place): Scene => ({
  ...scene,
  world: changeVios(scene.world, place, { state: 'Running', rmcState: 'active' }),
});

/** Movers of two servers do not reach one another any more. */
export function pathBreaks(scene: Scene, one: string, other: string): Scene {
  const { world } = scene;
  const broken = viosesOf(world, one).flatMap((a) =>
    viosesOf(world, other).map((b) => [`${one}/${a.name}`, `${other}/${b.name}`] as const),
  );
  return {
    ...scene,
    world: { ...world, brokenPaths: [...pathReturns(scene, one, other).world.brokenPaths, ...broken] },
  };
}

export function pathReturns(scene: Scene, one: string, other: string): Scene {
  const { world } = scene;
  const between = (key: string) => [one, other].some((server) => key.startsWith(`${server}/`));
  return {
    ...scene,
    world: {
      ...world,
      brokenPaths: world.brokenPaths.filter(
        ([a, b]) => !(between(a) && between(b) && a.split('/')[0] !== b.split('/')[0]),
      ),
    },
  };
}

/** Why a pair of movers cannot stream; null: it can. */
export function pairFault(
  world: PowerWorld,
  { order }: Pick<MoveState, 'order'>,
  pair: MoverPair,
): string | null {
  const source = viosOf(world, order.source, pair.source);
  const target = viosOf(world, order.target, pair.target);
  for (const [name, vios] of [
    [pair.source, source],
    [pair.target, target],
  ] as const) {
    if (vios?.state !== 'Running') return `The mover ${name} does not run.`;
  }
  return source && target ? connected(world, source, target) : null;
}

/** The first pair that still talks. */
export const livingPair = (world: PowerWorld, move: MoveState): MoverPair | undefined =>
  move.pairs.find((pair) => pairFault(world, move, pair) === null);
