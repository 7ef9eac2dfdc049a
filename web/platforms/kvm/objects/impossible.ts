/** What cannot be, in any data centre: every reason at once, with the object, the field and what to do. */
import type { Field } from '../../../model/parameters/field.ts';
import { allowed, misfitOf } from '../../../model/parameters/values.ts';
import type { Diagnostic } from '../../../model/result.ts';
import { GIB, MIB } from '../../../model/units.ts';
import { GUEST_FIELDS, LOCAL } from './guest-fields.ts';
import { HOST_FIELDS } from './host-fields.ts';
import { knowsMachineType, parseMachineType } from './machine-type.ts';
import { memoryFor, ORDINARY } from './memory.ts';
import { OBSTACLES, obstacleNamed } from './obstacles.ts';
import { roughSize } from './sizes.ts';
import { type Guest, guestOf, type Host, hostOf, type KvmWorld } from './world.ts';

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;

type How = 'new' | 'changed';

export function hostFaults(world: KvmWorld, host: Host, how: How): Diagnostic[] {
  const at = (field: string) => `host ${host.name}, ${field}`;
  const reserved = host.hugePages2M * 2 * MIB + host.hugePages1G * GIB;
  return [
    ...nameFaults('host', host.name, how === 'new' && hostOf(world, host.name) !== undefined),
    ...fieldFaults(at, host, HOST_FIELDS),
    ...(reserved > host.memory
      ? [
          {
            where: at('hugePages'),
            what: 'Its huge pages take more memory than it has.',
            fix: 'Reserve fewer.',
          },
        ]
      : []),
    ...host.machineTypes.flatMap((type) => machineTypeFaults(at('machineTypes'), type)),
    ...(host.nic >= 0 && Number.isFinite(host.nic)
      ? []
      : [
          {
            where: at('nic'),
            what: `${host.nic} is not possible.`,
            fix: 'Give bytes per second, 0 or more.',
          },
        ]),
    ...(host.maxMoves === null || (Number.isInteger(host.maxMoves) && host.maxMoves >= 0)
      ? []
      : [{ where: at('maxMoves'), what: `${host.maxMoves} is not possible.`, fix: 'Give a whole number.' }]),
  ];
}

export function guestFaults(world: KvmWorld, guest: Guest, how: How): Diagnostic[] {
  const at = (field: string) => `guest ${guest.name}, ${field}`;
  const host = hostOf(world, guest.host);
  const strange = guest.obstacles.filter((id) => !obstacleNamed(id));
  const away = how === 'new' && host ? unreached(guest, host) : [];
  return [
    ...nameFaults('guest', guest.name, how === 'new' && guestOf(world, guest.name) !== undefined),
    ...fieldFaults(at, guest, GUEST_FIELDS),
    ...(host
      ? []
      : [
          {
            where: at('host'),
            what: `There is no host ${guest.host}.`,
            fix: `Name one that is there: ${world.hosts.map(({ name }) => name).join(', ') || 'none is'}.`,
          },
        ]),
    ...(guest.machineType === '' ? [] : machineTypeFaults(at('machineType'), guest.machineType)),
    ...([4096, 2 * MIB, GIB].includes(guest.hugePages)
      ? []
      : [
          {
            where: at('hugePages'),
            what: 'There are no pages of that size.',
            fix: 'Give 4 KiB, 2 MiB or 1 GiB.',
          },
        ]),
    ...(guest.hugePages > 4096 && guest.memory % guest.hugePages !== 0
      ? [
          {
            where: at('memory'),
            what: 'It is no whole number of huge pages.',
            fix: 'Make it a multiple of them.',
          },
        ]
      : []),
    ...strange.map((id) => ({
      where: at('obstacles'),
      what: `There is no obstacle ${id}.`,
      fix: `Give some of ${OBSTACLES.map((each) => each.id).join(', ')}.`,
    })),
    ...(how === 'new' && host ? misplaced(world, guest, host) : []),
    ...away.map(({ field, name }) => ({
      where: at(field),
      what: `${guest.host} does not reach ${name}, and the guest stands there.`,
      fix: `Give ${guest.host} ${name} too, or leave it out.`,
    })),
  ];
}

/** Where it stands it has to run: its host knows its machine, and has its memory. */
function misplaced(world: KvmWorld, guest: Guest, host: Host): Diagnostic[] {
  const { name, memory, machineType, hugePages } = guest;
  const others = world.guests.filter((each) => each.host === host.name && each.hugePages === hugePages);
  const left = memoryFor(host, hugePages) - others.reduce((sum, each) => sum + each.memory, 0);
  const of = hugePages > ORDINARY ? `in pages of ${roughSize(hugePages)} ` : '';
  return [
    ...(knowsMachineType(host.qemu, host.machineTypes, machineType) || !parseMachineType(machineType)
      ? []
      : [
          {
            where: `guest ${name}, machineType`,
            what: `QEMU ${host.qemu} on ${host.name} does not know ${machineType}.`,
            fix: 'Leave it out, or give the host a QEMU that does.',
          },
        ]),
    ...(memory <= left
      ? []
      : [
          {
            where: `guest ${name}, memory`,
            what: `${host.name} has ${roughSize(Math.max(0, left))} ${of}left for it.`,
            fix: `Give ${host.name} more${of ? ' such pages' : ''}, or ${name} less.`,
          },
        ]),
  ];
}

/** What it uses that its host does not have. */
const unreached = (guest: Guest, host: Host) => [
  ...guest.disks
    .filter((pool) => pool !== LOCAL && !host.pools.includes(pool))
    .map((name) => ({ field: 'disks', name })),
  ...guest.networks
    .filter((network) => !host.networks.includes(network))
    .map((name) => ({ field: 'networks', name })),
];

function nameFaults(kind: string, name: string, taken: boolean): Diagnostic[] {
  const where = `${kind} ${name}`;
  if (!NAME.test(name))
    return [
      { where, what: `“${name}” is no name.`, fix: 'Use letters, digits, dots and hyphens, at most 64.' },
    ];
  return taken ? [{ where, what: 'There is one of this name already.', fix: 'Rename one.' }] : [];
}

function fieldFaults(at: (field: string) => string, object: object, fields: readonly Field[]): Diagnostic[] {
  const values = object as Readonly<Record<string, unknown>>;
  return fields.flatMap(({ name, value, unit }) => {
    const misfit = misfitOf(value, values[name], 'qemu-10.2-kvm');
    if (!misfit) return [];
    const fix = `Give ${allowed(value, 'qemu-10.2-kvm')}${unit && ` (${unit})`}.`;
    return [{ where: at(name), what: misfit.what, fix }];
  });
}

const machineTypeFaults = (where: string, type: string): Diagnostic[] =>
  parseMachineType(type)
    ? []
    : [{ where, what: `There is no machine type ${type}.`, fix: 'Write it as pc-q35-9.2 or pc-i440fx-7.2.' }];
