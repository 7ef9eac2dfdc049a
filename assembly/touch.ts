/**
 * What the guest touches on the destination that may not be there: how much each writer lacks, when it next meets a
 * page that is missing, and which. Sets meet one by chance, as often as their writes fall on what is missing; sweeps
 * meet the next one on their way.
 */
import { S } from './state';
import { C } from './settings';
import { wordAt } from './bits';
import { below, draw } from './random';
import { activeTicksAt, guestTime } from './clock';
import { Order } from './order';
import { placeOf } from './sets';
import { isMissing } from './vcpu';
import { Writer, WriterKind, numberOf, pageOf, rangeBits, writerAt } from './writer';

/** It waits, or it is under way and may have arrived. */
@inline
function mayMiss(page: u32): bool {
  return (((wordAt(S.migrating, page >> 6) | wordAt(S.coming, page >> 6)) >> (page & 63)) & 1) != 0;
}

/** It touches what it writes, and is not followed write by write. */
@inline
function isWatched(writer: Writer): bool {
  return writer.kind == WriterKind.Uniform || writer.kind == WriterKind.Sweep || writer.kind == WriterKind.Drift;
}

/** Pages of `bits` that the writer may touch. */
function own(writer: Writer, word: u32, bits: u64): i64 {
  bits &= rangeBits(writer, word);
  if (!bits) return 0;
  if (writer.kind == WriterKind.Drift) {
    const place = writer.first + placeOf(writer);
    let sum: i64 = 0;
    for (let rest = bits; rest; rest &= rest - 1) {
      const page = (word << 6) + <u32>ctz(rest);
      if (page >= place && page - place < writer.count) sum++;
    }
    return sum;
  }
  if (writer.order != Order.Scattered) return <i64>popcnt(bits);
  let sum: i64 = 0;
  for (let rest = bits; rest; rest &= rest - 1) {
    if (numberOf(writer, (word << 6) + <u32>ctz(rest)) >= 0) sum++;
  }
  return sum;
}

/** These pages are missing from now on (`sign` 1), or no longer (-1). */
export function recount(word: u32, bits: u64, sign: i64): void {
  for (let i: u32 = 0; i < S.writerCount; i++) {
    const writer = writerAt(i);
    if (isWatched(writer)) writer.missing += sign * own(writer, word, bits);
  }
}

/** Counts what is missing as the guest starts on the destination. */
export function countMissing(): void {
  for (let i: u32 = 0; i < S.writerCount; i++) {
    const writer = writerAt(i);
    writer.missing = 0;
    writer.ahead = 0;
    if (!isWatched(writer)) continue;
    const end = (writer.first + writer.span + 63) >> 6;
    for (let word = writer.first >> 6; word < end; word++) {
      const bits = wordAt(S.migrating, word);
      if (bits) writer.missing += own(writer, word, bits);
    }
  }
}

/** Spans over which a guest's pace is looked at, ns. */
const PACE_NS: i64 = 100_000_000;

/** Writes a second at the pace of the moment `at` of the guest's time. */
function perSecond(writer: Writer, at: i64): f64 {
  if (writer.kind == WriterKind.Sweep && writer.once && writer.applied + writer.ahead >= <f64>writer.count) return 0;
  const all = (writer.rate * writer.percent * C.tickHz) / 100 / 1000;
  if (!writer.course) return all;
  const ticks = activeTicksAt(at + PACE_NS, writer.course) - activeTicksAt(at, writer.course);
  return (all * <f64>ticks * 1e9) / (C.tickHz * <f64>PACE_NS);
}

@inline
function isSet(writer: Writer): bool {
  return writer.kind == WriterKind.Uniform || writer.kind == WriterKind.Drift;
}

/** Faults a second of one of the CPUs on sets, `ran` ns behind the switchover. */
export function chanceOf(ran: i64): f64 {
  let sum: f64 = 0;
  for (let i: u32 = 0; i < S.writerCount; i++) sum += chance(writerAt(i), ran);
  return sum / C.vcpus;
}

function chance(writer: Writer, ran: i64): f64 {
  if (!isSet(writer) || writer.missing <= 0) return 0;
  return (perSecond(writer, guestTime(S.stoppedAt) + ran) * <f64>writer.missing) / <f64>writer.count;
}

/** The missing page that a write at random meets: `random` picks the set, and the page in it. */
export function metByChance(random: u64, ran: i64): u32 {
  let pick = chanceOf(ran) * C.vcpus * (<f64>(draw(random, 1) >> 11) / 9007199254740992);
  let last: u32 = 0;
  for (let i: u32 = 0; i < S.writerCount; i++) {
    const share = chance(writerAt(i), ran);
    if (share <= 0) continue;
    last = i;
    pick -= share;
    if (pick <= 0) break;
  }
  return missingPage(writerAt(last), draw(random, 2));
}

/** The first page of [from, end) that may be missing; `end`: none. */
function nextMissing(from: u32, end: u32): u32 {
  if (from >= end) return end;
  let word = from >> 6;
  let bits = (wordAt(S.migrating, word) | wordAt(S.coming, word)) & (<u64>-1 << (from & 63));
  for (const last = (end - 1) >> 6; !bits; bits = wordAt(S.migrating, word) | wordAt(S.coming, word)) {
    if (++word > last) return end;
  }
  return min((word << 6) + <u32>ctz(bits), end);
}

/** Draws of a page that may miss what is missing, before it is looked for. */
const GUESSES: u64 = 64;

/** A page of the set that may be missing, of which it has some. */
export function missingPage(writer: Writer, random: u64): u32 {
  const start = writer.kind == WriterKind.Drift ? placeOf(writer) : 0;
  for (let i: u64 = 0; i < GUESSES; i++) {
    const page = pageOf(writer, start + below(draw(random, i), writer.count));
    if (mayMiss(page)) return page;
  }
  let number = below(random, writer.count);
  if (writer.order == Order.Lying) {
    const first = pageOf(writer, start);
    const end = first + writer.count;
    let page = nextMissing(first + number, end);
    if (page == end) page = nextMissing(first, first + number);
    return page < end && mayMiss(page) ? page : writer.first;
  }
  for (let i: u32 = 0; i < writer.count; i++) {
    const page = pageOf(writer, start + number);
    if (mayMiss(page)) return page;
    if (++number == writer.count) number = 0;
  }
  return writer.first;
}

/** The next fault of the sweeps of one CPU: when, in ns from now, and on which page. */
export let sweptPage: u32 = 0;

/** Ns until a sweep of CPU `index` meets a missing page, or -1: none does within `span` ns from `at` on. */
export function nextSwept(index: u32, at: i64, span: i64, ran: i64): i64 {
  let first: i64 = -1;
  for (let i: u32 = 0; i < S.writerCount; i++) {
    const writer = writerAt(i);
    if (writer.kind != WriterKind.Sweep || writer.missing <= 0 || i % S.vcpuCount != index) continue;
    const pace = perSecond(writer, guestTime(S.stoppedAt) + ran) / 1e9;
    if (pace <= 0) continue;
    const from = writer.applied + writer.ahead;
    let to = from + pace * <f64>span;
    if (to > from + <f64>writer.count) to = from + <f64>writer.count;
    if (writer.once && to > <f64>writer.count) to = <f64>writer.count;
    for (let write = Math.floor(from); write < to; write += 1) {
      const round = Math.floor(write / <f64>writer.count);
      const page = pageOf(writer, <u32>(write - round * <f64>writer.count));
      if (!mayMiss(page)) continue;
      const wait = write > from ? <i64>((write - from) / pace) : 0;
      if (!isMissing(page, at + wait)) continue;
      if (first < 0 || wait < first) {
        first = wait;
        sweptPage = page;
      }
      break;
    }
  }
  return first;
}

/** The sweeps of CPU `index` have gone on for `span` ns. */
export function sweepOn(index: u32, span: i64, ran: i64): void {
  for (let i: u32 = 0; i < S.writerCount; i++) {
    const writer = writerAt(i);
    if (writer.kind != WriterKind.Sweep || writer.missing <= 0 || i % S.vcpuCount != index) continue;
    writer.ahead += (perSecond(writer, guestTime(S.stoppedAt) + ran) * <f64>span) / 1e9;
  }
}
