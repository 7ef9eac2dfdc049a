/** A job for tests: its numbers stay when the page opens on another scenario. */
import type { Job, PartitionSpec, Scenario, Workload } from '../../web/model/scenario.ts';
import { STEADY } from '../../web/model/scenario.ts';
import { GIB, MIB, megabitsPerSecond, ms, seconds } from '../../web/model/units.ts';
import type { TraceFacts } from '../../web/studio/traces.ts';

const PAGE = 4096;
const pages = (bytes: number): number => bytes / PAGE;

export const REDIS_TRACE: TraceFacts = {
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
    { id: 'alpha', memoryBytes: 64 * GIB },
    { id: 'beta', memoryBytes: 64 * GIB },
  ],
  partitions: [
    {
      id: 'redis',
      host: 'alpha',
      about: 'Redis, replayed from a recording of its memory writes',
      guest: {
        memoryBytes: 384 * MIB,
        pageBytes: PAGE,
        filled: [{ first: REDIS_TRACE.pages, end: REDIS_TRACE.pages + pages(256 * MIB) }],
        workload: { kind: 'trace', trace: REDIS_TRACE.id },
        pace: STEADY,
      },
    },
    neighbour(
      'web-1',
      'alpha',
      8 * GIB,
      96 * MIB,
      { kind: 'uniform', firstPage: 0, pages: 2048, writesPerSecond: 800 },
      'A small web server',
    ),
    neighbour('batch', 'alpha', 16 * GIB, 256 * MIB, { kind: 'idle' }, 'A batch queue, idle by day'),
    neighbour(
      'db-2',
      'beta',
      12 * GIB,
      192 * MIB,
      { kind: 'uniform', firstPage: 0, pages: 4096, writesPerSecond: 1500 },
      'A small database',
    ),
  ],
  link: { bytesPerSecond: megabitsPerSecond(200), oneWayDelayNs: ms(0.1) },
  tuning: { era: 'qemu-10.2-kvm', maxBandwidthBytesPerSecond: 0, downtimeLimitMs: 300 },
  moves: [{ at: seconds(1), partition: 'redis', to: 'beta' }],
  horizonNs: seconds(3600),
  client: { partition: 'redis', everyMs: 500 },
};

export const REDIS_JOB: Job = {
  scenario,
  interventions: [],
  attachments: [{ id: REDIS_TRACE.id, url: 'trace' }],
};
