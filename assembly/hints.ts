/**
 * Pages that the guest reports free before the copy begins: nothing needs what they hold, so they are not sent until they
 * are written, and read as zeros on the destination. As in QEMU (qemu_guest_free_page_hint) the log of their chunks
 * is taken for cleared, so that it shows every write from now on.
 */
import { S } from './state';
import { ChunkPending } from './log';
import { clearRange, countBits, setRange } from './bits';

export function leaveOut(first: u32, end: u32): void {
  if (first >= end) return;
  clearRange(S.migrating, first, end);
  // Words that lie in it as a whole are empty; of the others the summary may still say that they are not.
  clearRange(S.migratingSummary, (first + 63) >> 6, end >> 6);
  setRange(S.zero, 0, first, end);
  S.dirtyPages = countBits(S.migrating, S.words);
  if (!S.clearsByChunk) return;
  const last = (end - 1) >> 6 >> S.chunkWordShift;
  for (let chunk = first >> 6 >> S.chunkWordShift; chunk <= last; chunk++) {
    store<u8>(S.chunkPending + chunk, ChunkPending.Nothing);
  }
}
