/**
 * XBZRLE as the wire has it, for pages of which only the places that changed matter: runs of equal bytes and runs of
 * changed ones in turn, each with its length before it (one byte below 128, else two); a run of equal bytes at the end
 * is left out. What grows beyond a page goes out whole.
 */
const PAGE = 4096;
const lengthBytes = (length: number) => (length < 128 ? 1 : 2);

/** Bytes of the encoding of a page in which so many units of `unit` bytes changed entirely, those numbered in `changed`. */
export function encodedBytes(changed: ReadonlySet<number>, unit: number): number {
  let bytes = 0;
  let at = 0;
  const units = PAGE / unit;
  while (at < units) {
    let next = at;
    while (next < units && !changed.has(next)) next++;
    if (next === units) break;
    let end = next;
    while (end < units && changed.has(end)) end++;
    const run = (end - next) * unit;
    bytes += lengthBytes((next - at) * unit) + lengthBytes(run) + run;
    at = end;
  }
  return bytes;
}

/** The encoding itself, of `page` against `before`; null: no smaller than the page. */
export function encoded(before: Uint8Array, page: Uint8Array): Uint8Array | null {
  const bytes: number[] = [];
  const length = (count: number) =>
    bytes.push(...(count < 128 ? [count] : [(count & 127) | 128, count >> 7]));
  for (let at = 0; at < PAGE; ) {
    let next = at;
    while (next < PAGE && page[next] === before[next]) next++;
    if (next === PAGE) break;
    let end = next;
    while (end < PAGE && page[end] !== before[end]) end++;
    length(next - at);
    length(end - next);
    bytes.push(...page.subarray(next, end));
    at = end;
  }
  return bytes.length > PAGE ? null : Uint8Array.from(bytes);
}

/** The page that an encoding makes of the version before. */
export function decoded(before: Uint8Array, bytes: Uint8Array): Uint8Array {
  const page = before.slice();
  let read = 0;
  const length = () => {
    const low = bytes[read++] ?? 0;
    return low < 128 ? low : (low & 127) | ((bytes[read++] ?? 0) << 7);
  };
  for (let at = 0; read < bytes.length; ) {
    at += length();
    const run = length();
    page.set(bytes.subarray(read, read + run), at);
    read += run;
    at += run;
  }
  return page;
}

/** A generator for these tests: a linear congruence (Knuth's MMIX). */
function chance(seed: number): (below: number) => number {
  let state = BigInt(seed);
  return (below) => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 33n) % below;
  };
}

/** Mean length over `trials` pages on each of which so many writes fell at random places. */
export function meanOfWrites(writes: number, unit: number, trials: number): number {
  const next = chance(writes * 100 + unit);
  let sum = 0;
  for (let trial = 0; trial < trials; trial++) {
    const changed = new Set<number>();
    for (let i = 0; i < writes; i++) changed.add(next(PAGE / unit));
    sum += encodedBytes(changed, unit);
  }
  return sum / trials;
}

/** Mean length over `trials` pages in each of which so many different places changed. */
export function meanOfPlaces(places: number, unit: number, trials: number): number {
  const next = chance(places * 100 + unit);
  let sum = 0;
  for (let trial = 0; trial < trials; trial++) {
    const changed = new Set<number>();
    while (changed.size < places) changed.add(next(PAGE / unit));
    sum += encodedBytes(changed, unit);
  }
  return sum / trials;
}
