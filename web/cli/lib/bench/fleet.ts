/** Many moves at once: 64 partitions of 32 GiB on 16 hosts, each host sending four to the next one. */
import type { Engine } from '../../../engine/engine.ts';
import { type PartitionSpec, type Scenario, STEADY } from '../../../model/scenario.ts';
import { GIB, ms, seconds, ZERO_NS } from '../../../model/units.ts';
import { runToEnd } from '../../../simulation/run.ts';

const HOSTS = 16;
const PARTITIONS = 64;
const MEMORY_BYTES = 32 * GIB;
const PAGE_BYTES = 4096;
const PAGES = MEMORY_BYTES / PAGE_BYTES;
/** 25 Gbit/s, all of it payload. */
const NIC_BYTES_PER_SECOND = 3.125e9;

const hostId = (index: number) => `host-${index % HOSTS}`;
const partitionId = (index: number) => `partition-${index}`;

/** Most of the memory holds data, 2 GiB of it are written; every fourth one is idle. */
function partition(index: number): PartitionSpec {
  return {
    id: partitionId(index),
    host: hostId(index),
    about: 'One of many',
    guest: {
      memoryBytes: MEMORY_BYTES,
      pageBytes: PAGE_BYTES,
      filled: [{ first: 0, end: Math.floor(PAGES * 0.9) }],
      workload:
        index % 4 === 0
          ? { kind: 'idle' }
          : { kind: 'uniform', firstPage: 0, pages: PAGES / 16, writesPerSecond: 5000 * (index % 4) },
      pace: STEADY,
    },
  };
}

const indexes = (count: number) => Array.from({ length: count }, (_, index) => index);

export const FLEET: Scenario = {
  title: '64 partitions on 16 hosts',
  platform: 'KVM · QEMU 10.2',
  seed: 1,
  hosts: indexes(HOSTS).map((index) => ({
    id: hostId(index),
    memoryBytes: 1024 * GIB,
    network: { nicBytesPerSecond: NIC_BYTES_PER_SECOND },
  })),
  partitions: indexes(PARTITIONS).map(partition),
  link: { bytesPerSecond: HOSTS * NIC_BYTES_PER_SECOND, oneWayDelayNs: ms(0.1) },
  tuning: { era: 'qemu-10.2-kvm', maxBandwidthBytesPerSecond: 0, downtimeLimitMs: 300 },
  moves: indexes(PARTITIONS).map((index) => ({
    at: seconds(1),
    partition: partitionId(index),
    to: hostId(index + 1),
  })),
  horizonNs: seconds(3600),
  client: { partition: partitionId(1), everyMs: 100 },
};

export function timeFleet(engine: Engine): string {
  const from = performance.now();
  const recording = runToEnd(engine, { scenario: FLEET, interventions: [], attachments: [] }, new Map());
  const took = performance.now() - from;
  const ends = recording.moves.map((move) => move.endNs);
  const last = (Math.max(ZERO_NS, ...ends) / 1e9).toFixed(0);
  const completed = recording.moves.filter((move) => move.outcome.status === 'completed').length;
  return `${PARTITIONS} × 32 GiB at once, ${HOSTS} hosts: ${took.toFixed(0)} ms for ${last} s; ${completed} completed`;
}
