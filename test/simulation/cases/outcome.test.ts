import { expect, test } from 'vitest';
import { type MoveRecord, NOTHING_SENT, type Sync } from '../../../web/model/recording.ts';
import { ms, type VirtualNs } from '../../../web/model/units.ts';
import { outcomeOf, roundsOf } from '../../../web/simulation/cases/outcome.ts';

const sync = (number: number, atMs: number, unsent: number, dirty: number, sentBytes: number): Sync => ({
  number,
  at: ms(5000 + atMs),
  unsentPages: unsent,
  newDirtyPages: dirty,
  remainingBytes: (unsent + dirty) * 4096,
  thresholdBytes: number === 1 ? 0 : 20_000_000.4,
  bandwidthBytesPerSecond: number === 1 ? 0 : 67_000_000,
  sentBytes,
  stopped: false,
});

/** Began 5 s into its run. */
const record = (status: 'completed' | 'cancelled'): MoveRecord => {
  const syncs = [
    sync(1, 2, 1000, 0, 0),
    sync(2, 2002, 100, 300, 3_700_000),
    sync(3, 2102, 50, 10, 5_100_000),
  ];
  const column = (...values: number[]) => Float64Array.from(values);
  if (status === 'completed') syncs.push({ ...sync(4, 2102, 60, 5, 5_100_000), stopped: true });
  return {
    partition: 'guest',
    from: 'source',
    to: 'destination',
    startNs: ms(5000),
    endNs: ms(7115),
    stoppedNs: status === 'completed' ? ms(7102) : null,
    resumedNs: status === 'completed' ? ms(7115) : null,
    pageBytes: 4096,
    totalPages: 1000,
    syncs,
    samples: {
      atNs: column(0),
      sentBytes: column(0),
      remainingBytes: column(4_096_000, 245_760),
      redirtiedBytes: column(0),
      thresholdBytes: column(0),
      bandwidthBytesPerSecond: column(0),
    },
    outcome: {
      status,
      totalNs: ms(2112),
      downtimeNs: ms(9),
      downtimeParts: [],
      heartbeatGapNs: ms(11),
      sentBytes: 5_400_000,
      normalPages: 1200,
      zeroPages: 100,
      syncCount: syncs.length,
      resentPages: 300,
      transport: NOTHING_SENT,
      postcopy: null,
    },
    traceWraps: [] as VirtualNs[],
    fingerprint: 'abc',
  };
};

test('a completed migration in the words of a measured one', () => {
  expect(outcomeOf(record('completed'), 100_000)).toEqual({
    status: 'completed',
    total_time_s: 2.112,
    elapsed_at_cancel_s: null,
    downtime_s: 0.009,
    setup_s: 0.002,
    observed_heartbeat_gap_s: 0.011,
    vm_stop_to_completed_trace_s: 0.01,
    transferred_bytes: 5_400_000,
    precopy_bytes: 5_100_000,
    downtime_bytes: 300_000,
    postcopy_bytes: 0,
    multifd_bytes: 0,
    normal_pages: 1200,
    duplicate_pages: 100,
    dirty_sync_count: 4,
    dirty_pages_rate: 150,
    // (5.4 MB + 0.1 MB of devices) in 2.11 s
    mbps: 20.853,
    remaining_bytes_at_end: 0,
    throttle_max: 0,
    throttle_steps: [],
    fingerprint: 'abc',
  });
});

test('a cancelled migration has nulls where there is nothing to say, and a plateau', () => {
  const outcome = outcomeOf(record('cancelled'), 100_000);
  expect(outcome).toMatchObject({
    status: 'cancelled',
    total_time_s: null,
    elapsed_at_cancel_s: 2.112,
    downtime_s: null,
    observed_heartbeat_gap_s: null,
    vm_stop_to_completed_trace_s: null,
    precopy_bytes: 5_400_000,
    downtime_bytes: 0,
    mbps: 536,
    remaining_bytes_at_end: 245_760,
    plateau: { syncs: 3, median_remaining_after_sync_bytes: (400 + 60) * 2048, median_sync_interval_s: 0.1 },
  });
});

test('a round per sync, times counted from the start of the migration', () => {
  const rounds = roundsOf(record('completed'));
  expect(rounds.map((round) => round.t_s)).toEqual([0.002, 2.002, 2.102, 2.102]);
  expect(rounds[1]).toEqual({
    sync: 2,
    t_s: 2.002,
    new_dirty_pages: 300,
    threshold_bytes: 20_000_000,
    remaining_after_bytes: 400 * 4096,
    transferred_at_sync_bytes_interp: 3_700_000,
    vm_stopped: false,
    pages_sent_since_prev_sync: 900,
    duration_s: 0.1,
    bytes_sent_interp: 1_400_000,
  });
  expect(rounds.at(-1)).toMatchObject({
    vm_stopped: true,
    threshold_bytes: null,
    bytes_sent_interp: 300_000,
  });
});
