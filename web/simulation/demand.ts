/** What a move would like to send on average: what its limiter lets through and the processors can copy. */
import type { MigrationConfig } from '../model/migration.ts';
import type { Policy } from '../model/policy.ts';
import type { VirtualNs } from '../model/units.ts';

/** `running` on the source, `stopped`: the last pages of a pre-copy, `postcopy`: running on the destination. */
export type Stage = 'running' | 'stopped' | 'postcopy';

type Machinery = Pick<MigrationConfig, 'machine' | 'changes'>;

/** Bytes per second; Infinity where nothing bounds it. @param at since the move's start */
export function demandOf(policy: Policy, config: Machinery, stage: Stage, at: VirtualNs): number {
  const copied = policy.transport.channels * config.machine.localBytesPerSecond;
  return Math.min(limitOf(policy, config, stage, at) || Infinity, copied);
}

/** The limiter's rate as it is set at this moment; 0 = none. */
function limitOf({ bandwidth, postcopy }: Policy, { changes = [] }: Machinery, stage: Stage, at: VirtualNs) {
  const changed = (name: 'maxBandwidthBytesPerSecond' | 'maxPostcopyBytesPerSecond') =>
    changes.findLast((change) => change.at <= at && change[name] !== undefined)?.[name];
  if (stage === 'postcopy') return changed('maxPostcopyBytesPerSecond') ?? postcopy?.capBytesPerSecond ?? 0;
  if (stage === 'stopped' && bandwidth.finalStage === 'uncapped') return 0;
  // One that follows the dirty rate may go up to its most at any moment.
  return changed('maxBandwidthBytesPerSecond') ?? bandwidth.adaptive?.max ?? bandwidth.capBytesPerSecond;
}
