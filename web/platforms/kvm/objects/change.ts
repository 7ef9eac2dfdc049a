/** Changes of hosts and guests, by the names of their fields; and the calls that stand for such changes. */
import { type Call, type CallValue, call, thingName } from '../../../model/call.ts';
import type { Field } from '../../../model/parameters/field.ts';
import { done, type Result, refused } from '../../../model/result.ts';
import { GUEST_FIELDS } from './guest-fields.ts';
import { HOST_FIELDS } from './host-fields.ts';
import { guestFaults, hostFaults } from './impossible.ts';
import { parseSize, sizeText } from './sizes.ts';
import { type Guest, guestOf, type Host, hostOf, type KvmWorld, withGuest, withHost } from './world.ts';

export type HostChanges = Partial<Omit<Host, 'name'>>;
export type GuestChanges = Partial<Omit<Guest, 'name' | 'host'>>;

export function changeHost(world: KvmWorld, name: string, changes: HostChanges): Result<KvmWorld> {
  const host = hostOf(world, name);
  if (!host) return refused({ what: `There is no host ${name}.` });
  const changed: Host = { ...host, ...changes, name };
  const faults = hostFaults(world, changed, 'changed');
  return faults.length > 0 ? refused(...faults) : done(withHost(world, changed));
}

export function changeGuest(world: KvmWorld, name: string, changes: GuestChanges): Result<KvmWorld> {
  const guest = guestOf(world, name);
  if (!guest) return refused({ what: `There is no guest ${name}.` });
  const changed: Guest = { ...guest, ...changes, name, host: guest.host };
  const faults = guestFaults(world, changed, 'changed');
  return faults.length > 0 ? refused(...faults) : done(withGuest(world, changed));
}

export const setHost = (name: string, changes: HostChanges): Call =>
  call(thingName('Host', name), 'set', written(changes, HOST_FIELDS));

export const setGuest = (name: string, changes: GuestChanges): Call =>
  call(thingName('Guest', name), 'set', written(changes, GUEST_FIELDS));

const written = (changes: object, fields: readonly Field[]): CallValue =>
  Object.fromEntries(
    Object.entries(changes).map(([name, value]) => [name, isSize(name, fields) ? sizeText(value) : value]),
  );

const isSize = (name: string, fields: readonly Field[]): boolean =>
  fields.some((field) => field.name === name && field.unit === 'bytes');

/** What a call to `Host.set` or `Guest.set` makes of the world; null: it is another call. */
export function applyCall(world: KvmWorld, { on, verb, args }: Call): Result<KvmWorld> | null {
  const [changes] = args;
  if (verb !== 'set' || typeof changes !== 'object' || changes === null || Array.isArray(changes))
    return null;
  if (on.$ref === 'Host') return changeHost(world, on.name, read(changes, HOST_FIELDS));
  if (on.$ref === 'Guest') return changeGuest(world, on.name, read(changes, GUEST_FIELDS));
  return null;
}

const read = (changes: object, fields: readonly Field[]): object =>
  Object.fromEntries(
    Object.entries(changes).map(([name, value]) => [
      name,
      typeof value === 'string' && isSize(name, fields) ? (parseSize(value) ?? value) : value,
    ]),
  );
