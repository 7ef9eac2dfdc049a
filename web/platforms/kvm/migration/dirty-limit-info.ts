/** How long virtual CPUs sleep each time their dirty ring is full, and how long they take to fill it. */
import type { VirtualNs } from '../../../model/units.ts';
import { ratesAt } from './at.ts';
import { has, type KvmMove, numberOf } from './setup.ts';
import type { MigrationState } from './states.ts';

const US_PER_S = 1_000_000;

/** A ring fills at the rate at which its CPU writes, sleeps included; of that time it sleeps what it does not run. */
export function dirtyLimitInfo({ record, setup }: KvmMove, state: MigrationState, at: VirtualNs) {
  const share = record.speed?.findLast((step) => step.at <= at)?.share ?? 1;
  if (!has(setup, 'dirty-limit') || share >= 1 || state === 'completed') return {};
  const pagesPerSecond = ratesAt(record, at).dirtyPagesPerSecond / setup.vcpus;
  const fullUs = pagesPerSecond > 0 ? (numberOf(setup, 'dirty-ring-size') * US_PER_S) / pagesPerSecond : 0;
  return {
    'dirty-limit-throttle-time-per-round': Math.round(fullUs * (1 - share)),
    'dirty-limit-ring-full-time': Math.round(fullUs),
  };
}
