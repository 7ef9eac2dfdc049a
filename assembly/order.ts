/**
 * In which order the pages of a set are counted: as they lie, column by column of a table whose rows have `stride`
 * pages, or scattered by a permutation that a key picks. Each goes both ways, from number to page and back.
 */

export namespace Order {
  export const Lying: u32 = 0;
  export const Columns: u32 = 1;
  export const Scattered: u32 = 2;
}

/** Odd factors (those of xxHash and MurmurHash3) and their inverses modulo 2^32. */
const A: u32 = 0x9e3779b1;
const B: u32 = 0x85ebca6b;
const C: u32 = 0xc2b2ae35;
const A_BACK: u32 = 0x0e8b2f51;
const B_BACK: u32 = 0xa5cb9243;
const C_BACK: u32 = 0x7ed1b41d;

@inline
function bitsFor(span: u32): u32 {
  return span <= 2 ? 1 : 32 - <u32>clz(span - 1);
}

/** One-to-one on [0, 2^bits): products with odd numbers, and folds of the upper half upon the lower one. */
@inline
function stir(x: u32, bits: u32, key: u32): u32 {
  const mask = <u32>((<u64>1 << bits) - 1);
  const half = (bits + 1) >> 1;
  x = ((x ^ key) * A) & mask;
  x ^= x >> half;
  x = (x * B) & mask;
  x ^= x >> half;
  x = (x * C) & mask;
  return x ^ (x >> half);
}

@inline
function unstir(x: u32, bits: u32, key: u32): u32 {
  const mask = <u32>((<u64>1 << bits) - 1);
  const half = (bits + 1) >> 1;
  x ^= x >> half;
  x = (x * C_BACK) & mask;
  x ^= x >> half;
  x = (x * B_BACK) & mask;
  x ^= x >> half;
  return ((x * A_BACK) ^ key) & mask;
}

/** Which of `span` pages is number `at`; what falls beyond the set is stirred again. */
@inline
export function scattered(at: u32, span: u32, key: u32): u32 {
  const bits = bitsFor(span);
  do at = stir(at, bits, key & <u32>((<u64>1 << bits) - 1));
  while (at >= span);
  return at;
}

@inline
export function unscattered(page: u32, span: u32, key: u32): u32 {
  const bits = bitsFor(span);
  do page = unstir(page, bits, key & <u32>((<u64>1 << bits) - 1));
  while (page >= span);
  return page;
}

/** The first columns are a row longer than the others, when the last row is not full. */
@inline
export function byColumns(at: u32, span: u32, stride: u32): u32 {
  const rows = span / stride;
  const longer = span % stride;
  const inLonger = longer * (rows + 1);
  if (at < inLonger) return at / (rows + 1) + (at % (rows + 1)) * stride;
  if (rows == 0) return at;
  const rest = at - inLonger;
  return longer + rest / rows + (rest % rows) * stride;
}

@inline
export function fromColumns(page: u32, span: u32, stride: u32): u32 {
  const rows = span / stride;
  const longer = span % stride;
  const column = page % stride;
  const row = page / stride;
  return column < longer ? column * (rows + 1) + row : longer * (rows + 1) + (column - longer) * rows + row;
}
