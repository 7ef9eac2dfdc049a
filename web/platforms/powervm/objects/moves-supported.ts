/** How many active moves a server takes part in at once. */

import { parseFirmware } from './firmware.ts';
import type { ManagedSystem } from './managed-system.ts';
import { isAtLeast } from './version.ts';
import { consoleOf, type PowerWorld, viosesOf } from './world.ts';

/**
 * 16 with firmware 760, HMC V7R7.6 and VIOS 2.2.2.0 (published); 8 with HMC V7R7.2 and VIOS 2.2 (typical,
 * unverified); 4 at all levels.
 */
export function supportedMoves(world: PowerWorld, system: ManagedSystem): number {
  const release = parseFirmware(system.firmware)?.release ?? 0;
  const console = consoleOf(world, system);
  const hmc = console?.product === 'HMC' ? console.version : '0';
  const vioses = viosesOf(world, system.name).map(({ level }) => level);
  const all = (least: string) => vioses.length > 0 && vioses.every((level) => isAtLeast(level, least));
  if (release >= 760 && isAtLeast(hmc, '7.7.6') && all('2.2.2.0')) return 16;
  return isAtLeast(hmc, '7.7.2') && all('2.2') ? 8 : 4;
}
