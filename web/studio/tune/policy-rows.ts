/** What each number of a policy does, and where it stands. Labels, units and ranges are the model's (policy-numbers.ts). */
import { MIB } from '../../model/units.ts';
import type { GroupId, NumberField } from './field.ts';

export interface Row {
  group: GroupId;
  about: string;
  /** Where the model's own would be ambiguous here. */
  label?: string;
  /** QEMU's name for it. */
  qemu?: string;
  /** Where null or a word is possible, what it is called and which number follows it. */
  also?: readonly string[];
  special?: NumberField['special'];
}

export const none = (otherwise: number, label = 'none'): NonNullable<Row['special']> => ({
  value: null,
  label,
  otherwise,
});
const asMachine = (otherwise: number) => ({ value: 'machine', label: 'as the machine', otherwise });

const row = (group: GroupId, about: string, more: Omit<Row, 'group' | 'about'> = {}): Row => ({
  group,
  about,
  ...more,
});

export const ROWS: Readonly<Record<string, Row>> = {
  'method.afterRounds': row(
    'method',
    'Goes over to post-copy after so many rounds, or after the time below, whichever comes first.',
    { special: none(1), label: 'Post-copy after rounds' },
  ),
  'method.afterMs': row('method', 'Goes over to post-copy so long after the start of the copy.', {
    special: none(5000),
    label: 'Post-copy after a time',
  }),
  'method.image.writeBytesPerSecond': row(
    'method',
    'How fast the source writes the state to the storage that both reach.',
  ),
  'method.image.readBytesPerSecond': row('method', 'How fast the destination reads it from there.'),
  'stopRule.pendingAtMostBytes': row(
    'stop',
    'Little enough is left: it switches over when no more than this remains after a round.',
    { special: none(64 * MIB) },
  ),
  'stopRule.pendingAtMostPages': row('stop', 'Little enough is left, counted in pages.', {
    special: none(50),
    label: 'The same in pages',
  }),
  'stopRule.acknowledgedAfterMs': row(
    'stop',
    'It switches over only when the destination has said that its devices are ready, so long after the start; rounds go on until then.',
    { special: none(2000, 'nobody waits for it'), qemu: 'switchover-ack' },
  ),
  'stopRule.maxRounds': row(
    'stop',
    'A limit: after so many rounds it does what is chosen for a copy that does not converge.',
    { special: none(10) },
  ),
  'stopRule.maxSentFactor': row('stop', 'A limit: the copy may send so many times the memory.', {
    special: none(3),
  }),
  'stopRule.notShrinkingPercent': row(
    'stop',
    'A limit: a round that leaves at least this much of what the one before left ends the copy; 100 is not less.',
    { special: none(95) },
  ),
  'bandwidth.windowMs': row(
    'rate',
    'The limit counts in windows: a burst at the start of each, then a rest.',
  ),
  'bandwidth.assumedBytesPerSecond': row(
    'rate',
    'Stands in for the measured rate when it decides whether to switch over. It limits nothing.',
    { qemu: 'avail-switchover-bandwidth' },
  ),
  'bandwidth.adaptive.start': row('rate', 'The rate of the first round.'),
  'bandwidth.adaptive.step': row(
    'rate',
    'A round is sent so much faster than the guest wrote in the one before.',
  ),
  'bandwidth.adaptive.max': row('rate', 'It never sends faster than this.'),
  'throttle.initialPercent': row('throttle', 'How much the first step takes.', {
    qemu: 'cpu-throttle-initial',
  }),
  'throttle.incrementPercent': row('throttle', 'How much each further step takes.', {
    qemu: 'cpu-throttle-increment',
  }),
  'throttle.maxPercent': row('throttle', 'No step takes more.', { qemu: 'max-cpu-throttle' }),
  'throttle.triggerPercent': row(
    'throttle',
    'A period is bad when the bytes found dirty exceed this share of the bytes sent.',
    { qemu: 'throttle-trigger-threshold' },
  ),
  'throttle.periodMs': row('throttle', 'How long a period lasts at least.', {
    qemu: 'x-vcpu-dirty-limit-period',
  }),
  'throttle.syncEveryMs': row(
    'throttle',
    'Looks for written pages on its own after this time, so that steps come in long rounds as well.',
    { special: none(5000) },
  ),
  'throttle.bytesPerSecondPerVcpu': row(
    'throttle',
    'A virtual CPU that writes faster is put to sleep for moments.',
    { qemu: 'vcpu-dirty-limit' },
  ),
  'throttle.toleranceBytesPerSecond': row('throttle', 'Nearer than this to the quota nothing is changed.'),
  'throttle.ringEntries': row(
    'throttle',
    'Entries of the ring in which each virtual CPU notes the pages it writes.',
    { qemu: 'dirty-ring-size' },
  ),
  'throttle.kappaPercent': row(
    'throttle',
    'Sleeps are so long that at most this share of what the link carries becomes dirty.',
  ),
  'transport.channels': row(
    'transport',
    'So many connections, each with a thread of its own, carry the pages.',
    { qemu: 'multifd-channels' },
  ),
  'transport.compression.cacheBytes': row(
    'transport',
    'Memory for copies of pages as they were sent, against which later versions are sent as differences.',
    { qemu: 'xbzrle-cache-size' },
  ),
  'transport.compression.level': row(
    'transport',
    'The higher, the smaller the pages and the slower the threads. Speeds below are those of level 1.',
    { also: ['multifd-zlib-level', 'multifd-zstd-level', 'multifd-qatzip-level', 'compress-level'] },
  ),
  'transport.compression.threads': row(
    'transport',
    'So many threads compress; more than the cores of the machine wait for one another.',
    { qemu: 'compress-threads' },
  ),
  'transport.compression.decompressThreads': row('transport', 'So many threads unpack on the destination.', {
    qemu: 'decompress-threads',
  }),
  'transport.compression.bytesPerSecondPerThread': row(
    'transport',
    'What one thread takes in. A machine that was measured overrules it.',
  ),
  'transport.compression.decompressBytesPerSecondPerThread': row(
    'transport',
    'What one thread gives out on the destination.',
  ),
  'transport.perPageHeaderBytes': row('transport', 'Sent before each page, or before each run of pages.'),
  'transport.perZeroPageBytes': row('transport', 'What a page of zeros costs on the wire.'),
  'transport.batchPages': row('transport', 'Pages that share a header.'),
  'transport.perBatchBytes': row('transport', 'A batch’s header, in full even when the batch is not.'),
  'transport.perSectionBytes': row('transport', 'Framing of what is sent between two looks at the limit.'),
  'postcopy.capBytesPerSecond': row('postcopy', 'Limits the pages that nobody asked for.', {
    qemu: 'max-postcopy-bandwidth',
  }),
  'postcopy.chunk.startBytes': row('postcopy', 'So much is pushed at a time after a request.'),
  'postcopy.chunk.stepBytes': row('postcopy', 'And so much more each time nothing is asked for.'),
  'postcopy.chunk.maxBytes': row('postcopy', 'But never more than this.'),
  'postcopy.faultNs': row(
    'postcopy',
    'What a missing page costs beside the network: noticing it, and waking up again.',
  ),
  'postcopy.placeNs': row('postcopy', 'Putting a page that came in its place.'),
  chunkPages: row('log', 'Pages whose log is cleared together, just before the first of them is sent.', {
    qemu: 'x-clear-bitmap-shift',
  }),
  'orchestration.pollMs': row('above', 'How often it looks at the move; 0: at every sync.'),
  'orchestration.downtimeRamp.startMs': row('above', 'The allowed pause rises step by step, from here.'),
  'orchestration.downtimeRamp.maxMs': row('above', 'It rises to this.'),
  'orchestration.downtimeRamp.steps': row('above', 'In so many steps.'),
  'orchestration.downtimeRamp.everyMs': row('above', 'Time between two steps.'),
  'orchestration.downtimeRamp.everyMsPerGiB': row('above', 'And so much more for each GiB of memory.'),
  'orchestration.downtimeRamp.minGiB': row('above', 'Smaller partitions count as this large.'),
  'orchestration.downtimeRamp.afterRounds': row('above', 'The first step waits for so many rounds.'),
  'orchestration.stallDetector.progressMs': row(
    'above',
    'Stalled when for so long nothing was left that was clearly less than before.',
  ),
  'orchestration.stallDetector.marginPercent': row('above', 'What counts as clearly less.'),
  'orchestration.stallDetector.newestSamplePercent': row(
    'above',
    'How much the newest look counts in the averaged rate.',
  ),
  'orchestration.stallDetector.maxDowntimeMs': row(
    'above',
    'When stalled, the allowed pause is raised up to this.',
  ),
  'orchestration.stallDetector.possibleFactor': row(
    'above',
    'Switches over when the rest would take at most so many times that pause.',
  ),
  'orchestration.stallDetector.deadlineFactor': row(
    'above',
    'Waits on while the rest would take longer than so many times what the deadline leaves.',
  ),
  'orchestration.stallDetector.patiencePercent': row(
    'above',
    'With each search for a good moment its patience shrinks to this.',
  ),
  'orchestration.stallDetector.switchoverTimeoutMs': row(
    'above',
    'Aborts when the switchover was asked for and did not come within this time.',
  ),
  'orchestration.timeouts.*.msPerGiB': row('above', 'And so much more for each GiB of memory.'),
  'orchestration.timeouts.*.minGiB': row('above', 'Smaller partitions count as this large.'),
  'orchestration.prepare.fixedMs': row('above', 'Before the copy, while the partition runs.'),
  'orchestration.prepare.perAdapterMs': row('above', 'And so much for each virtual adapter.'),
  'orchestration.prepare.perLunMs': row('above', 'And so much for each disk that is looked at.'),
  'orchestration.cleanup.fixedMs': row('above', 'After the switchover, while the partition runs.'),
  'orchestration.cleanup.perAdapterMs': row('above', 'And so much for each virtual adapter.'),
  'orchestration.cleanup.perLunMs': row('above', 'And so much for each disk.'),
  'orchestration.concurrency.perHost': row('above', 'More moves from or to a host wait.', {
    special: none(2, 'any'),
  }),
  'orchestration.concurrency.perCluster': row('above', 'More moves wait, wherever they go.', {
    special: none(5, 'any'),
  }),
  'orchestration.concurrency.perMover': row('above', 'More moves through one mover wait.', {
    special: none(8, 'any'),
  }),
  'pause.*.fixedMs': row('pause', 'In any case.', { special: asMachine(10) }),
  'pause.*.perAdapterMs': row('pause', 'For each virtual adapter.'),
  'pause.*.perProcessMs': row('pause', 'For each process.'),
  'pause.*.bytes': row('pause', 'So much crosses meanwhile.', { special: asMachine(MIB) }),
  'pause.*.memoryPercent': row('pause', 'So much of the memory crosses meanwhile, at least.'),
};
