/** What keeps a world from being: every reason at once, each with the object's name. */
import type { Diagnostic } from '../../../model/result.ts';
import { TIME_FIELDS, type TimeName } from '../tasks/times.ts';
import { type Adapter, ipv4 } from './address.ts';
import { impossiblePartition, surroundingsOf } from './check-wpar.ts';
import { levelOf } from './level.ts';
import type { NfsServer } from './nfs.ts';
import { remembered } from './remembered.ts';
import { doubles, said } from './said.ts';
import { type ManagedSystem, PROCESSOR_CLASSES } from './system.ts';
import type { HostName, WparWorld } from './world.ts';
import type { Wpar } from './wpar.ts';

const doubleNames = (kind: string) =>
  remembered((all: readonly { readonly name: string }[]) =>
    doubles(
      kind,
      all.map(({ name }) => name),
    ),
  );
const doublePartitions = doubleNames('partition');
const doubleHostNames = doubleNames('host name');
const doubleAliases = remembered((wpars: readonly Wpar[]) =>
  doubles(
    'address',
    wpars.flatMap(({ address, copies }) =>
      copies.filter(({ alias }) => alias).map(() => address?.address ?? ''),
    ),
  ),
);
const wrongAddresses = remembered((names: readonly HostName[]) =>
  names
    .filter(({ address }) => ipv4(address) === null)
    .map(({ name, address }) => said(name, `${address} is no address.`, 'Give four numbers from 0 to 255.')),
);

/** Each change asks this of the world before and after it: only what it changed is looked at again. */
export const impossible = remembered((world: WparWorld): Diagnostic[] => {
  const machines = [...world.systems, ...world.servers];
  const around = surroundingsOf(world);
  return [
    ...doubles(
      'system',
      machines.map(({ name }) => name),
    ),
    ...doublePartitions(world.wpars),
    ...doubleNames('group')(world.groups),
    ...doubleNames('policy')(world.policies),
    ...doubleHostNames(world.names),
    ...world.systems.flatMap(impossibleSystem),
    ...world.servers.flatMap(impossibleServer),
    ...world.wpars.flatMap((wpar) => impossiblePartition(around, wpar)),
    ...doubleAliases(world.wpars),
    ...wrongAddresses(world.names),
    ...impossibleSettings(world),
    ...world.policies.flatMap((policy) => [
      ...percentFaults(policy.name, 'processor threshold', policy.processorPercent),
      ...percentFaults(policy.name, 'memory threshold', policy.memoryPercent),
      ...(policy.averagingMinutes > 0 && Number.isFinite(policy.averagingMinutes)
        ? []
        : [said(policy.name, 'It averages over no time.', 'Give minutes, more than 0.')]),
      ...unknownNames(policy.name, 'system', policy.domain, world.systems),
      ...unknownNames(policy.name, 'group', policy.group === null ? [] : [policy.group], world.groups),
    ]),
  ];
});

const impossibleSettings = ({ settings }: WparWorld): Diagnostic[] =>
  TIME_FIELDS.flatMap(({ name, label, value, unit }) => {
    const given = settings.times[name as TimeName];
    if (given === undefined || value.kind !== 'number') return [];
    const { min, max } = value;
    return Number.isFinite(given) && given >= min && given <= max
      ? []
      : [said(name, `${given} ${unit} is not possible: ${label}.`, `Give ${min} to ${max} ${unit}.`)];
  });

function impossibleSystem(system: ManagedSystem): Diagnostic[] {
  const { name } = system;
  const positive = (what: string, value: number): Diagnostic[] =>
    Number.isFinite(value) && value > 0
      ? []
      : [said(name, `${value} is not possible as its ${what}.`, 'Give a number above 0.')];
  return [
    ...hostNameFaults(name),
    ...positive('number of processors', system.processors),
    ...positive('processor speed', system.processorMHz),
    ...positive('memory', system.memoryBytes),
    ...(PROCESSOR_CLASSES.includes(system.processorClass)
      ? []
      : [
          said(
            name,
            `There is no processor class ${system.processorClass}.`,
            `Use one of ${PROCESSOR_CLASSES.join(', ')}.`,
          ),
        ]),
    ...levelFaults(name, system.level),
    ...(Number.isFinite(system.clockOffsetMs)
      ? []
      : [said(name, 'Its clock is off by no number.', 'Give milliseconds.')]),
    ...(system.own.processors >= 0 &&
    system.own.memoryBytes >= 0 &&
    system.own.memoryBytes <= system.memoryBytes
      ? []
      : [
          said(name, 'Its own programs need less than nothing, or more than it has.', 'Give what they need.'),
        ]),
    ...doubles(
      `adapter of ${name}`,
      system.adapters.map((adapter) => adapter.name),
    ),
    ...system.adapters.flatMap((adapter) => adapterFaults(name, adapter)),
  ];
}

const impossibleServer = remembered((server: NfsServer): Diagnostic[] => {
  const { name, area } = server;
  const below = (path: string): boolean => path.startsWith(`${area.path}/`) && !path.endsWith('/');
  return [
    ...hostNameFaults(name),
    ...levelFaults(name, server.level),
    ...(area.path.startsWith('/') && area.path.length > 1
      ? []
      : [said(name, `${area.path} cannot be the parent directory.`, 'Give a path from the root.')]),
    ...doubles(
      `directory of ${name}`,
      area.directories.map(({ path }) => path),
    ),
    ...doubles(
      `export of ${name}`,
      server.exports.map(({ path }) => path),
    ),
    ...area.directories
      .filter(({ path }) => !below(path))
      .map(({ path }) =>
        said(name, `${path} is not below ${area.path}.`, 'Put one directory for each partition there.'),
      ),
    ...area.directories
      .filter(({ mode }) => !Number.isInteger(mode) || mode < 0 || mode > 0o7777)
      .map(({ path, mode }) =>
        said(`${name}:${path}`, `${mode} is no file mode.`, 'Give an octal mode such as 755.'),
      ),
  ];
});

function adapterFaults(system: string, { name, address, prefix }: Adapter): Diagnostic[] {
  if (ipv4(address) === null)
    return [said(`${system}, ${name}`, `${address} is no address.`, 'Give four numbers from 0 to 255.')];
  return Number.isInteger(prefix) && prefix >= 1 && prefix <= 32
    ? []
    : [said(`${system}, ${name}`, `A subnet has no prefix of ${prefix} bits.`, 'Give 1 to 32.')];
}

const levelFaults = (name: string, level: string): Diagnostic[] =>
  levelOf(level) ? [] : [said(name, `${level} is no AIX level.`, 'Write it as 6100-02-01.')];

const hostNameFaults = (name: string): Diagnostic[] =>
  /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)
    ? []
    : [said(name || 'a machine', 'That is no host name.', 'Use letters, digits, points and hyphens.')];

const percentFaults = (name: string, what: string, percent: number | null): Diagnostic[] =>
  percent === null || (percent >= 0 && percent <= 100)
    ? []
    : [said(name, `${percent} is no ${what}.`, 'Give 0 to 100 percent.')];

const unknownNames = (
  object: string,
  kind: string,
  names: readonly string[],
  known: readonly { readonly name: string }[],
): Diagnostic[] =>
  names
    .filter((name) => !known.some((each) => each.name === name))
    .map((name) =>
      said(
        object,
        `There is no ${kind} ${name}.`,
        `Name one of: ${known.map((each) => each.name).join(', ')}.`,
      ),
    );
