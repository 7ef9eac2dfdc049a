/**
 * A world as the description that makes it. Short where what is left out is what the world has; otherwise with everything
 * in it, so that nothing is put in its place.
 */
import { type Console, defaultConsole } from '../objects/console.ts';
import { describeWorld } from '../objects/describe.ts';
import type {
  ConsoleDescription,
  LparDescription,
  SystemDescription,
  ViosDescription,
  WorldDescription,
} from '../objects/description.ts';
import { defaultLpar, type Lpar } from '../objects/lpar.ts';
import { defaultSystem, type ManagedSystem } from '../objects/managed-system.ts';
import { defaultVios, type Vios } from '../objects/vios.ts';
import type { PowerWorld } from '../objects/world.ts';

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Fields that are not as in `plain`; what an object is and where it stands is said elsewhere. */
function differing<T extends object>(
  object: T,
  plain: Partial<T>,
  always: readonly string[] = [],
): Partial<T> {
  const identity = ['kind', 'name', 'system'];
  return Object.fromEntries(
    Object.entries(object).filter(
      ([key, value]) =>
        !identity.includes(key) && (always.includes(key) || !same(value, plain[key as keyof T])),
    ),
  ) as Partial<T>;
}

/** A world knows what it was told and what stands in; a description tells all of it. */
export function descriptionOf(world: PowerWorld): WorldDescription {
  const short = shortOf(world);
  return short && makes(short, world) ? short : fullOf(world);
}

function makes(description: WorldDescription, world: PowerWorld): boolean {
  const made = describeWorld(description);
  return made.ok && same(sorted(made.value), sorted(world));
}

/** Without the order in which fields were set. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]),
  );
};

const named = <T extends { name: string }>({ name }: T, rest: object) => ({ name, ...rest });
const placed = <T extends { name: string; system: string }>({ name, system }: T, rest: object) => ({
  name,
  system,
  ...rest,
});

const consoles = (world: PowerWorld): ConsoleDescription[] =>
  world.consoles.map((each: Console) =>
    named(each, differing(each, defaultConsole(each.name, each.product), ['product'])),
  );

/** Machine and firmware decide what else is usual. */
function system(
  each: ManagedSystem,
  plain: ManagedSystem,
  always: readonly string[] = [],
): SystemDescription {
  const given = differing(each, plain, always);
  return named(each, given);
}

const usualSystem = ({ name, typeModel, generation, firmware }: ManagedSystem): ManagedSystem =>
  defaultSystem(name, { typeModel, generation, firmware });

/** Null: what is usual cannot be told from the world. */
function shortOf(world: PowerWorld): WorldDescription | null {
  const bare: WorldDescription = {
    consoles: consoles(world),
    systems: world.systems.map((each) =>
      named(each, { typeModel: each.typeModel, generation: each.generation, firmware: each.firmware }),
    ),
    lpars: world.lpars.map((each) => placed(each, { state: each.state, ...ways(each) })),
  };
  const made = describeWorld(bare);
  if (!made.ok) return null;
  const usual = made.value;
  return {
    consoles: consoles(world),
    systems: world.systems.map((each, i) => {
      const plain = usual.systems[i] ?? usualSystem(each);
      const machine = defaultSystem(each.name);
      const hints = differing(
        { typeModel: each.typeModel, generation: each.generation, firmware: each.firmware },
        machine,
      );
      const { availableMemoryMb: _, availableProcUnits: __, ...given } = differing(each, plain);
      return named(each, { ...hints, ...given });
    }),
    lpars: world.lpars.map((each, i) => {
      const { profiles: _, runningMemoryMb: __, ...given } = differing(each, usual.lpars[i] ?? each);
      const state = each.state === 'Running' ? {} : { state: each.state };
      return placed(each, { ...state, ...ways(each), ...given });
    }),
  };
}

/** As the partition's adapters have it. */
function ways(lpar: Lpar): Pick<LparDescription, 'storage' | 'vlan'> {
  const vlan = lpar.eth[0]?.pvid ?? 1;
  const storage = lpar.fc.length > 0 ? 'npiv' : lpar.scsi.length > 0 ? 'vscsi' : 'none';
  return { ...(storage !== 'vscsi' && { storage }), ...(vlan !== 1 && { vlan }) };
}

const ADAPTERS = [
  'id',
  'scsi',
  'fc',
  'eth',
  'serial',
  'profiles',
  'memoryMb',
  'procUnits',
  'procs',
  'runningMemoryMb',
  'compatCurrent',
];
const LEFT = [
  'typeModel',
  'generation',
  'firmware',
  'availableMemoryMb',
  'availableProcUnits',
  'activeMovesSupported',
  'console',
];
const BRIDGES = [
  'id',
  'seas',
  'trunks',
  'fcPorts',
  'addresses',
  'scsiServers',
  'fcServers',
  'disks',
  'nextFreeSlot',
];

const fullOf = (world: PowerWorld): WorldDescription => ({
  consoles: consoles(world),
  systems: world.systems.map((each) => ({
    ...system(each, usualSystem(each), LEFT),
    ...(world.vioses.some((vios) => vios.system === each.name) ? {} : { viosCount: 0 }),
  })),
  vioses: world.vioses.map(
    (each: Vios): ViosDescription =>
      placed(each, differing(each, defaultVios(each.name, each.system, each.id), BRIDGES)),
  ),
  lpars: world.lpars.map(
    (each): LparDescription =>
      placed(each, {
        storage: 'none',
        ...differing(each, defaultLpar(each.name, each.system, each.id), ADAPTERS),
      }),
  ),
  luns: world.luns,
  brokenPaths: world.brokenPaths,
  settings: world.settings,
});
