/** Everything the manager knows and drives, as one immutable value. */
import type { Blocking } from '../rules/rule.ts';
import type { Times } from '../tasks/times.ts';
import type { RelocationPolicy, WparGroup } from './group.ts';
import type { NfsServer } from './nfs.ts';
import { remembered } from './remembered.ts';
import type { ManagedSystem } from './system.ts';
import type { Wpar, WparDefinition } from './wpar.ts';

export interface WparWorld {
  readonly manager: string;
  readonly systems: readonly ManagedSystem[];
  readonly servers: readonly NfsServer[];
  readonly wpars: readonly Wpar[];
  readonly groups: readonly WparGroup[];
  readonly policies: readonly RelocationPolicy[];
  /** Host names that resolve, on every machine. */
  readonly names: readonly HostName[];
  readonly backups: readonly Backup[];
  readonly settings: Settings;
}

/** What holds for the whole world. */
export interface Settings {
  /** Constants that somebody changed; the others are usual. */
  readonly times: Partial<Times>;
  /** Rules of typical ground that block all the same. */
  readonly blocking: Blocking;
}

export const USUAL_SETTINGS: Settings = { times: {}, blocking: [] };

export interface HostName {
  readonly name: string;
  readonly address: string;
}

export interface Backup {
  readonly file: string;
  readonly bytes: number;
  readonly definition: WparDefinition;
}

export const systemOf = (world: WparWorld, name: string | null): ManagedSystem | undefined =>
  world.systems.find((system) => system.name === name);

export const serverOf = (world: WparWorld, name: string): NfsServer | undefined =>
  world.servers.find((server) => server.name === name);

function addTo(map: Map<string, Wpar[]>, key: string, wpar: Wpar): void {
  const there = map.get(key);
  if (there) there.push(wpar);
  else map.set(key, [wpar]);
}

/** Of two of a name the first. */
const byName = remembered((wpars: readonly Wpar[]): ReadonlyMap<string, Wpar> => {
  const found = new Map<string, Wpar>();
  for (const wpar of wpars) if (!found.has(wpar.name)) found.set(wpar.name, wpar);
  return found;
});

/** With a copy there. */
const bySystem = remembered((wpars: readonly Wpar[]): ReadonlyMap<string, readonly Wpar[]> => {
  const found = new Map<string, Wpar[]>();
  for (const wpar of wpars)
    for (const system of new Set(wpar.copies.map((copy) => copy.system))) addTo(found, system, wpar);
  return found;
});

const byAddress = remembered((wpars: readonly Wpar[]): ReadonlyMap<string, readonly Wpar[]> => {
  const found = new Map<string, Wpar[]>();
  for (const wpar of wpars) if (wpar.address) addTo(found, wpar.address.address, wpar);
  return found;
});

export const wparOf = (world: WparWorld, name: string): Wpar | undefined => byName(world.wpars).get(name);

export const groupOf = (world: WparWorld, name: string | null): WparGroup | undefined =>
  world.groups.find((group) => group.name === name);

export const addressOf = (world: WparWorld, name: string): string | undefined =>
  world.names.find((entry) => entry.name === name)?.address;

/** In the order of the world. */
export const hostedBy = (world: WparWorld, system: string): readonly Wpar[] =>
  bySystem(world.wpars).get(system) ?? [];

export const withAddress = (world: WparWorld, address: string): readonly Wpar[] =>
  byAddress(world.wpars).get(address) ?? [];

const replaced = <T extends { readonly name: string }>(
  all: readonly T[],
  name: string,
  change: (old: T) => T,
): T[] => all.map((each) => (each.name === name ? change(each) : each));

export const withWpar = (world: WparWorld, name: string, change: (old: Wpar) => Wpar): WparWorld => ({
  ...world,
  wpars: replaced(world.wpars, name, change),
});

export const withSystem = (
  world: WparWorld,
  name: string,
  change: (old: ManagedSystem) => ManagedSystem,
): WparWorld => ({ ...world, systems: replaced(world.systems, name, change) });

export const withServer = (
  world: WparWorld,
  name: string,
  change: (old: NfsServer) => NfsServer,
): WparWorld => ({
  ...world,
  servers: replaced(world.servers, name, change),
});

/** Every address that a system, a partition or a name has. */
export const addressesIn = ({ systems, wpars, names }: WparWorld): ReadonlySet<string> =>
  new Set([
    ...systems.flatMap(({ adapters }) => adapters.map(({ address }) => address)),
    ...wpars.flatMap(({ address }) => address?.address ?? []),
    ...names.map(({ address }) => address),
  ]);
