/** The policy that a move follows. */
import type { Policy } from '../policy.ts';
import type { Tuning } from '../scenario.ts';
import { qemuPolicy } from './qemu-policy.ts';

/**
 * Its own, or its era's. The bandwidth and the downtime limit that stand beside it win over those in it, where it has
 * such.
 */
export function policyInForce(tuning: Tuning): Policy {
  const { era, maxBandwidthBytesPerSecond, downtimeLimitMs } = tuning;
  const policy = tuning.policy ?? qemuPolicy(era);
  const { bandwidth, stopRule } = policy;
  return {
    ...policy,
    bandwidth: { ...bandwidth, capBytesPerSecond: maxBandwidthBytesPerSecond },
    stopRule: {
      ...stopRule,
      estimatedDowntimeMs: stopRule.estimatedDowntimeMs === null ? null : downtimeLimitMs,
    },
  };
}
