/**
 * Pages of the destination that are larger than the guest's: in post-copy they come as a whole. Of such a page all
 * waits or nothing, and who touches any part of it waits for all of it.
 */
import { S } from './state';
import { setWord, summarise, wordAt } from './bits';

/** The first word of the host page around `page`, and the one behind its last. */
@inline
export function hostFirstWord(page: u32): u32 {
  return (page >> 6) & ~(S.hostWords - 1);
}
@inline
export function hostEndWord(page: u32): u32 {
  const end = hostFirstWord(page) + S.hostWords;
  return end < S.words ? end : S.words;
}

/** What of each of these words belongs to the host page around `page`. */
@inline
export function hostBits(page: u32): u64 {
  const host = S.hostPages;
  if (host >= 64) return <u64>-1;
  const bit = page & 63;
  return host <= 1 ? <u64>1 << bit : (<u64>-1 >> (64 - host)) << (bit & ~(host - 1));
}

/** Some part of the host page around `page` has not been sent. */
export function hostWaits(page: u32): bool {
  const bits = hostBits(page);
  for (let word = hostFirstWord(page), end = hostEndWord(page); word < end; word++) {
    if (wordAt(S.migrating, word) & bits) return true;
  }
  return false;
}

/** The groups of `size` bits, a power of two below 64, of which `bits` has some. */
function wholeGroups(bits: u64, size: u64): u64 {
  for (let step: u64 = 1; step < size; step <<= 1) bits |= bits >> step;
  const group = ((<u64>1) << size) - 1;
  return (bits & (<u64>-1 / group)) * group;
}

/** `bits` of those pages of word `word` that exist wait. */
function wait(word: u32, bits: u64): void {
  const pages = S.pages - (word << 6);
  const all = pages < 64 ? bits & (<u64>-1 >> (64 - pages)) : bits;
  S.dirtyPages += <i64>popcnt(all & ~wordAt(S.migrating, word));
  setWord(S.migrating, word, all);
  summarise(S.migratingSummary, word);
}

/** Makes every host page of which a part is waiting wait as a whole. */
export function wholeHostPages(): void {
  const host = S.hostPages;
  if (host <= 1) return;
  for (let word: u32 = 0; word < S.words; ) {
    const page = word << 6;
    const end = hostEndWord(page);
    if (host < 64) {
      const bits = wordAt(S.migrating, word);
      if (bits) wait(word, wholeGroups(bits, host));
    } else if (hostWaits(page)) {
      for (let each = word; each < end; each++) wait(each, <u64>-1);
    }
    word = end;
  }
}
