/**
 * Bitmaps: one bit a page in 64-bit words, and a summary with one bit a word. A summary bit may be set for a
 * word that has become empty, never the other way round, so scans can trust its zeros.
 */

@inline
export function wordAt(bitmap: usize, word: u32): u64 {
  return load<u64>(bitmap + ((<usize>word) << 3));
}

@inline
export function setWord(bitmap: usize, word: u32, value: u64): void {
  store<u64>(bitmap + ((<usize>word) << 3), value);
}

/** Bits [from, to) of one word, 0 ≤ from < to ≤ 64. */
@inline
export function maskOf(from: u32, to: u32): u64 {
  return (<u64>-1 << from) & (<u64>-1 >> (64 - to));
}

/** Those of a word's `bits` that are pages of [first, end). */
@inline
export function within(word: u32, bits: u64, first: u32, end: u32): u64 {
  const low = word << 6;
  if (low < first) bits = low + 64 <= first ? 0 : bits & (<u64>-1 << (first - low));
  if (low + 64 > end) bits = low >= end ? 0 : bits & (<u64>-1 >> (low + 64 - end));
  return bits;
}

@inline
export function summarise(summary: usize, word: u32): void {
  const at = summary + ((<usize>(word >> 6)) << 3);
  store<u64>(at, load<u64>(at) | ((<u64>1) << (word & 63)));
}

/** Fewer whole words than this are stored one by one: the engine's own loop beats a call of the host's fill. */
const FEW_WORDS: u32 = 16;

/** Every bit of words [first, end) becomes as in the byte `pattern`. */
@inline
function fillWords(bitmap: usize, first: u32, end: u32, pattern: u8): void {
  if (end - first >= FEW_WORDS) {
    memory.fill(bitmap + ((<usize>first) << 3), pattern, (<usize>(end - first)) << 3);
    return;
  }
  const value: u64 = pattern ? <u64>-1 : 0;
  for (let word = first; word < end; word++) setWord(bitmap, word, value);
}

/** Sets pages [first, end) and, unless `summary` is 0, their summary bits. */
export function setRange(bitmap: usize, summary: usize, first: u32, end: u32): void {
  if (first >= end) return;
  const firstWord = first >> 6;
  const lastWord = (end - 1) >> 6;
  if (summary) setRange(summary, 0, firstWord, lastWord + 1);
  const head = <u64>-1 << (first & 63);
  const tail = <u64>-1 >> (63 - ((end - 1) & 63));
  if (firstWord == lastWord) {
    setWord(bitmap, firstWord, wordAt(bitmap, firstWord) | (head & tail));
    return;
  }
  setWord(bitmap, firstWord, wordAt(bitmap, firstWord) | head);
  fillWords(bitmap, firstWord + 1, lastWord, 0xff);
  setWord(bitmap, lastWord, wordAt(bitmap, lastWord) | tail);
}

/** Clears pages [first, end); summaries are left as they are. */
export function clearRange(bitmap: usize, first: u32, end: u32): void {
  if (first >= end) return;
  const firstWord = first >> 6;
  const lastWord = (end - 1) >> 6;
  const head = <u64>-1 << (first & 63);
  const tail = <u64>-1 >> (63 - ((end - 1) & 63));
  if (firstWord == lastWord) {
    setWord(bitmap, firstWord, wordAt(bitmap, firstWord) & ~(head & tail));
    return;
  }
  setWord(bitmap, firstWord, wordAt(bitmap, firstWord) & ~head);
  fillWords(bitmap, firstWord + 1, lastWord, 0);
  setWord(bitmap, lastWord, wordAt(bitmap, lastWord) & ~tail);
}

/** Pages set in a bitmap of `words` words. */
export function countBits(bitmap: usize, words: u32): i64 {
  let a: u64 = 0;
  let b: u64 = 0;
  let c: u64 = 0;
  let d: u64 = 0;
  let at = bitmap;
  const end = bitmap + ((<usize>words) << 3);
  const quads = bitmap + ((<usize>(words & ~3)) << 3);
  while (at < quads) {
    a += popcnt<u64>(load<u64>(at));
    b += popcnt<u64>(load<u64>(at, 8));
    c += popcnt<u64>(load<u64>(at, 16));
    d += popcnt<u64>(load<u64>(at, 24));
    at += 32;
  }
  while (at < end) {
    a += popcnt<u64>(load<u64>(at));
    at += 8;
  }
  return <i64>(a + b + c + d);
}
