/**
 * The VIOS's ends of a partition's adapters: made on the target before it comes, removed from the source when it has
 * gone. Slots and names of target devices are kept where they can be.
 */
import { changeSystem, changeVios } from '../objects/change.ts';
import type { Lpar } from '../objects/lpar.ts';
import type { FcServer, ScsiServer, TargetDevice } from '../objects/storage.ts';
import { slotsFor, usedSlots, type Vios } from '../objects/vios.ts';
import { type PowerWorld, viosesOf, viosOf } from '../objects/world.ts';
import { type Case, caseOf } from '../rules/case.ts';
import type { MoveOrder } from './order.ts';
import type { Served } from './scene.ts';

/** Where each adapter will be served: as was asked for, otherwise as the console would place it. */
export function servedFor(world: PowerWorld, order: MoveOrder): Served[] {
  const c = caseOf(world, order);
  if (!c) return [];
  const used = new Map<string, Set<number>>();
  const usedOn = (vios: Vios): Set<number> => {
    const slots = used.get(vios.name) ?? usedSlots(vios);
    used.set(vios.name, slots);
    return slots;
  };
  return c.placement.flatMap((placed): Served[] => {
    const mapping = order.mappings?.find(({ is, slot }) => is === placed.is && slot === placed.slot);
    const vios = mapping ? viosOf(world, order.target, mapping.vios) : placed.to;
    if (!vios) return [];
    const slots = usedOn(vios);
    const wanted = mapping?.viosSlot ?? slotNow(c, placed.is, placed.slot);
    const viosSlot = wanted !== null && isFree(vios, slots, wanted) ? wanted : lowest(vios, slots);
    if (viosSlot === null) return [];
    slots.add(viosSlot);
    const port = placed.is === 'fc' ? (mapping?.port ?? portOf(vios, placed.port)) : null;
    return [{ is: placed.is, slot: placed.slot, vios: vios.name, viosSlot, port }];
  });
}

function slotNow({ lpar }: Case, is: Served['is'], slot: number): number | null {
  const client = (is === 'scsi' ? lpar.scsi : lpar.fc).find((each) => each.slot === slot);
  return client && client.viosSlot !== 'any' ? client.viosSlot : null;
}

const isFree = (vios: Vios, slots: ReadonlySet<number>, slot: number): boolean =>
  slot >= 2 && slot < vios.maxVirtualSlots && !slots.has(slot);

function lowest(vios: Vios, slots: ReadonlySet<number>): number | null {
  for (let slot = 2; slot < vios.maxVirtualSlots; slot++) if (!slots.has(slot)) return slot;
  return null;
}

/** The port that was chosen, if it is this VIOS's, or one with room. */
const portOf = ({ fcPorts }: Vios, chosen: string | null): string | null =>
  fcPorts.find(({ name }) => name === chosen)?.name ??
  fcPorts.find(({ fabric, freeSlots }) => fabric && freeSlots > 0)?.name ??
  null;

/** Server adapters for all of them on the target's VIOS. */
export function withServers(world: PowerWorld, order: MoveOrder, served: readonly Served[], lparId: number) {
  const c = caseOf(world, order);
  const client = (slot: number) => ({ lparId, lparName: order.lpar, slot });
  let next = world;
  for (const { is, slot, vios, viosSlot, port } of served) {
    const place = { system: order.target, name: vios };
    next = changeVios(next, place, (old) => {
      if (is === 'fc')
        return settled({
          ...old,
          fcServers: [...old.fcServers, { slot: viosSlot, client: client(slot), required: false, port }],
          fcPorts: withRoom(old, port, -1),
        });
      const devices = devicesOn(c, slot, old);
      return settled({
        ...old,
        scsiServers: [
          ...old.scsiServers,
          { slot: viosSlot, client: client(slot), required: false, ...(devices && { devices }) },
        ],
      });
    });
  }
  return withVnics(next, order.target, c?.lpar, -1);
}

/** The same disks under the names that they have on this VIOS; undefined: nobody knows what stands behind. */
function devicesOn(c: Case | null, slot: number, target: Vios): readonly TargetDevice[] | undefined {
  const pair = c?.scsi.find(({ client }) => client.slot === slot);
  const source = pair?.vios;
  return pair?.server?.devices?.map((device) => {
    const { backing } = device;
    if (backing.is !== 'disk') return device;
    const lun = source?.disks.find(({ name }) => name === backing.disk)?.lun;
    const here = target.disks.find((disk) => lun !== undefined && disk.lun === lun)?.name ?? backing.disk;
    return { name: nameOn(target, device.name), backing: { is: 'disk', disk: here } };
  });
}

/** Names that somebody gave are kept; those the VIOS made up are made up anew. */
function nameOn(vios: Vios, name: string): string {
  const taken = new Set(vios.scsiServers.flatMap(({ devices = [] }) => devices.map((each) => each.name)));
  if (!/^vtscsi\d+$/.test(name) && !taken.has(name)) return name;
  for (let n = 0; ; n++) if (!taken.has(`vtscsi${n}`)) return `vtscsi${n}`;
}

const withRoom = ({ fcPorts }: Vios, port: string | null | undefined, more: number) =>
  fcPorts.map((each) =>
    each.name === port
      ? { ...each, freeSlots: Math.max(0, Math.min(each.slots, each.freeSlots + more)) }
      : each,
  );

const settled = (vios: Vios): Vios => ({ ...vios, nextFreeSlot: slotsFor(vios, 1)[0] ?? null });

/** Without the server adapters of a partition on any VIOS of a server. */
export function withoutServers(world: PowerWorld, system: string, lpar: Lpar): PowerWorld {
  const isOf = ({ client }: ScsiServer | FcServer): boolean =>
    client.lparId === lpar.id && client.lparName === lpar.name;
  let next = world;
  for (const vios of viosesOf(world, system)) {
    const gone = vios.fcServers.filter(isOf);
    if (gone.length === 0 && !vios.scsiServers.some(isOf)) continue;
    next = changeVios(next, vios, (old) =>
      settled({
        ...old,
        scsiServers: old.scsiServers.filter((server) => !isOf(server)),
        fcServers: old.fcServers.filter((server) => !isOf(server)),
        fcPorts: gone.reduce(
          (ports, { port }) => withRoom({ ...old, fcPorts: ports }, port, 1),
          [...old.fcPorts],
        ),
      }),
    );
  }
  return next;
}

/** Virtual NICs take their capacity of a port, or with `+1` give it back. */
export function withVnics(world: PowerWorld, system: string, lpar: Lpar | undefined, sign: 1 | -1) {
  const vnics = lpar?.vnics ?? [];
  if (vnics.length === 0) return world;
  return changeSystem(world, system, ({ sriovPorts }) => ({
    sriovPorts: sriovPorts.map((port) => {
      const percent = vnics
        .filter(({ backing }) =>
          backing.some((each) => each.adapter === port.adapter && each.port === port.port),
        )
        .reduce((sum, { capacityPercent }) => sum + capacityPercent, 0);
      return { ...port, freePercent: Math.max(0, Math.min(100, port.freePercent + sign * percent)) };
    }),
  }));
}
