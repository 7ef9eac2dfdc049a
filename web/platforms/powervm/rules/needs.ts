/** What a partition needs on its target. */
import { knows } from '../objects/known.ts';
import { referenceProfile } from '../objects/lpar.ts';
import type { Case } from './case.ts';
import { type Spot, spot } from './rule.ts';

export interface Need {
  amount: number;
  on: Spot[];
}

/**
 * MiB that must be free: what it holds now, and for an inactive move what its configuration or its profile asks
 * for, in whole blocks of the target. Where nobody knows which of the two counts, the smaller one.
 */
export function memoryNeed(c: Case): Need {
  const { lpar, target } = c;
  if (lpar.memoryMode === 'shared') return { amount: 0, on: [spot(lpar, 'memoryMode')] };
  const raw =
    c.type === 'active'
      ? { amount: lpar.runningMemoryMb, on: [spot(lpar, 'runningMemoryMb')] }
      : configured(c, 'memoryMb', lpar.memoryMb.desired, referenceProfile(lpar)?.memoryMb.desired);
  if (!knows(target, 'lmbMb') || target.lmbMb <= 0) return raw;
  return { amount: Math.ceil(raw.amount / target.lmbMb) * target.lmbMb, on: raw.on };
}

/** Processing units, or with dedicated processors cores, that must be free. */
export function processorNeed(c: Case): Need {
  const { lpar } = c;
  const profile = referenceProfile(lpar);
  const [key, now, later] =
    lpar.procMode === 'dedicated'
      ? (['procs', lpar.procs.desired, profile?.procs.desired] as const)
      : (['procUnits', lpar.procUnits.desired, profile?.procUnits.desired] as const);
  const need = c.type === 'active' ? { amount: now, on: [spot(lpar, key)] } : configured(c, key, now, later);
  return { ...need, on: [...need.on, spot(lpar, 'procMode')] };
}

/** By the source's policy for inactive moves. */
function configured(c: Case, key: string, now: number, inProfile: number | undefined): Need {
  const { lpar, source } = c;
  const known = [
    ...(knows(lpar, key) ? [{ amount: now, on: [spot(lpar, key)] }] : []),
    ...(knows(lpar, 'profiles') && inProfile !== undefined
      ? [{ amount: inProfile, on: [spot(lpar, 'profiles')] }]
      : []),
  ];
  const [one, other] = known;
  if (!one) return { amount: now, on: [spot(lpar, key)] };
  if (!other) return one;
  if (c.type === 'inactive' && knows(source, 'inactivePolicy'))
    return source.inactivePolicy === 'prof' ? other : one;
  if (c.type === 'suspended') return one;
  return one.amount <= other.amount ? one : other;
}

/** MiB that firmware takes for the page table, by the maximum memory. */
export const pageTableMb = ({ lpar }: Case): number =>
  lpar.hptRatio > 0 ? Math.ceil(lpar.memoryMb.max / lpar.hptRatio) : 0;

/** Processing units are compared in hundredths: their decimals are not binary. */
export const hundredths = (units: number): number => Math.round(units * 100);
