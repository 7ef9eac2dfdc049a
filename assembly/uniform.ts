/**
 * How many random writes mark pages. The first `count / 32` writes of an epoch pick their pages one by one; beyond
 * that, a page is dirty if its number of the epoch lies below q = 1 − exp(−writes / pages), the share of distinct
 * pages that so many random writes reach. The numbers of 64 pages are compared at once, bit plane by bit plane.
 */
import { S } from './state';
import { wordAt, setWord, maskOf, summarise, setRange } from './bits';
import { draw, below } from './random';

/** 64 pages at once: which of the numbers drawn for word `word` lie below `threshold` / 2^32. */
@inline
function bernoulliWord(key: u64, word: u32, threshold: u64): u64 {
  let result: u64 = 0;
  let undecided: u64 = <u64>-1;
  let plane: i32 = 31;
  let rest = threshold;
  while (rest != 0 && undecided != 0) {
    const random = draw(key, ((<u64>word) << 5) | <u64>plane);
    if ((rest >> <u64>plane) & 1) {
      result |= undecided & ~random;
      undecided &= random;
      rest &= ~((<u64>1) << <u64>plane);
    } else {
      undecided &= ~random;
    }
    plane--;
  }
  return result;
}

@inline
export function mark(page: u32): void {
  const word = page >> 6;
  const at = S.log + ((<usize>word) << 3);
  store<u64>(at, load<u64>(at) | ((<u64>1) << (page & 63)));
  summarise(S.logSummary, word);
}

/** Marks writes number [from, to) of an epoch, spread uniformly over [first, first + count). */
export function markUniform(first: u32, count: u32, key: u64, from: f64, to: f64): void {
  const singles = <f64>(count >> 5 > 64 ? count >> 5 : 64);
  const last = to < singles ? to : singles;
  for (let i = <u64>from, end = <u64>last; i < end; i++) mark(first + below(draw(key, i), count));
  if (to <= singles) return;
  const share = 1 - Math.exp(-(to - singles) / <f64>count);
  const threshold = <u64>(share * 4294967296);
  if (threshold == 0) return;
  if (threshold >= 4294967295) {
    setRange(S.log, S.logSummary, first, first + count);
    return;
  }
  const planes = key ^ 0xa0761d6478bd642f;
  const end = first + count;
  const firstWord = first >> 6;
  const lastWord = (end - 1) >> 6;
  for (let word = firstWord; word <= lastWord; word++) {
    let bits = bernoulliWord(planes, word, threshold);
    if (word == firstWord || word == lastWord) {
      bits &= maskOf(word == firstWord ? first & 63 : 0, word == lastWord ? ((end - 1) & 63) + 1 : 64);
    }
    if (bits) {
      setWord(S.log, word, wordAt(S.log, word) | bits);
      summarise(S.logSummary, word);
    }
  }
}
