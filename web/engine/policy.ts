/** From a policy, a guest and two machines to the numbers that the engine reads. */
import type { Machine, MigrationConfig } from '../model/migration.ts';
import type { PausePart, Policy } from '../model/policy.ts';
import { policyInForce } from '../model/presets/in-force.ts';
import { ERAS } from './eras.ts';
import type { Settings } from './settings.ts';

const NONE = -1;
/** What one write changes in its page where nobody says otherwise: a word. */
export const USUAL_WRITE_BYTES = 8;
const ENDINGS = { 'keep-going': 0, 'stop-and-copy': 1, postcopy: 2, abort: 3, pause: 4 } as const;
const BACKGROUNDS = { none: 0, always: 1, 'when-idle': 2 } as const;
const METHODS = {
  precopy: 0,
  hybrid: 0,
  'stop-and-copy': 1,
  suspended: 3,
  inactive: 3,
  postcopy: 2,
} as const;
const NS_PER_MS = 1e6;

export function settingsOf(config: MigrationConfig): Settings {
  const { guest, tuning, machine } = config;
  const policy = policyOf(config);
  const era = ERAS[tuning.era];
  const { pace } = guest;
  return {
    pages: guest.memoryBytes / guest.pageBytes,
    pageBytes: guest.pageBytes,
    chunkShift: policy.exposure === 'chunk-clear' ? log2(policy.chunkPages) : 0,
    inclusiveThreshold: flag(policy.stopRule.inclusive),
    returnPath: flag(policy.reportedDowntime === 'destination-runs'),
    flushUnitBytes: era.flushUnitBytes,
    sectionBytes: policy.transport.perSectionBytes,
    sectionRamBytes: policy.transport.perSectionBytes > 0 ? era.sectionRamBytes : 0,
    ...roundsOf(policy),
    ...throttleOf(policy, machine),
    ...transportOf(policy, config),
    ...postcopyOf(policy, config),
    timeCapNs: config.timeCapNs,
    ...machineOf(policy, config),
    guestShare: guestShareOf(policy, machine),
    vcpus: Math.max(1, Math.min(64, guest.vcpus ?? 1)),
    systemFirstPage: guest.system?.firstPage ?? 0,
    systemPages: guest.system?.pages ?? 0,
    seed: config.seed,
    guestStartNs: config.guestStartNs,
    tickHz: pace.tickHz,
    ticksBefore: pace.ticksBefore,
    stopTick: pace.stopTick,
    burstOnTicks: pace.burstOnTicks,
    burstOffTicks: pace.burstOffTicks,
  };
}

export const policyOf = ({ tuning }: MigrationConfig): Policy => policyInForce(tuning);

/** Threads that send or compress beside each other take from the guest; one alone is always there. */
function guestShareOf(
  { transport: { channels, compression } }: Policy,
  { guestLossPerThread }: Machine,
): number {
  const threads = compression.kind === 'stream' ? Math.max(compression.threads, channels) : channels;
  return threads > 1 ? Math.max(0.1, 1 - guestLossPerThread * threads) : 1;
}

/** What the first touch of a page costs the destination beyond copying it. */
const firstTouchNs = (
  pageBytes: number,
  { firstTouchBytesPerSecond, localBytesPerSecond }: Machine,
): number => Math.max(0, pageBytes * (1e9 / firstTouchBytesPerSecond - 1e9 / localBytesPerSecond));

const flag = (value: boolean): number => (value ? 1 : 0);

function log2(pages: number): number {
  let shift = 6;
  while (2 ** shift < pages) shift++;
  return shift;
}

function roundsOf(policy: Policy) {
  const { method, bandwidth, stopRule } = policy;
  return {
    maxBandwidthBytesPerSecond: bandwidth.adaptive?.start ?? bandwidth.capBytesPerSecond,
    steady: flag(bandwidth.control !== 'window'),
    availSwitchoverBytesPerSecond: bandwidth.assumedBytesPerSecond,
    downtimeLimitMs: stopRule.estimatedDowntimeMs ?? NONE,
    method: METHODS[method.kind],
    drained: flag(policy.roundEnd === 'drained'),
    fromZero: flag(policy.scan === 'from-zero'),
    skipRedirtied: flag(policy.skipRedirtied),
    stopPages: stopRule.pendingAtMostPages ?? NONE,
    stopBytes: stopRule.pendingAtMostBytes ?? NONE,
    byLastRound: flag(stopRule.sample === 'last-round'),
    lastRoundLive: flag(stopRule.lastRoundLive),
    maxRounds: stopRule.maxRounds ?? 0,
    maxSentFactor: stopRule.maxSentFactor ?? 0,
    notShrinkingPercent: stopRule.notShrinkingPercent ?? 0,
    onLimit: ENDINGS[policy.whenNotConverging],
    finalCapped: flag(bandwidth.finalStage === 'capped'),
    adaptiveStepBytesPerSecond: bandwidth.adaptive?.step ?? 0,
    adaptiveMaxBytesPerSecond: bandwidth.adaptive?.max ?? 0,
    switchoverNotBeforeNs: (stopRule.acknowledgedAfterMs ?? 0) * NS_PER_MS,
  };
}

function throttleOf({ throttle }: Policy, machine: Machine) {
  const settings = {
    throttleKind: 0,
    throttleInitialPercent: 0,
    throttleIncrementPercent: 0,
    throttleMaxPercent: 0,
    throttleTriggerPercent: 0,
    throttleTailslow: 0,
    throttlePeriodNs: 1000 * NS_PER_MS,
    throttleSyncEveryNs: 0,
    throttleGain: machine.throttleGain,
    dirtyLimitBytesPerSecond: 0,
    dirtyLimitToleranceBytesPerSecond: 0,
    stunKappaPercent: 0,
  };
  switch (throttle.kind) {
    case 'none':
      return settings;
    case 'auto-converge':
      return {
        ...settings,
        throttleKind: 1,
        throttleInitialPercent: throttle.initialPercent,
        throttleIncrementPercent: throttle.incrementPercent,
        throttleMaxPercent: throttle.maxPercent,
        throttleTriggerPercent: throttle.triggerPercent,
        throttleTailslow: flag(throttle.tailslow),
        throttlePeriodNs: throttle.periodMs * NS_PER_MS,
        throttleSyncEveryNs: (throttle.syncEveryMs ?? 0) * NS_PER_MS,
      };
    case 'dirty-limit':
      return {
        ...settings,
        throttleKind: 2,
        throttleTriggerPercent: throttle.triggerPercent,
        throttlePeriodNs: throttle.periodMs * NS_PER_MS,
        dirtyLimitBytesPerSecond: throttle.bytesPerSecondPerVcpu,
        dirtyLimitToleranceBytesPerSecond: throttle.toleranceBytesPerSecond,
      };
    case 'stun':
      return { ...settings, throttleKind: 3, stunKappaPercent: throttle.kappaPercent };
  }
}

function transportOf({ transport }: Policy, { guest, machine, tuning }: MigrationConfig) {
  const { compression } = transport;
  const stream = compression.kind === 'stream' ? compression : null;
  const name = stream && (transport.batchPages > 0 ? stream.algorithm : `page-${stream.algorithm}`);
  const measured = name && machine.compression?.[name];
  const threads = stream ? Math.min(stream.threads, machine.cores) : 1;
  return {
    pageHeaderBytes: transport.perPageHeaderBytes,
    headerPerRun: flag(transport.resend === 'runs'),
    // Inside a batch a zero page takes its place in the header, and nothing else.
    zeroPageBytes:
      transport.zeroPages === 'in-batch'
        ? transport.perBatchBytes / transport.batchPages
        : transport.perZeroPageBytes,
    zeroWhole: flag(transport.zeroPages === 'whole'),
    packetPages: transport.batchPages,
    packetHeaderBytes: transport.perBatchBytes,
    flushPackets: transport.channels,
    flushPerSection: flag(tuning.era === 'qemu-7.2-tcg'),
    compressBytesPerSecond: stream ? (measured || stream.bytesPerSecondPerThread) * threads : 0,
    compressWaitNs:
      stream && machine.endsShareCores ? firstTouchNs(guest.pageBytes, machine) / machine.cores : 0,
    countsUncompressed: flag(stream?.counted === 'before'),
    deltaSlots: compression.kind === 'xbzrle' ? Math.floor(compression.cacheBytes / guest.pageBytes) : 0,
    writeBytes: Math.min(guest.writeBytes ?? USUAL_WRITE_BYTES, guest.pageBytes),
  };
}

function postcopyOf(policy: Policy, { machine, guest, tuning }: MigrationConfig) {
  const { postcopy, method } = policy;
  const hybrid = method.kind === 'hybrid' ? method : null;
  return {
    postcopyAllowed: flag(postcopy !== null),
    postcopyAtNs: hybrid && hybrid.afterMs !== null ? hybrid.afterMs * NS_PER_MS : NONE,
    postcopyAtStop: flag(hybrid?.atStopRule === 'postcopy'),
    postcopyAtSync: hybrid?.afterRounds ? hybrid.afterRounds + 1 : 0,
    postcopyLagNs: tuning.postcopyLagNs ?? 0,
    maxPostcopyBytesPerSecond: postcopy?.capBytesPerSecond ?? 0,
    preempt: flag(postcopy?.preempt === true),
    linkTurnBytes: machine.linkTurnBytes,
    requestsWaitForWindow: flag(tuning.era === 'qemu-7.2-tcg'),
    continuesBehindRequest: flag(postcopy?.continues !== 'in-order'),
    background: BACKGROUNDS[postcopy?.background ?? 'always'],
    chunkStartBytes: postcopy?.chunk?.startBytes ?? 0,
    chunkStepBytes: postcopy?.chunk?.stepBytes ?? 0,
    chunkMaxBytes: postcopy?.chunk?.maxBytes ?? 0,
    faultNs: machine.faultNs ?? postcopy?.faultNs ?? 0,
    placeNs: machine.placeNs ?? postcopy?.placeNs ?? 0,
    hostPagePages: Math.max(1, (guest.hostPageBytes ?? guest.pageBytes) / guest.pageBytes),
    recoverable: flag(postcopy?.recoverable === true),
  };
}

/** The machines and the wire; parts of the pause that a policy fixes stand in for the machine's. */
function machineOf(policy: Policy, { guest, machine }: MigrationConfig) {
  const gib = guest.memoryBytes / 2 ** 30;
  const parts = policy.pause;
  const { adapters = 1, processes = 1 } = guest;
  const lengthOf = ({ fixedMs, perAdapterMs = 0, perProcessMs = 0 }: PausePart, own: number): number => {
    const fixed = fixedMs === 'machine' ? own : (fixedMs ?? 0) * NS_PER_MS;
    return fixed + (perAdapterMs * adapters + perProcessMs * processes) * NS_PER_MS;
  };
  const time = (names: string[], own: number): number =>
    parts.filter(({ part }) => names.includes(part)).reduce((sum, part) => sum + lengthOf(part, own), 0);
  const state = parts.reduce((sum, { bytes, memoryPercent, pageBitmap }) => {
    const share = ((memoryPercent ?? 0) / 100) * guest.memoryBytes;
    const fixed = bytes === 'machine' ? machine.deviceStateBytes : (bytes ?? 0);
    const map = pageBitmap ? guest.memoryBytes / guest.pageBytes / 8 : 0;
    return sum + Math.max(share, fixed) + map;
  }, 0);
  const image = policy.method.kind === 'stop-and-copy' ? policy.method.image : null;
  const most = image?.writeBytesPerSecond ?? Number.POSITIVE_INFINITY;
  return {
    linkBytesPerSecond: machine.linkBytesPerSecond,
    linkBufferBytes: machine.linkBufferBytes,
    oneWayDelayNs: machine.oneWayDelayNs,
    localBytesPerSecond: Math.min(most, machine.localBytesPerSecond),
    firstTouchBytesPerSecond: Math.min(most, machine.firstTouchBytesPerSecond),
    zeroPageNs: machine.zeroPageNs,
    fetchNsPerByte: image ? 1e9 / image.readBytesPerSecond : 0,
    deviceStateBytes: Math.round(state) + (guest.deviceBytes ?? 0),
    devicePendingBytes: guest.deviceBytes ?? 0,
    setupNs: machine.setupNs,
    wakeupNs: machine.wakeupNs,
    syncNs: Math.max(1000, Math.round(machine.syncNs + machine.syncNsPerGiB * gib)),
    stopNs: time(['stop'], machine.stopNs),
    preSwitchoverNs: time(['wait'], 0),
    deviceSaveNs: time(['state', 'bitmap', 'store'], machine.deviceSaveNs),
    resumeNs: time(['arrange', 'fetch', 'load', 'start'], machine.resumeNs),
  };
}
