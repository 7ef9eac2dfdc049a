/**
 * Writers whose writes fall on the pages of a set by chance. Since the log bits of these pages were last cleared (an
 * epoch) so many writes have come; the law of averages tells which pages they met. A set in one range is taken by
 * chunks, each with an epoch of its own; one that is scattered or that moves on begins a new epoch whenever any bits are
 * cleared, which is exact too, for writes of different times know nothing of each other.
 */
import { S } from './state';
import { activeTicksAt, guestTime } from './clock';
import { streamKey } from './random';
import { markScattered, markUniform } from './uniform';
import { Piece, Writer, WriterKind, pieceAt, writesBy, writesIn } from './writer';

/** Writes that fell on a piece by the time the whole writer had done `all`. */
@inline
function shareOf(writer: Writer, piece: Piece, all: f64): f64 {
  return piece.count == writer.count ? all : Math.floor(all * (<f64>piece.count / <f64>writer.count));
}

export function advancePiece(writer: Writer, piece: Piece, all: f64): void {
  const done = shareOf(writer, piece, all) - piece.base;
  if (done <= piece.applied) return;
  markUniform(piece.first, piece.count, streamKey(S.seed, piece.stream, piece.epoch), piece.applied, done);
  piece.applied = done;
}

/** Where a drifting set is, in steps from the front. */
@inline
export function placeOf(writer: Writer): u32 {
  const places = <f64>((writer.span - writer.count) / writer.step + 1);
  return writer.step * <u32>(writer.steps - Math.floor(writer.steps / places) * places);
}

function markSet(writer: Writer, all: f64): void {
  const done = all - writer.base;
  if (done <= writer.applied) return;
  const key = streamKey(S.seed, writer.stream, writer.epoch);
  if (writer.kind == WriterKind.Drift) {
    markUniform(writer.first + placeOf(writer), writer.count, key, writer.applied, done);
  } else {
    markScattered(writer, key, writer.applied, done);
  }
  writer.applied = done;
}

@inline
function stepAt(writer: Writer, ticks: f64): f64 {
  return writer.drift > 0 ? Math.floor((ticks * writer.drift) / 1000 / <f64>writer.step) : 0;
}

function begin(writer: Writer, all: f64): void {
  writer.epoch++;
  writer.base = all;
  writer.applied = 0;
}

/** Brings a set that is not in pieces up to virtual time `at`; a drifting one step by step. */
export function advanceSet(writer: Writer, at: i64): void {
  const ticks = activeTicksAt(guestTime(at), writer.course);
  if (writer.kind == WriterKind.Drift) {
    const last = stepAt(writer, <f64>ticks);
    while (writer.steps < last) {
      const ends = <i64>Math.ceil(((writer.steps + 1) * <f64>writer.step * 1000) / writer.drift);
      const all = writesIn(writer, ends);
      markSet(writer, all);
      begin(writer, all);
      writer.steps += 1;
    }
  }
  markSet(writer, writesIn(writer, ticks));
}

/** Log bits have been cleared at `at`, up to which it has been brought. */
export function renew(writer: Writer, at: i64): void {
  begin(writer, writesBy(writer, at));
}

/** The same for the part of a set that lies in `chunk`. */
export function renewPiece(writer: Writer, chunk: u32, at: i64): void {
  if (chunk < writer.firstChunk || chunk >= writer.firstChunk + writer.pieceCount) return;
  const piece = pieceAt(writer, chunk - writer.firstChunk);
  piece.epoch++;
  piece.base = shareOf(writer, piece, writesBy(writer, at));
  piece.applied = 0;
}

/** Pages of a drifting set that it wrote long ago are no longer its own. */
export function setStart(writer: Writer, ticks: i64): void {
  writer.base = writesIn(writer, ticks);
  writer.applied = 0;
  writer.steps = writer.kind == WriterKind.Drift ? stepAt(writer, <f64>ticks) : 0;
}
