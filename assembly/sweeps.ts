/** Writers that go from page to page in a known order: what they wrote follows from how far they were and are. */
import { S } from './state';
import { setRange } from './bits';
import { Order } from './order';
import { Writer, pageOf } from './writer';
import { mark } from './uniform';

@inline
function inRound(writes: f64, count: f64): u32 {
  return <u32>(writes - Math.floor(writes / count) * count);
}

/** Marks the pages with the numbers [from, to). */
function markNumbers(writer: Writer, from: u32, to: u32): void {
  if (writer.order == Order.Lying) {
    setRange(S.log, S.logSummary, writer.first + from, writer.first + to);
    return;
  }
  for (let number = from; number < to; number++) mark(pageOf(writer, number));
}

/** Marks what it wrote until it had done `all` writes. */
export function advanceSweep(writer: Writer, all: f64): void {
  const from = writer.applied;
  if (all <= from) return;
  writer.applied = all;
  const count = <f64>writer.count;
  if (all - from >= count) {
    markNumbers(writer, 0, writer.count);
    return;
  }
  const a = inRound(from, count);
  const b = inRound(all, count);
  if (a < b) {
    markNumbers(writer, a, b);
  } else {
    markNumbers(writer, a, writer.count);
    markNumbers(writer, 0, b);
  }
}

/** How often it wrote the page with this number while it went from `from` writes to `to`. */
export function sweptBetween(writer: Writer, number: u32, from: f64, to: f64): f64 {
  const count = <f64>writer.count;
  const before = count - 1 - <f64>number;
  return Math.floor((to + before) / count) - Math.floor((from + before) / count);
}
