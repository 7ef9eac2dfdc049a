/** What cannot be, in any data centre: every reason at once, with the name of the object. */
import type { Diagnostic } from '../../../model/result.ts';
import { outOfRange } from '../../../world/ranges.ts';
import type { Amounts, Lpar } from './lpar.ts';
import type { ManagedSystem } from './managed-system.ts';
import { usedSlots, type Vios } from './vios.ts';
import { lparsOf, type PowerWorld, partitionsOf, systemOf, viosOf } from './world.ts';

const LONGEST_NAME = 31;
const LARGEST_VLAN = 4094;
const WHOLE = { whole: true, fix: 'Give a whole number, 0 or more.' } as const;
const SHARE = { max: 1, fix: 'Give a share between 0 and 1.' } as const;
const UNITS = { fix: 'Give processing units, 0 or more.' } as const;

export const impossible = (world: PowerWorld): Diagnostic[] => [
  ...doubles('console', world.consoles),
  ...doubles('server', world.systems),
  ...world.systems.flatMap((system) => [
    ...doubles(`${system.name}, partition`, partitionsOf(world, system.name)),
    ...systemFaults(world, system),
  ]),
  ...world.vioses.flatMap((vios) => viosFaults(world, vios)),
  ...world.lpars.flatMap((lpar) => lparFaults(world, lpar)),
];

function doubles(kind: string, all: readonly { name: string; id?: number }[]): Diagnostic[] {
  const names = repeated(all.map(({ name }) => name)).map((name) => ({
    where: `${kind} ${name}`,
    what: 'There are two of this name.',
    fix: 'Rename one.',
  }));
  const ids = repeated(all.flatMap(({ id }) => id ?? [])).map((id) => ({
    where: `${kind} ${all.findLast((each) => each.id === id)?.name}`,
    what: `The id ${id} is given twice.`,
    fix: 'Leave the id out, or give another one.',
  }));
  return [...names, ...ids];
}

function repeated<T>(all: readonly T[]): T[] {
  const seen = new Set<T>();
  const again = new Set<T>();
  for (const each of all) (seen.has(each) ? again : seen).add(each);
  return [...again];
}

function systemFaults(world: PowerWorld, system: ManagedSystem): Diagnostic[] {
  const at = (field: string) => `server ${system.name}, ${field}`;
  const overfull = (what: string, field: string, left: number): Diagnostic[] =>
    left >= 0
      ? []
      : [
          {
            where: at(field),
            what: `Its partitions hold more ${what} than it has.`,
            fix: `Give it more ${what}, or its partitions less.`,
          },
        ];
  return [
    ...names(at('name'), system.name),
    ...outOfRange(
      [
        ['memory', system.configurableMemoryMb, WHOLE],
        ['firmware memory', system.firmwareMemoryMb, WHOLE],
        ['LMB size', system.lmbMb, { above: 0, whole: true, fix: 'Give MiB: 16, 32, 64, 128, 256 …' }],
        ['processors', system.configurableProcUnits, UNITS],
        ['processing units per virtual processor', system.minProcUnitsPerVirtualProc, { ...UNITS, above: 0 }],
        ['virtual processors per partition', system.maxVirtualProcsPerLpar, WHOLE],
        ['partitions', system.maxLpars, WHOLE],
        ['active moves', system.activeMovesSupported, WHOLE],
        ['active moves in progress', system.activeMovesInProgress, WHOLE],
        ['inactive moves', system.inactiveMovesSupported, WHOLE],
        ['inactive moves in progress', system.inactiveMovesInProgress, WHOLE],
        ['huge pages', system.hugePagesAvailable, WHOLE],
        ['BSR arrays', system.bsrArraysAvailable, WHOLE],
        ['clock', Math.abs(system.clockOffsetS), { fix: 'Give seconds.' }],
      ],
      at,
    ),
    ...overfull('memory', 'memory', system.availableMemoryMb),
    ...overfull('processors', 'processors', system.availableProcUnits),
    ...(world.consoles.some(({ name }) => name === system.console)
      ? []
      : [missing(at('console'), 'console', system.console, world.consoles)]),
    ...(system.serviceLpar === null ||
    partitionsOf(world, system.name).some((p) => p.name === system.serviceLpar)
      ? []
      : [missing(at('service partition'), 'partition', system.serviceLpar, lparsOf(world, system.name))]),
  ];
}

const missing = (
  where: string,
  kind: string,
  name: string,
  there: readonly { name: string }[],
): Diagnostic => ({
  where,
  what: `There is no ${kind} ${name}.`,
  fix: `Name one that is there: ${there.map((each) => each.name).join(', ') || 'none is'}.`,
});

function names(where: string, name: string): Diagnostic[] {
  if (name.length > 0 && name.length <= LONGEST_NAME) return [];
  return [{ where, what: `“${name}” is no name.`, fix: `Give 1 to ${LONGEST_NAME} characters.` }];
}

const noServer = (where: string, world: PowerWorld, system: string): Diagnostic[] =>
  systemOf(world, system) ? [] : [missing(where, 'server', system, world.systems)];

function viosFaults(world: PowerWorld, vios: Vios): Diagnostic[] {
  const at = (field: string) => `VIOS ${vios.name} of ${vios.system}, ${field}`;
  const { tunables } = vios;
  const slots = [
    ...vios.otherSlots,
    ...[vios.trunks, vios.scsiServers, vios.fcServers].flatMap((all) => all.map(({ slot }) => slot)),
  ];
  return [
    ...noServer(at('server'), world, vios.system),
    ...names(at('name'), vios.name),
    ...outOfRange(
      [
        ['id', vios.id, { min: 1, whole: true, fix: 'Give a whole number from 1.' }],
        ['memory', vios.memoryMb, WHOLE],
        ['processors', vios.procUnits, UNITS],
        ['free processors', vios.freeCores, UNITS],
        ['virtual slots', vios.maxVirtualSlots, WHOLE],
        ['moves at once', tunables.movesAtOnce, { min: 1, max: 8, whole: true, fix: 'Give 1 to 8.' }],
        [
          'concurrency level',
          tunables.concurrencyLevel,
          { min: 1, max: 5, whole: true, fix: 'Give 1 to 5.' },
        ],
        ['moves in progress', vios.movesInProgress, WHOLE],
        ...vios.fcPorts.flatMap(({ name, slots: all, freeSlots }) => [
          [`port ${name}, slots`, all, WHOLE] as const,
          [
            `port ${name}, free slots`,
            freeSlots,
            { max: all, whole: true, fix: `Give 0 to ${all}.` },
          ] as const,
        ]),
        ...vios.trunks.flatMap(({ slot, pvid, vlans }) =>
          [pvid, ...vlans].map((vlan) => [`trunk in slot ${slot}, VLAN`, vlan, VLAN] as const),
        ),
      ],
      at,
    ),
    ...slotFaults(at, slots, vios.maxVirtualSlots),
    ...(usedSlots(vios).size <= vios.maxVirtualSlots
      ? []
      : [
          {
            where: at('virtual slots'),
            what: 'It has more adapters than slots.',
            fix: 'Give it more slots.',
          },
        ]),
  ];
}

const VLAN = { min: 1, max: LARGEST_VLAN, whole: true, fix: `Give 1 to ${LARGEST_VLAN}.` } as const;

function slotFaults(at: (field: string) => string, slots: readonly number[], max: number): Diagnostic[] {
  const outside = slots.filter((slot) => !Number.isInteger(slot) || slot < 0 || slot >= max);
  return [
    ...[...new Set(outside)].map((slot) => ({
      where: at(`slot ${slot}`),
      what: `There is no slot ${slot}: the slots are 0 to ${max - 1}.`,
      fix: 'Give a slot that exists, or raise the number of virtual slots.',
    })),
    ...repeated(slots).map((slot) => ({
      where: at(`slot ${slot}`),
      what: 'Two adapters are in it.',
      fix: 'Give each a slot of its own.',
    })),
  ];
}

function lparFaults(world: PowerWorld, lpar: Lpar): Diagnostic[] {
  const at = (field: string) => `partition ${lpar.name} of ${lpar.system}, ${field}`;
  const ascending = (field: string, { min, desired, max }: Amounts): Diagnostic[] =>
    min <= desired && desired <= max
      ? []
      : [
          {
            where: at(field),
            what: `${min}, ${desired}, ${max} do not ascend.`,
            fix: 'Give minimum, desired and maximum in this order.',
          },
        ];
  const lmbMb = systemOf(world, lpar.system)?.lmbMb ?? 1;
  const slots = [lpar.scsi, lpar.fc, lpar.eth, lpar.vnics, lpar.serial].flatMap((all) =>
    all.map(({ slot }) => slot),
  );
  const max = lpar.profiles[0]?.maxVirtualSlots ?? Number.POSITIVE_INFINITY;
  return [
    ...noServer(at('server'), world, lpar.system),
    ...names(at('name'), lpar.name),
    ...outOfRange(
      [
        ['id', lpar.id, { min: 1, whole: true, fix: 'Give a whole number from 1.' }],
        ['memory, minimum', lpar.memoryMb.min, WHOLE],
        ['memory, desired', lpar.memoryMb.desired, { ...WHOLE, above: 0, fix: 'Give MiB, more than 0.' }],
        ['memory, running', lpar.runningMemoryMb, WHOLE],
        ['processing units', lpar.procUnits.min, UNITS],
        ['virtual processors', lpar.procs.min, WHOLE],
        [
          'memory expansion',
          lpar.memoryExpansion,
          { max: 10, fix: 'Give a factor from 1 to 10, or 0 for off.' },
        ],
        ['huge pages', lpar.hugePages, WHOLE],
        ['BSR arrays', lpar.bsrArrays, WHOLE],
        ['weight', lpar.uncapWeight, { max: 255, whole: true, fix: 'Give 0 to 255.' }],
        ['touched memory', lpar.load.touchedShare, SHARE],
        ['dirty rate', lpar.load.dirtyMbPerSecond, { fix: 'Give MiB per second, 0 or more.' }],
        ['hot set', lpar.load.hotSetMb, { fix: 'Give MiB, 0 or more.' }],
        ...lpar.eth.flatMap(({ slot, pvid, vlans }) =>
          [pvid, ...vlans].map((vlan) => [`Ethernet in slot ${slot}, VLAN`, vlan, VLAN] as const),
        ),
      ],
      at,
    ),
    ...ascending('memory', lpar.memoryMb),
    ...ascending('processing units', lpar.procUnits),
    ...ascending('virtual processors', lpar.procs),
    ...(lpar.memoryMb.desired % lmbMb === 0
      ? []
      : [
          {
            where: at('memory, desired'),
            what: `${lpar.memoryMb.desired} MiB are no whole blocks of ${lmbMb} MiB.`,
            fix: `Give a multiple of ${lmbMb}.`,
          },
        ]),
    ...slotFaults(at, slots, max),
    ...adapterFaults(world, lpar, at),
  ];
}

/** Adapters that name a VIOS or a slot of it that does not exist. */
function adapterFaults(world: PowerWorld, lpar: Lpar, at: (field: string) => string): Diagnostic[] {
  return [...lpar.scsi, ...lpar.fc].flatMap(({ slot, vios, viosSlot }) => {
    const host = viosOf(world, lpar.system, vios);
    const where = at(`adapter in slot ${slot}`);
    if (!host)
      return [
        missing(
          where,
          'VIOS',
          vios,
          world.vioses.filter(({ system }) => system === lpar.system),
        ),
      ];
    if (viosSlot === 'any' || viosSlot < host.maxVirtualSlots) return [];
    return [
      {
        where,
        what: `VIOS ${vios} has no slot ${viosSlot}: its slots are 0 to ${host.maxVirtualSlots - 1}.`,
        fix: 'Give a slot that exists, or raise the number of virtual slots.',
      },
    ];
  });
}
