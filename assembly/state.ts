/**
 * A migration has an instance of this module to itself, and all of its mutable state lies in linear memory: its
 * settings, the record below, then the blocks that `configure` lays out behind the heap base. Copying memory [0, top) away and
 * back is therefore a complete keyframe. Time is integer nanoseconds since the migration began.
 */

/** Phases of the migration thread; from `Completed` on it has ended. */
export namespace Phase {
  export const Setup: u32 = 0;
  export const Decide: u32 = 1;
  export const Send: u32 = 2;
  export const RateLimit: u32 = 3;
  export const Stop: u32 = 4;
  /** The guest stands still, and nothing goes on before somebody says so. */
  export const Wait: u32 = 5;
  export const LastSend: u32 = 6;
  export const Device: u32 = 7;
  export const Postcopy: u32 = 8;
  /** Post-copy lost its connection: the guest runs on the destination until it needs a page. */
  export const Paused: u32 = 9;
  export const Completed: u32 = 10;
  export const Cancelled: u32 = 11;
  /** It failed, and the guest runs on the source. */
  export const Failed: u32 = 12;
  /** It failed, and neither side has the whole guest. */
  export const Lost: u32 = 13;
}

@unmanaged
export class State {
  // Shape
  pages: u32;
  words: u32;
  summaryWords: u32;
  pageBytes: u32;
  /** log2 of the words in a chunk of the hypervisor log. */
  chunkWordShift: u32;
  chunks: u32;
  /** 1: the log is cleared chunk by chunk just before sending; 0: as a whole, at the sync. */
  clearsByChunk: u32;

  // Blocks
  migrating: usize; // M: still has to be sent
  migratingSummary: usize;
  log: usize; // K: written since its bit was last cleared
  logSummary: usize;
  reported: usize; // H: what the last harvest reported (chunk-wise clearing only)
  zero: usize;
  chunkPending: usize; // one byte a chunk: not cleared since the last harvest
  writers: usize;
  writerCount: u32;
  contents: usize;
  contentCount: u32;
  trace: usize;
  delta: usize; // the delta cache
  requested: usize; // pages that the destination asked for
  flights: usize; // pages on their way after the switchover
  coming: usize; // pages that have left the source and may not have arrived
  vcpus: usize;
  top: usize;

  // Derived from the settings
  linkNsPerByte: f64; // 0: no link
  linkBufferNs: i64;
  localNsPerByte: f64;
  localNsPerPage: f64;
  firstTouchNsPerPage: f64;
  windowBudget: i64; // bytes a window; 0: unlimited
  pageWire: i64; // a data page with its header
  zeroWire: i64;
  packetPages: i64;
  packetWire: i64; // a full packet with its header
  compressNsPerPage: f64;
  oneWayDelayNs: i64;
  vcpuCount: u32;
  hostPages: u32; // pages of the guest in a page of the destination
  hostWords: u32; // whole words of them; 1: it is no larger than a word
  runHeader: i64; // header of a run of pages; 0: each page has its own, which `pageWire` counts
  limit: f64; // the rate limit that `windowBudget` was made from
  seed: u64;

  // The guest's pace
  speed: f64; // share of its full speed
  speedSince: i64;
  guestTimeThen: i64; // guest time at `speedSince`, since the migration began
  throttlePercent: f64;
  badPeriods: u32;
  periodStart: i64;
  periodDirty: i64;
  periodSent: i64;
  dirtyPagesRate: i64;
  heldAt: i64; // the guest was made to stand still, so that the copy catches up; -1: it was not

  // Progress
  phase: u32;
  wrapped: u32;
  cursorWord: u32;
  cursorBit: u32; // in post-copy: where in the word to go on
  postcopyAsked: u32;
  syncCount: u32;
  now: i64;
  linkBusyUntil: i64;
  dirtyPages: i64;
  sentBytes: i64; // RAM bytes on the wire, as the counters have them
  windowBytes: i64; // bytes the limiter saw in this window
  windowSentBytes: i64; // bytes sent in this window
  windowStartMs: i64;
  windows: i64;
  slept: u32; // 1: the sender sleeps until `now`, for the limit was reached
  threshold: i64;
  bandwidth: i64; // bytes per second of the last closed window
  normalPages: i64;
  zeroPages: i64;
  resentPages: i64;
  skippedPages: i64;
  runEnd: u32; // the page behind the last one that was sent
  newDirtyTotal: i64;
  packetFill: i64; // pages in the open packet
  packetBytes: i64; // bytes in packets so far
  sectionStart: i64;
  sectionPages: i64;
  sectionTarget: i64; // bytes in this section at which the limiter stops it
  sectionSent: i64;
  lastSyncAt: i64;
  syncGuest: i64; // guest time of the last sync and of the one before
  syncGuestBefore: i64;
  stoppedAt: i64; // -1: running
  waitsUntil: i64; // goes on then, when nobody says so before
  ramDoneAt: i64;
  completedAt: i64;
  resumedAt: i64;
  downtimeNs: i64;
  finalSyncNs: i64;

  // Rounds
  roundsSent: u32;
  finalRound: u32; // 1: after this round it stops
  roundStart: i64;
  roundBytes: i64; // sent when the round began
  roundRate: i64; // bytes per second of the round before
  lastRemaining: i64; // bytes left by the sync before
  systemTicks: i64;

  // Delta coding
  deltaPages: i64;
  deltaBytes: i64;
  deltaMisses: i64;
  deltaOverflows: i64;
  compressedPages: i64;
  compressedBytes: i64;

  // Post-copy
  switchedAt: i64; // the source has sent what the destination needs to run; -1: not switched
  precopyBytes: i64; // sent while the guest ran on the source
  stopBytes: i64; // sent while it stood still
  requests: i64;
  firstTickAt: i64; // the guest's first whole tick on the destination
  flightAt: u32;
  landedAt: u32; // flights before this one have arrived
  lastArrival: i64; // of what has been sent; nothing on the main connection arrives before it
  urgentBusyUntil: i64; // the requested pages' own connection
  draws: u64;
  chunkBytes: i64; // of the next chunk
  chunkLeft: i64; // of the present one
  chunkFrom: i64; // when the next one may begin

  // Events
  events: usize;
  eventCount: u32;
  lastEventAt: i64;
  hash: u64;
}

export const S: State = changetype<State>(memory.data(1024, 16));

/** Behind everything that any migration in this memory has had. */
let used: usize = 0;

/** All memory behind the state becomes as if nobody had used it. */
export function clear(): void {
  if (used > __heap_base) memory.fill(__heap_base, 0, used - __heap_base);
  used = 0;
  S.top = __heap_base;
}

/** Takes `bytes` of zeroed memory behind everything laid out so far, growing it when needed; 0 when refused. */
export function take(bytes: usize): usize {
  const at = (S.top + 15) & ~15;
  const end = at + bytes;
  const have = <usize>memory.size() << 16;
  if (end > have) {
    if (memory.grow(<i32>((end - have + 0xffff) >> 16)) < 0) return 0;
  }
  S.top = end;
  if (end > used) used = end;
  return at;
}
