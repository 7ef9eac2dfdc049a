/** What can be done to a partition at one stroke. */
import { changeLpar, changeSystem, changeVios } from '../objects/change.ts';
import { newestMode } from '../objects/compat-mode.ts';
import type { Lpar } from '../objects/lpar.ts';
import type { FcClient, TargetDevice } from '../objects/storage.ts';
import { freeReserved, type PowerWorld, partitionsOf, systemOf, viosesOf } from '../objects/world.ts';
import type { DESCRIBED } from './described.ts';
import type { Deed } from './verb.ts';

const desired = <T extends { required?: boolean }>(all: readonly T[]): T[] =>
  all.map((each) => (each.required ? { ...each, required: false } : each));

/** Kinds of adapters that can be taken away, and what is left then. */
const WITHOUT: Readonly<Record<string, (lpar: Lpar) => Partial<Lpar>>> = {
  dedicated: () => ({ physicalSlots: [] }),
  lhea: () => ({ lheaPorts: [] }),
  sriov: () => ({ sriovPorts: [] }),
  hca: () => ({ hcaAdapters: [] }),
  serial: ({ serial }) => ({ serial: serial.filter(({ slot }) => slot <= 1) }),
};

type Deeds = Readonly<Record<Exclude<keyof typeof DESCRIBED.Lpar, 'set'>, Deed<Lpar>>>;

export const LPAR_VERBS: Deeds = {
  activate: (world, lpar) => changeLpar(world, lpar, { ...started(world, lpar), rmcState: 'active' }),
  activateOnce: (world, lpar) => changeLpar(world, lpar, { activatedOnce: true }),
  // What lost its connection with its server has one again; another fault of it a restart does not mend.
  restart: (world, lpar) =>
    changeLpar(world, lpar, {
      ...started(world, lpar),
      ...(lpar.rmcState === 'none' && { rmcState: 'active' }),
    }),
  shutDown: (world, lpar) =>
    changeLpar(world, lpar, {
      state: 'Not Activated',
      crashed: false,
      rmcState: 'inactive',
      consoleOpen: false,
    }),
  suspend: suspended,
  resume: (world, lpar) =>
    changeLpar(world, lpar, { state: 'Running', rmcState: 'active', suspendedOn: null }),
  recover: (world, lpar) => changeLpar(world, lpar, { migrationState: 'Not Migrating' }),
  rename: (world, lpar, [name]) => renamed(world, lpar, String(name)),
  closeConsole: (world, lpar) => changeLpar(world, lpar, { consoleOpen: false }),
  repairRmc: (world, lpar) => changeLpar(world, lpar, { rmcState: 'active' }),
  removeAdapters(world, lpar, [what]) {
    const without = WITHOUT[String(what)];
    return without
      ? changeLpar(world, lpar, without(lpar))
      : `Take away ${Object.keys(WITHOUT).join(' or ')}.`;
  },
  makeAdaptersDesired: (world, lpar) =>
    changeLpar(world, lpar, ({ scsi, fc, eth, vnics, physicalSlots, lheaPorts }) => ({
      scsi: desired(scsi),
      fc: desired(fc),
      eth: desired(eth),
      vnics: desired(vnics),
      physicalSlots: desired(physicalSlots),
      lheaPorts: desired(lheaPorts),
    })),
  removeVtopt: (world, lpar) => withoutDevices(world, lpar, ({ backing }) => backing.is === 'optical'),
  removeVtape: (world, lpar) => withoutDevices(world, lpar, ({ backing }) => backing.is === 'tape'),
  zoneSecondName: (world, lpar, [slot]) =>
    withSecondGrant(world, lpar, Number(slot), ({ grants: [first, second] = NO_GRANTS }) => ({
      grants: [first, { ...second, storagePorts: first.storagePorts }],
    })),
  maskSecondName: (world, lpar, [slot]) =>
    withSecondGrant(world, lpar, Number(slot), ({ grants: [first, second] = NO_GRANTS }) => ({
      grants: [first, { ...second, luns: first.luns }],
    })),
  logOutSecondName: (world, lpar, [slot]) =>
    changeLpar(world, lpar, ({ fc }) => ({
      fc: fc.map((each) => {
        if (each.slot !== slot) return each;
        const { secondInUseBy: _, ...rest } = each;
        return rest;
      }),
    })),
  setClusterTolerance: (world, lpar, [seconds]) =>
    lpar.cluster
      ? changeLpar(world, lpar, { cluster: { ...lpar.cluster, toleranceS: Number(seconds) } })
      : `${lpar.name} is in no cluster.`,
};

const NO_GRANT = { storagePorts: [], luns: [] };
const NO_GRANTS = [NO_GRANT, NO_GRANT] as const;

const withSecondGrant = (
  world: PowerWorld,
  lpar: Lpar,
  slot: number,
  values: (client: FcClient) => Partial<FcClient>,
): PowerWorld =>
  changeLpar(world, lpar, ({ fc }) => ({
    fc: fc.map((each) => (each.slot === slot ? { ...each, ...values(each) } : each)),
  }));

/** The preferred mode counts from the next start on. */
function started(world: PowerWorld, { system, compatDesired, compatCurrent }: Lpar): Partial<Lpar> {
  const modes = systemOf(world, system)?.compatModes ?? [];
  const mode = compatDesired === 'default' ? newestMode(modes) : compatDesired;
  return {
    state: 'Running',
    crashed: false,
    activatedOnce: true,
    compatCurrent: modes.length > 0 ? mode : compatCurrent,
  };
}

function suspended(world: PowerWorld, lpar: Lpar): PowerWorld | string {
  const lun = freeReserved(world, lpar);
  if (lun === undefined) return `${lpar.system} has no free disk in its reserved storage pool.`;
  return changeLpar(world, lpar, { state: 'Suspended', suspendedOn: lun, rmcState: 'inactive' });
}

function renamed(world: PowerWorld, lpar: Lpar, name: string): PowerWorld | string {
  if (partitionsOf(world, lpar.system).some((each) => each.name === name))
    return `There is a partition ${name} on ${lpar.system} already.`;
  const client = <T extends { client: { lparId: number | 'any' } }>(all: readonly T[]): T[] =>
    all.map((each) =>
      each.client.lparId === lpar.id ? { ...each, client: { ...each.client, lparName: name } } : each,
    );
  const role = changeSystem(world, lpar.system, ({ serviceLpar }) => ({
    serviceLpar: serviceLpar === lpar.name ? name : serviceLpar,
  }));
  const next = changeLpar(role, lpar, { name });
  return viosesOf(next, lpar.system).reduce(
    (each, vios) =>
      changeVios(each, vios, { scsiServers: client(vios.scsiServers), fcServers: client(vios.fcServers) }),
    next,
  );
}

function withoutDevices(world: PowerWorld, lpar: Lpar, goes: (device: TargetDevice) => boolean): PowerWorld {
  const slots = lpar.scsi.map(({ vios, viosSlot }) => `${vios} ${viosSlot}`);
  return viosesOf(world, lpar.system).reduce((each, vios) => {
    const serves = vios.scsiServers.map((server) => {
      const its = server.client.lparId === lpar.id || slots.includes(`${vios.name} ${server.slot}`);
      return its && server.devices ? { ...server, devices: server.devices.filter((d) => !goes(d)) } : server;
    });
    return changeVios(each, vios, { scsiServers: serves });
  }, world);
}
