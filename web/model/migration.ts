/**
 * One migration as the engine sees it: pages, bytes, a writer, a wire. No hosts, no names.
 */
import type { Guest, Tuning } from './scenario.ts';
import type { Trace } from './trace.ts';
import type { VirtualNs } from './units.ts';

/**
 * What the machines at both ends and the wire between them can do. Defaults and their sources:
 * web/simulation/machines.ts.
 */
export interface Machine {
  /** Payload bytes per second of the link; 0 = a local socket. */
  linkBytesPerSecond: number;
  oneWayDelayNs: VirtualNs;
  /** Bytes that fit between the sender and the link: socket buffers. */
  linkBufferBytes: number;
  /** Copying speed for pages that the destination already has, bytes per second. */
  localBytesPerSecond: number;
  /** Copying speed for pages that the destination touches for the first time, bytes per second. */
  firstTouchBytesPerSecond: number;
  /** Time to find out that a page is zero. */
  zeroPageNs: number;
  /** Device state, sent in the stop phase, bytes. */
  deviceStateBytes: number;
  /** From `migrate` to the first sync's end. */
  setupNs: VirtualNs;
  /** How late the sender wakes up after a window's sleep. */
  wakeupNs: VirtualNs;
  /** Time the sender stands still at a sync: fixed, and per GiB of memory. */
  syncNs: VirtualNs;
  syncNsPerGiB: number;
  /** Stopping the vCPUs and devices. */
  stopNs: VirtualNs;
  /** Saving the device state. */
  deviceSaveNs: VirtualNs;
  /** Destination: loading the device state and starting the vCPUs. */
  resumeNs: VirtualNs;
  /** What a throttled guest keeps of its speed, per share that it should keep; 1 = exactly that. */
  throttleGain: number;
  /** Share of its speed that a guest loses to each sending or compressing thread, where there are several. */
  guestLossPerThread: number;
  /** Both ends run on the same cores: what the destination has to do for a page keeps compressing threads waiting. */
  endsShareCores: boolean;
  /** Cores that compressing threads can have. */
  cores: number;
  /** What one thread takes in, bytes per second, where this machine was measured. */
  compression?: Partial<Record<string, number>>;
  /** The link serves its connections in turns of so many bytes: what goes over one of its own waits for one turn. */
  linkTurnBytes: number;
  /** Post-copy: noticing a missing page and waking up again; putting the page in place. Absent: the policy's. */
  faultNs?: number;
  placeNs?: number;
}

/** What can be set anew while the migration runs; rates in bytes per second, 0 = no limit. */
export interface MoveChanges {
  maxBandwidthBytesPerSecond?: number;
  downtimeLimitMs?: number;
  maxPostcopyBytesPerSecond?: number;
  /** Stands in for the measured rate in the stop rule; 0 = the measured one. */
  availSwitchoverBytesPerSecond?: number;
  throttleInitialPercent?: number;
  throttleIncrementPercent?: number;
  throttleMaxPercent?: number;
  throttleTriggerPercent?: number;
  dirtyLimitBytesPerSecond?: number;
  /** Converged, when no more than this remains after a sync. */
  stopBytes?: number;
}

/** Takes effect while the migration runs; `at` counts from its start. */
export interface MidMoveChange extends MoveChanges {
  at: VirtualNs;
}

/** What can break. */
export type MoveFailure = 'link' | 'source' | 'destination';

/**
 * What acts on a migration from outside while it runs; `hold`: the partition stands still until it has arrived; `go-on`: it need
 * not wait any more before the switchover.
 */
export type MoveAct =
  | { kind: 'change'; changes: MoveChanges }
  | { kind: 'cancel' | 'postcopy' | 'hold' | 'go-on' | 'recover' }
  | { kind: 'fail'; what: MoveFailure };

export interface MigrationConfig {
  guest: Guest;
  /** The recorded trace when the guest's workload replays one. */
  trace: Trace | null;
  tuning: Tuning;
  machine: Machine;
  seed: number;
  /** Guest time that had passed when the migration began (in the run's virtual time). */
  guestStartNs: VirtualNs;
  /** What is changed while it runs, in order of time. */
  changes?: readonly MidMoveChange[];
  /** Gives up (cancels) then, measured from the migration's start; 0 = never. */
  timeCapNs: VirtualNs;
}
