/** Everything there is: consoles, servers, their VIOS and partitions, disks. Plain data; a change is a new world. */
import type { Console, ConsoleProduct } from './console.ts';
import { DEFAULT_CONSOLE_VERSION } from './console.ts';
import type { Lpar } from './lpar.ts';
import type { ManagedSystem } from './managed-system.ts';
import type { Lun } from './storage.ts';
import type { Vios } from './vios.ts';

/** Values that rules compare with and that nobody publishes: defaults to be edited. */
export interface Settings {
  /** The newest level of each console; typical, unverified. */
  readonly newestConsole: Readonly<Record<ConsoleProduct, string>>;
  /** Clocks of two servers may differ by this much. */
  readonly clockToleranceS: number;
  /** The pause that clusters have to put up with. */
  readonly expectedPauseS: number;
}

export const DEFAULT_SETTINGS: Settings = {
  newestConsole: DEFAULT_CONSOLE_VERSION,
  clockToleranceS: 60,
  expectedPauseS: 1,
};

/** Two VIOS (`server/name`) whose mover addresses cannot reach one another. */
export type BrokenPath = readonly [string, string];

export interface PowerWorld {
  readonly consoles: readonly Console[];
  readonly systems: readonly ManagedSystem[];
  readonly vioses: readonly Vios[];
  readonly lpars: readonly Lpar[];
  readonly luns: readonly Lun[];
  readonly brokenPaths: readonly BrokenPath[];
  readonly settings: Settings;
}

export type PowerObject = Console | ManagedSystem | Vios | Lpar;

export const EMPTY_WORLD: PowerWorld = {
  consoles: [],
  systems: [],
  vioses: [],
  lpars: [],
  luns: [],
  brokenPaths: [],
  settings: DEFAULT_SETTINGS,
};

/** Partitions are named within their server. */
export const keyOf = ({ system, name }: { system: string; name: string }): string => `${system}/${name}`;

export const systemOf = (world: PowerWorld, name: string): ManagedSystem | undefined =>
  world.systems.find((system) => system.name === name);

export const consoleOf = (world: PowerWorld, system: ManagedSystem): Console | undefined =>
  world.consoles.find(({ name }) => name === system.console);

/** Of each list of a world, which belong to which server: lists never change, and rules ask again and again. */
function bySystem<T extends Vios | Lpar>(arranged: (own: T[]) => T[]) {
  const lists = new WeakMap<readonly T[], Map<string, readonly T[]>>();
  return (all: readonly T[], system: string): readonly T[] => {
    const known = lists.get(all) ?? new Map<string, readonly T[]>();
    lists.set(all, known);
    const own = known.get(system) ?? arranged(all.filter((each) => each.system === system));
    known.set(system, own);
    return own;
  };
}

const viosesIn = bySystem<Vios>((own) => own.sort((a, b) => a.id - b.id));
const lparsIn = bySystem<Lpar>((own) => own);

/** In the order of their ids. */
export const viosesOf = (world: PowerWorld, system: string): readonly Vios[] =>
  viosesIn(world.vioses, system);

export const lparsOf = (world: PowerWorld, system: string): readonly Lpar[] => lparsIn(world.lpars, system);

export const lparOf = (world: PowerWorld, system: string, name: string): Lpar | undefined =>
  world.lpars.find((lpar) => lpar.system === system && lpar.name === name);

export const viosOf = (world: PowerWorld, system: string, name: string): Vios | undefined =>
  world.vioses.find((vios) => vios.system === system && vios.name === name);

/** VIOS and other partitions of a server. */
export const partitionsOf = (world: PowerWorld, system: string): (Vios | Lpar)[] => [
  ...viosesOf(world, system),
  ...lparsOf(world, system),
];

/** A disk of its server's reserved storage pool that a partition can be suspended on. */
export function freeReserved(world: PowerWorld, lpar: Lpar): string | undefined {
  const others = world.lpars.filter(({ system, name }) => system !== lpar.system || name !== lpar.name);
  const taken = new Set(others.flatMap(({ suspendedOn }) => suspendedOn ?? []));
  const free = systemOf(world, lpar.system)?.reservedStorage?.filter((lun) => !taken.has(lun)) ?? [];
  return free.find((lun) => lun === lpar.suspendedOn) ?? free[0];
}

export function freeIds(world: PowerWorld, system: string, count: number): number[] {
  const taken = new Set(partitionsOf(world, system).map(({ id }) => id));
  const free: number[] = [];
  for (let id = 1; free.length < count; id++) if (!taken.has(id)) free.push(id);
  return free;
}
