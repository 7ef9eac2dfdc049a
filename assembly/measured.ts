/**
 * The guest of the measured runs, write by write: a loop that at each timer tick writes so many pages, and picks
 * them with xorshift32 (13, 17, 5) from a known seed. Its whole sequence is known, so a prediction need not
 * replace it by a law of averages. Between two page numbers it draws what it writes; those draws are skipped.
 */
import { take } from './state';
import { C } from './settings';
import { mark } from './uniform';

const SEED: u32 = 2463534242;

@unmanaged
export class MeasuredGuest {
  x: u32;
  hot: u32;
  cold: u32;
  percent: u32;
  first: u32;
  /** Draws of a write behind the one for its page: the offset in it, and the words. */
  contentDraws: u32;
  /** One byte a page: writes on it since its version in the delta cache; 0: nobody asks. */
  counts: usize;
  /** Matrix over GF(2) that skips `contentDraws` draws, when there are many. */
  skip: usize;
}

export const MEASURED_BYTES: usize = offsetof<MeasuredGuest>();
const FEW: u32 = 40;
const MATRIX_BYTES: usize = 32 * 4;

@inline
function next(x: u32): u32 {
  x ^= x << 13;
  x ^= x >> 17;
  return x ^ (x << 5);
}

@inline
function scaled(x: u32, n: u32): u32 {
  return <u32>((<u64>x * <u64>n) >> 32);
}

/** The matrix's image of `x`: xor of the columns that its bits name. */
function apply(matrix: usize, x: u32): u32 {
  let y: u32 = 0;
  while (x) {
    y ^= load<u32>(matrix + ((<usize>ctz(x)) << 2));
    x &= x - 1;
  }
  return y;
}

/** Writes the matrix of `draws` draws to `out`; `spare` is room for two more. */
function matrixOf(draws: u64, out: usize, spare: usize): void {
  for (let bit: u32 = 0; bit < 32; bit++) {
    store<u32>(out + ((<usize>bit) << 2), (<u32>1) << bit);
    store<u32>(spare + ((<usize>bit) << 2), next((<u32>1) << bit));
  }
  const squared = spare + MATRIX_BYTES;
  while (draws) {
    if (draws & 1) {
      for (let at = out; at < out + MATRIX_BYTES; at += 4) store<u32>(at, apply(spare, load<u32>(at)));
    }
    for (let i: usize = 0; i < MATRIX_BYTES; i += 4) store<u32>(squared + i, apply(spare, load<u32>(spare + i)));
    memory.copy(spare, squared, MATRIX_BYTES);
    draws >>= 1;
  }
}

/**
 * @param percent share of the writes that go to the hot pages; 100: no draw decides it
 * @param drawsBefore what it drew before its first write, filling its memory
 * @param writesBefore writes that it had done when the migration began
 */
export function makeMeasuredGuest(
  first: u32,
  hot: u32,
  cold: u32,
  percent: u32,
  drawsBefore: u64,
  writesBefore: u64,
  contentDraws: u32,
): usize {
  const at = take(MEASURED_BYTES + 3 * MATRIX_BYTES);
  if (!at) return 0;
  const guest = changetype<MeasuredGuest>(at);
  guest.first = first;
  guest.hot = hot;
  guest.cold = cold;
  guest.percent = percent;
  guest.contentDraws = contentDraws;
  guest.skip = at + MEASURED_BYTES;
  const spare = guest.skip + MATRIX_BYTES;
  const perWrite = <u64>contentDraws + (cold ? 2 : 1);
  matrixOf(drawsBefore + writesBefore * perWrite, guest.skip, spare);
  if (C.deltaSlots > 0) guest.counts = take(<usize>hot + <usize>cold);
  guest.x = apply(guest.skip, SEED);
  matrixOf(contentDraws, guest.skip, spare);
  return at;
}

/** The page of the next write. */
@inline
export function nextPage(guest: MeasuredGuest): u32 {
  let x = guest.x;
  let hot = true;
  if (guest.cold) {
    x = next(x);
    hot = scaled(x, 100) < guest.percent;
  }
  x = next(x);
  const page = hot ? guest.first + scaled(x, guest.hot) : guest.first + guest.hot + scaled(x, guest.cold);
  if (guest.contentDraws <= FEW) {
    for (let i: u32 = 0; i < guest.contentDraws; i++) x = next(x);
  } else {
    x = apply(guest.skip, x);
  }
  guest.x = x;
  return page;
}

/** Marks the next `writes` writes. */
export function markMeasured(at: usize, writes: f64): void {
  const guest = changetype<MeasuredGuest>(at);
  const end = <i64>writes;
  if (!guest.counts) {
    for (let i: i64 = 0; i < end; i++) mark(nextPage(guest));
    return;
  }
  for (let i: i64 = 0; i < end; i++) {
    const page = nextPage(guest);
    mark(page);
    const at = guest.counts + <usize>(page - guest.first);
    const count = load<u8>(at);
    if (count < 255) store<u8>(at, count + 1);
  }
}

/** Writes on `page` since the count was last reset. */
export function writesOn(at: usize, page: u32, reset: bool): f64 {
  const guest = changetype<MeasuredGuest>(at);
  const count = guest.counts + <usize>(page - guest.first);
  const writes = <f64>load<u8>(count);
  if (reset) store<u8>(count, 0);
  return writes;
}
