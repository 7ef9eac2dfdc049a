/**
 * How many random writes mark pages. The first `count / 32` writes of an epoch pick their pages one by one; beyond
 * that, a page is dirty if its number of the epoch lies below q = 1 − exp(−writes / pages), the share of distinct
 * pages that so many random writes reach. The numbers of 128 pages are compared at once, bit plane by bit plane.
 */
import { S } from './state';
import { wordAt, setWord, summarise, setRange, within } from './bits';
import { GOLDEN, mix, below } from './random';
import { Writer, pageOf } from './writer';

/** Planes compared before asking whether more are needed: with eight, half of the pairs of words are decided. */
const PLANES: u32 = 8;
const PLANE_STEP: i32 = 0x3779b97f;

@inline
export function mark(page: u32): void {
  markIn(S.log, S.logSummary, page);
}

@inline
function markIn(log: usize, summary: usize, page: u32): void {
  const word = log + ((<usize>(page >> 6)) << 3);
  store<u64>(word, load<u64>(word) | ((<u64>1) << page));
  const block = summary + ((<usize>(page >> 12)) << 3);
  store<u64>(block, load<u64>(block) | ((<u64>1) << (page >> 6)));
}

/** Marks writes number [from, to), each by itself; four at a time, so that they wait for memory together. */
function markSingly(first: u32, count: u32, key: u64, from: u64, to: u64): void {
  const log = S.log;
  const summary = S.logSummary;
  let at = key + from * GOLDEN;
  for (let end = at + ((to - from) & ~3) * GOLDEN; at != end; at += 4 * GOLDEN) {
    const a = first + below(mix(at), count);
    const b = first + below(mix(at + GOLDEN), count);
    const c = first + below(mix(at + 2 * GOLDEN), count);
    const d = first + below(mix(at + 3 * GOLDEN), count);
    markIn(log, summary, a);
    markIn(log, summary, b);
    markIn(log, summary, c);
    markIn(log, summary, d);
  }
  for (let end = key + to * GOLDEN; at != end; at += GOLDEN) markIn(log, summary, first + below(mix(at), count));
}

/**
 * 32 random bits in each lane, for the lane's number: Wellons' lowbias32 (github.com/skeeto/hash-prospector) with a
 * key between its rounds.
 */
@inline
function draw32(number: v128, key: v128): v128 {
  let x = v128.xor(number, v128.shr<u32>(number, 16));
  x = v128.mul<u32>(x, i32x4.splat(0x7feb352d));
  x = v128.xor(v128.xor(x, v128.shr<u32>(x, 15)), key);
  x = v128.mul<u32>(x, i32x4.splat(0x846ca68b));
  return v128.xor(x, v128.shr<u32>(x, 16));
}

/**
 * Which pages of words `pair` and `pair` + 1, an even word and the next, have a number below `threshold` / 2^32. The
 * numbers are compared from their highest bits down until every page is decided.
 */
@inline
export function bernoulliPair(key: u64, pair: u32, threshold: u32): v128 {
  const groups = v128.add<i32>(i32x4.splat(<i32>(pair << 6)), i32x4(0, 32, 64, 96));
  let at = v128.xor(groups, i32x4.splat(<i32>key));
  const inner = i32x4.splat(<i32>(key >> 32));
  let rest = i32x4.splat(<i32>threshold);
  let below = i64x2.splat(0);
  let equal = i64x2.splat(-1);
  let planes = PLANES;
  do {
    for (; planes; planes--) {
      const bit = v128.shr<i32>(rest, 31);
      const next = v128.andnot(equal, v128.xor(draw32(at, inner), bit));
      below = v128.or(below, v128.and(v128.xor(equal, next), bit));
      equal = next;
      rest = v128.add<i32>(rest, rest);
      at = v128.add<i32>(at, i32x4.splat(PLANE_STEP));
    }
    planes = 1;
  } while (v128.any_true(equal));
  return below;
}

/** Marks those pages `bits` of a word that lie in [first, end). */
@inline
function markWord(word: u32, bits: u64, first: u32, end: u32): void {
  bits = within(word, bits, first, end);
  if (!bits) return;
  setWord(S.log, word, wordAt(S.log, word) | bits);
  summarise(S.logSummary, word);
}

/** Marks writes number [from, to) of an epoch, spread uniformly over [first, first + count). */
export function markUniform(first: u32, count: u32, key: u64, from: f64, to: f64): void {
  const singles = <f64>(count >> 5 > 64 ? count >> 5 : 64);
  const last = to < singles ? to : singles;
  if (from < last) markSingly(first, count, key, <u64>from, <u64>last);
  if (to <= singles) return;
  const share = 1 - Math.exp(-(to - singles) / <f64>count);
  const threshold = <u64>(share * 4294967296);
  if (threshold == 0) return;
  const end = first + count;
  if (threshold >= 4294967295) {
    setRange(S.log, S.logSummary, first, end);
    return;
  }
  for (let pair = (first >> 6) & ~1, last = (end - 1) >> 6; pair <= last; pair += 2) {
    const bits = bernoulliPair(key, pair, <u32>threshold);
    markWord(pair, v128.extract_lane<u64>(bits, 0), first, end);
    markWord(pair + 1, v128.extract_lane<u64>(bits, 1), first, end);
  }
}

/** Chance of 2^32 that a page of `count` has been met by so many writes. */
@inline
function thresholdOf(writes: f64, count: f64): u64 {
  if (writes <= 0) return 0;
  const share = 1 - Math.exp(-writes / count);
  return <u64>(share * 4294967296);
}

/** The same for a set whose pages lie scattered: only those are looked at that were not met before. */
export function markScattered(writer: Writer, key: u64, from: f64, to: f64): void {
  const count = writer.count;
  const singles = <f64>(count >> 5 > 64 ? count >> 5 : 64);
  const last = to < singles ? to : singles;
  for (let at = from; at < last; at++) mark(pageOf(writer, below(mix(key + <u64>at * GOLDEN), count)));
  if (to <= singles) return;
  const before = thresholdOf(from - singles, <f64>count);
  const now = thresholdOf(to - singles, <f64>count);
  if (now == before) return;
  for (let pair: u32 = 0, end = (count - 1) >> 6; pair <= end; pair += 2) {
    let bits = bernoulliPair(key, pair, <u32>min(now, 4294967295));
    if (before > 0) bits = v128.andnot(bits, bernoulliPair(key, pair, <u32>min(before, 4294967295)));
    markNumbered(writer, pair << 6, v128.extract_lane<u64>(bits, 0));
    markNumbered(writer, (pair << 6) + 64, v128.extract_lane<u64>(bits, 1));
  }
}

@inline
function markNumbered(writer: Writer, low: u32, bits: u64): void {
  for (; bits; bits &= bits - 1) {
    const number = low + <u32>ctz(bits);
    if (number < writer.count) mark(pageOf(writer, number));
  }
}
