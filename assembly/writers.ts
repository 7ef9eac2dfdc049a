/**
 * How the guest writes. Nothing is simulated between the moments that matter: a writer is brought up to a time
 * when its pages' log bits are about to be read or cleared, and marks what was written since. Each kind marks
 * the same bits whether it is brought up in one step or in many, so a view may ask for any moment.
 */
import { S, take } from './state';
import { C } from './settings';
import { activeTicksAt, guestTime } from './clock';
import { timeIn } from './course';
import { markMeasured, writesOn } from './measured';
import { wordAt, setWord, setRange } from './bits';
import { streamKey } from './random';
import { advanceTrace } from './trace';
import { staysZero } from './content';
import { markScattered, markUniform } from './uniform';
import { advanceSweep, sweptBetween } from './sweeps';
import { advancePiece, advanceSet, placeOf, renew, renewPiece, setStart } from './sets';
import {
  MAX_WRITERS,
  PIECE_BYTES,
  Writer,
  WriterKind,
  inPieces,
  numberOf,
  pieceAt,
  writerAt,
  writesBy,
  writesIn,
} from './writer';

/** Stream of the draws for what was written before. */
const BEFORE: u64 = 0xbef0;

/** Whether a set of writes at random reaches this page now. */
function mayWrite(writer: Writer, page: u32): bool {
  if (writer.kind == WriterKind.Uniform) return numberOf(writer, page) >= 0;
  if (writer.kind != WriterKind.Drift) return false;
  const place = writer.first + placeOf(writer);
  return page >= place && page - place < writer.count;
}

/** Writes on a page in a second of the guest's time, on average; of writers that choose at random. */
export function writesPerNs(page: u32): f64 {
  let sum: f64 = 0;
  for (let i: u32 = 0; i < S.writerCount; i++) {
    const writer = writerAt(i);
    if (!mayWrite(writer, page)) continue;
    sum += (writer.rate * writer.percent * C.tickHz) / 100 / 1000 / 1e9 / <f64>writer.count;
  }
  return sum;
}

/** Writes on `page` between two moments of the guest's time, of writers that are followed. `reset`: counts begin anew. */
export function certainWrites(page: u32, from: i64, to: i64, reset: bool): f64 {
  let sum: f64 = 0;
  for (let i: u32 = 0; i < S.writerCount; i++) {
    const writer = writerAt(i);
    if (page < writer.first || page >= writer.first + writer.span) continue;
    if (writer.kind == WriterKind.Sweep) {
      const number = numberOf(writer, page);
      if (number < 0) continue;
      const before = writesIn(writer, activeTicksAt(from, writer.course));
      sum += sweptBetween(writer, <u32>number, before, writesIn(writer, activeTicksAt(to, writer.course)));
    } else if (writer.kind == WriterKind.Measured) {
      sum += writesOn(writer.pieces, page, reset);
    } else if (writer.kind == WriterKind.Trace) {
      // The recorder tells that a page was written, not how often.
      sum += 1;
    }
  }
  return sum;
}

/** The moment of a recording that is replayed at virtual time `at`. */
export function traceTime(writer: Writer, at: i64): f64 {
  return timeIn(writer.course, <f64>(<i64>C.guestStartNs + guestTime(at)));
}

/** Brings one writer up to virtual time `at`; where it has been brought further already, it stays. */
function advance(writer: Writer, at: i64): void {
  if (writer.kind == WriterKind.Trace) {
    advanceTrace(traceTime(writer, at));
    return;
  }
  if (writer.kind == WriterKind.Drift || (writer.kind == WriterKind.Uniform && !inPieces(writer))) {
    advanceSet(writer, at);
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

/** Brings up to `at` those whose writes on a page are counted one by one; what the others wrote is found by chance. */
export function advanceCounted(at: i64): void {
  for (let i: u32 = 0; i < S.writerCount; i++) {
    const writer = writerAt(i);
    if (writer.kind == WriterKind.Measured) advance(writer, at);
  }
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
    if (!inPieces(writer)) {
      advance(writer, at);
    } else if (chunk >= writer.firstChunk && chunk < writer.firstChunk + writer.pieceCount) {
      advancePiece(writer, pieceAt(writer, chunk - writer.firstChunk), writesBy(writer, at));
    }
  }
}

/** Log bits of a chunk have been cleared at `at`: what writes it at random starts a new epoch. */
export function beginEpoch(chunk: u32, at: i64): void {
  for (let i: u32 = 0; i < S.writerCount; i++) {
    const writer = writerAt(i);
    if (inPieces(writer)) renewPiece(writer, chunk, at);
    else if (writer.kind == WriterKind.Uniform || writer.kind == WriterKind.Drift) renew(writer, at);
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
    settleZero(writer.first >> 6, (writer.first + writer.span + 63) >> 6);
  }
}

/**
 * Applies what the writer had written before the migration began: pages that it reached are no longer zero. The log
 * knows nothing of it.
 */
export function rememberWrites(): void {
  const writer = writerAt(S.writerCount - 1);
  const before = writesBy(writer, 0);
  if (!writer.meetsZero || before <= 0) return;
  const key = streamKey(S.seed, BEFORE ^ S.writerCount, 0);
  if (writer.kind == WriterKind.Measured) markMeasured(writer.pieces, before);
  else if (writer.kind == WriterKind.Sweep) {
    writer.applied = 0;
    advanceSweep(writer, before);
  } else if (writer.kind == WriterKind.Drift) {
    setStart(writer, 0);
    advanceSet(writer, 0);
    setStart(writer, activeTicksAt(guestTime(0), writer.course));
  } else if (inPieces(writer)) {
    markUniform(writer.first, writer.count, key, 0, before);
  } else if (writer.kind == WriterKind.Uniform) {
    markScattered(writer, key, 0, before);
  }
  const end = (writer.first + writer.span + 63) >> 6;
  settleZero(writer.first >> 6, end);
  for (let word = writer.first >> 6; word < end; word++) setWord(S.log, word, 0);
}

/** Room for one more writer, whose fields the caller fills before it calls `readyWriter`; null: there is none. */
export function newWriter(): Writer | null {
  if (S.writerCount >= MAX_WRITERS) return null;
  const writer = writerAt(S.writerCount);
  writer.percent = 100;
  writer.step = 1;
  return writer;
}

/** Takes it up; its range lies within memory. */
export function readyWriter(writer: Writer): bool {
  const first = writer.first;
  const span = writer.span;
  const shift = S.chunkWordShift + 6;
  writer.firstChunk = first >> shift;
  writer.stream = 0x5e70000 ^ S.writerCount;
  let zeros: u64 = 0;
  for (let word = first >> 6, end = (first + span + 63) >> 6; word < end; word++) zeros |= wordAt(S.zero, word);
  writer.meetsZero = zeros != 0 ? 1 : 0;
  const start = writesBy(writer, 0);
  writer.applied = start;
  if (inPieces(writer)) {
    writer.pieceCount = ((first + span - 1) >> shift) - writer.firstChunk + 1;
    writer.pieces = take(<usize>writer.pieceCount * PIECE_BYTES);
    if (!writer.pieces) return false;
    for (let i: u32 = 0; i < writer.pieceCount; i++) {
      const piece = pieceAt(writer, i);
      const low = (<u64>(writer.firstChunk + i)) << shift;
      const high = low + ((<u64>1) << shift);
      piece.first = low > <u64>first ? <u32>low : first;
      piece.count = (high < <u64>(first + span) ? <u32>high : first + span) - piece.first;
      piece.stream = (S.writerCount << 24) ^ (writer.firstChunk + i);
    }
    S.writerCount++;
    beginAll(writer);
    return true;
  }
  if (writer.kind == WriterKind.Uniform || writer.kind == WriterKind.Drift) {
    setStart(writer, activeTicksAt(guestTime(0), writer.course));
  }
  S.writerCount++;
  return true;
}

function beginAll(writer: Writer): void {
  for (let i: u32 = 0; i < writer.pieceCount; i++) {
    renewPiece(writer, writer.firstChunk + i, 0);
    pieceAt(writer, i).epoch = 0;
  }
}
