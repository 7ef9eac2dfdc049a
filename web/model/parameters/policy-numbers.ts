/** The numbers of a policy (web/model/policy.ts), described: label, unit, range. `*` stands for any place in a list. */
import { anyNumber, type NumberKind, powerOfTwo, whole } from './described.ts';

export interface PolicyNumber {
  label: string;
  unit: string;
  value: NumberKind;
}

const LONGEST_MS = 86_400_000;
const rate = (label: string, zero?: string): PolicyNumber => ({
  label,
  unit: 'bytes/s',
  value: anyNumber(zero ? 0 : 1, 1e12, zero),
});
const time = (label: string, max = LONGEST_MS): PolicyNumber => ({
  label,
  unit: 'ms',
  value: anyNumber(0, max),
});
const span = (label: string): PolicyNumber => ({ label, unit: 'ns', value: whole(0, 100e9) });
const bytes = (label: string, max = 2 ** 40): PolicyNumber => ({
  label,
  unit: 'bytes',
  value: whole(0, max),
});
const percent = (label: string, min = 0, max = 100): PolicyNumber => ({
  label,
  unit: '%',
  value: anyNumber(min, max),
});
const count = (label: string, unit: string, min: number, max: number, zero?: string): PolicyNumber => ({
  label,
  unit,
  value: whole(min, max, zero),
});

export const POLICY_NUMBERS: Readonly<Record<string, PolicyNumber>> = {
  'method.image.writeBytesPerSecond': rate('Writing the image'),
  'method.image.readBytesPerSecond': rate('Reading the image'),
  'method.afterRounds': count('Post-copy after', 'rounds', 0, 10_000),
  'method.afterMs': time('Post-copy after'),
  'bandwidth.capBytesPerSecond': rate('Rate limit', 'no limit'),
  'bandwidth.windowMs': {
    label: 'Window of the rate limit',
    unit: 'ms',
    value: whole(0, 10_000, 'no windows'),
  },
  'bandwidth.assumedBytesPerSecond': rate('Rate assumed for the switchover', 'the measured rate'),
  'bandwidth.adaptive.start': rate('First rate'),
  'bandwidth.adaptive.step': rate('Faster than the guest writes by'),
  'bandwidth.adaptive.max': rate('Highest rate'),
  chunkPages: { label: 'Chunk of the dirty log', unit: 'pages', value: powerOfTwo(0, 2 ** 31, 'no chunks') },
  'stopRule.pendingAtMostBytes': bytes('Stops when no more remains'),
  'stopRule.pendingAtMostPages': count('Stops when no more remains', 'pages', 0, 2 ** 28),
  'stopRule.estimatedDowntimeMs': time('Stops when the rest takes', 2_000_000),
  'stopRule.acknowledgedAfterMs': time('Destination acknowledges after'),
  'stopRule.maxRounds': count('Rounds at most', 'rounds', 1, 10_000),
  'stopRule.maxSentFactor': { label: 'Sends at most', unit: '× memory', value: anyNumber(1, 1000) },
  'stopRule.notShrinkingPercent': percent('Gives up when a round leaves', 0, 1000),
  'throttle.initialPercent': percent('First throttle step', 1, 99),
  'throttle.incrementPercent': percent('Further steps', 1, 99),
  'throttle.maxPercent': percent('Strongest throttling', 1, 99),
  'throttle.triggerPercent': percent('When to throttle', 1, 100),
  'throttle.periodMs': time('Period', 60_000),
  'throttle.syncEveryMs': time('Syncs at least every', 60_000),
  'throttle.bytesPerSecondPerVcpu': rate('Dirty rate allowed to each virtual CPU'),
  'throttle.toleranceBytesPerSecond': rate('Tolerance', 'none'),
  'throttle.ringEntries': { label: 'Dirty ring', unit: 'entries', value: powerOfTwo(1, 65_536) },
  'throttle.kappaPercent': percent('Dirty rate allowed, of the send rate', 1, 100),
  'transport.perPageHeaderBytes': bytes('Header of a page or run', 4096),
  'transport.perZeroPageBytes': bytes('A zero page', 4096),
  'transport.batchPages': count('Pages in a batch', 'pages', 0, 65_536, 'no batches'),
  'transport.perBatchBytes': bytes('Header of a batch', 2 ** 20),
  'transport.perSectionBytes': bytes('Framing of a section', 4096),
  'transport.channels': count('Connections', 'connections', 1, 255),
  'transport.compression.cacheBytes': {
    label: 'Cache of sent pages',
    unit: 'bytes',
    value: powerOfTwo(4096, 2 ** 52),
  },
  'transport.compression.level': count('Level', '', 0, 22),
  'transport.compression.threads': count('Compression threads', 'threads', 1, 255),
  'transport.compression.decompressThreads': count('Decompression threads', 'threads', 1, 255),
  'transport.compression.bytesPerSecondPerThread': rate('One thread compresses'),
  'transport.compression.decompressBytesPerSecondPerThread': rate('One thread unpacks'),
  'pause.*.fixedMs': time('Takes'),
  'pause.*.perAdapterMs': time('Per adapter'),
  'pause.*.perProcessMs': time('Per process'),
  'pause.*.bytes': bytes('Sends'),
  'pause.*.memoryPercent': percent('Sends, of the memory'),
  'postcopy.capBytesPerSecond': rate('Rate limit after the switchover', 'no limit'),
  'postcopy.chunk.startBytes': bytes('Background at first'),
  'postcopy.chunk.stepBytes': bytes('Grows by'),
  'postcopy.chunk.maxBytes': bytes('Background at most'),
  'postcopy.faultNs': span('Noticing a fault and waking'),
  'postcopy.placeNs': span('Putting a page in place'),
  'orchestration.pollMs': time('Looks every', 600_000),
  'orchestration.downtimeRamp.startMs': time('Allowed pause at first', 2_000_000),
  'orchestration.downtimeRamp.maxMs': time('Allowed pause at most', 2_000_000),
  'orchestration.downtimeRamp.steps': count('Steps', 'steps', 1, 1000),
  'orchestration.downtimeRamp.everyMs': time('A step every'),
  'orchestration.downtimeRamp.everyMsPerGiB': time('A step every, per GiB'),
  'orchestration.downtimeRamp.minGiB': count('Counts at least', 'GiB', 0, 1024),
  'orchestration.downtimeRamp.afterRounds': count('No step before', 'rounds', 0, 10_000),
  'orchestration.stallDetector.progressMs': time('Stalled without progress for'),
  'orchestration.stallDetector.marginPercent': percent('Margin'),
  'orchestration.stallDetector.newestSamplePercent': percent('Weight of the newest rate'),
  'orchestration.stallDetector.maxDowntimeMs': time('Allowed pause at most', 2_000_000),
  'orchestration.stallDetector.possibleFactor': {
    label: 'Tries up to',
    unit: '× allowed pause',
    value: anyNumber(1, 100),
  },
  'orchestration.stallDetector.deadlineFactor': {
    label: 'Waits beyond',
    unit: '× deadline',
    value: anyNumber(1, 100),
  },
  'orchestration.stallDetector.patiencePercent': percent('Patience shrinks to'),
  'orchestration.stallDetector.switchoverTimeoutMs': time('Aborts when not switched over within'),
  'orchestration.timeouts.*.ms': time('After'),
  'orchestration.timeouts.*.msPerGiB': time('After, per GiB'),
  'orchestration.timeouts.*.minGiB': count('Counts at least', 'GiB', 0, 1024),
  'orchestration.prepare.fixedMs': time('Preparing'),
  'orchestration.prepare.perAdapterMs': time('Preparing, per adapter'),
  'orchestration.prepare.perLunMs': time('Preparing, per disk checked'),
  'orchestration.cleanup.fixedMs': time('Cleaning up'),
  'orchestration.cleanup.perAdapterMs': time('Cleaning up, per adapter'),
  'orchestration.cleanup.perLunMs': time('Cleaning up, per disk'),
  'orchestration.concurrency.perHost': count('Moves at once per host', 'moves', 1, 10_000),
  'orchestration.concurrency.perCluster': count('Moves at once', 'moves', 1, 10_000),
  'orchestration.concurrency.perMover': count('Moves at once per mover', 'moves', 1, 10_000),
};
