/**
 * How the guest writes. Nothing is simulated between the moments that matter: a writer is brought up to a time
 * when its pages' log bits are about to be read or cleared, and marks what was written since. Each kind marks
 * the same bits whether it is brought up in one step or in many, so a view may ask for any moment.
 *
 * Uniform writers count their writes since the log bits of a chunk were last cleared (an epoch).
 */
import { S, take } from './state';
import { C } from './settings';
import { activeTicks, activeTicksAt, guestTime } from './clock';
import { markMeasured, writesOn } from './measured';
import { wordAt, setWord, setRange } from './bits';
import { streamKey } from './random';
import { advanceTrace } from './trace';
import { staysZero } from './content';
import { markUniform } from './uniform';
export { markUniform };

export namespace WriterKind {
  export const Uniform: u32 = 0;
  export const Sweep: u32 = 1;
  export const Trace: u32 = 2;
  export const Measured: u32 = 3;
}

@unmanaged
export class Writer {
  kind: u32;
  first: u32;
  count: u32;
  /** Range reaches zero pages: it must be brought up before each section is sent. */
  meetsZero: u32;
  /** Writes per 1000 ticks, and this writer's share of them in percent. */
  rate: f64;
  percent: f64;
  /** The pieces of a uniform writer, or the measured guest. */
  pieces: usize;
  pieceCount: u32;
  firstChunk: u32;
  /** In post-copy: pages of a uniform writer's range that the destination lacks. */
  missing: i64;
  /** Writes marked so far (sweeps and measured guests). */
  applied: f64;
}

/** The part of a uniform writer's range that lies in one chunk. */
@unmanaged
export class Piece {
  first: u32;
  count: u32;
  epoch: u32;
  stream: u32;
  /** Writes of this piece when its epoch began, and writes of the epoch marked so far. */
  base: f64;
  applied: f64;
}

/** Stream of the draws for what was written before. */
const BEFORE: u64 = 0xbef0;

export const WRITER_BYTES: usize = offsetof<Writer>();
export const PIECE_BYTES: usize = offsetof<Piece>();

@inline
export function writerAt(index: u32): Writer {
  return changetype<Writer>(S.writers + (<usize>index) * WRITER_BYTES);
}

@inline
export function pieceAt(writer: Writer, index: u32): Piece {
  return changetype<Piece>(writer.pieces + (<usize>index) * PIECE_BYTES);
}

/** Writes that a writer has done since the guest began, by virtual time `at`. */
@inline
function writesBy(writer: Writer, at: i64): f64 {
  return writesIn(writer, activeTicks(at));
}

/** Writes of a writer in so many ticks. */
export function writesIn(writer: Writer, ticks: i64): f64 {
  const all = Math.floor((<f64>ticks * writer.rate) / 1000);
  return writer.percent == 100 ? all : Math.floor((all * writer.percent) / 100);
}

/** Writes that fell on a piece by the time the whole writer had done `all`. */
@inline
function shareOf(writer: Writer, piece: Piece, all: f64): f64 {
  return piece.count == writer.count ? all : Math.floor(all * (<f64>piece.count / <f64>writer.count));
}

function advancePiece(writer: Writer, piece: Piece, all: f64): void {
  const done = shareOf(writer, piece, all) - piece.base;
  if (done <= piece.applied) return;
  markUniform(piece.first, piece.count, streamKey(S.seed, piece.stream, piece.epoch), piece.applied, done);
  piece.applied = done;
}

function advanceSweep(writer: Writer, all: f64): void {
  const from = writer.applied;
  if (all <= from) return;
  writer.applied = all;
  const count = <f64>writer.count;
  const end = writer.first + writer.count;
  if (all - from >= count) {
    setRange(S.log, S.logSummary, writer.first, end);
    return;
  }
  const a = writer.first + <u32>(from - Math.floor(from / count) * count);
  const b = writer.first + <u32>(all - Math.floor(all / count) * count);
  if (a < b) {
    setRange(S.log, S.logSummary, a, b);
  } else {
    setRange(S.log, S.logSummary, a, end);
    setRange(S.log, S.logSummary, writer.first, b);
  }
}

/** Writes on a page in a second of the guest's time, on average; of writers that choose at random. */
export function writesPerNs(page: u32): f64 {
  let sum: f64 = 0;
  for (let i: u32 = 0; i < S.writerCount; i++) {
    const writer = writerAt(i);
    if (writer.kind != WriterKind.Uniform) continue;
    if (page < writer.first || page >= writer.first + writer.count) continue;
    sum += (writer.rate * writer.percent * C.tickHz) / 100 / 1000 / 1e9 / <f64>writer.count;
  }
  return sum;
}

/** Writes on `page` between two moments of the guest's time, of writers that are followed. `reset`: counts begin anew. */
export function certainWrites(page: u32, from: i64, to: i64, reset: bool): f64 {
  let sum: f64 = 0;
  for (let i: u32 = 0; i < S.writerCount; i++) {
    const writer = writerAt(i);
    if (page < writer.first || page >= writer.first + writer.count) continue;
    if (writer.kind == WriterKind.Sweep) {
      const before = <f64>(writer.first + writer.count - 1 - page);
      const count = <f64>writer.count;
      sum +=
        Math.floor((writesIn(writer, activeTicksAt(to)) + before) / count) -
        Math.floor((writesIn(writer, activeTicksAt(from)) + before) / count);
    } else if (writer.kind == WriterKind.Measured) {
      sum += writesOn(writer.pieces, page, reset);
    } else if (writer.kind == WriterKind.Trace) {
      // The recorder tells that a page was written, not how often.
      sum += 1;
    }
  }
  return sum;
}

/** Brings one writer up to virtual time `at`; where it has been brought further already, it stays. */
function advance(writer: Writer, at: i64): void {
  if (writer.kind == WriterKind.Trace) {
    advanceTrace(<i64>C.guestStartNs + guestTime(at));
    return;
  }
  const all = writesBy(writer, at);
  if (writer.kind == WriterKind.Sweep) {
    advanceSweep(writer, all);
    return;
  }
  if (writer.kind == WriterKind.Measured) {
    if (all <= writer.applied) return;
    markMeasured(writer.pieces, all - writer.applied);
    writer.applied = all;
    return;
  }
  for (let i: u32 = 0; i < writer.pieceCount; i++) advancePiece(writer, pieceAt(writer, i), all);
}

/** Brings all writers up to `at`. */
export function advanceAll(at: i64): void {
  advanceSystem(at);
  for (let i: u32 = 0; i < S.writerCount; i++) advance(writerAt(i), at);
}

/** The kernel's own pages are written at every tick. */
function advanceSystem(at: i64): void {
  if (C.systemPages == 0) return;
  const ticks = <i64>Math.floor((<f64>guestTime(at) * C.tickHz) / 1e9);
  if (ticks <= S.systemTicks) return;
  S.systemTicks = ticks;
  const first = <u32>C.systemFirstPage;
  setRange(S.log, S.logSummary, first, first + <u32>C.systemPages);
}

/** Brings up to `at` what may write into chunk `chunk`. */
export function advanceChunk(chunk: u32, at: i64): void {
  advanceSystem(at);
  for (let i: u32 = 0; i < S.writerCount; i++) {
    const writer = writerAt(i);
    if (writer.kind != WriterKind.Uniform) {
      advance(writer, at);
    } else if (chunk >= writer.firstChunk && chunk < writer.firstChunk + writer.pieceCount) {
      advancePiece(writer, pieceAt(writer, chunk - writer.firstChunk), writesBy(writer, at));
    }
  }
}

/** Log bits of a chunk have been cleared at `at`: its uniform writers start a new epoch. */
export function beginEpoch(chunk: u32, at: i64): void {
  for (let i: u32 = 0; i < S.writerCount; i++) {
    const writer = writerAt(i);
    if (writer.kind != WriterKind.Uniform) continue;
    if (chunk < writer.firstChunk || chunk >= writer.firstChunk + writer.pieceCount) continue;
    const piece = pieceAt(writer, chunk - writer.firstChunk);
    piece.epoch++;
    piece.base = shareOf(writer, piece, writesBy(writer, at));
    piece.applied = 0;
  }
}

/** Pages that hold data now are no longer zero: takes what the log knows into the zero bitmap. */
export function settleZero(firstWord: u32, endWord: u32): void {
  for (let word = firstWord; word < endWord; word++) {
    const log = wordAt(S.log, word);
    if (log && !(S.contentCount && staysZero(word))) setWord(S.zero, word, wordAt(S.zero, word) & ~log);
  }
}

/** Whether a page is zero is decided when it is sent: brings up the writers that reach zero pages. */
export function settleWriters(at: i64): void {
  for (let i: u32 = 0; i < S.writerCount; i++) {
    const writer = writerAt(i);
    if (!writer.meetsZero) continue;
    advance(writer, at);
    settleZero(writer.first >> 6, (writer.first + writer.count + 63) >> 6);
  }
}

/**
 * Applies what the writer had written before the migration began: pages that it reached are no longer zero. The log
 * knows nothing of it.
 */
export function rememberWrites(): void {
  const writer = writerAt(S.writerCount - 1);
  const before = writer.applied;
  if (!writer.meetsZero || before <= 0) return;
  if (writer.kind == WriterKind.Measured) markMeasured(writer.pieces, before);
  else if (writer.kind == WriterKind.Sweep) {
    writer.applied = 0;
    advanceSweep(writer, before);
  } else if (writer.kind == WriterKind.Uniform) {
    markUniform(writer.first, writer.count, streamKey(S.seed, BEFORE ^ S.writerCount, 0), 0, before);
  }
  const end = (writer.first + writer.count + 63) >> 6;
  settleZero(writer.first >> 6, end);
  for (let word = writer.first >> 6; word < end; word++) setWord(S.log, word, 0);
}

/** Adds a writer; the range lies within memory. */
export function addWriter(kind: u32, first: u32, count: u32, rate: f64, percent: f64): bool {
  const writer = writerAt(S.writerCount);
  writer.kind = kind;
  writer.first = first;
  writer.count = count;
  writer.rate = rate;
  writer.percent = percent;
  const shift = S.chunkWordShift + 6;
  writer.firstChunk = first >> shift;
  let zeros: u64 = 0;
  for (let word = first >> 6, end = (first + count + 63) >> 6; word < end; word++) zeros |= wordAt(S.zero, word);
  writer.meetsZero = zeros != 0 ? 1 : 0;
  const start = writesBy(writer, 0);
  writer.applied = start;
  if (kind == WriterKind.Uniform) {
    writer.pieceCount = ((first + count - 1) >> shift) - writer.firstChunk + 1;
    writer.pieces = take(<usize>writer.pieceCount * PIECE_BYTES);
    if (!writer.pieces) return false;
    for (let i: u32 = 0; i < writer.pieceCount; i++) {
      const piece = pieceAt(writer, i);
      const low = (<u64>(writer.firstChunk + i)) << shift;
      const high = low + ((<u64>1) << shift);
      piece.first = low > <u64>first ? <u32>low : first;
      piece.count = (high < <u64>(first + count) ? <u32>high : first + count) - piece.first;
      piece.stream = (S.writerCount << 24) ^ (writer.firstChunk + i);
      piece.base = shareOf(writer, piece, start);
    }
  }
  S.writerCount++;
  return true;
}
