/** The guest's writers, added one by one when a migration is laid out. Each returns 0 when there is no room for it. */
import { S } from './state';
import { addPhase, makeCourse as makeCourseTable } from './course';
import { makeMeasuredGuest } from './measured';
import { Order } from './order';
import { Trace, settleTrace } from './trace';
import { Writer, WriterKind } from './writer';
import { newWriter, readyWriter, rememberWrites, settleZero, traceTime } from './writers';

function writerFor(kind: u32, first: u32, span: u32, count: u32, rate: f64, course: usize): Writer | null {
  const writer = newWriter();
  if (!writer) return null;
  writer.kind = kind;
  writer.first = first;
  writer.span = span;
  writer.count = count;
  writer.rate = rate;
  writer.course = course;
  return writer;
}

/** Its pages are those with the numbers from `rank` on in the permutation that `key` picks. */
function scatter(writer: Writer, key: u32, rank: u32): void {
  writer.order = Order.Scattered;
  writer.key = key;
  writer.rank = rank;
}

function takeUp(writer: Writer): u32 {
  if (!readyWriter(writer)) return 0;
  rememberWrites();
  return 1;
}

/** Phases that follow each other, over and over; 0: no memory. @param outer the course that this one is within, or 0 */
export function makeCourse(outer: usize, phases: u32): usize {
  return makeCourseTable(outer, phases);
}
export function addToCourse(course: usize, lengthNs: f64, speed: f64): void {
  addPhase(course, lengthNs, speed);
}

/** Writes at random, `rate` in 1000 ticks, `percent` of them on pages [first, first + count). */
export function addSet(first: u32, count: u32, rate: f64, percent: f64, course: usize): u32 {
  const writer = writerFor(WriterKind.Uniform, first, count, count, rate, course);
  if (!writer) return 0;
  writer.percent = percent;
  return takeUp(writer);
}

/**
 * Writes at random on `count` pages that lie scattered over [first, first + span): those with the numbers from `rank` on
 * in the permutation that `key` picks.
 */
export function addScatteredSet(
  first: u32,
  span: u32,
  key: u32,
  rank: u32,
  count: u32,
  rate: f64,
  course: usize,
): u32 {
  const writer = writerFor(WriterKind.Uniform, first, span, count, rate, course);
  if (!writer) return 0;
  scatter(writer, key, rank);
  return takeUp(writer);
}

/** A set of `count` pages at the front of [first, first + span) that moves on by `drift` pages in 1000 ticks. */
export function addDriftingSet(
  first: u32,
  span: u32,
  count: u32,
  rate: f64,
  drift: f64,
  course: usize,
): u32 {
  const writer = writerFor(WriterKind.Drift, first, span, count, rate, course);
  if (!writer) return 0;
  writer.drift = drift;
  writer.step = max(count >> 6, 1);
  return takeUp(writer);
}

/** Page after page, every `stride`th first. `once`: not over again. */
export function addSweep(first: u32, count: u32, rate: f64, stride: u32, once: u32, course: usize): u32 {
  const writer = writerFor(WriterKind.Sweep, first, count, count, rate, course);
  if (!writer) return 0;
  writer.order = stride > 1 ? Order.Columns : Order.Lying;
  writer.stride = stride;
  writer.once = once;
  return takeUp(writer);
}

/** One scattered page after the other; which these are: `addScatteredSet`. */
export function addScatteredSweep(
  first: u32,
  span: u32,
  key: u32,
  rank: u32,
  count: u32,
  rate: f64,
  course: usize,
): u32 {
  const writer = writerFor(WriterKind.Sweep, first, span, count, rate, course);
  if (!writer) return 0;
  scatter(writer, key, rank);
  return takeUp(writer);
}

/**
 * The guest of the measured runs. @param percent share of the writes that go to the hot pages
 * @param drawsBefore what its generator drew before its first write @param contentDraws and per write, beside the page's
 */
export function addMeasuredGuest(
  first: u32,
  hot: u32,
  cold: u32,
  percent: u32,
  rate: f64,
  drawsBefore: f64,
  contentDraws: u32,
  course: usize,
): u32 {
  const writer = writerFor(WriterKind.Measured, first, hot + cold, hot + cold, rate, course);
  if (!writer || !readyWriter(writer)) return 0;
  // Where its writes have made zero pages non-zero, those before the migration matter one by one.
  const skipped = writer.meetsZero ? 0 : <u64>writer.applied;
  writer.pieces = makeMeasuredGuest(first, hot, cold, percent, <u64>drawsBefore, skipped, contentDraws);
  if (!writer.pieces) return 0;
  rememberWrites();
  return 1;
}

/** Replays the trace. @param once does nothing behind its end */
export function addTrace(pages: u32, once: u32, course: usize): u32 {
  const writer = writerFor(WriterKind.Trace, 0, pages, pages, 0, course);
  if (!writer) return 0;
  changetype<Trace>(S.trace).once = once;
  settleTrace(traceTime(writer, 0));
  settleZero(0, S.words);
  memory.fill(S.log, 0, (<usize>S.words) << 3);
  return readyWriter(writer) ? 1 : 0;
}

