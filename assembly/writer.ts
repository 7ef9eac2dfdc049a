/** One of the guest's writers: which pages it writes, in what order, and how far it has come. */
import { S } from './state';
import { activeTicksAt, guestTime } from './clock';
import { Order, byColumns, fromColumns, scattered, unscattered } from './order';

export namespace WriterKind {
  /** Each write goes to any page of the set. */
  export const Uniform: u32 = 0;
  /** Page after page. */
  export const Sweep: u32 = 1;
  export const Trace: u32 = 2;
  export const Measured: u32 = 3;
  /** A uniform set that moves on. */
  export const Drift: u32 = 4;
}

@unmanaged
export class Writer {
  kind: u32;
  /** Its pages lie in [first, first + span). */
  first: u32;
  span: u32;
  /** So many it writes: all of these, or those with the numbers [rank, rank + count) in `order`. */
  count: u32;
  rank: u32;
  order: u32;
  stride: u32;
  /** Picks the permutation of what is scattered. */
  key: u32;
  /** Its course through time; 0: the guest's. */
  course: usize;
  /** Range reaches zero pages: it must be brought up before each section is sent. */
  meetsZero: u32;
  /** 1: it writes each page once, and then no more. */
  once: u32;
  /** Writes per 1000 ticks, and this writer's share of them in percent. */
  rate: f64;
  percent: f64;
  /** The pieces of a uniform writer, or the measured guest. */
  pieces: usize;
  pieceCount: u32;
  firstChunk: u32;
  /** Of sets that are not in pieces: number of the epoch, writes when it began, and of it marked so far (`applied`). */
  epoch: u32;
  stream: u32;
  base: f64;
  /** Writes marked so far (sweeps and measured guests). */
  applied: f64;
  /** Of a drifting set: pages a second of 1000 ticks, pages of a step, and the present step. */
  drift: f64;
  step: u32;
  steps: f64;
  /** In post-copy: pages of its range that the destination lacks, and how far it has come there. */
  missing: i64;
  ahead: f64;
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

export const MAX_WRITERS: u32 = 512;
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

/** Its set is taken chunk by chunk, because the log is cleared in chunks. */
@inline
export function inPieces(writer: Writer): bool {
  return writer.kind == WriterKind.Uniform && writer.order == Order.Lying;
}

/** Writes that a writer has done since the guest began, by virtual time `at`. */
@inline
export function writesBy(writer: Writer, at: i64): f64 {
  return writesIn(writer, activeTicksAt(guestTime(at), writer.course));
}

/** Writes of a writer in so many ticks. */
export function writesIn(writer: Writer, ticks: i64): f64 {
  const all = Math.floor((<f64>ticks * writer.rate) / 1000);
  const own = writer.percent == 100 ? all : Math.floor((all * writer.percent) / 100);
  return writer.once && own > <f64>writer.count ? <f64>writer.count : own;
}

/** The page with number `number` of those that it writes. */
@inline
export function pageOf(writer: Writer, number: u32): u32 {
  const at = writer.rank + number;
  if (writer.order == Order.Lying) return writer.first + at;
  if (writer.order == Order.Columns) return writer.first + byColumns(at, writer.span, writer.stride);
  return writer.first + scattered(at, writer.span, writer.key);
}

/** The other way round; -1: it does not write this page. */
export function numberOf(writer: Writer, page: u32): i32 {
  if (page < writer.first || page - writer.first >= writer.span) return -1;
  let at = page - writer.first;
  if (writer.order == Order.Columns) at = fromColumns(at, writer.span, writer.stride);
  else if (writer.order == Order.Scattered) at = rankOf(at, writer.span, writer.key);
  return at < writer.rank || at - writer.rank >= writer.count ? -1 : <i32>(at - writer.rank);
}

/** Several writers share a scattered set, and ask for the same page one after the other. */
let lastAt: u32 = 0;
let lastSpan: u32 = 0;
let lastKey: u32 = 0;
let lastRank: u32 = 0;

function rankOf(at: u32, span: u32, key: u32): u32 {
  if (at != lastAt || span != lastSpan || key != lastKey) {
    lastRank = unscattered(at, span, key);
    lastAt = at;
    lastSpan = span;
    lastKey = key;
  }
  return lastRank;
}

/** The bits of `word` that are pages of a writer's range. */
export function rangeBits(writer: Writer, word: u32): u64 {
  const low = (<u64>word) << 6;
  const first = <u64>writer.first;
  const end = first + <u64>writer.span;
  if (low + 64 <= first || low >= end) return 0;
  const from = first > low ? first - low : 0;
  const to = end < low + 64 ? end - low : 64;
  return (<u64>-1 << from) & (<u64>-1 >> (64 - to));
}
