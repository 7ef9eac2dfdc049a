/** A product's way to migrate, as a policy with the ground on which its numbers stand. */
import type { Certainty, Provenance } from '../parameters/described.ts';
import type { Policy } from '../policy.ts';
import type { Era } from '../scenario.ts';

export interface Preset {
  id: string;
  label: string;
  /** What is special about it, in one or two sentences. */
  about: string;
  product: 'QEMU' | 'Xen' | 'VMware' | 'Hyper-V' | 'PowerVM' | 'WPAR' | 'CRIU' | 'Cloud Hypervisor';
  /** Whose loop runs, where it is QEMU's. */
  era: Era | null;
  policy: Policy;
  /**
   * By path in the policy: `stopRule.maxRounds`, or `stopRule` for all in it; the empty path for the rest. The
   * longest path that leads to a value counts.
   */
  provenance: Readonly<Record<string, Provenance>>;
}

const ground =
  (certainty: Certainty) =>
  (source: string): Provenance => ({ certainty, source });

export const sourced = ground('sourced');
export const measured = ground('measured');
export const typical = ground('typical');

/** @param path `pause.2.fixedMs` */
export function provenanceOf(preset: Preset, path: string): Provenance {
  let prefix = path;
  for (;;) {
    const found = preset.provenance[prefix];
    if (found) return found;
    if (prefix === '') return typical('unknown');
    prefix = prefix.includes('.') ? prefix.slice(0, prefix.lastIndexOf('.')) : '';
  }
}

/** Nothing special: copies round by round at the link's speed, with a stop rule that is still to be given. */
export const PLAIN: Policy = {
  method: { kind: 'precopy' },
  bandwidth: {
    control: 'steady',
    capBytesPerSecond: 0,
    windowMs: 0,
    finalStage: 'uncapped',
    assumedBytesPerSecond: 0,
    adaptive: null,
  },
  roundEnd: 'drained',
  exposure: 'last-sync',
  chunkPages: 0,
  scan: 'from-zero',
  skipRedirtied: false,
  skipFree: false,
  stopRule: {
    pendingAtMostBytes: null,
    pendingAtMostPages: null,
    estimatedDowntimeMs: null,
    sample: 'last-round',
    inclusive: true,
    lastRoundLive: false,
    acknowledgedAfterMs: null,
    maxRounds: null,
    maxSentFactor: null,
    notShrinkingPercent: null,
  },
  whenNotConverging: 'keep-going',
  throttle: { kind: 'none' },
  transport: {
    perPageHeaderBytes: 8,
    zeroPages: 'whole',
    perZeroPageBytes: 0,
    batchPages: 0,
    perBatchBytes: 0,
    perSectionBytes: 0,
    resend: 'pages',
    channels: 1,
    compression: { kind: 'none' },
    zeroCopy: false,
  },
  pause: [
    { part: 'stop', label: 'Stopping the partition', fixedMs: 'machine' },
    { part: 'sync', label: 'Last look for written pages', fixedMs: 'machine' },
    { part: 'pages', label: 'Last pages' },
    { part: 'state', label: 'Device state', fixedMs: 'machine', bytes: 'machine' },
    { part: 'start', label: 'Starting on the destination', fixedMs: 'machine' },
  ],
  reportedDowntime: 'destination-runs',
  postcopy: null,
  orchestration: {
    pollMs: 0,
    downtimeRamp: null,
    stallDetector: null,
    timeouts: [],
    prepare: { fixedMs: 0, perAdapterMs: 0, perLunMs: 0 },
    cleanup: { fixedMs: 0, perAdapterMs: 0, perLunMs: 0 },
    concurrency: { perHost: null, perCluster: null, perMover: null },
  },
};
