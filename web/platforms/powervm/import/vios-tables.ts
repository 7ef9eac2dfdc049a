/** What VIOS say of themselves: levels, ports, and what stands behind their server adapters. */
import type { Backing, FcPort, TargetDevice } from '../objects/storage.ts';
import type { Vios } from '../objects/vios.ts';
import { type Draft, type PartitionDraft, type Placed, partitionDraft } from './draft.ts';
import type { Row } from './paste.ts';
import { textIn, told, wholeIn } from './values.ts';

function viosOf(draft: Draft, { of, on }: Placed): PartitionDraft | null {
  const vios = on === null ? null : partitionDraft(draft, of, on, undefined);
  if (vios) vios.env ??= 'vioserver';
  return vios;
}

export function readLevel(draft: Draft, table: Placed): void {
  const vios = viosOf(draft, table);
  if (vios) Object.assign(vios.vios, told<Vios>({ level: textIn(table.rows[0]?.values ?? {}, 'level') }));
}

export function readPorts(draft: Draft, table: Placed): void {
  const vios = viosOf(draft, table);
  if (!vios) return;
  const fcPorts = table.rows.map(
    ({ values }): FcPort => ({
      name: values.name ?? '',
      fabric: values.fabric === '1',
      slots: wholeIn(values, 'tports') ?? 0,
      freeSlots: Math.min(wholeIn(values, 'aports') ?? 0, wholeIn(values, 'tports') ?? 0),
    }),
  );
  Object.assign(vios.vios, { fcPorts });
}

/** The port behind each virtual Fibre Channel adapter that is known. */
export function readNpivMappings(draft: Draft, table: Placed): void {
  const vios = viosOf(draft, table);
  if (!vios?.vios.fcServers) return;
  const ports = new Map(
    table.rows.map(({ values }) => [wholeIn(values, 'slot'), textIn(values, 'port') ?? null]),
  );
  const fcServers = vios.vios.fcServers.map((server) => ({
    ...server,
    port: ports.get(server.slot) ?? null,
  }));
  Object.assign(vios.vios, { fcServers });
}

/** What stands behind each server adapter that is known. Of its client the list knows too little. */
export function readMappings(draft: Draft, table: Placed): void {
  const vios = viosOf(draft, table);
  if (!vios?.vios.scsiServers) return;
  const behind = new Map<number, TargetDevice[]>();
  for (const { values } of table.rows) {
    const slot = wholeIn(values, 'slot');
    if (slot === undefined || values.vtd === '') continue;
    behind.set(slot, [...(behind.get(slot) ?? []), deviceOf(values)]);
  }
  Object.assign(vios.vios, {
    scsiServers: vios.vios.scsiServers.map((server) => ({
      ...server,
      devices: behind.get(server.slot) ?? [],
    })),
  });
  vios.seen.add('backing');
}

function deviceOf(values: Row['values']): TargetDevice {
  return { name: values.vtd ?? '', backing: backingOf(values.backing_device ?? '', values.vtd ?? '') };
}

function backingOf(device: string, name: string): Backing {
  const text = device.trim();
  if (/^hdisk\d+$|^hdiskpower\d+$|^vpath\d+$/.test(text)) return { is: 'disk', disk: text };
  if (text.startsWith('/'))
    return name.startsWith('vtopt') ? { is: 'optical', media: text } : { is: 'file', path: text };
  if (/^cd\d+$/.test(text) || name.startsWith('vtopt')) return { is: 'optical', media: text || null };
  if (/^rmt\d+$/.test(text)) return { is: 'tape', device: text };
  if (/\.[0-9a-f]{16,}$/i.test(text)) return { is: 'pool-unit', cluster: '', unit: text };
  return text === '' ? { is: 'optical', media: null } : { is: 'logical-volume', volume: text };
}
