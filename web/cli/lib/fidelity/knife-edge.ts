/** Runs in which chance decides: the memory is dirtied nearly as fast as it can be sent. */
import type { MigrationConfig } from '../../../model/migration.ts';
import { distinctPages } from '../../../simulation/cases/saturating.ts';
import { bandwidthOf, pageWireBytes } from './formulas.ts';

const NEAR = 0.1;

/**
 * True when the guest dirties within 10 % of what can be sent, in a time as long as the downtime limit: then the
 * rounds settle about where the threshold is. A changed bandwidth counts as well as the first one. Takes the writes
 * that the guest really got to do: this judges the measurement.
 */
export function isKnifeEdge(config: MigrationConfig, writesPerSecond: number): boolean {
  const { guest, tuning, changes = [] } = config;
  const limitS = tuning.downtimeLimitMs / 1000;
  const dirtiedPerSecond = distinctPages(guest.workload, writesPerSecond * limitS) / limitS;
  const limits = [tuning, ...changes].map((each) => each.maxBandwidthBytesPerSecond);
  return limits.some((limit) => {
    if (limit === undefined) return false;
    const pagesPerSecond = bandwidthOf(config, limit) / pageWireBytes(guest);
    return Math.abs(dirtiedPerSecond / pagesPerSecond - 1) <= NEAR;
  });
}
