/**
 * How a partition's memory is brought over: one algorithm, many policies. A policy is plain data and says
 * nothing about the machines (web/model/migration.ts) or the guest. What a product does is a preset
 * (presets.ts), and there stands how far each of its numbers can be trusted.
 *
 * Null means: there is no such rule. Sizes are bytes, times ms, shares percent, rates bytes per second.
 */

export interface Policy {
  method: Method;
  bandwidth: Bandwidth;
  /**
   * When a round ends and the next log of written pages is fetched: as soon as what remains is below the
   * switchover threshold (the unsent rest is carried over), or when everything has been sent.
   */
  roundEnd: 'below-threshold' | 'drained';
  /**
   * From when on a write to a page makes it dirty in the next log: since its chunk's log was cleared, just before
   * the chunk was sent, or since the last sync, even when the page was sent after that write.
   */
  exposure: 'chunk-clear' | 'last-sync';
  /** Pages in such a chunk, a power of two; 0 with `last-sync`. */
  chunkPages: number;
  /** Where a round starts to look for pages: where the one before ended, or at the front of memory. */
  scan: 'cyclic' | 'from-zero';
  /** Leaves a page for the next round when it was written again in this one already. */
  skipRedirtied: boolean;
  /**
   * Leaves out what the guest reports free when it begins, until it is written. Not where post-copy is possible: the
   * destination could ask for it (QEMU hw/virtio/virtio-balloon.c).
   */
  skipFree: boolean;
  stopRule: StopRule;
  /** What happens when a limit of the stop rule ends the pre-copy although too much remains. */
  whenNotConverging: Ending;
  throttle: Throttle;
  transport: Transport;
  /** The pause, in the order of its parts. */
  pause: PausePart[];
  /** Which pause the product itself reports: until the source has sent all, or until the partition runs again. */
  reportedDowntime: 'source-done' | 'destination-runs';
  /** Null where pages never follow after the switchover. */
  postcopy: PostCopy | null;
  orchestration: Orchestration;
}

export type Method =
  /** Copies while the partition runs, until the stop rule holds; the rest is sent while it stands still. */
  | { kind: 'precopy' }
  /** Stops the partition first. `image`: the memory takes the way over a file that both hosts reach. */
  | { kind: 'stop-and-copy'; image: { writeBytesPerSecond: number; readBytesPerSecond: number } | null }
  /** Switches over at once; all memory follows. */
  | { kind: 'postcopy' }
  /**
   * Pre-copy, then post-copy: after so many rounds or so much time, whichever comes first. `atStopRule`: what
   * becomes of the rest when the stop rule holds before that.
   */
  | {
      kind: 'hybrid';
      afterRounds: number | null;
      afterMs: number | null;
      atStopRule: 'stop-and-copy' | 'postcopy';
    }
  /** The memory lies on storage that both sides reach; only the description moves. */
  | { kind: 'suspended' }
  /** The partition is shut down; only its description moves. */
  | { kind: 'inactive' };

export interface Bandwidth {
  /**
   * `window`: sends `capBytesPerSecond` in windows, as a burst at the start of each. `steady`: an even flow at the
   * cap. `adaptive`: starts at `adaptive.start` and follows the dirty rate up to `adaptive.max`.
   */
  control: 'window' | 'steady' | 'adaptive';
  /** 0 = no cap: the link and the machines alone decide. */
  capBytesPerSecond: number;
  /** 0 without windows. */
  windowMs: number;
  /** Whether the cap holds for the last pages, while the partition stands still. */
  finalStage: 'uncapped' | 'capped';
  /** Stands in for the measured rate in the stop rule; 0 = the measured one. */
  assumedBytesPerSecond: number;
  /** After a round whose dirty rate was above the rate: rate = min(dirty rate + step, max). Bytes per second. */
  adaptive: { start: number; step: number; max: number } | null;
}

/** Any one of these ends the pre-copy. */
export interface StopRule {
  /** Converged, when no more than this remains after a sync. */
  pendingAtMostBytes: number | null;
  pendingAtMostPages: number | null;
  /** Converged, when the rest can be sent in this time at the rate that `sample` names. */
  estimatedDowntimeMs: number | null;
  /** The rate of the last closed window, or that of the round before. */
  sample: 'last-window' | 'last-round';
  /** Whether exactly the threshold suffices. */
  inclusive: boolean;
  /**
   * Whether the pages that met the rule are still sent while the partition runs; it stops after that round, with
   * what was written meanwhile. Else it stops at once, with just those pages. (`maxRounds` and `maxSentFactor` are
   * looked at when a round has been sent: no round follows.)
   */
  lastRoundLive: boolean;
  /**
   * No switchover before the destination's word that it is ready, so long after the move began; rounds go on until then.
   * Null: nobody waits for it.
   */
  acknowledgedAfterMs: number | null;
  /** Limit: so many rounds were sent, the first one counted. Then `whenNotConverging`, as with those below. */
  maxRounds: number | null;
  /** Limit: more than so many times the memory was sent. */
  maxSentFactor: number | null;
  /** Limit: a round left at least this much of what the round before had left, percent (100 = not less). */
  notShrinkingPercent: number | null;
}

/** `keep-going`: tries for ever, unless somebody steps in. `pause`: stops the guest, so that the rest converges. */
export type Ending = 'keep-going' | 'stop-and-copy' | 'postcopy' | 'pause' | 'abort';

export type Throttle =
  | { kind: 'none' }
  /** Slows all vCPUs in steps, a step after every second period in which too much became dirty. */
  | {
      kind: 'auto-converge';
      initialPercent: number;
      incrementPercent: number;
      maxPercent: number;
      /** A period is bad when the bytes found dirty exceed this share of the bytes sent. */
      triggerPercent: number;
      /** Makes the steps smaller towards the end. */
      tailslow: boolean;
      /** A period lasts longer than this, and ends with a sync. */
      periodMs: number;
      /** Syncs on its own after this time without one; null where only the rounds do. */
      syncEveryMs: number | null;
    }
  /** Slows only vCPUs that write, to a quota each, once the same trigger has fired. */
  | {
      kind: 'dirty-limit';
      bytesPerSecondPerVcpu: number;
      /** Nearer than this to the quota nothing is changed. */
      toleranceBytesPerSecond: number;
      triggerPercent: number;
      periodMs: number;
      /** Entries of each vCPU's dirty ring. */
      ringEntries: number;
    }
  /** Short sleeps after each round, so that at most `kappaPercent` of the send rate becomes dirty. */
  | { kind: 'stun'; kappaPercent: number };

export interface Transport {
  /** Before each page, or before each run of pages where `resend` says so. */
  perPageHeaderBytes: number;
  /**
   * `marker`: `perZeroPageBytes` in all, outside of batches. `in-batch`: takes a place in a batch and no bytes of its
   * own. `whole`: like any other page. `skipped`: never sent at all.
   */
  zeroPages: 'marker' | 'in-batch' | 'whole' | 'skipped';
  perZeroPageBytes: number;
  /** A header for every so many pages, in full even when the batch is not; 0 and 0 where there is none. */
  batchPages: number;
  perBatchBytes: number;
  /** Framing of one send section, which ends with a window. */
  perSectionBytes: number;
  /** Dirty pages one by one, or neighbours merged into runs with one header. */
  resend: 'pages' | 'runs';
  channels: number;
  compression: Compression;
  /** Bytes go out without being copied first: less processor time, the same wire. */
  zeroCopy: boolean;
}

export type Compression =
  | { kind: 'none' }
  /** The change of a page against the version that was sent before, from the second round on. */
  | { kind: 'xbzrle'; cacheBytes: number }
  /** By `threads` workers. How small a page becomes is a matter of its content (parameters/content.ts). */
  | {
      kind: 'stream';
      algorithm: 'zlib' | 'zstd' | 'qatzip' | 'qpl' | 'uadk' | 'unspecified';
      level: number;
      threads: number;
      decompressThreads: number;
      /** What one worker takes in, at the source, and gives out, at the destination. */
      bytesPerSecondPerThread: number;
      decompressBytesPerSecondPerThread: number;
      /** Whether the rate limit and the counters see the bytes before or after compression. */
      counted: 'before' | 'after';
    };

/**
 * One part of the pause. What is left out costs nothing; `'machine'` is the value of the machine at hand
 * (stopNs, syncNs, deviceSaveNs, deviceStateBytes, resumeNs).
 */
export interface PausePart {
  /** `wait`: nothing happens, at most so long, until whoever manages the move says that it shall go on. */
  part:
    | 'stop'
    | 'wait'
    | 'sync'
    | 'pages'
    | 'bitmap'
    | 'state'
    | 'store'
    | 'arrange'
    | 'fetch'
    | 'load'
    | 'start';
  /** For people. */
  label: string;
  fixedMs?: number | 'machine';
  perAdapterMs?: number;
  perProcessMs?: number;
  /** Bytes that cross meanwhile, and as a share of the memory; the larger counts. */
  bytes?: number | 'machine';
  memoryPercent?: number;
  /** One bit per page crosses: the map of what is still missing. */
  pageBitmap?: true;
}

export interface PostCopy {
  capBytesPerSecond: number;
  /** Requested pages have a connection of their own and need not queue behind the others. */
  preempt: boolean;
  /** Pages nobody asked for: sent all the time, or only while no request is open. */
  background: 'always' | 'when-idle' | 'none';
  /** Where the background goes on after a request: behind the requested page, or where it was. */
  continues: 'behind-request' | 'in-order';
  /** Background bytes at a time: grows by `step` from `start` to `max`, and falls back with every request. */
  chunk: { startBytes: number; stepBytes: number; maxBytes: number } | null;
  /** Cost of a fault on the destination beside the network: noticing and waking, and putting the page in place. */
  faultNs: number;
  placeNs: number;
  /** A lost connection pauses it and can be repaired; else the partition is lost. */
  recoverable: boolean;
}

/** What stands above the migration and steps in. Times run from the migration's start. */
export interface Orchestration {
  /** How often it looks; 0 = at every sync. */
  pollMs: number;
  /** The allowed downtime rises linearly from `startMs` to `maxMs` in `steps` steps. */
  downtimeRamp: {
    startMs: number;
    maxMs: number;
    steps: number;
    /** Time between steps: fixed, plus this for each GiB of memory (of which at least `minGiB`). */
    everyMs: number;
    everyMsPerGiB: number;
    minGiB: number;
    /** No step before so many rounds. */
    afterRounds: number;
  } | null;
  stallDetector: StallDetector | null;
  timeouts: Timeout[];
  /** Time before the copy and after the switchover, while the partition runs. */
  prepare: TaskTime;
  cleanup: TaskTime;
  /** How many moves the product lets run at once, where hosts and movers (network.ts) set no limit; null = any. */
  concurrency: { perHost: number | null; perCluster: number | null; perMover: number | null };
}

/**
 * Stalled when what remains is not `marginPercent` below the smallest remainder older than `progressMs`. Then, at
 * the next local minimum: post-copy or a stop where `disruption` allows it, else the allowed downtime is raised to
 * `maxDowntimeMs`, and where even that would not do, `otherwise` happens.
 */
export interface StallDetector {
  progressMs: number;
  marginPercent: number;
  /** Weight of the newest sample in the averaged rate, percent. */
  newestSamplePercent: number;
  maxDowntimeMs: number;
  /** Switches over when the rest would take at most so many times `maxDowntimeMs`. */
  possibleFactor: number;
  /** Waits instead while the rest would take longer than so many times what the deadline leaves. */
  deadlineFactor: number;
  /** Looks for a local minimum of the remainder; with each search the patience shrinks to this share. */
  patiencePercent: number;
  /** Aborts when the switchover has not happened so long after it was asked for. */
  switchoverTimeoutMs: number;
  /** What the workload may suffer. */
  disruption: 'none' | 'stop-and-copy' | 'postcopy';
  otherwise: Ending;
}

export interface Timeout {
  /** The whole move, or the time without a new smallest remainder. */
  of: 'completion' | 'progress';
  ms: number;
  msPerGiB: number;
  minGiB: number;
  action: Ending;
}

export interface TaskTime {
  fixedMs: number;
  perAdapterMs: number;
  perLunMs: number;
}
