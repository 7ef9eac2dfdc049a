/**
 * Measured curves D(t): how many distinct pages a real guest wrote within t seconds of a clean log. A dirty rate in
 * bytes per second alone says little: the longer one looks, the lower it is.
 */
import type { Provenance } from './described.ts';

export interface DirtyCurve extends Provenance {
  id: string;
  label: string;
  /** Pairs of seconds and pages, both ascending. */
  points: readonly (readonly [seconds: number, pages: number])[];
  /** Share of all pages that held zeros, percent; null where it is not known. */
  zeroPercent: number | null;
}

/** One page of 512 was watched. */
const SAMPLED = 512;

export const DIRTY_CURVES: readonly DirtyCurve[] = [
  {
    id: 'memcached-ycsb',
    label: 'memcached under YCSB, 32 GiB guest',
    points: (
      [
        [0.125, 33],
        [0.25, 78],
        [0.5, 151],
        [1, 236],
        [2, 336],
        [4, 505],
        [8, 756],
        [15, 1204],
        [30, 1934],
        [60, 2958],
      ] as const
    ).map(([seconds, samples]) => [seconds, samples * SAMPLED] as const),
    zeroPercent: 61,
    certainty: 'measured',
    source: 'A. Gudkov on qemu-devel, April 2023: sampled with one page of 512',
  },
  {
    id: 'postgres-ycsb',
    label: 'PostgreSQL under YCSB, 16 clients, 8 GiB guest',
    points: [
      [0.6, 12_400],
      [0.85, 22_000],
      [1.35, 35_000],
      [2.8, 57_000],
      [8.1, 116_000],
      [24.5, 273_000],
    ],
    zeroPercent: 61,
    certainty: 'measured',
    source:
      'derived from the syncs of public QEMU runs (github.com/LordWicked/live-migration-thesis-code); below 1 s biased',
  },
  {
    id: 'postgres-ycsb-reads',
    label: 'The same, mostly reading',
    points: [
      [1.5, 49_000],
      [2.1, 52_000],
      [29, 71_000],
    ],
    zeroPercent: 61,
    certainty: 'measured',
    source: 'derived from the syncs of public QEMU runs (github.com/LordWicked/live-migration-thesis-code)',
  },
];
