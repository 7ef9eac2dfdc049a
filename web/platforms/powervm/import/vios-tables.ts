/** What VIOS say of themselves: levels, ports, and what stands behind their server adapters. */
import type { Backing, Disk, FcPort, TargetDevice } from '../objects/storage.ts';
import { DEFAULT_TUNABLES, type MoverTunables, type Vios } from '../objects/vios.ts';
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

/** Of the mover's device its tunables, of a disk who else may use it. Which LUN a disk is, they do not say. */
export function readDevices(draft: Draft, table: Placed): void {
  const vios = viosOf(draft, table);
  if (!vios) return;
  for (const { values } of table.rows) {
    const { device = '', attribute = '', value = '' } = values;
    if (device === 'vioslpm0') {
      const told = tunablesIn(attribute, value);
      if (told)
        vios.vios = { ...vios.vios, tunables: { ...DEFAULT_TUNABLES, ...vios.vios.tunables, ...told } };
    } else if (attribute === 'reserve_policy') {
      const disk: Disk = { name: device, reservePolicy: value, driver: 'aix-mpio' };
      const others = (vios.vios.disks ?? []).filter(({ name }) => name !== device);
      vios.vios = { ...vios.vios, disks: [...others, disk] };
    }
  }
}

const TUNABLES: Readonly<
  Record<string, [key: Exclude<keyof MoverTunables, 'lunValidation'>, least: number, most: number]>
> = {
  cfg_msp_lpm_ops: ['movesAtOnce', 1, 8],
  concurrency_lvl: ['concurrencyLevel', 1, 5],
  tcp_port_low: ['tcpPortLow', 0, 65_535],
  tcp_port_high: ['tcpPortHigh', 0, 65_535],
};

function tunablesIn(attribute: string, value: string): Partial<MoverTunables> | null {
  if (/^(?:src|dest)_lun_val$/.test(attribute)) return value === 'on' ? { lunValidation: true } : {};
  const [key, least, most] = TUNABLES[attribute] ?? [];
  const number = Number(value);
  if (key === undefined || least === undefined || most === undefined) return null;
  return Number.isInteger(number) && number >= least && number <= most ? { [key]: number } : null;
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
