/** Why QEMU itself would refuse to migrate a guest, whatever the destination: `blocked-reasons`. */
import type { Guest } from '../objects/world.ts';

export function blockedReasons({
  vfio,
  viommu,
  vfioTracksDirty,
  vfioP2p,
  vfioDevices,
  obstacles,
}: Guest): string[] {
  const passed = vfio === 'migratable';
  return [
    ...(vfio === 'plain' ? ['A device that is passed through cannot migrate'] : []),
    ...(passed && viommu && vfioTracksDirty
      ? ['A device reports what it writes, behind a virtual IOMMU']
      : []),
    ...(passed && vfioDevices > 1 && !vfioP2p
      ? ['Several devices are passed through, without P2P support']
      : []),
    ...(obstacles.includes('invtsc') ? ['The invariant clock has no fixed frequency'] : []),
  ];
}
