/** Which of QEMU's parameters can be set anew while a migration runs. */
import type { MoveChanges } from '../../migration.ts';

/** By QEMU's names, what the model calls them. */
export const CHANGEABLE = {
  'max-bandwidth': 'maxBandwidthBytesPerSecond',
  'downtime-limit': 'downtimeLimitMs',
  'max-postcopy-bandwidth': 'maxPostcopyBytesPerSecond',
  'avail-switchover-bandwidth': 'availSwitchoverBytesPerSecond',
  'cpu-throttle-initial': 'throttleInitialPercent',
  'cpu-throttle-increment': 'throttleIncrementPercent',
  'max-cpu-throttle': 'throttleMaxPercent',
  'throttle-trigger-threshold': 'throttleTriggerPercent',
  'vcpu-dirty-limit': 'dirtyLimitBytesPerSecond',
} as const satisfies Record<string, keyof MoveChanges>;
