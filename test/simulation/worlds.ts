/** Small worlds for runs: partitions of 64 MiB on a link of a gigabit. */
import type { Job, Move, PartitionSpec, Scenario, Workload } from '../../web/model/scenario.ts';
import { STEADY } from '../../web/model/scenario.ts';
import { GIB, ms, seconds } from '../../web/model/units.ts';

const PAGES = 16_384;

export const partition = (
  id: string,
  host = 'alpha',
  workload: Workload = { kind: 'idle' },
): PartitionSpec => ({
  id,
  host,
  about: '',
  guest: {
    memoryBytes: PAGES * 4096,
    pageBytes: 4096,
    filled: [{ first: 0, end: PAGES }],
    workload,
    pace: STEADY,
  },
});

export const writing = (pages: number, writesPerSecond: number): Workload => ({
  kind: 'uniform',
  firstPage: 0,
  pages,
  writesPerSecond,
});

export const move = (id: string, at = 0, to = 'beta'): Move => ({ at: seconds(at), partition: id, to });

export const world = (changes: Partial<Scenario> = {}): Scenario => ({
  title: 'A small world',
  platform: 'KVM · QEMU 10.2',
  seed: 1,
  hosts: ['alpha', 'beta', 'gamma'].map((id) => ({ id, memoryBytes: 4 * GIB })),
  partitions: [partition('one'), partition('two'), partition('three')],
  link: { bytesPerSecond: 125e6, oneWayDelayNs: ms(0.1) },
  tuning: { era: 'qemu-10.2-kvm', maxBandwidthBytesPerSecond: 0, downtimeLimitMs: 100 },
  moves: [],
  horizonNs: seconds(600),
  client: { partition: 'one', everyMs: 500 },
  ...changes,
});

export const jobOf = (changes: Partial<Scenario> = {}): Job => ({
  scenario: world(changes),
  interventions: [],
  attachments: [],
});
