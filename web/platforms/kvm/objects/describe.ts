/** From what a person says of a host or a guest to the whole of it; what is left out is ready to move. */
import { done, type Result, refused } from '../../../model/result.ts';
import { GUEST_FIELDS } from './guest-fields.ts';
import { HOST_FIELDS } from './host-fields.ts';
import { guestFaults, hostFaults } from './impossible.ts';
import { newestMachineType } from './machine-type.ts';
import { type Guest, type Host, hostOf, type KvmWorld, withGuest, withHost } from './world.ts';

export type HostDescription = Pick<Host, 'name'> & Partial<Host>;
export type GuestDescription = Pick<Guest, 'name' | 'host'> & Partial<Guest>;

export interface KvmDescription {
  readonly hosts: readonly HostDescription[];
  readonly guests?: readonly GuestDescription[];
}

const defaultsOf = (fields: typeof HOST_FIELDS): Record<string, unknown> =>
  Object.fromEntries(fields.map((field) => [field.name, field.default]));

export const defaultHost = (name: string): Host =>
  ({ ...defaultsOf(HOST_FIELDS), name, nic: 0, maxMoves: null }) as unknown as Host;

export const defaultGuest = (name: string, host: string): Guest =>
  ({ ...defaultsOf(GUEST_FIELDS), name, host, about: '' }) as unknown as Guest;

export function addHost(world: KvmWorld, description: HostDescription): Result<KvmWorld> {
  const host: Host = { ...defaultHost(description.name), ...description };
  const faults = hostFaults(world, host, 'new');
  return faults.length > 0 ? refused(...faults) : done(withHost(world, host));
}

export function addGuest(world: KvmWorld, description: GuestDescription): Result<KvmWorld> {
  const guest = settled(world, { ...defaultGuest(description.name, description.host), ...description });
  const faults = guestFaults(world, guest, 'new');
  return faults.length > 0 ? refused(...faults) : done(withGuest(world, guest));
}

/** What it takes from the host on which it is started. */
export function settled(world: KvmWorld, guest: Guest): Guest {
  const host = hostOf(world, guest.host);
  if (!host) return guest;
  return {
    ...guest,
    cpu: guest.cpu || host.cpu,
    machineType: guest.machineType || newestMachineType('pc-q35', host.qemu),
  };
}

/** Everything at once, with every fault. */
export function describeWorld({ hosts, guests = [] }: KvmDescription): Result<KvmWorld> {
  let world: KvmWorld = { hosts: [], guests: [] };
  const faults: Parameters<typeof refused> = [];
  const take = (result: Result<KvmWorld>): void => {
    if (result.ok) world = result.value;
    else faults.push(...result.diagnostics);
  };
  for (const host of hosts) take(addHost(world, host));
  for (const guest of guests) take(addGuest(world, guest));
  return faults.length > 0 ? refused(...faults) : done(world);
}
