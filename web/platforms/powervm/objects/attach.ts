/** Gives partitions the disks and adapters that nobody described, and VIOS what they need to serve them. */
import type { LparDescription } from './description.ts';
import { type Lpar, slotsOf } from './lpar.ts';
import { DEFAULT_VSWITCH, type EthClient, vlansOf } from './network.ts';
import { Shelf } from './shelf.ts';
import type { FcClient, Lun } from './storage.ts';
import { SERIAL_SLOTS, slotsFor, type Vios } from './vios.ts';
import { keyOf, type PowerWorld } from './world.ts';

const STORAGE_PORTS = ['50050768010000a1', '50050768010000a2'];
const FIRST_ETH_SLOT = 10;
const FIRST_STORAGE_SLOT = 12;
/** IBM's prefix for names it makes up for virtual adapters. */
const WWPN_PREFIX = 'c0507600';

export function attachDefaults(world: PowerWorld, descriptions: readonly LparDescription[]): PowerWorld {
  const bench = new Bench({ ...world, vioses: world.vioses.map(withPortsAndAddress) });
  const lpars = world.lpars.map((lpar, i) => {
    const description = descriptions[i];
    return description ? bench.attach(lpar, i, description) : lpar;
  });
  const next = { ...world, lpars, luns: bench.luns, vioses: bench.vioses };
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

/** The world while it is fitted out: each VIOS is changed in place, and what every VIOS sees is listed once. */
class Bench {
  readonly luns: Lun[];
  readonly #shelves: readonly Shelf[];
  readonly #bySystem = new Map<string, Shelf[]>();
  readonly #everyVios: readonly string[];
  readonly #known: Set<string>;

  constructor(world: PowerWorld) {
    this.luns = [...world.luns];
    this.#known = new Set(world.luns.map(({ id }) => id));
    this.#everyVios = world.vioses.map(keyOf);
    this.#shelves = world.vioses.map((vios) => new Shelf(vios));
    const systems = new Set(world.vioses.map(({ system }) => system));
    for (const system of systems) this.#bySystem.set(system, []);
    for (const shelf of this.#shelves) this.#bySystem.get(shelf.system)?.push(shelf);
    for (const shelves of this.#bySystem.values()) shelves.sort((a, b) => a.id - b.id);
  }

  get vioses(): Vios[] {
    return this.#shelves.map((shelf) => shelf.vios);
  }

  /** Gives a partition what nobody described of it, and its server adapters to the VIOS. */
  attach(plain: Lpar, index: number, description: LparDescription): Lpar {
    const { storage = 'vscsi', vlan = 1 } = description;
    const shelves = this.#bySystem.get(plain.system) ?? [];
    let lpar: Lpar = {
      ...plain,
      eth: description.eth ?? [ethernet(plain, vlan, index)],
      serial: description.serial ?? SERIAL_SLOTS.map((slot) => ({ slot, role: 'server' as const })),
    };
    const described = description.scsi !== undefined || description.fc !== undefined;
    if (!described && storage !== 'none' && shelves.length > 0)
      lpar = { ...lpar, ...this.#storage(lpar, index, storage, shelves) };
    for (const shelf of shelves) shelf.serve(lpar);
    return lpar;
  }

  #storage(lpar: Lpar, index: number, storage: 'npiv' | 'vscsi', shelves: readonly Shelf[]): Partial<Lpar> {
    const lun: Lun = { id: `${lpar.name}-rootvg`, sizeGb: 50, visibleTo: this.#everyVios };
    if (!this.#known.has(lun.id)) this.luns.push(lun);
    this.#known.add(lun.id);
    const clients = shelves.map((shelf, i) => {
      const slot = FIRST_STORAGE_SLOT + i;
      return { slot, vios: shelf.name, viosSlot: shelf.freeSlot ?? slot, required: false };
    });
    if (storage === 'npiv') {
      const fc = clients.map(
        (client, i): FcClient => ({ ...client, wwpns: wwpns(index, i), grants: grants(lun) }),
      );
      return { fc };
    }
    for (const shelf of this.#shelves) shelf.addDisk(lun.id);
    return { scsi: clients };
  }
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
