/** How many moves may run at once: by server and its console, and by mover. */

import type { MobilityType } from '../objects/lpar-state.ts';
import type { ManagedSystem } from '../objects/managed-system.ts';
import { isAtLeast } from '../objects/version.ts';
import type { Vios } from '../objects/vios.ts';
import { consoleOf, type PowerWorld } from '../objects/world.ts';
import type { Constants } from './constants.ts';

const GIGABIT = 1000;
/** Older levels serve four moves, and slower links, too (published). */
const FEW = 4;
const MANY = 8;
/** From this level on a mover below level 4 serves fewer moves (published, without the numbers). */
const LEVELS_BOUND_FROM = '2.2.4.0';

export const fastest = ({ addresses }: Pick<Vios, 'addresses'>): number =>
  Math.max(0, ...addresses.map(({ mbitPerSecond }) => mbitPerSecond));

/** Moves that a mover serves at once, by its tunables, its level and its link. */
export function moverLimit(vios: Vios, constants: Constants): number {
  const { tunables, level } = vios;
  const speed = fastest(vios);
  return Math.min(
    tunables.movesAtOnce,
    isAtLeast(level, '2.2.2.0') ? MANY : FEW,
    speed > 0 && speed <= GIGABIT ? FEW : MANY,
    isAtLeast(level, LEVELS_BOUND_FROM) ? movesAtLevel(tunables.concurrencyLevel, constants) : MANY,
  );
}

function movesAtLevel(level: number, constants: Constants): number {
  if (level <= 1) return constants.movesAtLevel1;
  if (level === 2) return constants.movesAtLevel2;
  return level === 3 ? constants.movesAtLevel3 : MANY;
}

/** Active moves are counted by themselves; all others together. */
export type Counter = 'active' | 'inactive';
export const counterOf = (type: MobilityType): Counter => (type === 'active' ? 'active' : 'inactive');

export const inProgress = (system: ManagedSystem, counter: Counter): number =>
  counter === 'active' ? system.activeMovesInProgress : system.inactiveMovesInProgress;

/** What server, console and firmware support together. */
export const serverLimit = (system: ManagedSystem, counter: Counter): number =>
  counter === 'active' ? system.activeMovesSupported : system.inactiveMovesSupported;

/** Why one more move between two servers has to wait, or null. */
export function serversBusy(
  world: PowerWorld,
  source: ManagedSystem,
  target: ManagedSystem,
  type: MobilityType,
): string | null {
  const counter = counterOf(type);
  for (const system of [source, target]) {
    const [running, most] = [inProgress(system, counter), serverLimit(system, counter)];
    if (running >= most)
      return `${system.name} supports ${most} ${counter} ${most === 1 ? 'move' : 'moves'} at once, and ${running} ${running === 1 ? 'is' : 'are'} in progress.`;
  }
  return ivmBusy(world, source, target);
}

/** A server that IVM manages cannot send and receive at once. */
function ivmBusy(world: PowerWorld, source: ManagedSystem, target: ManagedSystem): string | null {
  for (const [system, other] of [
    [source, 'receives'],
    [target, 'sends'],
  ] as const) {
    if (consoleOf(world, system)?.product !== 'IVM') continue;
    const migrating = world.lpars.filter(
      ({ migrationState, system: at }) => at === system.name && migrationState !== 'Not Migrating',
    );
    if (migrating.length > 0 && (inProgress(system, 'active') > 0 || inProgress(system, 'inactive') > 0))
      return `${system.name} ${other} a partition already; a server that IVM manages does one thing at a time.`;
  }
  return null;
}
