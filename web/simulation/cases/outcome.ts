/**
 * A simulated migration in the words of a measured one: field names and units of the measured runs, nulls where
 * they have nulls. `…_interp` fields keep their name, though here they are exact.
 */
import type { MoveRecord, Sync } from '../../model/recording.ts';
import { NS_PER_S } from '../../model/units.ts';

export interface CaseOutcome {
  status: 'completed' | 'cancelled';
  total_time_s: number | null;
  elapsed_at_cancel_s: number | null;
  downtime_s: number | null;
  setup_s: number;
  observed_heartbeat_gap_s: number | null;
  vm_stop_to_completed_trace_s: number | null;
  transferred_bytes: number;
  precopy_bytes: number;
  downtime_bytes: number;
  postcopy_bytes: number;
  multifd_bytes: number;
  normal_pages: number;
  duplicate_pages: number;
  dirty_sync_count: number;
  dirty_pages_rate: number;
  mbps: number;
  remaining_bytes_at_end: number;
  throttle_max: number;
  throttle_steps: [atS: number, percent: number][];
  xbzrle?: DeltaCounts;
  compression?: { pages: number; 'compressed-size': number; 'compression-rate': number };
  postcopy?: PostcopyCounts;
  plateau?: Plateau;
  fingerprint: string;
}

/** As `query-migrate` has them. */
export interface DeltaCounts {
  pages: number;
  bytes: number;
  'cache-miss': number;
  overflow: number;
}

export interface PostcopyCounts {
  start_s: number;
  vm_running_on_dst_s: number;
  requests: number;
  dst_blocktime_ms: number;
  /** Waits by length: entry k counts those of 2^k … 2^(k+1) µs. */
  latency_dist: number[];
}

/** Where a migration that does not converge settles: medians over the second half of its syncs. */
export interface Plateau {
  syncs: number;
  median_remaining_after_sync_bytes: number;
  median_sync_interval_s: number;
  median_new_dirty_pages: number;
}

export interface CaseRound {
  sync: number;
  t_s: number;
  new_dirty_pages: number;
  threshold_bytes: number | null;
  remaining_after_bytes: number;
  transferred_at_sync_bytes_interp: number;
  vm_stopped: boolean;
  pages_sent_since_prev_sync?: number;
  duration_s: number;
  bytes_sent_interp: number;
}

const roundTo = (digits: number) => (value: number) => Number(value.toFixed(digits));
const toMicros = roundTo(6);
const sinceStart = (record: MoveRecord, at: number) => toMicros((at - record.startNs) / NS_PER_S);

/** When the source was done; the destination may have needed a moment more. */
const completedNs = (record: MoveRecord) => record.startNs + record.outcome.totalNs;

/** @param deviceStateBytes the non-RAM state, which counts in `mbps` but not in `transferred_bytes` */
export function outcomeOf(record: MoveRecord, deviceStateBytes: number): CaseOutcome {
  const { outcome, syncs, samples } = record;
  const completed = outcome.status === 'completed';
  const stop = syncs.find((sync) => sync.stopped);
  const precopyBytes = stop?.sentBytes ?? outcome.sentBytes;
  const last = syncs.at(-1);
  const setupNs = syncs[0] ? syncs[0].at - record.startNs : 0;
  const sendingNs = outcome.totalNs - setupNs;
  const elapsed = toMicros(outcome.totalNs / NS_PER_S);
  const { transport } = outcome;
  const steps = throttleSteps(record);
  const bytesPerSecond = completed
    ? ((outcome.sentBytes + deviceStateBytes) / sendingNs) * NS_PER_S
    : (last?.bandwidthBytesPerSecond ?? 0);
  return {
    status: completed ? 'completed' : 'cancelled',
    total_time_s: completed ? elapsed : null,
    elapsed_at_cancel_s: completed ? null : elapsed,
    downtime_s: completed ? toMicros(outcome.downtimeNs / NS_PER_S) : null,
    setup_s: toMicros(setupNs / NS_PER_S),
    observed_heartbeat_gap_s: completed ? toMicros(outcome.heartbeatGapNs / NS_PER_S) : null,
    vm_stop_to_completed_trace_s:
      record.stoppedNs === null || !completed
        ? null
        : toMicros((completedNs(record) - record.stoppedNs) / NS_PER_S),
    transferred_bytes: outcome.sentBytes,
    // What goes over several connections is counted with them, and nowhere else.
    precopy_bytes:
      precopyBytes - (transport.packetBytes > 0 ? Math.min(precopyBytes, transport.packetBytes) : 0),
    downtime_bytes: transport.packetBytes > 0 || outcome.postcopy ? 0 : outcome.sentBytes - precopyBytes,
    postcopy_bytes: outcome.postcopy?.bytes ?? 0,
    multifd_bytes: transport.packetBytes,
    normal_pages: outcome.normalPages - (transport.packetBytes > 0 ? 0 : transport.compressedPages),
    duplicate_pages: outcome.zeroPages,
    dirty_sync_count: outcome.syncCount,
    dirty_pages_rate: dirtyPagesRate(syncs),
    mbps: roundTo(3)((bytesPerSecond * 8) / 1e6),
    remaining_bytes_at_end: completed ? 0 : (samples.remainingBytes.at(-1) ?? 0),
    throttle_max: Math.max(0, ...steps.map(([, percent]) => percent)),
    throttle_steps: steps,
    ...extrasOf(record),
    ...(completed ? {} : { plateau: plateauOf(syncs) }),
    fingerprint: record.fingerprint,
  };
}

/** The throttle's steps; the release at the end is none. */
function throttleSteps(record: MoveRecord): [number, number][] {
  return (record.throttle ?? [])
    .filter(({ percent }) => percent > 0)
    .map(({ at, percent }) => [sinceStart(record, at), percent]);
}

function extrasOf(record: MoveRecord): Pick<CaseOutcome, 'xbzrle' | 'compression' | 'postcopy'> {
  const { transport, postcopy } = record.outcome;
  const extras: Pick<CaseOutcome, 'xbzrle' | 'compression' | 'postcopy'> = {};
  if (transport.deltaPages + transport.deltaMisses > 0) {
    extras.xbzrle = {
      pages: transport.deltaPages,
      bytes: transport.deltaBytes,
      'cache-miss': transport.deltaMisses,
      overflow: transport.deltaOverflows,
    };
  }
  if (transport.compressedPages > 0 && transport.packetBytes === 0) {
    extras.compression = {
      pages: transport.compressedPages,
      'compressed-size': transport.compressedBytes,
      'compression-rate': roundTo(3)(
        (transport.compressedPages * record.pageBytes) / Math.max(1, transport.compressedBytes),
      ),
    };
  }
  if (postcopy) {
    extras.postcopy = {
      start_s: sinceStart(record, postcopy.switchedNs),
      vm_running_on_dst_s: sinceStart(record, record.resumedNs ?? postcopy.switchedNs),
      requests: postcopy.requests,
      dst_blocktime_ms: Math.round(postcopy.blockedNs / 1e6),
      latency_dist: postcopy.latencies,
    };
  }
  return extras;
}

export function roundsOf(record: MoveRecord): CaseRound[] {
  return record.syncs.map((sync, index) => {
    const next = record.syncs[index + 1];
    const before = record.syncs[index - 1];
    const sentBytes = (next?.sentBytes ?? record.outcome.sentBytes) - sync.sentBytes;
    return {
      sync: sync.number,
      t_s: sinceStart(record, sync.at),
      new_dirty_pages: sync.newDirtyPages,
      threshold_bytes: sync.stopped ? null : Math.round(sync.thresholdBytes),
      remaining_after_bytes: sync.remainingBytes,
      transferred_at_sync_bytes_interp: sync.sentBytes,
      vm_stopped: sync.stopped,
      ...(before
        ? { pages_sent_since_prev_sync: before.remainingBytes / record.pageBytes - sync.unsentPages }
        : {}),
      duration_s: toMicros(((next?.at ?? completedNs(record)) - sync.at) / NS_PER_S),
      bytes_sent_interp: sentBytes,
    };
  });
}

/** Pages per second over the last period, as the migration reports it: a period ends at the first sync after 1 s. */
function dirtyPagesRate(syncs: Sync[]): number {
  let rate = 0;
  let pages = 0;
  let since = syncs[0]?.at ?? 0;
  for (const sync of syncs) {
    pages += sync.newDirtyPages;
    if (sync.at - since <= NS_PER_S) continue;
    rate = Math.floor((pages * NS_PER_S) / (sync.at - since));
    pages = 0;
    since = sync.at;
  }
  return rate;
}

function plateauOf(syncs: Sync[]): Plateau {
  const half = syncs.slice(Math.floor(syncs.length / 2));
  const intervals = half.slice(1).map((sync, index) => (sync.at - half[index]!.at) / NS_PER_S);
  return {
    syncs: syncs.length,
    median_remaining_after_sync_bytes: median(half.map((sync) => sync.remainingBytes)),
    median_sync_interval_s: toMicros(median(intervals)),
    median_new_dirty_pages: median(half.map((sync) => sync.newDirtyPages)),
  };
}

/** Middle of the values, mean of the two middle ones; 0 of none. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? 0;
  return sorted.length % 2 ? upper : ((sorted[(sorted.length >> 1) - 1] ?? 0) + upper) / 2;
}
