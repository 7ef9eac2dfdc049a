/** Profiles, with the strings in which they write adapters down. */
import { normaliseMode } from '../objects/compat-mode.ts';
import type { LheaPort, Lpar, PhysicalSlot, Profile, SerialAdapter } from '../objects/lpar.ts';
import { DEFAULT_VSWITCH, type EthClient, type Trunk } from '../objects/network.ts';
import type { Client, FcClient, FcServer, ScsiClient, ScsiServer } from '../objects/storage.ts';
import type { Vios } from '../objects/vios.ts';
import { type Draft, type PartitionDraft, type Placed, partitionDraft } from './draft.ts';
import { listOf } from './fields.ts';
import type { Row } from './paste.ts';
import { amountsIn, numberIn, textIn, told, wholeIn } from './values.ts';

export function readProfiles(draft: Draft, table: Placed): void {
  const profiles = new Map<PartitionDraft, { profile: Profile | null; values: Row['values'] }[]>();
  for (const { values, line } of table.rows) {
    const partition = partitionDraft(
      draft,
      table.of,
      textIn(values, 'lpar_name'),
      wholeIn(values, 'lpar_id'),
    );
    if (!partition) {
      draft.unclear.push(`Which partition of ${table.of} line ${line} of ${table.paste} is about.`);
      continue;
    }
    profiles.set(partition, [...(profiles.get(partition) ?? []), { profile: profileOf(values), values }]);
  }
  for (const [partition, all] of profiles) {
    const known = all.flatMap(({ profile }) => profile ?? []);
    if (known.length > 0)
      partition.lpar = { ...partition.lpar, profiles: [...(partition.lpar.profiles ?? []), ...known] };
    const current = all.find(({ profile }) => profile?.name === partition.lpar.currentProfile) ?? all[0];
    if (current) readAdapters(partition, current.values);
  }
}

function profileOf(values: Row['values']): Profile | null {
  const name = textIn(values, 'name');
  const memoryMb = amountsIn(values, 'min_mem', 'desired_mem', 'max_mem');
  if (name === undefined || memoryMb === undefined) return null;
  const procs = amountsIn(values, 'min_procs', 'desired_procs', 'max_procs') ?? {
    min: 1,
    desired: 1,
    max: 1,
  };
  return {
    name,
    memoryMb,
    procUnits: amountsIn(values, 'min_proc_units', 'desired_proc_units', 'max_proc_units') ?? procs,
    procs,
    maxVirtualSlots: wholeIn(values, 'max_virtual_slots') ?? 1000,
    compatMode: normaliseMode(textIn(values, 'lpar_proc_compat_mode') ?? 'default'),
  };
}

/** What the profile says of adapters. The current configuration, where it was read, says it better. */
function readAdapters(partition: PartitionDraft, values: Row['values']): void {
  const had = (column: string) => values[column] !== undefined;
  const scsi = listOf(values.virtual_scsi_adapters).flatMap((text) => scsiOf(text) ?? []);
  const fc = listOf(values.virtual_fc_adapters).flatMap((text) => fcOf(text) ?? []);
  const eth = listOf(values.virtual_eth_adapters).flatMap((text) => ethOf(text) ?? []);
  const io = listOf(values.io_slots).map(slotOf);
  const defaults = told<Lpar>({
    memoryExpansion: numberIn(values, 'mem_expansion'),
    bsrArrays: wholeIn(values, 'bsr_arrays'),
    lheaPorts: had('lhea_logical_ports') ? listOf(values.lhea_logical_ports).map(lheaOf) : undefined,
    hcaAdapters: had('hca_adapters') ? listOf(values.hca_adapters) : undefined,
    sriovPorts: had('sriov_eth_logical_ports') ? listOf(values.sriov_eth_logical_ports) : undefined,
    scsi: had('virtual_scsi_adapters') ? scsi.flatMap(({ client }) => client ?? []) : undefined,
    fc: had('virtual_fc_adapters') ? fc.flatMap(({ client }) => client ?? []) : undefined,
    eth: had('virtual_eth_adapters') ? eth.flatMap(({ client }) => client ?? []) : undefined,
    serial: had('virtual_serial_adapters')
      ? listOf(values.virtual_serial_adapters).flatMap((text) => serialOf(text) ?? [])
      : undefined,
    serverSlots: had('virtual_scsi_adapters') ? scsi.flatMap(({ server }) => server?.slot ?? []) : undefined,
    physicalSlots: had('io_slots') ? io : undefined,
  });
  partition.lpar = { ...defaults, ...partition.lpar };
  if (had('virtual_eth_adapters') || had('virtual_scsi_adapters')) partition.seen.add('required');
  partition.vios = {
    ...told<Vios>({
      trunks: had('virtual_eth_adapters') ? eth.flatMap(({ trunk }) => trunk ?? []) : undefined,
      otherSlots: had('virtual_eth_adapters') ? eth.flatMap(({ client }) => client?.slot ?? []) : undefined,
      scsiServers: had('virtual_scsi_adapters') ? scsi.flatMap(({ server }) => server ?? []) : undefined,
      fcServers: had('virtual_fc_adapters') ? fc.flatMap(({ server }) => server ?? []) : undefined,
      maxVirtualSlots: wholeIn(values, 'max_virtual_slots'),
    }),
    ...partition.vios,
  };
}

const slotNumber = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : null;
const slotOrAny = (text: string | undefined): number | 'any' => slotNumber(text) ?? 'any';

const clientOf = (id: string | undefined, name: string | undefined, slot: string | undefined): Client => ({
  lparId: slotOrAny(id),
  lparName: name === 'any' ? '' : (name ?? ''),
  slot: slotOrAny(slot),
});

/** `slot/client|server/remote-id/remote-name/remote-slot/required` */
function scsiOf(text: string): { client?: ScsiClient; server?: ScsiServer } | null {
  const [first, role, id, name = '', remote, needed] = text.split('/');
  const slot = slotNumber(first);
  const required = needed === '1';
  if (slot === null) return null;
  if (role === 'server') return { server: { slot, client: clientOf(id, name, remote), required } };
  return role === 'client' ? { client: { slot, vios: name, viosSlot: slotOrAny(remote), required } } : null;
}

/** `slot/client|server/remote-id/name/remote-slot/wwpn1,wwpn2/required` */
function fcOf(text: string): { client?: FcClient; server?: FcServer } | null {
  const [first, role, id, name = '', remote, names = '', needed] = text.split('/');
  const slot = slotNumber(first);
  const [one = '', two = one] = names.split(',').map((each) => each.trim());
  const required = needed === '1';
  if (slot === null) return null;
  if (role === 'server') return { server: { slot, client: clientOf(id, name, remote), required } };
  return role === 'client'
    ? { client: { slot, vios: name, viosSlot: slotOrAny(remote), wwpns: [one, two], required } }
    : null;
}

const vlans = (text: string | undefined): number[] =>
  (text ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => /^\d{1,4}$/.test(each) && each !== '0')
    .map(Number);

/** `slot/ieee/pvid/vlans/trunk-priority/required[/vswitch[/MAC…]]` */
function ethOf(text: string): { client?: EthClient; trunk?: Trunk } | null {
  const [first, , port, additional, priority, required, vswitch, mac] = text.split('/');
  const [slot, pvid] = [slotNumber(first), slotNumber(port)];
  if (slot === null || pvid === null) return null;
  const common = { slot, pvid, vlans: vlans(additional), vswitch: vswitch || DEFAULT_VSWITCH };
  if (Number(priority) > 0) return { trunk: { ...common, priority: Number(priority) } };
  return { client: { ...common, mac: mac ?? '', required: required === '1' } };
}

function serialOf(text: string): SerialAdapter | null {
  const [first, role] = text.split('/');
  const slot = slotNumber(first);
  return slot !== null && (role === 'server' || role === 'client') ? { slot, role } : null;
}

/** `drc-index/pool/required`: in the profile; whether the partition has it now is said elsewhere. */
function slotOf(text: string): PhysicalSlot {
  const [drcIndex = '', , required] = text.split('/');
  return { drcIndex, description: '', required: required === '1', assigned: true };
}

function lheaOf(text: string): LheaPort {
  return { name: text, required: text.endsWith('/1'), inEtherChannel: false };
}

export { slotOrAny, vlans };
