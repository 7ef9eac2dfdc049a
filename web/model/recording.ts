/**
 * What a run leaves behind. Every view is a function of a recording and a moment in it.
 */
import type { MoveAct } from './migration.ts';
import type { Scenario, Tuning } from './scenario.ts';
import type { ScriptReport } from './script.ts';
import type { TaskRecord } from './task-record.ts';
import type { VirtualNs } from './units.ts';

/**
 * How a move ended. `failed`: something broke, and the partition runs on the source. `lost`: neither side has the
 * whole partition. `paused`: post-copy lost its connection and waits to be recovered.
 */
export type MoveStatus = 'completed' | 'cancelled' | 'failed' | 'lost' | 'paused' | 'unfinished';

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

/** What had been sent at each moment, by kind of page. Columns of equal length, ascending; all but the last cumulative. */
export interface Counts {
  atNs: Float64Array;
  normalPages: Float64Array;
  zeroPages: Float64Array;
  /** In packets over several connections. */
  packetBytes: Float64Array;
  /** Pages that the destination asked for. */
  requests: Float64Array;
  compressedPages: Float64Array;
  compressedBytes: Float64Array;
  /** Distinct pages dirtied per second, as the migration itself saw it last. */
  dirtyPagesPerSecond: Float64Array;
  /** Of pages sent as their change; only with such a cache, and of the same length. */
  deltas?: DeltaCounts;
}

export interface DeltaCounts {
  pages: Float64Array;
  bytes: Float64Array;
  misses: Float64Array;
  overflows: Float64Array;
}

/** What a migration calls the part of the pause in which the rest of the memory crosses. */
export const LAST_PAGES = 'Last pages';

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
  /** What the transport counted: bytes in packets, deltas, compressed pages. */
  transport: TransportCounts;
  /** Null unless the move went over to post-copy. */
  postcopy: PostcopyOutcome | null;
}

export interface TransportCounts {
  /** Bytes before the partition stopped, and while it stood still. */
  precopyBytes: number;
  stopBytes: number;
  /** In packets over several connections. */
  packetBytes: number;
  /** Pages sent as their change, those that did not shrink, and pages whose former version was not there. */
  deltaPages: number;
  deltaBytes: number;
  deltaOverflows: number;
  deltaMisses: number;
  compressedPages: number;
  compressedBytes: number;
  /** Distinct pages dirtied per second, as the migration itself saw it last. */
  dirtyPagesPerSecond: number;
}

/** Of a move that sent nothing yet. */
export const NOTHING_SENT: TransportCounts = {
  precopyBytes: 0,
  stopBytes: 0,
  packetBytes: 0,
  deltaPages: 0,
  deltaBytes: 0,
  deltaOverflows: 0,
  deltaMisses: 0,
  compressedPages: 0,
  compressedBytes: 0,
  dirtyPagesPerSecond: 0,
};

export interface PostcopyOutcome {
  /** When the destination was told to run the partition. */
  switchedNs: VirtualNs;
  /** Pages that the source was asked for. */
  requests: number;
  /** Bytes sent after the switchover. */
  bytes: number;
  /** Sum over the virtual CPUs of the time for which each waited for pages. */
  blockedNs: VirtualNs;
  /** Waits by length: entry k counts those of 2^k … 2^(k+1) µs. */
  latencies: number[];
}

/** A virtual CPU of the destination waited for a page. */
export interface PageFault {
  at: VirtualNs;
  untilNs: VirtualNs;
  page: number;
  vcpu: number;
}

/** The guest was slowed from here on: percent of its CPU time that it does not get. */
export interface ThrottleStep {
  at: VirtualNs;
  percent: number;
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

/** Somebody stepped in: a person, or what the policy puts above the migration. */
export interface Decision {
  at: VirtualNs;
  by: 'person' | 'policy' | 'script';
  /** What was done, and on what grounds; one sentence each. */
  what: string;
  why: string;
}

/** What is done before the copy and after the switchover, while the partition runs. */
export interface Task extends Span {
  kind: 'prepare' | 'mirror' | 'cleanup';
}

/** Disks that were copied along: first all of them, then what was written to them meanwhile. */
export interface DiskCopyRecord {
  /** How many, all at once. */
  disks: number;
  /** Of all of them together. */
  bytes: number;
  /** What it was allowed to send; 0 = no limit. */
  maxBytesPerSecond: number;
  fromNs: VirtualNs;
  /** Both copies were equal for the first time, and the memory could follow; null: they never were. */
  readyNs: VirtualNs | null;
  /** Linear from one to the next; moments ascend. */
  points: { at: VirtualNs; sentBytes: number; leftBytes: number }[];
}

/** One partition's way from host to host. */
export interface MoveRecord {
  partition: string;
  from: string;
  to: string;
  /** Only a part of the way: its task says what it is for. */
  part?: boolean;
  /** Who asked for it; absent: the scenario, or a platform's task. */
  by?: 'console' | 'script';
  /** Of the copy, and of all that belongs to the migration itself. */
  startNs: VirtualNs;
  endNs: VirtualNs;
  /** When the partition stopped on the source, and when it ran on the destination. Null while it never did. */
  stoppedNs: VirtualNs | null;
  resumedNs: VirtualNs | null;
  pageBytes: number;
  totalPages: number;
  syncs: Sync[];
  samples: Samples;
  counts?: Counts;
  outcome: MoveOutcome;
  /** Moments at which a looping trace began again. */
  traceWraps: VirtualNs[];
  /** What the network gave it: moments ascend, the first is `startNs`. */
  rates?: RateChange[];
  /** Moments ascend. Full speed before the first, and again from the switchover or the end of the move. */
  speed?: SpeedChange[];
  /** When the guest stood still on the destination for want of a page (post-copy): ascending, apart from each other. */
  stalls?: Span[];
  /** Steps of the throttle, ascending; the last one is the release when there was one. */
  throttle?: ThrottleStep[];
  /** Post-copy: who waited for which page, in order of the ends. */
  faults?: PageFault[];
  /** Preparations before `startNs` and work after `endNs`, where there are any. */
  tasks?: Task[];
  /** Disks that were copied along, where any were. */
  disks?: DiskCopyRecord;
  /** Who stepped in, ascending. */
  decisions?: Decision[];
  /** The same for the engine, ascending: with them and `rates` the migration can be repeated. */
  acts?: (MoveAct & { at: VirtualNs })[];
  /** It stood still and waited to be told to go on with the switchover. */
  preSwitchover?: Span;
  /** Post-copy without its connection: ascending. */
  interruptions?: Span[];
  /** How it was brought over, where that was not the scenario's own way. */
  tuning?: Tuning;
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
  /** Long operations, in the order of their requests. */
  tasks?: TaskRecord[];
  /** Of a script: the world as it laid it out, and what it left behind beside the moves. */
  scripted?: {
    scenario: Scenario;
    report: ScriptReport;
    clients: ClientRecord[];
    /** Whether its world has a console to ask for. */
    world: boolean;
  };
  /** Hash over events and bitmaps, e.g. `7f3a·c19e`; equal wherever the same job runs. */
  fingerprint: string;
  modelVersion: number;
}
