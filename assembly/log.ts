/**
 * The hypervisor's dirty log and its harvest. Under software emulation (QEMU 7.2, measured) a harvest clears the
 * whole log. With manual log protection (KVM) a harvest copies it; bits are cleared later, chunk by chunk, just
 * before the first page of the chunk is sent, and only those that the harvest reported: a bit that user space has
 * not seen is never cleared, so a page that was clean at the harvest and written before the clear is still found
 * by the next one.
 */
import { S } from './state';
import { wordAt, setWord, maskOf, summarise } from './bits';
import { absorb } from './events';
import { staysZero } from './content';
import { advanceAll, advanceChunk, beginEpoch, settleZero } from './writers';

/** What a chunk's log bits are waiting for. */
export namespace ChunkPending {
  /** They were cleared since the last harvest. */
  export const Nothing: u8 = 0;
  /** Those that a harvest reported are to be cleared. */
  export const Reported: u8 = 1;
  /** All are: at the start every page counts as reported, though nothing has been written yet. */
  export const All: u8 = 2;
}

/** Takes the log into the migration bitmap; returns the pages that were not waiting already. */
export function harvest(at: i64): i64 {
  advanceAll(at);
  const log = S.log;
  const bitmap = S.migrating;
  const byChunk = S.clearsByChunk;
  let found: i64 = 0;
  for (let block: u32 = 0; block < S.summaryWords; block++) {
    let summary = wordAt(S.logSummary, block);
    if (!summary) continue;
    let keep: u64 = 0;
    while (summary) {
      const bit = ctz(summary);
      summary &= summary - 1;
      const word = (block << 6) + <u32>bit;
      const written = wordAt(log, word);
      if (byChunk) {
        setWord(S.reported, word, wordAt(S.reported, word) | written);
        if (written) keep |= (<u64>1) << bit;
      } else if (written) {
        setWord(log, word, 0);
      }
      if (!written) continue;
      const zero = wordAt(S.zero, word);
      if (zero & written && !(S.contentCount && staysZero(word))) setWord(S.zero, word, zero & ~written);
      const waiting = wordAt(bitmap, word);
      const fresh = written & ~waiting;
      if (!fresh) continue;
      setWord(bitmap, word, waiting | fresh);
      summarise(S.migratingSummary, word);
      found += <i64>popcnt(fresh);
      absorb(word);
      absorb(fresh);
    }
    setWord(S.logSummary, block, keep);
  }
  if (byChunk) {
    for (let chunk: u32 = 0; chunk < S.chunks; chunk++) {
      const at = S.chunkPending + chunk;
      if (load<u8>(at) == ChunkPending.Nothing) store<u8>(at, ChunkPending.Reported);
    }
  } else {
    for (let chunk: u32 = 0; chunk < S.chunks; chunk++) beginEpoch(chunk, at);
  }
  return found;
}

/**
 * Clears in a chunk what the last harvest reported; called when its first page is about to be sent. What was not
 * written was not reported either, so the log's summary tells which words to look at.
 */
export function clearChunk(chunk: u32, at: i64): void {
  const all = load<u8>(S.chunkPending + chunk) == ChunkPending.All;
  store<u8>(S.chunkPending + chunk, ChunkPending.Nothing);
  advanceChunk(chunk, at);
  const first = chunk << S.chunkWordShift;
  let end = first + ((<u32>1) << S.chunkWordShift);
  if (end > S.words) end = S.words;
  for (let low = first; low < end; ) {
    const block = low >> 6;
    const next = min((block + 1) << 6, end);
    const mask = maskOf(low & 63, ((next - 1) & 63) + 1);
    const marked = wordAt(S.logSummary, block);
    if (marked & mask) {
      settleZero(low, next);
      let kept = marked & ~mask;
      for (let rest = marked & mask; rest; rest &= rest - 1) {
        const word = (block << 6) + <u32>ctz(rest);
        const left = all ? 0 : wordAt(S.log, word) & ~wordAt(S.reported, word);
        setWord(S.log, word, left);
        setWord(S.reported, word, 0);
        if (left) kept |= rest & (0 - rest);
      }
      setWord(S.logSummary, block, kept);
    }
    low = next;
  }
  beginEpoch(chunk, at);
}
