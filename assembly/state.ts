/**
 * One migration is one instance of this module, and all of its mutable state lies in linear memory: its settings,
 * the record below, then the blocks that `configure` lays out behind the heap base. Copying memory [0, top) away and back
 * is therefore a complete keyframe. Time is integer nanoseconds since the migration began.
 */

/** Phases of the migration thread. */
export namespace Phase {
  export const Setup: u32 = 0;
  export const Decide: u32 = 1;
  export const Send: u32 = 2;
  export const RateLimit: u32 = 3;
  export const Stop: u32 = 4;
  export const LastSend: u32 = 5;
  export const Device: u32 = 6;
  export const Completed: u32 = 7;
  export const Cancelled: u32 = 8;
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
  trace: usize;
  top: usize;

  // Derived from the settings
  linkNsPerByte: f64; // 0: no link
  linkBufferNs: i64;
  localNsPerByte: f64;
  localNsPerPage: f64;
  firstTouchNsPerPage: f64;
  windowBudget: i64; // bytes a window; 0: unlimited
  seed: u64;

  // The guest's pace
  speed: f64; // share of its full speed
  speedSince: i64;
  guestTimeThen: i64; // guest time at `speedSince`, since the migration began

  // Progress
  phase: u32;
  wrapped: u32;
  cursorWord: u32;
  syncCount: u32;
  now: i64;
  linkBusyUntil: i64;
  dirtyPages: i64;
  sentBytes: i64; // RAM bytes on the wire
  windowBytes: i64; // bytes the limiter saw in this window
  windowSentBytes: i64; // bytes sent in this window
  windowStartMs: i64;
  windows: i64;
  threshold: i64;
  bandwidth: i64; // bytes per second of the last closed window
  normalPages: i64;
  zeroPages: i64;
  resentPages: i64;
  newDirtyTotal: i64;
  sectionStart: i64;
  sectionPages: i64;
  sectionTarget: i64; // bytes in this section at which the limiter stops it
  sectionSent: i64;
  stoppedAt: i64; // -1: running
  ramDoneAt: i64;
  completedAt: i64;
  resumedAt: i64;
  downtimeNs: i64;
  finalSyncNs: i64;

  // Events
  events: usize;
  eventCount: u32;
  hash: u64;
}

export const S: State = changetype<State>(memory.data(1024, 16));

/** Takes `bytes` of zeroed memory behind everything laid out so far, growing it when needed; 0 when refused. */
export function take(bytes: usize): usize {
  const at = (S.top + 15) & ~15;
  const end = at + bytes;
  const have = <usize>memory.size() << 16;
  if (end > have) {
    if (memory.grow(<i32>((end - have + 0xffff) >> 16)) < 0) return 0;
  }
  S.top = end;
  return at;
}
