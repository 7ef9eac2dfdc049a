/**
 * What the pages hold, where that matters: how small a compressor makes them, and whether pages that are written
 * stay zero. By ranges; what lies in none does not shrink, and is no longer zero once it is written.
 */
import { S } from './state';

@unmanaged
export class Content {
  firstWord: u32;
  endWord: u32;
  /** Size after compression, as a share. */
  ratio: f64;
  /** 1: zero pages stay zero when they are written. */
  staysZero: u32;
}

export const CONTENT_BYTES: usize = 24;
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

/** Pages [first, end) hold this; ranges are taken by whole words. */
export function addContentRange(first: u32, end: u32, ratio: f64, keepsZero: u32): bool {
  if (S.contentCount >= MAX_CONTENTS) return false;
  const content = contentAt(S.contentCount++);
  content.firstWord = (first + 63) >> 6;
  content.endWord = (end + 63) >> 6;
  content.ratio = ratio;
  content.staysZero = keepsZero;
  return true;
}
