/**
 * What the host tells a migration: one f64 a setting, in the order of `SETTINGS` in web/engine/settings.ts
 * (a test holds the two together). Times are ns unless the name says otherwise, 0 means none or unlimited.
 * `configure` reads them once; those that may change during a move are read where they act.
 */
@unmanaged
export class Settings {
  // Memory
  pages: f64;
  pageBytes: f64;

  // The loop
  /** log2 of the pages in a chunk of the log that is cleared at once; 0: the whole log, at the sync. */
  chunkShift: f64;
  /** 1: switches over at `pending <= threshold` (QEMU from 10.1), 0: at `<`. */
  inclusiveThreshold: f64;
  /** 1: the reported downtime lasts until the destination runs. */
  returnPath: f64;
  /** The limiter sees bytes in steps of this. */
  flushUnitBytes: f64;
  /** Headers of one section that the limiter counts, and the part that counts as RAM. */
  sectionBytes: f64;
  sectionRamBytes: f64;
  maxBandwidthBytesPerSecond: f64;
  /** 1: an even flow: what a window sent too much the next ones send less, and a batch goes out while it fills. */
  steady: f64;
  /** Stands in for the measured rate in the threshold. */
  availSwitchoverBytesPerSecond: f64;
  downtimeLimitMs: f64;
  timeCapNs: f64;

  // Rounds and when they end
  /** `Method` of loop.ts. */
  method: f64;
  /** 1: a round ends when everything was sent; 0: when the rest lies below the threshold. */
  drained: f64;
  /** 1: each round begins at the front of memory; 0: where the one before ended. */
  fromZero: f64;
  /** 1: leaves a page for the next round when it was written again already. */
  skipRedirtied: f64;
  /** Converged with at most so many pages, or bytes, left; below 0: no such rule. */
  stopPages: f64;
  stopBytes: f64;
  /** 1: the threshold is judged by the rate of the round before, not of the last window. */
  byLastRound: f64;
  /** 1: what met the rule is still sent while the guest runs. */
  lastRoundLive: f64;
  /** Limits; then `onLimit` (`Ending` of loop.ts). */
  maxRounds: f64;
  maxSentFactor: f64;
  notShrinkingPercent: f64;
  onLimit: f64;
  /** 1: the cap holds for the last pages too. */
  finalCapped: f64;
  /** After a round that dirtied faster than it was sent: rate = min(dirty rate + step, max). */
  adaptiveStepBytesPerSecond: f64;
  adaptiveMaxBytesPerSecond: f64;
  /** Not before this moment (an acknowledgement has to come first). */
  switchoverNotBeforeNs: f64;
  /** Stands still so long before the last pages, unless told before that to go on. */
  preSwitchoverNs: f64;

  // Throttling
  /** `ThrottleKind` of throttle.ts. */
  throttleKind: f64;
  throttleInitialPercent: f64;
  throttleIncrementPercent: f64;
  throttleMaxPercent: f64;
  throttleTriggerPercent: f64;
  throttleTailslow: f64;
  throttlePeriodNs: f64;
  /** Syncs on its own after so long without one. */
  throttleSyncEveryNs: f64;
  /** What a throttled guest keeps of its speed beyond the share that it should. */
  throttleGain: f64;
  dirtyLimitBytesPerSecond: f64;
  dirtyLimitToleranceBytesPerSecond: f64;
  stunKappaPercent: f64;

  // What goes over the wire
  pageHeaderBytes: f64;
  /** 1: that header stands before each run of neighbouring pages, not before each page. */
  headerPerRun: f64;
  zeroPageBytes: f64;
  /** 1: zero pages are sent like any other. */
  zeroWhole: f64;
  /** Pages of a packet, its header, and how many such headers a flush of all channels costs. */
  packetPages: f64;
  packetHeaderBytes: f64;
  flushPackets: f64;
  /** 1: flushes after each section, 0: after each pass over the memory. */
  flushPerSection: f64;
  /** What all compressing threads take in together; 0: no compression. */
  compressBytesPerSecond: f64;
  /** Compressing waits so long for a page that the destination touches first, where both ends share their cores. */
  compressWaitNs: f64;
  /** 1: limiter and counters see the bytes before compression. */
  countsUncompressed: f64;
  /** Pages of the delta cache; 0: none. */
  deltaSlots: f64;
  /** What one write changes in its page. */
  writeBytes: f64;

  // Post-copy
  /** 1: it may come to post-copy, so room for it is laid out. */
  postcopyAllowed: f64;
  /** Asked for at this moment; below 0: never. */
  postcopyAtNs: f64;
  /** Asked for when so many syncs have been done; 0: never. */
  postcopyAtSync: f64;
  /** 1: what the stop rule lets go follows after the switchover, not in the pause. */
  postcopyAtStop: f64;
  /** Whoever asks sees the sync, or the hour, so much later. */
  postcopyLagNs: f64;
  maxPostcopyBytesPerSecond: f64;
  /** 1: requested pages have a connection of their own. */
  preempt: f64;
  /** The link takes turns of so many bytes among connections. */
  linkTurnBytes: f64;
  /** 1: a request waits for the next window when the limit is used up. */
  requestsWaitForWindow: f64;
  /** 1: goes on behind the requested page, 0: where it was. */
  continuesBehindRequest: f64;
  /** Pages that nobody asked for: `Background` of postcopy.ts. */
  background: f64;
  /** They go in chunks that nothing interrupts, each larger than the one before until a request; 0: there are none. */
  chunkStartBytes: f64;
  chunkStepBytes: f64;
  chunkMaxBytes: f64;
  faultNs: f64;
  placeNs: f64;
  /** Pages of a host page: they arrive together or not at all. */
  hostPagePages: f64;
  recoverable: f64;

  // The wire and the machines
  linkBytesPerSecond: f64;
  linkBufferBytes: f64;
  oneWayDelayNs: f64;
  localBytesPerSecond: f64;
  firstTouchBytesPerSecond: f64;
  zeroPageNs: f64;
  /** Reading back what was written to a file, a byte. */
  fetchNsPerByte: f64;
  deviceStateBytes: f64;
  /** Of that, what the stop rule counts with the pages, once it has looked. */
  devicePendingBytes: f64;
  setupNs: f64;
  wakeupNs: f64;
  syncNs: f64;
  stopNs: f64;
  deviceSaveNs: f64;
  resumeNs: f64;

  // The guest
  /** What the mover's threads leave of the guest's speed. */
  guestShare: f64;
  vcpus: f64;
  /** Pages that the guest's kernel writes at every tick. */
  systemFirstPage: f64;
  systemPages: f64;
  seed: f64;
  guestStartNs: f64;
  tickHz: f64;
  ticksBefore: f64;
  stopTick: f64;
  burstOnTicks: f64;
  burstOffTicks: f64;
}

export const C: Settings = changetype<Settings>(memory.data(1024, 16));
