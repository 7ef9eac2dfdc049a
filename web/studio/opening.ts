/**
 * What the page opens on: a recorded Redis that crosses a slow link in some ten seconds. Small enough that each
 * round is shorter than the one before and can still be seen, and that its share of the hosts can.
 */
import type { Job, PartitionSpec, Scenario, Workload } from '../model/scenario.ts';
import { STEADY } from '../model/scenario.ts';
import { GIB, MIB, megabitsPerSecond, ms, seconds } from '../model/units.ts';
import type { TraceFacts } from './traces.ts';

const PAGE = 4096;
const pages = (bytes: number): number => bytes / PAGE;

export const OPENING_TRACE: TraceFacts = {
  id: 'redis-ycsb-a-zipf',
  label: 'Redis under YCSB-A, Zipf 0.99',
  pages: 12_448,
  pageBytes: PAGE,
};

const neighbour = (
  id: string,
  host: string,
  memory: number,
  filled: number,
  workload: Workload,
  about: string,
): PartitionSpec => ({
  id,
  host,
  about,
  guest: {
    memoryBytes: memory,
    pageBytes: PAGE,
    filled: [{ first: 0, end: pages(filled) }],
    workload,
    pace: STEADY,
  },
});

const scenario: Scenario = {
  title: 'Redis under load, 100 Mbit/s',
  platform: 'KVM · QEMU 10.2',
  seed: 1,
  hosts: [
    { id: 'alpha', memoryBytes: GIB },
    { id: 'beta', memoryBytes: GIB },
  ],
  partitions: [
    {
      id: 'redis',
      host: 'alpha',
      about: 'A small Redis, replayed from a recording of its memory writes',
      guest: {
        memoryBytes: 128 * MIB,
        pageBytes: PAGE,
        filled: [{ first: OPENING_TRACE.pages, end: OPENING_TRACE.pages + pages(32 * MIB) }],
        workload: { kind: 'trace', trace: OPENING_TRACE.id },
        pace: STEADY,
      },
    },
    neighbour(
      'web-1',
      'alpha',
      192 * MIB,
      96 * MIB,
      { kind: 'uniform', firstPage: 0, pages: 2048, writesPerSecond: 800 },
      'A small web server',
    ),
    neighbour('batch', 'alpha', 256 * MIB, 128 * MIB, { kind: 'idle' }, 'A batch queue, idle by day'),
    neighbour(
      'db-2',
      'beta',
      160 * MIB,
      96 * MIB,
      { kind: 'uniform', firstPage: 0, pages: 4096, writesPerSecond: 1500 },
      'A small database',
    ),
  ],
  link: { bytesPerSecond: megabitsPerSecond(100), oneWayDelayNs: ms(0.1) },
  tuning: { era: 'qemu-10.2-kvm', maxBandwidthBytesPerSecond: 0, downtimeLimitMs: 300 },
  moves: [{ at: seconds(1), partition: 'redis', to: 'beta' }],
  horizonNs: seconds(3600),
  client: { partition: 'redis', everyMs: 100 },
};

/** The opening job; `traceUrl` is absolute, so that a worker can fetch it from wherever it lives. */
export const openingJob = (traceUrl: string): Job => ({
  scenario,
  interventions: [],
  attachments: [{ id: OPENING_TRACE.id, url: traceUrl }],
});
