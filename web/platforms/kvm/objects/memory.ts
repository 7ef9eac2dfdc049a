/** A host's memory by the size of its pages: huge ones are set apart, and what they take is not there for others. */
import { GIB, MIB } from '../../../model/units.ts';
import type { Host } from './world.ts';

export const ORDINARY = 4096;

/** Bytes for guests with pages of this size. */
export function memoryFor(host: Host, pageSize: number): number {
  const of2M = host.hugePages2M * 2 * MIB;
  const of1G = host.hugePages1G * GIB;
  if (pageSize === 2 * MIB) return of2M;
  return pageSize === GIB ? of1G : host.memory - of2M - of1G;
}
