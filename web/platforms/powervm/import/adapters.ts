/** Tables of `lshwres` about adapters: the current configuration, partition by partition. */
import type { Lpar, PhysicalSlot, SerialAdapter } from '../objects/lpar.ts';
import { DEFAULT_VSWITCH, type EthClient, type Trunk, type Vnic } from '../objects/network.ts';
import type { Client, FcClient, FcServer, ScsiClient, ScsiServer } from '../objects/storage.ts';
import type { Vios } from '../objects/vios.ts';
import type { Draft, PartitionDraft, Placed } from './draft.ts';
import { listOf } from './fields.ts';
import { eachPartition } from './partitions.ts';
import type { Row } from './paste.ts';
import { slotOrAny, vlans } from './profiles.ts';
import { flagIn, numberIn, textIn, told, wholeIn } from './values.ts';

type Values = Row['values'];

/**
 * Adapters of every partition of the server, in lists: a table says of all partitions which of these adapters they
 * have, so that those without a row have none.
 */
function lists(
  draft: Draft,
  table: Placed,
  keys: { lpar?: readonly (keyof Lpar)[]; vios?: readonly (keyof Vios)[] },
  read: (partition: PartitionDraft, slot: number, values: Values) => void,
): void {
  const whole = wholeServer(table);
  eachPartition(draft, table, () => {});
  const named = new Set(table.rows.flatMap(({ values }) => textIn(values, 'lpar_name') ?? []));
  for (const partition of draft.partitions) {
    if (partition.system !== table.of || (!whole && !named.has(partition.name))) continue;
    for (const key of keys.lpar ?? []) partition.lpar = { ...partition.lpar, [key]: [] };
    for (const key of keys.vios ?? []) partition.vios = { ...partition.vios, [key]: [] };
  }
  eachPartition(draft, table, (partition, values) => {
    const slot = wholeIn(values, 'slot_num');
    if (slot === undefined) return;
    if (values.is_required !== undefined) partition.seen.add('required');
    read(partition, slot, values);
  });
}

/** A table of one partition alone may have been asked for that one. */
export const wholeServer = ({ rows, filtered, system }: Placed): boolean =>
  !filtered &&
  (system !== null || new Set(rows.map(({ values }) => values.lpar_name ?? values.lpar_id)).size > 1);

const add = <T extends object, K extends keyof T>(object: T, key: K, value: unknown): void => {
  Object.assign(object, { [key]: [...((object[key] as unknown as unknown[] | undefined) ?? []), value] });
};

export const readEthernet = (draft: Draft, table: Placed): void =>
  lists(draft, table, { lpar: ['eth'], vios: ['trunks', 'otherSlots'] }, (partition, slot, values) => {
    const pvid = wholeIn(values, 'port_vlan_id');
    const vswitch = textIn(values, 'vswitch') ?? DEFAULT_VSWITCH;
    const common = { slot, pvid: pvid ?? 1, vlans: vlans(listOf(values.addl_vlan_ids).join(',')), vswitch };
    const priority = wholeIn(values, 'trunk_priority') ?? 0;
    if (flagIn(values, 'is_trunk') ?? priority > 0)
      add(partition.vios, 'trunks', { ...common, priority } satisfies Trunk);
    else {
      add(partition.lpar, 'eth', {
        ...common,
        mac: textIn(values, 'mac_addr') ?? '',
        required: flagIn(values, 'is_required') ?? false,
      } satisfies EthClient);
      add(partition.vios, 'otherSlots', slot);
    }
  });

const clientOf = (values: Values): Client => ({
  lparId: wholeIn(values, 'remote_lpar_id') ?? 'any',
  lparName: textIn(values, 'remote_lpar_name')?.replace(/^any$/i, '') ?? '',
  slot: slotOrAny(values.remote_slot_num),
});

export const readScsi = (draft: Draft, table: Placed): void =>
  lists(draft, table, { lpar: ['scsi', 'serverSlots'], vios: ['scsiServers'] }, (partition, slot, values) => {
    const required = flagIn(values, 'is_required') ?? false;
    if (values.adapter_type === 'server') {
      add(partition.lpar, 'serverSlots', slot);
      add(partition.vios, 'scsiServers', { slot, client: clientOf(values), required } satisfies ScsiServer);
      return;
    }
    add(partition.lpar, 'scsi', {
      slot,
      vios: textIn(values, 'remote_lpar_name') ?? '',
      viosSlot: slotOrAny(values.remote_slot_num),
      required,
    } satisfies ScsiClient);
  });

export const readFibreChannel = (draft: Draft, table: Placed): void =>
  lists(draft, table, { lpar: ['fc'], vios: ['fcServers'] }, (partition, slot, values) => {
    const required = flagIn(values, 'is_required') ?? false;
    if (values.adapter_type === 'server') {
      add(partition.vios, 'fcServers', { slot, client: clientOf(values), required } satisfies FcServer);
      return;
    }
    const [one = '', two = one] = listOf(values.wwpns);
    add(partition.lpar, 'fc', {
      slot,
      vios: textIn(values, 'remote_lpar_name') ?? '',
      viosSlot: slotOrAny(values.remote_slot_num),
      required,
      wwpns: [one, two],
    } satisfies FcClient);
  });

/** `backing_devices=sriov/va1/1/1/0/2700c003/2.0,…`: kind, VIOS, its id, adapter, physical port, logical port, capacity. */
export const readVnics = (draft: Draft, table: Placed): void =>
  lists(draft, table, { lpar: ['vnics'] }, (partition, slot, values) => {
    const backing = listOf(values.backing_devices).map((text) => text.split('/'));
    const capacity = Math.max(0, ...backing.map((parts) => Number(parts[6]) || 0));
    add(partition.lpar, 'vnics', {
      slot,
      capacityPercent: numberIn(values, 'desired_capacity') ?? capacity,
      required: flagIn(values, 'is_required') ?? false,
      backing: backing.map(([, vios = '', , adapter = '', port = '']) => ({
        vios,
        adapter: Number(adapter) || 0,
        port: Number(port) || 0,
      })),
    } satisfies Vnic);
  });

/** Both ends of the console's own adapters are called servers; `open`: somebody looks through one. */
export const readSerial = (draft: Draft, table: Placed): void => {
  lists(draft, table, { lpar: ['serial'] }, (partition, slot, values) => {
    const role = values.adapter_type === 'client' ? 'client' : 'server';
    add(partition.lpar, 'serial', { slot, role } satisfies SerialAdapter);
    const open = values.connect_status?.trim() === 'open';
    if (values.connect_status !== undefined)
      partition.lpar = { ...partition.lpar, consoleOpen: (partition.lpar.consoleOpen ?? false) || open };
  });
};

export const readSlots = (draft: Draft, table: Placed): void =>
  eachPartition(draft, table, (partition, values) => {
    const max = wholeIn(values, 'curr_max_virtual_slots');
    const next = wholeIn(values, 'next_avail_virtual_slot');
    const none =
      values.next_avail_virtual_slot?.trim() === 'none' || (max !== undefined && (next ?? 0) >= max);
    Object.assign(partition.vios, told<Vios>({ maxVirtualSlots: max, nextFreeSlot: none ? null : next }));
  });

/** Slots of the whole server: those that no row gives to a partition belong to none. */
export const readPhysicalSlots = (draft: Draft, table: Placed): void => {
  const given = table.rows.filter(({ values }) => textIn(values, 'lpar_id') !== undefined);
  const inProfile = new Map(
    draft.partitions.map((each) => [
      each,
      new Map(each.lpar.physicalSlots?.map((slot) => [slot.drcIndex, slot])),
    ]),
  );
  for (const partition of draft.partitions)
    if (partition.system === table.of)
      partition.lpar = {
        ...partition.lpar,
        physicalSlots: (partition.lpar.physicalSlots ?? []).map((slot) => ({ ...slot, assigned: false })),
      };
  eachPartition(draft, { ...table, rows: given }, (partition, values) => {
    const drcIndex = textIn(values, 'drc_index') ?? textIn(values, 'drc_name') ?? '';
    const slot: PhysicalSlot = {
      ...inProfile.get(partition)?.get(drcIndex),
      drcIndex,
      description: textIn(values, 'description') ?? '',
      assigned: true,
    };
    const others = (partition.lpar.physicalSlots ?? []).filter((each) => each.drcIndex !== drcIndex);
    partition.lpar = { ...partition.lpar, physicalSlots: [...others, slot] };
  });
};
