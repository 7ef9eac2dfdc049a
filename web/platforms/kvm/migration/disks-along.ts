/** What copying a guest's disks along with its move is ordered as. */
import type { DiskOrder } from '../../../world/carrier.ts';
import { farDisks } from '../objects/disks.ts';
import type { Guest, Host } from '../objects/world.ts';
import type { MoveOptions } from './setup.ts';

/** Null: none goes along. */
export function disksAlong(
  guest: Guest,
  target: Host,
  { copyStorage, mirrorBandwidth }: MoveOptions,
): DiskOrder | null {
  const disks = copyStorage === 'all' ? farDisks(guest, target).length : 0;
  if (disks === 0 || guest.diskSize === 0) return null;
  return {
    disks,
    bytes: disks * guest.diskSize,
    writesPerSecond: guest.state === 'running' ? guest.diskWrites : 0,
    maxBytesPerSecond: mirrorBandwidth ?? 0,
  };
}
