/**
 * Replay of a recorded dirty-page trace: frame by frame along the guest's own time, looping from the first
 * settled frame. The recorder knows which pages an interval dirtied, not when within it; each page gets a fixed
 * instant of its frame by hash, so that steps shorter than a frame see its pages arrive evenly.
 */
import { S, take } from './state';
import { setRange, summarise } from './bits';
import { draw, streamKey } from './random';

const WHOLE: u64 = 0x100000000;
/** Stream of the draws that give each page its instant of a frame. */
export const INSTANTS: u64 = 0x7472616365;

@unmanaged
export class Trace {
  frames: u32;
  loopFrame: u32;
  /** 1: behind its last frame nothing follows; and whether that has come. */
  once: u32;
  over: u32;
  /** f64[frames + 1]: when each frame begins, guest ns. */
  starts: usize;
  /** u32[frames + 1]: index of each frame's first run. */
  runStarts: usize;
  /** u32 pairs [first, end). */
  runs: usize;
  /** Where replay stands: frame, its ordinal since the start, share of it that is marked (of 2^32). */
  frame: u32;
  ordinal: u32;
  marked: u64;
  /** Guest time at which the present frame began. */
  frameStart: f64;
}

export const TRACE_BYTES: usize = offsetof<Trace>();

/** Makes room for a trace; the host then fills the three tables and calls `settleTrace`. */
export function makeTrace(frames: u32, runs: u32, loopFrame: u32): bool {
  const at = take(TRACE_BYTES);
  if (!at) return false;
  const trace = changetype<Trace>(at);
  S.trace = at;
  trace.frames = frames;
  trace.loopFrame = loopFrame;
  trace.starts = take((<usize>frames + 1) << 3);
  trace.runStarts = take((<usize>frames + 1) << 2);
  trace.runs = take((<usize>runs) << 3);
  return trace.starts != 0 && trace.runStarts != 0 && trace.runs != 0;
}

/** Length of frame `frame`, guest ns. */
export function lengthOf(trace: Trace, frame: u32): f64 {
  const at = trace.starts + ((<usize>frame) << 3);
  return load<f64>(at, 8) - load<f64>(at);
}

@inline
function frameLength(trace: Trace): f64 {
  return lengthOf(trace, trace.frame);
}

function nextFrame(trace: Trace): void {
  trace.frameStart += frameLength(trace);
  trace.frame++;
  if (trace.frame == trace.frames) {
    trace.frame = trace.loopFrame;
    trace.over = trace.once;
  }
  trace.ordinal++;
  trace.marked = 0;
}

/** Moves to guest time `at`, where the migration begins, and marks what had been written by then. */
export function settleTrace(at: f64): void {
  const trace = changetype<Trace>(S.trace);
  while (!trace.over && trace.frameStart + frameLength(trace) <= at) {
    // The loop writes again what has been written before.
    if (trace.ordinal < trace.frames) markFrame(trace, WHOLE);
    nextFrame(trace);
  }
  if (!trace.over) markFrame(trace, shareOfFrame(trace, at));
}

function shareOfFrame(trace: Trace, at: f64): u64 {
  const length = frameLength(trace);
  if (length <= 0) return WHOLE;
  const share = (at - trace.frameStart) / length;
  return share <= 0 ? 0 : share >= 1 ? WHOLE : <u64>(share * 4294967296);
}

/** Marks the pages of the present frame whose instants lie in [trace.marked, to). */
function markFrame(trace: Trace, to: u64): void {
  if (to <= trace.marked) return;
  const from = trace.marked;
  const first = load<u32>(trace.runStarts + ((<usize>trace.frame) << 2));
  const end = load<u32>(trace.runStarts + ((<usize>trace.frame) << 2), 4);
  const whole = from == 0 && to == WHOLE;
  const key = streamKey(S.seed, INSTANTS, trace.ordinal);
  for (let i = first; i < end; i++) {
    const run = trace.runs + ((<usize>i) << 3);
    const low = load<u32>(run);
    const high = load<u32>(run, 4);
    if (whole) {
      setRange(S.log, S.logSummary, low, high);
      continue;
    }
    for (let page = low; page < high; page++) {
      const instant = draw(key, page) >> 32;
      if (instant >= from && instant < to) {
        const at = S.log + ((<usize>(page >> 6)) << 3);
        store<u64>(at, load<u64>(at) | ((<u64>1) << (page & 63)));
        summarise(S.logSummary, page >> 6);
      }
    }
  }
  trace.marked = to;
}

/** Marks everything that was written up to guest time `at`. */
export function advanceTrace(time: f64): void {
  const trace = changetype<Trace>(S.trace);
  while (!trace.over && trace.frameStart + frameLength(trace) <= time) {
    markFrame(trace, WHOLE);
    nextFrame(trace);
  }
  if (!trace.over) markFrame(trace, shareOfFrame(trace, time));
}
