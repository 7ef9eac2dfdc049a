/** Which VIOS of the target can serve which adapter: what a person may choose from, and why not. */
import { vlansOf } from '../objects/network.ts';
import type { Vios } from '../objects/vios.ts';
import { freeSlots, usedSlots } from '../objects/vios.ts';
import { keyOf } from '../objects/world.ts';
import type { Case } from '../rules/case.ts';
import { lunsBehind } from '../rules/placement.ts';
import type { Mapping, MoveOrder } from './order.ts';

export interface Possible {
  readonly vios: string;
  /** Why it cannot; null: it can. */
  readonly refused: string | null;
  /** The one that the console suggests. */
  readonly suggested: boolean;
}

/** For one adapter of the partition, every VIOS of the target. */
export function possibleFor(c: Case, is: Mapping['is'], slot: number): Possible[] {
  const suggested = c.placement.find((placed) => placed.is === is && placed.slot === slot)?.to?.name;
  return c.targetVioses.map((vios) => ({
    vios: vios.name,
    refused: refusal(c, is, slot, vios),
    suggested: vios.name === suggested,
  }));
}

function refusal(c: Case, is: Mapping['is'], slot: number, vios: Vios): string | null {
  if (vios.state !== 'Running') return `${vios.name} does not run.`;
  if (freeSlots(vios) === 0) return `${vios.name} has no free virtual slot.`;
  if (is === 'fc') {
    const room =
      vios.fcPorts.length === 0 || vios.fcPorts.some(({ fabric, freeSlots: free }) => fabric && free > 0);
    return room ? null : `No Fibre Channel port of ${vios.name} can take one more adapter.`;
  }
  const pair = c.scsi.find(({ client }) => client.slot === slot);
  const hidden = lunsBehind(c.world, pair?.vios, pair?.server?.devices ?? []).find(
    ({ visibleTo }) => !visibleTo.includes(keyOf(vios)),
  );
  return hidden ? `${vios.name} does not see ${hidden.id}.` : null;
}

/** Why no adapter can come to other VLANs; null: they can. */
export const keepsVlans = ({ target }: Pick<Case, 'target'>): string | null =>
  target.novalink
    ? null
    : `${target.name} is not managed with NovaLink: its console keeps every adapter on its VLANs.`;

/** VLANs that a running VIOS of the target carries on the switch of an adapter. */
export const vlansThere = ({ targetVioses }: Case, vswitch: string): number[] =>
  [
    ...new Set(
      targetVioses
        .filter(({ state }) => state === 'Running')
        .flatMap(({ trunks }) => trunks.filter((trunk) => trunk.vswitch === vswitch).flatMap(vlansOf)),
    ),
  ].sort((a, b) => a - b);

/** What is wrong with the mappings that were asked for. */
export const mappingFaults = (c: Case, order: MoveOrder): string[] => [
  ...storageFaults(c, order),
  ...vlanFaults(c, order),
];

const MOST_VLAN = 4094;

function vlanFaults(c: Case, { vlans = [] }: MoveOrder): string[] {
  const kept = vlans.length > 0 ? keepsVlans(c) : null;
  if (kept) return [kept];
  return vlans.flatMap(({ slot, ...wanted }) => {
    if (!c.lpar.eth.some((each) => each.slot === slot))
      return [`${c.lpar.name} has no virtual Ethernet adapter in slot ${slot}.`];
    const odd = vlansOf(wanted).find((vlan) => !Number.isInteger(vlan) || vlan < 1 || vlan > MOST_VLAN);
    return odd === undefined ? [] : [`There is no VLAN ${odd}: they are numbered from 1 to ${MOST_VLAN}.`];
  });
}

const storageFaults = (c: Case, { mappings = [] }: MoveOrder): string[] =>
  mappings.flatMap((mapping) => {
    const { is, slot, vios, viosSlot, port } = mapping;
    const adapters = is === 'scsi' ? c.lpar.scsi : c.lpar.fc;
    if (!adapters.some((each) => each.slot === slot))
      return [`${c.lpar.name} has no ${is === 'scsi' ? 'vSCSI' : 'Fibre Channel'} adapter in slot ${slot}.`];
    const host = c.targetVioses.find(({ name }) => name === vios);
    if (!host) return [`There is no VIOS ${vios} on ${c.target.name}.`];
    const refused = refusal(c, is, slot, host);
    if (refused) return [refused];
    if (
      viosSlot !== null &&
      (viosSlot < 2 || viosSlot >= host.maxVirtualSlots || usedSlots(host).has(viosSlot))
    )
      return [`Slot ${viosSlot} of ${vios} is not free.`];
    const there = host.fcPorts.find(({ name }) => name === port);
    if (is === 'fc' && port !== null && (!there || there.freeSlots === 0))
      return [there ? `Port ${port} of ${vios} is full.` : `${vios} has no port ${port}.`];
    return [];
  });
