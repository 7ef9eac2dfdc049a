/**
 * Which VIOS of the target would serve which adapter of the partition. As the console does it: adapters of
 * different VIOS stay on different ones, in the order of their ids, and those of one stay together.
 */
import type { Lun } from '../objects/storage.ts';
import { freeSlots, type Vios } from '../objects/vios.ts';
import { keyOf, type PowerWorld } from '../objects/world.ts';
import type { FcPair, ScsiPair } from './case.ts';

export interface Placed {
  readonly is: 'scsi' | 'fc';
  readonly slot: number;
  /** The VIOS that serves it now, by name. */
  readonly from: string;
  /** Null: no VIOS of the target can. */
  readonly to: Vios | null;
  /** The physical port of an NPIV adapter. */
  readonly port: string | null;
}

export type Placement = readonly Placed[];

export function place(
  world: PowerWorld,
  scsi: readonly ScsiPair[],
  fc: readonly FcPair[],
  sourceVioses: readonly Vios[],
  targetVioses: readonly Vios[],
): Placement {
  const running = targetVioses.filter(({ state }) => state === 'Running');
  const slots = new Map(running.map((vios) => [vios.name, freeSlots(vios)]));
  const ports = new Map(
    (fc.length > 0 ? running : []).flatMap((vios) =>
      vios.fcPorts.map((port) => [`${vios.name} ${port.name}`, port.freeSlots]),
    ),
  );
  const take = (left: Map<string, number>, key: string) => left.set(key, (left.get(key) ?? 0) - 1);
  const sources = [
    ...new Set([
      ...sourceVioses.map(({ name }) => name),
      ...[...scsi, ...fc].map(({ client }) => client.vios),
    ]),
  ];
  /** The one at the same place in the order of ids comes first; those that nobody has seen come after the others. */
  const candidates = (from: string) => {
    const preferred = running[sources.indexOf(from) % Math.max(1, running.length)];
    return preferred ? [preferred, ...running.filter((vios) => vios !== preferred)] : [];
  };
  return [
    ...scsi.map(({ client, vios, server }): Placed => {
      const luns = lunsBehind(world, vios, server?.devices ?? []);
      const to =
        candidates(client.vios).find(
          (each) =>
            (slots.get(each.name) ?? 0) > 0 && luns.every((lun) => lun.visibleTo.includes(keyOf(each))),
        ) ?? null;
      if (to) take(slots, to.name);
      return { is: 'scsi', slot: client.slot, from: client.vios, to, port: null };
    }),
    ...fc.map(({ client }): Placed => {
      const free = (vios: Vios) =>
        vios.fcPorts.find(({ name, fabric }) => fabric && (ports.get(`${vios.name} ${name}`) ?? 0) > 0);
      const to =
        candidates(client.vios).find(
          (vios) =>
            (slots.get(vios.name) ?? 0) > 0 && (vios.fcPorts.length === 0 || free(vios) !== undefined),
        ) ?? null;
      const port = to ? (free(to)?.name ?? null) : null;
      if (to) take(slots, to.name);
      if (to && port !== null) take(ports, `${to.name} ${port}`);
      return { is: 'fc', slot: client.slot, from: client.vios, to, port };
    }),
  ];
}

/** The LUNs of the world that stand behind a server adapter; disks that nobody knows are left out. */
export function lunsBehind(
  world: PowerWorld,
  vios: Vios | undefined,
  devices: readonly { backing: { is: string } & Partial<{ disk: string }> }[],
): Lun[] {
  return devices.flatMap(({ backing }) => {
    const disk = backing.is === 'disk' ? vios?.disks.find(({ name }) => name === backing.disk) : undefined;
    return world.luns.find(({ id }) => id === disk?.lun) ?? [];
  });
}

/** Whether paths that were on different VIOS end up on different ones, and paths of one on one. */
export function keepsPaths(placement: Placement): boolean {
  const seen = new Map<string, string>();
  for (const { from, to } of placement) {
    const name = to?.name ?? '';
    const known = seen.get(from);
    if (known !== undefined && known !== name) return false;
    if (known === undefined && [...seen.values()].includes(name)) return false;
    seen.set(from, name);
  }
  return true;
}
