/**
 * What the page opens on: a recorded Redis with as much idle memory behind it, which crosses a slow link in some
 * fourteen seconds, with a pause of 0.3 s. The hosts are small enough that its share of them can be seen.
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
  title: 'Redis under load, slow link',
  platform: 'KVM · QEMU 10.2',
  seed: 1,
  hosts: [
    { id: 'alpha', memoryBytes: 2 * GIB },
    { id: 'beta', memoryBytes: 2 * GIB },
  ],
  partitions: [
    {
      id: 'redis',
      host: 'alpha',
      about: 'Redis, replayed from a recording of its memory writes',
      guest: {
        memoryBytes: 384 * MIB,
        pageBytes: PAGE,
        filled: [{ first: OPENING_TRACE.pages, end: OPENING_TRACE.pages + pages(256 * MIB) }],
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
  link: { bytesPerSecond: megabitsPerSecond(200), oneWayDelayNs: ms(0.1) },
  tuning: { era: 'qemu-10.2-kvm', maxBandwidthBytesPerSecond: 0, downtimeLimitMs: 300 },
  moves: [{ at: seconds(1), partition: 'redis', to: 'beta' }],
  horizonNs: seconds(3600),
  client: { partition: 'redis', everyMs: 100 },
};

/** As the page opened, with nothing changed and nobody having stepped in. */
export const isOpening = (job: Job): boolean => job.scenario === scenario && job.interventions.length === 0;

/** The opening job; `traceUrl` is absolute, so that a worker can fetch it from wherever it lives. */
export const openingJob = (traceUrl: string): Job => ({
  scenario,
  interventions: [],
  attachments: [{ id: OPENING_TRACE.id, url: traceUrl }],
});
