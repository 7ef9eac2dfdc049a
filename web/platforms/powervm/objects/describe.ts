/**
 * From a description to a world. What is left out is chosen so that everything is ready: one console, two VIOS on
 * each server with mover, bridge and Fibre Channel, and for each partition a disk on the storage network that all
 * VIOS see, and the adapters for it on both sides.
 */
import { done, type Result, refused } from '../../../model/result.ts';
import { attachDefaults } from './attach.ts';
import { newestMode } from './compat-mode.ts';
import { defaultConsole } from './console.ts';
import type { LparDescription, SystemDescription, WorldDescription } from './description.ts';
import { impossible } from './impossible.ts';
import { type Amounts, amounts, defaultLpar, type Lpar } from './lpar.ts';
import { defaultSystem, type ManagedSystem } from './managed-system.ts';
import { supportedMoves } from './moves-supported.ts';
import { defaultVios, type Vios } from './vios.ts';
import { DEFAULT_SETTINGS, keyOf, lparsOf, type PowerWorld, viosesOf } from './world.ts';

const MODES_WITH_OWN_NAME = 'default';

export function describeWorld(description: WorldDescription): Result<PowerWorld> {
  const world = build(description);
  const faults = impossible(world);
  return faults.length > 0 ? refused(...faults) : done(world);
}

function build(description: WorldDescription): PowerWorld {
  const { consoles = [], systems, vioses = [], lpars = [] } = description;
  const managers =
    consoles.length > 0
      ? consoles.map((each) => ({ ...defaultConsole(each.name, each.product), ...each }))
      : [defaultConsole('hmc1')];
  let world: PowerWorld = {
    consoles: managers,
    systems: systems.map((each) => buildSystem(each, managers[0]?.name ?? '')),
    vioses: vioses.map((each, i) => ({
      ...defaultVios(
        each.name,
        each.system,
        1 + vioses.slice(0, i).filter((v) => v.system === each.system).length,
      ),
      ...each,
    })),
    lpars: [],
    luns: description.luns ?? [],
    brokenPaths: description.brokenPaths ?? [],
    settings: { ...DEFAULT_SETTINGS, ...description.settings },
  };
  world = { ...world, vioses: [...world.vioses, ...systems.flatMap((each) => defaultVioses(world, each))] };
  world = { ...world, lpars: buildLpars(world, lpars) };
  world = attachDefaults(world, lpars);
  world = withReservedStorage(world, description);
  return withWhatIsLeft(world, systems);
}

function buildSystem(description: SystemDescription, console: string): ManagedSystem {
  const { viosCount: _, ...given } = description;
  return { ...defaultSystem(given.name, given), console, ...given };
}

function defaultVioses(world: PowerWorld, { name, viosCount = 2 }: SystemDescription): Vios[] {
  if (world.vioses.some(({ system }) => system === name)) return [];
  return Array.from({ length: viosCount }, (_, i) => defaultVios(`vios${i + 1}`, name, i + 1));
}

function buildLpars(world: PowerWorld, descriptions: readonly LparDescription[]): Lpar[] {
  const hosts = new Map(world.systems.map((system) => [system.name, system]));
  const takenIds = new Map<string, Set<number>>();
  for (const { system, id } of world.vioses) ids(takenIds, system).add(id);
  return descriptions.map((description) => {
    const { storage: _, vlan: __, memoryMb, procUnits, procs, ...given } = description;
    const taken = ids(takenIds, given.system);
    const plain = defaultLpar(given.name, given.system, lowestBut(taken));
    const host = hosts.get(given.system);
    const desired = given.compatDesired ?? plain.compatDesired;
    const memory = spread(memoryMb) ?? plain.memoryMb;
    const lpar: Lpar = {
      ...plain,
      memoryMb: memory,
      runningMemoryMb: memory.desired,
      procUnits: spread(procUnits) ?? plain.procUnits,
      procs: spread(procs) ?? plain.procs,
      compatCurrent: desired === MODES_WITH_OWN_NAME ? newestMode(host?.compatModes ?? []) : desired,
      ...given,
    };
    taken.add(lpar.id);
    return { ...lpar, profiles: given.profiles ?? [profileOf(lpar)] };
  });
}

function ids(taken: Map<string, Set<number>>, system: string): Set<number> {
  const known = taken.get(system) ?? new Set();
  taken.set(system, known);
  return known;
}

function lowestBut(taken: ReadonlySet<number>): number {
  let id = 1;
  while (taken.has(id)) id++;
  return id;
}

/** The memory of a suspended partition lies on a disk that every server has reserved. */
function withReservedStorage(world: PowerWorld, { systems, lpars = [] }: WorldDescription): PowerWorld {
  const places = world.lpars.map((lpar, i) =>
    lpar.state === 'Suspended' && lpars[i]?.suspendedOn === undefined ? `${lpar.name}-memory` : null,
  );
  const luns = [...new Set(places.filter((lun) => lun !== null))];
  if (luns.length === 0) return world;
  const all = world.vioses.map(keyOf);
  return {
    ...world,
    lpars: world.lpars.map((lpar, i) => ({ ...lpar, suspendedOn: places[i] ?? lpar.suspendedOn })),
    luns: [...world.luns, ...luns.map((id) => ({ id, sizeGb: 64, visibleTo: all }))],
    systems: world.systems.map((system, i) =>
      systems[i]?.reservedStorage === undefined
        ? { ...system, reservedStorage: [...(system.reservedStorage ?? []), ...luns] }
        : system,
    ),
  };
}

const spread = (value: number | Amounts | undefined): Amounts | undefined =>
  typeof value === 'number' ? amounts(value) : value;

const profileOf = ({ memoryMb, procUnits, procs, compatDesired, currentProfile }: Lpar) => ({
  name: currentProfile ?? 'default_profile',
  memoryMb,
  procUnits,
  procs,
  maxVirtualSlots: 100,
  compatMode: compatDesired,
});

/** What the partitions leave of each server, where its description does not say. */
function withWhatIsLeft(world: PowerWorld, descriptions: readonly SystemDescription[]): PowerWorld {
  const systems = world.systems.map((system, i) => {
    const given = descriptions[i];
    const [vioses, lpars] = [viosesOf(world, system.name), lparsOf(world, system.name)];
    const running = lpars.filter(({ state }) => state === 'Running');
    const memoryMb =
      system.firmwareMemoryMb +
      total(vioses, (vios) => vios.memoryMb) +
      total(running, (lpar) => (lpar.memoryMode === 'shared' ? 0 : lpar.runningMemoryMb));
    const procUnits = total(vioses, (vios) => vios.procUnits) + total(running, procUnitsOf);
    return {
      ...system,
      availableMemoryMb: given?.availableMemoryMb ?? system.configurableMemoryMb - memoryMb,
      availableProcUnits: given?.availableProcUnits ?? hundredths(system.configurableProcUnits - procUnits),
      activeMovesSupported: given?.activeMovesSupported ?? supportedMoves(world, system),
    };
  });
  return { ...world, systems };
}

export const procUnitsOf = (lpar: Lpar): number =>
  lpar.procMode === 'dedicated' ? lpar.procs.desired : lpar.procUnits.desired;

const total = <T>(all: readonly T[], of: (each: T) => number): number =>
  all.reduce((sum, each) => sum + of(each), 0);

/** Processing units have two decimals. */
const hundredths = (units: number): number => Math.round(units * 100) / 100;
