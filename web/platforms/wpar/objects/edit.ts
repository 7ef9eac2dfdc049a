/**
 * What people and accidents change in a world besides tasks: the NFS area is prepared, an agent falls silent, a server
 * goes down. A change that would leave an impossible world is refused.
 */
import { done, type Result, refused } from '../../../model/result.ts';
import { impossible } from './check.ts';
import type { RelocationPolicy, WparGroup } from './group.ts';
import { type Directory, emptyDirectory, type NfsExport, type NfsServer } from './nfs.ts';
import { crashed, restarted } from './power.ts';
import type { ManagedSystem } from './system.ts';
import { type Settings, type WparWorld, withServer, withSystem, withWpar } from './world.ts';
import type { Behaviour, Wpar, WparDefinition } from './wpar.ts';

export type Edit =
  | { kind: 'system'; system: string; set: Partial<Omit<ManagedSystem, 'name' | 'up'>> }
  | { kind: 'power'; system: string; up: boolean }
  | { kind: 'server'; server: string; set: Partial<Pick<NfsServer, 'up' | 'level' | 'versions'>> }
  | { kind: 'parent'; server: string; set: Partial<Pick<Directory, 'mode' | 'owner' | 'group'>> }
  | { kind: 'make-directory'; server: string; path: string }
  | { kind: 'directory'; server: string; path: string; set: Partial<Omit<Directory, 'path'>> }
  | { kind: 'export'; server: string; export: NfsExport }
  | { kind: 'unexport'; server: string; path: string }
  | { kind: 'host-name'; name: string; address: string | null }
  | {
      kind: 'wpar';
      wpar: string;
      set: Partial<Behaviour & Pick<WparDefinition, 'group' | 'devices' | 'description'>>;
    }
  /** A definition in the manager alone, or a partition found on a system. */
  | { kind: 'add-wpar'; wpar: Wpar }
  | { kind: 'group'; group: WparGroup }
  | { kind: 'policy'; policy: RelocationPolicy }
  /** What was set before stays, where nothing else is said. */
  | { kind: 'settings'; set: Partial<Settings> };

export function edited(world: WparWorld, edit: Edit): Result<WparWorld> {
  const missing = unknownObject(world, edit);
  if (missing) return refused({ what: `There is no ${missing}.`, fix: 'Name one that is there.' });
  const next = applied(world, edit);
  const known = new Set(impossible(world).map(({ what, where }) => `${where} ${what}`));
  const faults = impossible(next).filter(({ what, where }) => !known.has(`${where} ${what}`));
  return faults.length > 0 ? refused(...faults) : done(next);
}

function applied(world: WparWorld, edit: Edit): WparWorld {
  switch (edit.kind) {
    case 'system':
      return withSystem(world, edit.system, (old) => ({ ...old, ...edit.set }));
    case 'power':
      return edit.up ? restarted(world, edit.system) : crashed(world, edit.system);
    case 'server':
      return withServer(world, edit.server, (old) => ({ ...old, ...edit.set }));
    case 'parent':
      return withServer(world, edit.server, (old) => ({ ...old, area: { ...old.area, ...edit.set } }));
    case 'make-directory':
      return withServer(world, edit.server, (old) => ({
        ...old,
        area: { ...old.area, directories: [...old.area.directories, emptyDirectory(edit.path)] },
      }));
    case 'directory':
      return withDirectory(world, edit.server, edit.path, (old) => ({ ...old, ...edit.set }));
    case 'export':
      return withServer(world, edit.server, (old) => ({
        ...old,
        exports: [...old.exports.filter(({ path }) => path !== edit.export.path), edit.export],
      }));
    case 'unexport':
      return withServer(world, edit.server, (old) => ({
        ...old,
        exports: old.exports.filter(({ path }) => path !== edit.path),
      }));
    case 'host-name': {
      const others = world.names.filter(({ name }) => name !== edit.name);
      const { name, address } = edit;
      return { ...world, names: address === null ? others : [...others, { name, address }] };
    }
    case 'wpar':
      return withWpar(world, edit.wpar, (old) => ({ ...old, ...edit.set }));
    case 'settings': {
      const { times, blocking } = world.settings;
      const set = { blocking, ...edit.set, times: { ...times, ...edit.set.times } };
      return { ...world, settings: set };
    }
    case 'add-wpar':
      return { ...world, wpars: [...world.wpars, edit.wpar] };
    case 'group':
      return {
        ...world,
        groups: [...world.groups.filter(({ name }) => name !== edit.group.name), edit.group],
      };
    case 'policy':
      return {
        ...world,
        policies: [...world.policies.filter(({ name }) => name !== edit.policy.name), edit.policy],
      };
  }
}

export const withDirectory = (
  world: WparWorld,
  server: string,
  path: string,
  change: (old: Directory) => Directory,
): WparWorld =>
  withServer(world, server, (old) => ({
    ...old,
    area: {
      ...old.area,
      directories: old.area.directories.map((each) => (each.path === path ? change(each) : each)),
    },
  }));

function unknownObject(world: WparWorld, edit: Edit): string | null {
  const lacks = (all: readonly { readonly name: string }[], name: string) =>
    !all.some((each) => each.name === name);
  if ('system' in edit && lacks(world.systems, edit.system)) return `system ${edit.system}`;
  if ('server' in edit && lacks(world.servers, edit.server)) return `NFS server ${edit.server}`;
  if (edit.kind === 'wpar' && lacks(world.wpars, edit.wpar)) return `partition ${edit.wpar}`;
  const directories = () =>
    world.servers.find((server) => 'server' in edit && server.name === edit.server)?.area.directories;
  if (edit.kind === 'directory' && !directories()?.some(({ path }) => path === edit.path))
    return `directory ${edit.path} on ${edit.server}`;
  return null;
}
