/** Gives partitions the disks and adapters that nobody described, and VIOS what they need to serve them. */
import type { LparDescription } from './description.ts';
import { type Lpar, slotsOf } from './lpar.ts';
import { DEFAULT_VSWITCH, type EthClient, vlansOf } from './network.ts';
import type { FcClient, Lun, ScsiClient } from './storage.ts';
import { SERIAL_SLOTS, slotsFor, type Vios } from './vios.ts';
import { keyOf, type PowerWorld, viosesOf } from './world.ts';

const STORAGE_PORTS = ['50050768010000a1', '50050768010000a2'];
const FIRST_ETH_SLOT = 10;
const FIRST_STORAGE_SLOT = 12;
/** IBM's prefix for names it makes up for virtual adapters. */
const WWPN_PREFIX = 'c0507600';

export function attachDefaults(world: PowerWorld, descriptions: readonly LparDescription[]): PowerWorld {
  let next: PowerWorld = { ...world, vioses: world.vioses.map(withPortsAndAddress) };
  for (const [i, description] of descriptions.entries()) next = attach(next, i, description);
  return { ...next, vioses: bridged(next) };
}

function withPortsAndAddress(vios: Vios, i: number): Vios {
  const port = { fabric: true, slots: 64, freeSlots: 64, storagePorts: STORAGE_PORTS };
  return {
    ...vios,
    fcPorts: vios.fcPorts.length > 0 ? vios.fcPorts : ['fcs0', 'fcs1'].map((name) => ({ name, ...port })),
    addresses:
      vios.addresses.length > 0
        ? vios.addresses
        : [{ address: `192.0.2.${i + 11}`, over: 'physical', mbitPerSecond: 10_000, mtuBytes: 9000 }],
  };
}

function attach(world: PowerWorld, index: number, description: LparDescription): PowerWorld {
  const lpar = world.lpars[index];
  if (!lpar) return world;
  const { storage = 'vscsi', vlan = 1 } = description;
  const vioses = viosesOf(world, lpar.system);
  let next = withLpar(world, index, {
    eth: description.eth ?? [ethernet(lpar, vlan, index)],
    serial: description.serial ?? SERIAL_SLOTS.map((slot) => ({ slot, role: 'server' as const })),
  });
  const described = description.scsi !== undefined || description.fc !== undefined;
  if (described || storage === 'none' || vioses.length === 0) return served(next, index);
  const lun: Lun = { id: `${lpar.name}-rootvg`, sizeGb: 50, visibleTo: world.vioses.map(keyOf) };
  const known = world.luns.some(({ id }) => id === lun.id);
  next = known ? next : { ...next, luns: [...next.luns, lun] };
  const slots = vioses.map((vios, i) => ({ vios, slot: FIRST_STORAGE_SLOT + i }));
  if (storage === 'npiv') {
    const fc = slots.map(({ vios, slot }, i): FcClient => {
      const [viosSlot = slot] = slotsFor(vios, 1);
      return {
        slot,
        vios: vios.name,
        viosSlot,
        required: false,
        wwpns: wwpns(index, i),
        grants: grants(lun),
      };
    });
    next = withLpar(next, index, { fc });
  } else {
    const scsi = slots.map(({ vios, slot }): ScsiClient => {
      const [viosSlot = slot] = slotsFor(vios, 1);
      return { slot, vios: vios.name, viosSlot, required: false };
    });
    next = withDisk(withLpar(next, index, { scsi }), lun);
  }
  return served(next, index);
}

const ethernet = (lpar: Lpar, vlan: number, index: number): EthClient => {
  const taken = new Set(slotsOf(lpar));
  let slot = FIRST_ETH_SLOT;
  while (taken.has(slot)) slot++;
  const number = (0x4000_0000 + index * 256 + slot).toString(16).padStart(10, '0');
  return {
    slot,
    pvid: vlan,
    vlans: [],
    vswitch: DEFAULT_VSWITCH,
    mac: `02${number}`,
    required: false,
    vsi: null,
  };
};

function wwpns(lpar: number, adapter: number): [string, string] {
  const name = (which: number) =>
    `${WWPN_PREFIX}${(lpar * 16 + adapter * 2 + which).toString(16).padStart(8, '0')}`;
  return [name(0), name(1)];
}

const grants = ({ id }: Lun): [FcClientGrant, FcClientGrant] => {
  const grant = { storagePorts: STORAGE_PORTS, luns: [id] };
  return [grant, grant];
};
type FcClientGrant = NonNullable<FcClient['grants']>[0];

const withLpar = (world: PowerWorld, index: number, values: Partial<Lpar>): PowerWorld => ({
  ...world,
  lpars: world.lpars.map((lpar, i) => (i === index ? { ...lpar, ...values } : lpar)),
});

/** Every VIOS that sees the LUN has it as a disk, without a reservation. */
function withDisk(world: PowerWorld, lun: Lun): PowerWorld {
  const vioses = world.vioses.map((vios): Vios => {
    if (!lun.visibleTo.includes(keyOf(vios)) || vios.disks.some((disk) => disk.lun === lun.id)) return vios;
    const name = `hdisk${vios.disks.length + 1}`;
    const disk = { name, lun: lun.id, reservePolicy: 'no_reserve', driver: 'aix-mpio' };
    return { ...vios, disks: [...vios.disks, disk] };
  });
  return { ...world, vioses };
}

/** The server adapters that the partition's adapters name, where they are not there yet. */
function served(world: PowerWorld, index: number): PowerWorld {
  const lpar = world.lpars[index];
  if (!lpar) return world;
  const vioses = world.vioses.map((vios): Vios => {
    if (vios.system !== lpar.system) return vios;
    const scsi = lpar.scsi.filter(
      (each) => each.vios === vios.name && lacks(vios.scsiServers, each.viosSlot),
    );
    const fc = lpar.fc.filter((each) => each.vios === vios.name && lacks(vios.fcServers, each.viosSlot));
    const client = (slot: number) => ({ lparId: lpar.id, lparName: lpar.name, slot });
    const disk = vios.disks.find(({ lun }) => lun === `${lpar.name}-rootvg`);
    const next = {
      ...vios,
      scsiServers: [
        ...vios.scsiServers,
        ...scsi.map(({ slot, viosSlot }) => ({
          slot: Number(viosSlot),
          client: client(slot),
          required: false,
          devices: disk
            ? [{ name: `${lpar.name}_root`, backing: { is: 'disk' as const, disk: disk.name } }]
            : [],
        })),
      ],
      fcServers: [
        ...vios.fcServers,
        ...fc.map(({ slot, viosSlot }, i) => ({
          slot: Number(viosSlot),
          client: client(slot),
          required: false,
          port: vios.fcPorts[i % Math.max(1, vios.fcPorts.length)]?.name ?? null,
        })),
      ],
    };
    const [nextFreeSlot = null] = slotsFor(next, 1);
    return {
      ...next,
      nextFreeSlot,
      fcPorts: withoutSlots(vios, next.fcServers.slice(vios.fcServers.length)),
    };
  });
  return { ...world, vioses };
}

const lacks = (servers: readonly { slot: number }[], slot: number | 'any'): boolean =>
  slot !== 'any' && !servers.some((server) => server.slot === slot);

const withoutSlots = (vios: Vios, added: readonly { port?: string | null }[]) =>
  vios.fcPorts.map((port) => {
    const taken = added.filter((server) => server.port === port.name).length;
    return { ...port, freeSlots: Math.max(0, port.freeSlots - taken) };
  });

/** VIOS without a bridge get one that carries what any partition of any server needs. */
function bridged(world: PowerWorld): Vios[] {
  const vlans = world.lpars.flatMap(({ eth }) => eth.flatMap(vlansOf)).filter((vlan) => vlan !== 1);
  return world.vioses.map((vios) => {
    if (vios.seas.length > 0 || vios.trunks.length > 0) return vios;
    const [slot = 2] = slotsFor(vios, 1);
    const priority = vios.id;
    const trunk = {
      slot,
      pvid: 1,
      vlans: [...new Set(vlans)],
      vswitch: DEFAULT_VSWITCH,
      priority,
      sea: 'ent6',
    };
    const sea = {
      name: 'ent6',
      pvidTrunk: slot,
      failover: 'auto' as const,
      mbitPerSecond: 10_000,
      aggregated: false,
    };
    const next = { ...vios, seas: [sea], trunks: [trunk] };
    return { ...next, nextFreeSlot: slotsFor(next, 1)[0] ?? null };
  });
}
