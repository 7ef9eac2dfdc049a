/**
 * What a run leaves behind. Every view is a function of a recording and a moment in it.
 */
import type { VirtualNs } from './units.ts';

export type MoveStatus = 'completed' | 'cancelled' | 'unfinished';

/** A bitmap synchronisation: what was found dirty, and why the migration went on or stopped. */
export interface Sync {
  /** Counts from 1, as QEMU's dirty-sync-count does; the first is part of the setup. */
  number: number;
  at: VirtualNs;
  /** Pages left over from before this sync. */
  unsentPages: number;
  /** Pages found dirty that were not waiting already. */
  newDirtyPages: number;
  /** unsent + new, bytes. */
  remainingBytes: number;
  /** It switches over when `remainingBytes` is at or below this; 0 before the first window closed. */
  thresholdBytes: number;
  /** Bandwidth of the last closed window, bytes per second: threshold = this × downtime limit. */
  bandwidthBytesPerSecond: number;
  /** All bytes put on the wire before this sync. */
  sentBytes: number;
  /** True for the last one, taken while the partition stood still. */
  stopped: boolean;
}

/** Columns of equal length, one entry per sample; times ascend. All series are cumulative or levels. */
export interface Samples {
  atNs: Float64Array;
  /** Bytes on the wire so far. */
  sentBytes: Float64Array;
  /** Bytes that wait to be sent (pages × page size). */
  remainingBytes: Float64Array;
  /** Bytes of pages found dirty again, summed over the syncs. */
  redirtiedBytes: Float64Array;
  /** The switch-over threshold as of the last closed window. */
  thresholdBytes: Float64Array;
  /** Bytes per second of the last closed window. */
  bandwidthBytesPerSecond: Float64Array;
}

/** The pause, in the order in which its parts happen; they sum to `downtimeNs`. */
export interface DowntimePart {
  label: string;
  durationNs: VirtualNs;
}

export interface MoveOutcome {
  status: MoveStatus;
  totalNs: VirtualNs;
  /** What the migration itself reports as downtime. */
  downtimeNs: VirtualNs;
  downtimeParts: DowntimePart[];
  /** What a client sees: last sign of life on the source to the first on the destination. */
  heartbeatGapNs: VirtualNs;
  sentBytes: number;
  normalPages: number;
  zeroPages: number;
  syncCount: number;
  /** Pages sent again. */
  resentPages: number;
}

/** From `at` on, the network carried the move's bytes at this rate; 0 = the network set no limit. */
export interface RateChange {
  at: VirtualNs;
  bytesPerSecond: number;
}

/** From `at` on, the guest ran at this share of its full speed, 0…1; less than 1 while it is throttled. */
export interface SpeedChange {
  at: VirtualNs;
  share: number;
}

/** A span of virtual time; `toNs` does not belong to it. */
export interface Span {
  fromNs: VirtualNs;
  toNs: VirtualNs;
}

/** One partition's way from host to host. */
export interface MoveRecord {
  partition: string;
  from: string;
  to: string;
  startNs: VirtualNs;
  endNs: VirtualNs;
  /** When the partition stopped on the source, and when it ran again. Null while it never stopped. */
  stoppedNs: VirtualNs | null;
  resumedNs: VirtualNs | null;
  pageBytes: number;
  totalPages: number;
  syncs: Sync[];
  samples: Samples;
  outcome: MoveOutcome;
  /** Moments at which a looping trace began again. */
  traceWraps: VirtualNs[];
  /** What the network gave it: moments ascend, the first is `startNs`. */
  rates?: RateChange[];
  /** Moments ascend. Full speed before the first, and again from the switchover or the end of the move. */
  speed?: SpeedChange[];
  /** When the guest stood still on the destination for want of a page (post-copy): ascending, apart from each other. */
  stalls?: Span[];
  /** Hash over this move's events and bitmaps, sixteen hex digits. */
  fingerprint: string;
}

/** Something the run did not do, and why: an intervention that no longer applies, a refused move. */
export interface RunNote {
  at: VirtualNs;
  text: string;
}

/** A silence of the client's date loop, longer than its usual interval. */
export type ClientGap = Span;

/**
 * What the request stream saw. Columns of equal length; times never descend. The latency is linear from sample to
 * sample, two samples at one moment are a leap; the rate holds until the next sample.
 */
export interface RequestSeries {
  atNs: Float64Array;
  /** From sending to answer, of a request sent at this moment. */
  latencyMs: Float64Array;
  /** Answers per second. */
  requestsPerSecond: Float64Array;
  slowestMs: number;
  /** The longest span without any answer. */
  longestSilenceNs: VirtualNs;
}

/** What a link, an adapter or a mover service carried: from each moment to the next, bytes per second of payload. */
export interface LoadSeries {
  id: string;
  kind: 'link' | 'nic' | 'mover';
  atNs: Float64Array;
  capacityBytesPerSecond: Float64Array;
  movesBytesPerSecond: Float64Array;
  otherBytesPerSecond: Float64Array;
}

export interface ClientRecord {
  partition: string;
  everyNs: VirtualNs;
  gaps: ClientGap[];
  requests?: RequestSeries;
}

export interface Recording {
  durationNs: VirtualNs;
  moves: MoveRecord[];
  client: ClientRecord;
  /** Everything with a capacity of its own that the moves had to share. */
  loads?: LoadSeries[];
  notes: RunNote[];
  /** Hash over events and bitmaps, e.g. `7f3a·c19e`; equal wherever the same job runs. */
  fingerprint: string;
  modelVersion: number;
}
