/** What can be done to a VIOS at one stroke. */
import type { CallValue } from '../../../model/call.ts';
import { changeVios } from '../objects/change.ts';
import type { Lpar } from '../objects/lpar.ts';
import { DEFAULT_VSWITCH } from '../objects/network.ts';
import { slotsFor, type Vios } from '../objects/vios.ts';
import { keyOf, type PowerWorld } from '../objects/world.ts';
import type { DESCRIBED } from './described.ts';
import type { Deed } from './verb.ts';

type Deeds = Readonly<Record<Exclude<keyof typeof DESCRIBED.Vios, 'set'>, Deed<Vios>>>;

export const VIOS_VERBS: Deeds = {
  activate: (world, vios) => changeVios(world, vios, { state: 'Running', rmcState: 'active' }),
  restart: (world, vios) =>
    changeVios(world, vios, { state: 'Running', rmcState: 'active', vasi: vios.vasi || vios.msp }),
  setMover: (world, vios, [mover = true]) => changeVios(world, vios, { msp: mover === true }),
  tune(world, vios, [given]) {
    const tunables: Readonly<Record<string, unknown>> = { ...vios.tunables };
    const values = given as Readonly<Record<string, CallValue>>;
    for (const [name, value] of Object.entries(values)) {
      if (!Object.hasOwn(tunables, name))
        return `A mover has ${Object.keys(tunables).join(', ')}; ${name} it has not.`;
      if (typeof value !== typeof tunables[name]) return `${name} takes a ${typeof tunables[name]}.`;
    }
    return changeVios(world, vios, { tunables: { ...vios.tunables, ...values } });
  },
  repairRmc: (world, vios) => changeVios(world, vios, { rmcState: 'active' }),
  addSlots: (world, vios, [count]) =>
    changeVios(world, vios, ({ maxVirtualSlots, nextFreeSlot }) => ({
      maxVirtualSlots: maxVirtualSlots + Number(count),
      nextFreeSlot: nextFreeSlot ?? maxVirtualSlots,
    })),
  removeOrphans: (world, vios) => changeVios(world, vios, { orphans: [] }),
  openWayTo(world, vios, [other]) {
    const [a, b] = [keyOf(vios), keyOf(other as Vios)];
    const brokenPaths = world.brokenPaths.filter((path) => !(path.includes(a) && path.includes(b)));
    return { ...world, brokenPaths };
  },
  addVlan: (world, vios, [vlan, vswitch = DEFAULT_VSWITCH]) =>
    withVlan(world, vios, Number(vlan), String(vswitch)),
  nameClient(world, vios, [slot, lpar, clientSlot]) {
    const { id, name } = lpar as Lpar;
    const client = { lparId: id, lparName: name, slot: Number(clientSlot) };
    const named = <T extends { slot: number }>(all: readonly T[]): T[] =>
      all.map((server) => (server.slot === slot ? { ...server, client } : server));
    return changeVios(world, vios, ({ scsiServers, fcServers }) => ({
      scsiServers: named(scsiServers),
      fcServers: named(fcServers),
    }));
  },
  setReservePolicy(world, vios, [disk, policy]) {
    if (!vios.disks.some(({ name }) => name === disk)) return `${vios.name} has no disk ${disk}.`;
    const disks = vios.disks.map((each) =>
      each.name === disk ? { ...each, reservePolicy: String(policy) } : each,
    );
    return changeVios(world, vios, { disks });
  },
  showLun(world, vios, [lun]) {
    if (!world.luns.some(({ id }) => id === lun)) return `There is no disk ${lun}.`;
    return withLun(world, vios, String(lun));
  },
  enableNpiv: (world, vios, [port]) => withPort(world, vios, String(port), { fabric: true }),
  zonePort(world, vios, [port, storage]) {
    const there = vios.fcPorts.find(({ name }) => name === port)?.storagePorts ?? [];
    return withPort(world, vios, String(port), { storagePorts: [...new Set([...there, String(storage)])] });
  },
  joinCluster: (world, vios, [cluster]) => changeVios(world, vios, { cluster: String(cluster) }),
};

function withPort(world: PowerWorld, vios: Vios, name: string, values: object): PowerWorld | string {
  if (!vios.fcPorts.some((port) => port.name === name)) return `${vios.name} has no port ${name}.`;
  const fcPorts = vios.fcPorts.map((port) => (port.name === name ? { ...port, ...values } : port));
  return changeVios(world, vios, { fcPorts });
}

function withLun(world: PowerWorld, vios: Vios, id: string): PowerWorld {
  const luns = world.luns.map((lun) =>
    lun.id === id ? { ...lun, visibleTo: [...new Set([...lun.visibleTo, keyOf(vios)])] } : lun,
  );
  const taken = new Set(vios.disks.map(({ name }) => name));
  let number = vios.disks.length + 1;
  while (taken.has(`hdisk${number}`)) number++;
  const disk = { name: `hdisk${number}`, lun: id, reservePolicy: 'no_reserve', driver: driverOf(world, id) };
  const disks = vios.disks.some(({ lun }) => lun === id) ? vios.disks : [...vios.disks, disk];
  return changeVios({ ...world, luns }, vios, { disks });
}

const driverOf = (world: PowerWorld, id: string): string =>
  world.vioses.flatMap(({ disks }) => disks).find(({ lun }) => lun === id)?.driver ?? 'aix-mpio';

function withVlan(world: PowerWorld, vios: Vios, vlan: number, vswitch: string): PowerWorld | string {
  const trunk = vios.trunks.find((each) => each.vswitch === vswitch);
  if (trunk) {
    const vlans = [...new Set([...trunk.vlans, vlan])];
    return changeVios(world, vios, {
      trunks: vios.trunks.map((each) => (each === trunk ? { ...each, vlans } : each)),
    });
  }
  const [slot] = slotsFor(vios, 1);
  if (slot === undefined) return `${vios.name} has no slot for a trunk adapter.`;
  const name = `ent${6 + vios.seas.length}`;
  const next = {
    ...vios,
    trunks: [...vios.trunks, { slot, pvid: vlan, vlans: [], vswitch, priority: vios.id, sea: name }],
    seas: [
      ...vios.seas,
      { name, pvidTrunk: slot, failover: 'auto' as const, mbitPerSecond: 10_000, aggregated: false },
    ],
  };
  const [nextFreeSlot = null] = slotsFor(next, 1);
  return changeVios(world, vios, { trunks: next.trunks, seas: next.seas, nextFreeSlot });
}
