/** What was set for a move and holds at a moment: what it began with, and what was changed since. */
import type { MoveChanges } from '../../../model/migration.ts';
import type { VirtualNs } from '../../../model/units.ts';
import { type KvmMove, numberOf } from './setup.ts';

/** Parameters that can change while a move runs, by QEMU’s names, and how the model counts them. */
const CHANGED: Readonly<Record<string, { change: keyof MoveChanges; each: number }>> = {
  'max-bandwidth': { change: 'maxBandwidthBytesPerSecond', each: 1 },
  'downtime-limit': { change: 'downtimeLimitMs', each: 1 },
  'max-postcopy-bandwidth': { change: 'maxPostcopyBytesPerSecond', each: 1 },
  'avail-switchover-bandwidth': { change: 'availSwitchoverBytesPerSecond', each: 1 },
  'cpu-throttle-initial': { change: 'throttleInitialPercent', each: 1 },
  'cpu-throttle-increment': { change: 'throttleIncrementPercent', each: 1 },
  'max-cpu-throttle': { change: 'throttleMaxPercent', each: 1 },
  'throttle-trigger-threshold': { change: 'throttleTriggerPercent', each: 1 },
  'vcpu-dirty-limit': { change: 'dirtyLimitBytesPerSecond', each: 2 ** 20 },
};

export const CHANGEABLE: readonly string[] = Object.keys(CHANGED);

export function numberAt(move: KvmMove, name: string, at: VirtualNs): number {
  const known = CHANGED[name];
  let value = numberOf(move.setup, name);
  if (!known) return value;
  for (const act of move.record.acts ?? []) {
    if (act.kind !== 'change' || act.at > at) continue;
    const changed = act.changes[known.change];
    if (changed !== undefined) value = changed / known.each;
  }
  return value;
}
