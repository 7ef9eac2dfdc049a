/** The memory map: how many pages of each cell are there, dirty again, waiting, zero, asked for. */
import { S } from './state';
import { wordAt, maskOf } from './bits';
import { hostFirstWord } from './host-pages';

/** Of one cell: five u32. */
export const CELL_BYTES: usize = 20;

/** Counts `cells` cells of `pagesPerCell` pages into `out`: there, dirty again, waiting, zero, asked for. */
export function countCells(out: usize, cells: u32, pagesPerCell: u32): void {
  const postcopy = S.switchedAt >= 0;
  for (let cell: u32 = 0; cell < cells; cell++) {
    let there: u32 = 0;
    let dirty: u32 = 0;
    let waiting: u32 = 0;
    let zeros: u32 = 0;
    let asked: u32 = 0;
    const low = <u64>cell * <u64>pagesPerCell;
    let high = low + <u64>pagesPerCell;
    if (high > <u64>S.pages) high = S.pages;
    if (low < high) {
      const firstWord = <u32>(low >> 6);
      const lastWord = <u32>((high - 1) >> 6);
      for (let word = firstWord; word <= lastWord; word++) {
        const from = word == firstWord ? <u32>(low & 63) : 0;
        const to = word == lastWord ? <u32>((high - 1) & 63) + 1 : 64;
        const mask = maskOf(from, to);
        const unsent = wordAt(S.migrating, word);
        if (postcopy) {
          // What the source still has is missing on the destination, whether or not it was sent before.
          const requested = wordAt(S.requested, hostFirstWord(word << 6)) & mask;
          const zero = wordAt(S.zero, word) & mask & ~requested;
          const data = mask & ~zero & ~requested;
          asked += <u32>popcnt(requested);
          zeros += <u32>popcnt(zero);
          waiting += <u32>popcnt(data & unsent);
          there += <u32>popcnt(data & ~unsent);
          continue;
        }
        // Once the guest has stopped, the last sync has taken the log: what waits is in the bitmap alone.
        const written: u64 = S.stoppedAt >= 0 ? 0 : wordAt(S.log, word);
        const sent: u64 = S.wrapped || word < S.cursorWord ? <u64>-1 : word == S.cursorWord ? ~unsent : 0;
        const zero = wordAt(S.zero, word) & ~(sent & written);
        const data = mask & ~zero;
        zeros += <u32>popcnt(zero & mask);
        dirty += <u32>popcnt(data & sent & (unsent | written));
        there += <u32>popcnt(data & sent & ~(unsent | written));
        waiting += <u32>popcnt(data & ~sent);
      }
    }
    const at = out + <usize>cell * CELL_BYTES;
    store<u32>(at, there);
    store<u32>(at, dirty, 4);
    store<u32>(at, waiting, 8);
    store<u32>(at, zeros, 12);
    store<u32>(at, asked, 16);
  }
}
