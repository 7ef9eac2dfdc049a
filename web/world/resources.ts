/**
 * Whatever several flows share: each direction of a link and of a host's adapter, and a mover service. Capacities
 * are payload: what headers and lost packets take is off already.
 */
import type { CapacityChange, LinkSpec } from '../model/network.ts';
import type { Scenario } from '../model/scenario.ts';
import type { VirtualNs } from '../model/units.ts';
import { payloadBytesPerSecond } from './wire.ts';

export interface Resource {
  id: string;
  kind: 'link' | 'nic' | 'mover';
  /** At the start; Infinity where it sets no limit. */
  bytesPerSecond: number;
  schedule: readonly CapacityChange[];
}

export type Wires = Pick<Scenario, 'hosts' | 'link' | 'links' | 'traffic'>;

export const moverId = (host: string, mover: string): string => `${host} mover ${mover}`;
export const nicId = (host: string, direction: 'in' | 'out'): string => `${host} ${direction}`;
/** `name` is null for the link that all hosts share. */
export const linkId = (name: string | null, direction: 'forth' | 'back'): string =>
  name === null ? `link ${direction}` : `link ${name} ${direction}`;

export function resourcesOf({ hosts, link, links = [] }: Wires): Resource[] {
  const resources = [...directions(null, link), ...links.flatMap((pair) => directions(pair.id, pair))];
  for (const { id, network } of hosts) {
    const nic = network?.nicBytesPerSecond ?? 0;
    const bytesPerSecond = link.mtuBytes ? payloadBytesPerSecond(nic, link.mtuBytes) : nic;
    if (nic > 0)
      for (const direction of ['in', 'out'] as const)
        resources.push({ id: nicId(id, direction), kind: 'nic', bytesPerSecond, schedule: [] });
    for (const mover of network?.movers ?? [])
      if (mover.bytesPerSecond > 0) {
        const { bytesPerSecond } = mover;
        resources.push({ id: moverId(id, mover.id), kind: 'mover', bytesPerSecond, schedule: [] });
      }
  }
  return resources;
}

/** A link is full duplex. */
function directions(name: string | null, link: LinkSpec): Resource[] {
  const bytesPerSecond = link.bytesPerSecond > 0 ? payloadOf(link, link.bytesPerSecond) : Infinity;
  const schedule = payloadSchedule(link);
  return (['forth', 'back'] as const).map((direction) => ({
    id: linkId(name, direction),
    kind: 'link',
    bytesPerSecond,
    schedule,
  }));
}

/** A link's changes in payload. */
export const payloadSchedule = (link: LinkSpec): CapacityChange[] =>
  (link.schedule ?? []).map(({ at, bytesPerSecond }) => ({
    at,
    bytesPerSecond: payloadOf(link, bytesPerSecond),
  }));

function payloadOf({ mtuBytes, lossShare = 0 }: LinkSpec, bytesPerSecond: number): number {
  const payload = mtuBytes ? payloadBytesPerSecond(bytesPerSecond, mtuBytes) : bytesPerSecond;
  return lossShare > 0 ? Math.floor(payload * (1 - lossShare)) : payload;
}

export const capacityAt = ({ bytesPerSecond, schedule }: Resource, at: VirtualNs): number =>
  schedule.findLast((change) => change.at <= at)?.bytesPerSecond ?? bytesPerSecond;
