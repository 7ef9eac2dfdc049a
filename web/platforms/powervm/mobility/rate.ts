/**
 * What a mover can stream: bounded by its processors, by its link, and for one move by the threads that its level
 * gives. Anchors: one processor saturates 1 Gbit/s on POWER6; a logged move reached 691 MiB/s on later servers.
 */

import { MIB, megabitsPerSecond } from '../../../model/units.ts';
import { payloadBytesPerSecond } from '../../../world/wire.ts';
import { parseFirmware } from '../objects/firmware.ts';
import { type Generation, isAtLeastGeneration } from '../objects/generation.ts';
import type { ManagedSystem } from '../objects/managed-system.ts';
import type { MoverAddress } from '../objects/network.ts';
import { isAtLeast } from '../objects/version.ts';
import type { Vios } from '../objects/vios.ts';
import { consoleOf, type PowerWorld, systemOf } from '../objects/world.ts';
import type { Constants } from './constants.ts';

const GIGABIT = 1000;
/** A mover cannot work with less: it shares its processors then. */
const LEAST_CORES = 0.25;
/** Before this level the level of a mover gives memory alone, and no threads. */
const THREADS_FROM = '2.2.4.0';

export function coreRate(generation: Generation, constants: Constants): number {
  if (isAtLeastGeneration(generation, 'POWER8')) return constants.power8CoreRate * MIB;
  return (
    (isAtLeastGeneration(generation, 'POWER7') ? constants.power7CoreRate : constants.power6CoreRate) * MIB
  );
}

export function threadsOf({ level, tunables }: Vios, constants: Constants): number {
  if (!isAtLeast(level, THREADS_FROM)) return constants.threadsAtLevel4;
  const threads = [
    constants.threadsAtLevel1,
    constants.threadsAtLevel2,
    constants.threadsAtLevel3,
    constants.threadsAtLevel4,
    constants.threadsAtLevel5,
  ];
  return threads[tunables.concurrencyLevel - 1] ?? constants.threadsAtLevel4;
}

/** Payload of a mover's link, bytes per second; Infinity where nobody gave its speed. */
export function linkRate(address: MoverAddress | undefined, constants: Constants): number {
  if (!address || address.mbitPerSecond <= 0) return Number.POSITIVE_INFINITY;
  const { mbitPerSecond, mtuBytes } = address;
  const line = payloadBytesPerSecond(megabitsPerSecond(mbitPerSecond), mtuBytes);
  if (mbitPerSecond <= GIGABIT)
    return Math.min(line, Math.floor((constants.gigabitRate * MIB * mbitPerSecond) / GIGABIT));
  return Math.floor((line * constants.linkShare) / 100);
}

/** All its moves together, bytes per second. */
export function moverRate(world: PowerWorld, vios: Vios, constants: Constants): number {
  const generation = systemOf(world, vios.system)?.generation ?? 'POWER7';
  const cores = Math.max(LEAST_CORES, vios.procUnits + vios.freeCores);
  const [fastest] = [...vios.addresses].sort((a, b) => b.mbitPerSecond - a.mbitPerSecond);
  return Math.floor(Math.min(coreRate(generation, constants) * cores, linkRate(fastest, constants)));
}

/** One move through it, bytes per second. */
export function streamRate(world: PowerWorld, vios: Vios, constants: Constants): number {
  const generation = systemOf(world, vios.system)?.generation ?? 'POWER7';
  const threads = coreRate(generation, constants) * threadsOf(vios, constants);
  return Math.floor(Math.min(threads, moverRate(world, vios, constants)));
}

const COMPRESSING_FIRMWARE = 920;

/**
 * Streams are compressed and encrypted without asking where both ends can: POWER9 or later, firmware 920, HMC V9R1.920.
 */
export function compresses(world: PowerWorld, source: ManagedSystem, target: ManagedSystem): boolean {
  return [source, target].every((system) => {
    const console = consoleOf(world, system);
    return (
      isAtLeastGeneration(system.generation, 'POWER9') &&
      (parseFirmware(system.firmware)?.release ?? 0) >= COMPRESSING_FIRMWARE &&
      console?.product === 'HMC' &&
      isAtLeast(console.version, '9.1.920')
    );
  });
}
