/** Objects from what is special about them; everything else is usual. */

import { done, type Result, refused } from '../../../model/result.ts';
import { GIB } from '../../../model/units.ts';
import type { Address } from './address.ts';
import { impossible } from './check.ts';
import { emptyDirectory, type NfsServer, PARENT_MODE } from './nfs.ts';
import { USUAL_CONTROLS } from './resources.ts';
import { type ManagedSystem, usualFilesets } from './system.ts';
import { USUAL_SETTINGS, type WparWorld } from './world.ts';
import type { WparDefinition } from './wpar.ts';

/** A world that can be, or everything that is wrong with it. */
export function makeWorld(parts: Partial<WparWorld>): Result<WparWorld> {
  const world: WparWorld = {
    manager: 'manager',
    systems: [],
    servers: [],
    wpars: [],
    groups: [],
    policies: [],
    names: [],
    backups: [],
    settings: USUAL_SETTINGS,
    ...parts,
  };
  const faults = impossible(world);
  return faults.length > 0 ? refused(...faults) : done(world);
}

export const makeSystem = (name: string, special: Partial<ManagedSystem> = {}): ManagedSystem => {
  const level = special.level ?? '6100-02-01';
  return {
    name,
    model: 'Power5, Model 51a',
    osType: 'AIX',
    level,
    processorClass: 'POWER5',
    processors: 4,
    processorMHz: 1650,
    features: [],
    memoryBytes: 8 * GIB,
    image: null,
    filesets: usualFilesets(level),
    profile: 'Power5-51a',
    adapters: [],
    commands: ['/usr/bin/sleep'],
    agent: 'registered',
    agentUp: true,
    up: true,
    clockOffsetMs: 0,
    own: { processors: 0.2, memoryBytes: 1 * GIB },
    ...special,
  };
};

/**
 * The directories exist and are empty, and each is exported to the hosts and its own partition.
 * @param partitions a directory for each
 * @param hosts every system that may ever host one
 */
export const makeServer = (
  name: string,
  {
    path = '/backup/wpars',
    partitions = [],
    hosts = [],
    ...special
  }: Partial<NfsServer> & {
    path?: string;
    partitions?: readonly string[];
    hosts?: readonly string[];
  } = {},
): NfsServer => ({
  name,
  level: '5300-08-03',
  up: true,
  versions: [3, 4],
  area: {
    path,
    mode: PARENT_MODE,
    owner: 'root',
    group: 'system',
    directories: partitions.map((partition) => emptyDirectory(`${path}/${partition}`)),
  },
  exports: partitions.map((partition) => ({
    path: `${path}/${partition}`,
    access: [...hosts, partition],
    root: [...hosts, partition],
    versions: [3],
  })),
  ...special,
});

/** A system partition on NFS, ready to be moved, or whatever `special` makes of it. */
export const makeDefinition = (
  name: string,
  special: Partial<WparDefinition> & Pick<WparDefinition, 'storage'>,
): WparDefinition => ({
  name,
  kind: 'system',
  hostname: name,
  address: null,
  owner: 'root',
  directory: `/wpars/${name}`,
  checkpointable: true,
  privateUsr: false,
  auto: false,
  script: '',
  application: '',
  description: '',
  group: null,
  resources: USUAL_CONTROLS,
  devices: [],
  uuid: uuidFor(name),
  ...special,
});

export const aliasOn = (adapter: string, address: string, prefix = 24): Address => ({
  adapter,
  address,
  prefix,
});

/** The same for the same name: worlds are functions of what was asked for. */
export function uuidFor(name: string): string {
  let hash = 0;
  for (const byte of new TextEncoder().encode(name)) hash = (hash * 257 + byte) % 2 ** 40;
  return `00000000-0000-4000-8000-${hash.toString(16).padStart(12, '0')}`;
}
