/** How busy a system is: its own programs and the partitions whose processes run on it. */
import type { ManagedSystem } from './system.ts';
import { hostedBy, type WparWorld } from './world.ts';
import { runningOn, type Wpar } from './wpar.ts';

export interface Utilisation {
  processorPercent: number;
  memoryPercent: number;
}

const percent = (part: number, whole: number): number => Math.min(100, (100 * part) / whole);

/** @param also a partition that is thought of as running there; @param without one that is thought of as gone. */
export function utilisation(
  world: WparWorld,
  system: ManagedSystem,
  { also, without }: { also?: Wpar; without?: string } = {},
): Utilisation {
  const here = hostedBy(world, system.name).filter(
    (wpar) =>
      wpar.name !== without &&
      wpar.name !== also?.name &&
      (runningOn(wpar) === system.name || frozenOn(wpar, system.name)),
  );
  const all = also ? [...here, also] : here;
  const processors = all.reduce(
    (sum, wpar) => sum + (frozenOn(wpar, system.name) && wpar !== also ? 0 : wpar.processors),
    system.own.processors,
  );
  return {
    processorPercent: percent(processors, system.processors),
    memoryPercent: percent(
      all.reduce((sum, wpar) => sum + wpar.stateBytes, system.own.memoryBytes),
      system.memoryBytes,
    ),
  };
}

/** Frozen processes need memory, and no processor. */
const frozenOn = (wpar: Wpar, system: string): boolean =>
  runningOn(wpar) === null &&
  wpar.copies.some((copy) => copy.system === system && copy.processes === 'frozen');

/** What the system could still hold. */
export const freeBytes = (world: WparWorld, system: ManagedSystem, without?: string): number =>
  system.memoryBytes -
  hostedBy(world, system.name)
    .filter(
      (wpar) => wpar.name !== without && (runningOn(wpar) === system.name || frozenOn(wpar, system.name)),
    )
    .reduce((sum, wpar) => sum + wpar.stateBytes, system.own.memoryBytes);
