/**
 * The hypervisor's dirty log and its harvest. Under software emulation (QEMU 7.2, measured) a harvest clears the
 * whole log. With manual log protection (KVM) a harvest copies it; bits are cleared later, chunk by chunk, just
 * before the first page of the chunk is sent, and only those that the harvest reported: a bit that user space has
 * not seen is never cleared, so a page that was clean at the harvest and written before the clear is still found
 * by the next one.
 */
import { S } from './state';
import { wordAt, setWord, summarise } from './bits';
import { absorb } from './events';
import { staysZero } from './content';
import { advanceAll, advanceChunk, beginEpoch, settleZero } from './writers';

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
    memory.fill(S.chunkPending, 1, S.chunks);
  } else {
    for (let chunk: u32 = 0; chunk < S.chunks; chunk++) beginEpoch(chunk, at);
  }
  return found;
}

/** Clears in a chunk what the last harvest reported; called when its first page is about to be sent. */
export function clearChunk(chunk: u32, at: i64): void {
  store<u8>(S.chunkPending + chunk, 0);
  advanceChunk(chunk, at);
  const first = chunk << S.chunkWordShift;
  let end = first + ((<u32>1) << S.chunkWordShift);
  if (end > S.words) end = S.words;
  settleZero(first, end);
  for (let word = first; word < end; word++) {
    setWord(S.log, word, wordAt(S.log, word) & ~wordAt(S.reported, word));
    setWord(S.reported, word, 0);
  }
  beginEpoch(chunk, at);
}
