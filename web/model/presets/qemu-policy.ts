/** From QEMU's parameters and capabilities to a policy. */
import { COMPRESSORS } from '../parameters/compressors.ts';
import type { Settings } from '../parameters/conditions.ts';
import { type Given, settingsOf } from '../parameters/qemu/check.ts';
import type { Compression, Method, PausePart, Policy, PostCopy, Throttle, Transport } from '../policy.ts';
import type { Era } from '../scenario.ts';
import { PLAIN } from './preset.ts';

export interface QemuSetup {
  values?: Given;
  capabilities?: readonly string[];
  /** When somebody tells it to go over to post-copy; needs the capability postcopy-ram. */
  postcopyAfter?: { rounds: number | null; ms: number | null };
  /** When the destination's devices are ready, with the capability switchover-ack; left out: at once, as without such. */
  acknowledgedAfterMs?: number;
  /** When `migrate-continue` comes at the latest, with the capability pause-before-switchover. */
  goOnAfterMs?: number;
}

/** A packet's header of 320 bytes and 128 places of 8, always in full (QEMU migration/multifd.h). */
const PACKET = { batchPages: 128, perBatchBytes: 1344 };
/** Header of 5, end marker of 8, footer of 5 bytes (QEMU migration/savevm.c, ram.c). */
const SECTION_BYTES = 18;
/** No link is faster; QEMU itself takes rates up to 2^64 − 1. */
const FASTEST = 1e12;
/** Within so much of its quota a virtual CPU is left alone: DIRTYLIMIT_TOLERANCE_RANGE, MB/s. */
const TOLERANCE_BYTES = 25 * 2 ** 20;

/** What checkParameters objects to counts as not set. */
export function qemuPolicy(era: Era, setup: QemuSetup = {}): Policy {
  const settings = settingsOf(era, setup.values ?? {}, setup.capabilities ?? []);
  const number = (name: string): number => Number(settings.valueOf(name) ?? 0);
  const postcopy = settings.has('postcopy-ram') ? postcopyOf(settings, number) : null;
  const ring = number('dirty-ring-size') > 0;
  const newer = era === 'qemu-10.2-kvm';
  return {
    ...PLAIN,
    method: methodOf(setup, postcopy),
    bandwidth: {
      ...PLAIN.bandwidth,
      control: 'window',
      windowMs: 100,
      capBytesPerSecond: Math.min(FASTEST, number('max-bandwidth')),
      assumedBytesPerSecond: Math.min(FASTEST, number('avail-switchover-bandwidth')),
    },
    roundEnd: 'below-threshold',
    // Software emulation and the dirty ring clear the whole log at the sync.
    ...(newer && !ring
      ? { exposure: 'chunk-clear', chunkPages: 2 ** number('x-clear-bitmap-shift') }
      : { exposure: 'last-sync', chunkPages: 0 }),
    scan: 'cyclic',
    skipFree: true,
    stopRule: {
      ...PLAIN.stopRule,
      estimatedDowntimeMs: number('downtime-limit'),
      sample: 'last-window',
      inclusive: newer,
      acknowledgedAfterMs: settings.has('switchover-ack') ? (setup.acknowledgedAfterMs ?? 0) : null,
    },
    throttle: throttleOf(era, settings, number),
    transport: transportOf(era, settings, number),
    pause: settings.has('pause-before-switchover') ? withWait(setup.goOnAfterMs) : PLAIN.pause,
    // Without a way back the source cannot know when the partition runs again; libvirt opens one.
    reportedDowntime: newer || settings.has('return-path') || postcopy ? 'destination-runs' : 'source-done',
    postcopy,
  };
}

/** How long libvirt or whoever else manages the move takes to answer: typical, unverified. */
export const USUAL_ANSWER_MS = 10;

const withWait = (fixedMs = USUAL_ANSWER_MS): PausePart[] =>
  PLAIN.pause.flatMap((part) =>
    part.part === 'stop' ? [part, { part: 'wait', label: 'Waiting to be told to go on', fixedMs }] : [part],
  );

type NumberOf = (name: string) => number;

function methodOf({ postcopyAfter }: QemuSetup, postcopy: PostCopy | null): Method {
  if (!postcopy || !postcopyAfter) return { kind: 'precopy' };
  const { rounds, ms } = postcopyAfter;
  return { kind: 'hybrid', afterRounds: rounds, afterMs: ms, atStopRule: 'stop-and-copy' };
}

function throttleOf(era: Era, settings: Settings, number: NumberOf): Throttle {
  const triggerPercent = number('throttle-trigger-threshold');
  if (settings.has('auto-converge')) {
    return {
      kind: 'auto-converge',
      initialPercent: number('cpu-throttle-initial'),
      incrementPercent: number('cpu-throttle-increment'),
      maxPercent: number('max-cpu-throttle'),
      triggerPercent,
      tailslow: settings.valueOf('cpu-throttle-tailslow') === true,
      periodMs: 1000,
      syncEveryMs: era === 'qemu-10.2-kvm' ? 5000 : null,
    };
  }
  if (settings.has('dirty-limit')) {
    return {
      kind: 'dirty-limit',
      bytesPerSecondPerVcpu: Math.min(FASTEST, number('vcpu-dirty-limit') * 2 ** 20),
      toleranceBytesPerSecond: TOLERANCE_BYTES,
      triggerPercent,
      periodMs: number('x-vcpu-dirty-limit-period'),
      ringEntries: number('dirty-ring-size'),
    };
  }
  return { kind: 'none' };
}

function transportOf(era: Era, settings: Settings, number: NumberOf): Transport {
  const multifd = settings.has('multifd');
  const detection = settings.valueOf('zero-page-detection') ?? 'legacy';
  const inBatch = multifd && detection === 'multifd';
  const zeroPages = detection === 'none' ? 'whole' : inBatch ? 'in-batch' : 'marker';
  return {
    ...PLAIN.transport,
    perPageHeaderBytes: multifd ? 0 : 8,
    zeroPages,
    perZeroPageBytes: zeroPages === 'marker' ? 9 : 0,
    ...(multifd ? PACKET : {}),
    perSectionBytes: SECTION_BYTES,
    channels: multifd ? number('multifd-channels') : 1,
    compression: compressionOf(era, settings, number),
    zeroCopy: settings.has('zero-copy-send'),
  };
}

function compressionOf(era: Era, settings: Settings, number: NumberOf): Compression {
  if (settings.has('multifd')) {
    const algorithm = settings.valueOf('multifd-compression');
    if (algorithm === 'none' || typeof algorithm !== 'string' || !isCompressor(algorithm)) {
      return { kind: 'none' };
    }
    const threads = number('multifd-channels');
    return {
      kind: 'stream',
      algorithm,
      level: number(`multifd-${algorithm}-level`),
      threads,
      decompressThreads: threads,
      ...speedOf(algorithm),
      // Measured for 7.2; later versions count what is written to the connections.
      counted: era === 'qemu-7.2-tcg' ? 'before' : 'after',
    };
  }
  if (settings.has('xbzrle')) return { kind: 'xbzrle', cacheBytes: number('xbzrle-cache-size') };
  if (settings.has('compress')) {
    return {
      kind: 'stream',
      algorithm: 'zlib',
      level: number('compress-level'),
      threads: number('compress-threads'),
      decompressThreads: number('decompress-threads'),
      ...speedOf('zlib'),
      counted: 'after',
    };
  }
  return { kind: 'none' };
}

const isCompressor = (name: string): name is keyof typeof COMPRESSORS => Object.hasOwn(COMPRESSORS, name);

function speedOf(algorithm: keyof typeof COMPRESSORS) {
  const { bytesPerSecondPerThread, decompressBytesPerSecondPerThread } = COMPRESSORS[algorithm];
  return { bytesPerSecondPerThread, decompressBytesPerSecondPerThread };
}

function postcopyOf(settings: Settings, number: NumberOf): PostCopy {
  return {
    capBytesPerSecond: Math.min(FASTEST, number('max-postcopy-bandwidth')),
    preempt: settings.has('postcopy-preempt'),
    background: 'always',
    continues: 'behind-request',
    chunk: null,
    faultNs: 40_000,
    placeNs: 5000,
    recoverable: true,
  };
}
