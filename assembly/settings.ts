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
  availSwitchoverBytesPerSecond: f64;
  downtimeLimitMs: f64;
  timeCapNs: f64;

  // The wire and the machines
  linkBytesPerSecond: f64;
  linkBufferBytes: f64;
  oneWayDelayNs: f64;
  localBytesPerSecond: f64;
  firstTouchBytesPerSecond: f64;
  zeroPageNs: f64;
  deviceStateBytes: f64;
  setupNs: f64;
  wakeupNs: f64;
  syncNs: f64;
  stopNs: f64;
  deviceSaveNs: f64;
  resumeNs: f64;

  // The guest's clock
  seed: f64;
  guestStartNs: f64;
  tickHz: f64;
  ticksBefore: f64;
  stopTick: f64;
  burstOnTicks: f64;
  burstOffTicks: f64;
}

export const C: Settings = changetype<Settings>(memory.data(1024, 16));
