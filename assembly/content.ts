/**
 * What the pages hold, where that matters: how small a compressor makes them, and whether pages that are written
 * stay zero. By ranges; what lies in none does not shrink, and is no longer zero once it is written.
 */
import { S } from './state';
import { C } from './settings';
import { setRange, setWord, wordAt, within } from './bits';
import { streamKey } from './random';
import { bernoulliPair } from './uniform';

@unmanaged
export class Content {
  firstWord: u32;
  endWord: u32;
  /** Size after compression, as a share. */
  ratio: f64;
  /** 1: zero pages stay zero when they are written. */
  staysZero: u32;
  /** What one write changes in its page. */
  writeBytes: u32;
}

export const CONTENT_BYTES: usize = offsetof<Content>();
const ZEROS: u64 = 0x2e705;
export const MAX_CONTENTS: u32 = 32;

@inline
export function contentAt(index: u32): Content {
  return changetype<Content>(S.contents + (<usize>index) * CONTENT_BYTES);
}

export function ratioAt(word: u32): f64 {
  for (let i: u32 = 0; i < S.contentCount; i++) {
    const content = contentAt(i);
    if (word >= content.firstWord && word < content.endWord) return content.ratio;
  }
  return 1;
}

export function staysZero(word: u32): bool {
  for (let i: u32 = 0; i < S.contentCount; i++) {
    const content = contentAt(i);
    if (word >= content.firstWord && word < content.endWord) return content.staysZero != 0;
  }
  return false;
}

/** What one write changes in a page of this word. */
export function writeBytesAt(word: u32): f64 {
  for (let i: u32 = 0; i < S.contentCount; i++) {
    const content = contentAt(i);
    if (word >= content.firstWord && word < content.endWord) return <f64>content.writeBytes;
  }
  return C.writeBytes;
}

/** Pages [first, end) hold this; ranges are taken by whole words. */
export function addContentRange(first: u32, end: u32, ratio: f64, keepsZero: u32, writeBytes: u32): bool {
  if (S.contentCount >= MAX_CONTENTS) return false;
  const content = contentAt(S.contentCount++);
  content.firstWord = (first + 63) >> 6;
  content.endWord = (end + 63) >> 6;
  content.ratio = ratio;
  content.staysZero = keepsZero;
  content.writeBytes = writeBytes;
  return true;
}

/** This share of pages [first, end), drawn by lot, holds only zeros. */
export function zeroOut(first: u32, end: u32, share: f64): void {
  if (share <= 0 || first >= end) return;
  if (share >= 1) {
    setRange(S.zero, 0, first, end);
    return;
  }
  const key = streamKey(S.seed, ZEROS, first);
  const threshold = <u32>(share * 4294967295);
  for (let pair = (first >> 6) & ~1; pair <= (end - 1) >> 6; pair += 2) {
    const bits = bernoulliPair(key, pair, threshold);
    zeroWord(pair, v128.extract_lane<u64>(bits, 0), first, end);
    zeroWord(pair + 1, v128.extract_lane<u64>(bits, 1), first, end);
  }
}

@inline
function zeroWord(word: u32, bits: u64, first: u32, end: u32): void {
  bits = within(word, bits, first, end);
  if (bits) setWord(S.zero, word, wordAt(S.zero, word) | bits);
}
