/** Everything the manager knows and drives, as one immutable value. */
import type { Blocking } from '../rules/rule.ts';
import type { Times } from '../tasks/times.ts';
import type { RelocationPolicy, WparGroup } from './group.ts';
import type { NfsServer } from './nfs.ts';
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

export const wparOf = (world: WparWorld, name: string): Wpar | undefined =>
  world.wpars.find((wpar) => wpar.name === name);

export const groupOf = (world: WparWorld, name: string | null): WparGroup | undefined =>
  world.groups.find((group) => group.name === name);

export const addressOf = (world: WparWorld, name: string): string | undefined =>
  world.names.find((entry) => entry.name === name)?.address;

export const hostedBy = (world: WparWorld, system: string): Wpar[] =>
  world.wpars.filter((wpar) => wpar.copies.some((copy) => copy.system === system));

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
