/**
 * The opening scene: two similar Power5 systems from one clone image, an older machine as NFS server, and names for ten
 * partitions, none of which exists yet. Names and levels of the machines are from a published account; addresses, sizes
 * and the technology level are examples.
 */
import { aliasOn, makeDefinition, makeServer, makeSystem } from './make.ts';
import { USUAL_SETTINGS, type WparWorld } from './world.ts';
import type { WparDefinition } from './wpar.ts';

export const PARTITIONS = Array.from({ length: 10 }, (_, i) => `x${150 + i}`);
const HOSTS = ['x203', 'x103'];
const SUBNET = '192.168.129';

const addressFor = (name: string): string => `${SUBNET}.${name.slice(1)}`;

export const SCENE: WparWorld = {
  manager: 'manager',
  systems: HOSTS.map((name) =>
    makeSystem(name, {
      image: 'mksysb-61',
      adapters: [{ name: 'en0', address: `${SUBNET}.${name === 'x203' ? 203 : 103}`, prefix: 24 }],
    }),
  ),
  servers: [makeServer('x054', { partitions: PARTITIONS, hosts: HOSTS })],
  wpars: [],
  groups: [{ name: 'default', tests: [], profiles: null }],
  policies: [],
  names: PARTITIONS.map((name) => ({ name, address: addressFor(name) })),
  backups: [],
  settings: USUAL_SETTINGS,
};

/** x150 as the dialog has it: files on x054, checkpoints enabled. */
export const defined = (name: string, special: Partial<WparDefinition> = {}): WparDefinition =>
  makeDefinition(name, {
    address: aliasOn('en0', addressFor(name)),
    group: 'default',
    storage: { kind: 'nfs', server: 'x054', path: `/backup/wpars/${name}`, version: 3, localParts: [] },
    ...special,
  });
