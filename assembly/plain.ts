/**
 * Whole words of plain pages, of which most of a migration consists. Where nothing but pages and zero markers goes
 * over the wire, the words of one summary word are sent in a loop over local numbers: word by word the same as
 * `sendBits` in send.ts, and it stops in front of the word in which a limit falls.
 */
import { S } from './state';
import { C } from './settings';
import { wordAt, setWord } from './bits';
import { MAX_SECTION_NS } from './send';

/** No packets, runs, compression or deltas, no page that is looked at, no summary word that lies in two chunks. */
@inline
export function sendsPlainly(): bool {
  if (S.packetPages != 0 || S.runHeader != 0 || S.compressNsPerPage > 0 || C.deltaSlots > 0) return false;
  return !C.skipRedirtied && !C.zeroWhole && S.chunkWordShift >= 6;
}

/**
 * Sends on from the cursor, which is at a waiting word, until `until`, a limit, the end of the chunk that has been
 * cleared, or the end of memory. Returns whether anything was sent. `free`: there are no limits.
 */
export function sendPlainWords(until: i64, free: bool): bool {
  const migrating = S.migrating;
  const summaries = S.migratingSummary;
  const zeros = S.zero;
  const perPage = S.wrapped ? S.localNsPerPage : S.firstTouchNsPerPage;
  const perZero = C.zeroPageNs;
  const pageWire = S.pageWire;
  const zeroWire = S.zeroWire;
  const linkNsPerByte = S.linkNsPerByte;
  const buffer = S.linkBufferNs;
  const latest = free ? i64.MAX_VALUE : S.sectionStart + MAX_SECTION_NS;
  const room = free || S.sectionTarget <= 0 ? i64.MAX_VALUE : S.sectionTarget - S.sectionSent;
  const waiting = S.dirtyPages;
  let now = S.now;
  let busy = S.linkBusyUntil;
  let sent: i64 = 0;
  let pages: i64 = 0;
  let zeroPages: i64 = 0;
  // What one word needs, kept for the next: most are alike.
  let normal: i64 = 0;
  let zero: i64 = 0;
  let bytes: i64 = 0;
  let workNs: i64 = 0;
  let wireNs: i64 = 0;
  let cursor = S.cursorWord;
  let block = cursor >> 6;
  let rest = wordAt(summaries, block) & (<u64>-1 << (cursor & 63));
  for (const end = endBlock(cursor, free); ; rest = wordAt(summaries, block)) {
    let done: u64 = 0;
    while (rest != 0 && now < until) {
      const word = (block << 6) + <u32>ctz(rest);
      const bits = wordAt(migrating, word);
      const zeroBits = <i64>popcnt(bits & wordAt(zeros, word));
      const all = <i64>popcnt(bits);
      if (all - zeroBits != normal || zeroBits != zero) {
        zero = zeroBits;
        normal = all - zero;
        bytes = normal * pageWire + zero * zeroWire;
        workNs = <i64>(<f64>normal * perPage + <f64>zero * perZero);
        wireNs = <i64>(<f64>bytes * linkNsPerByte);
      }
      let at = now + workNs;
      let clear = busy;
      if (linkNsPerByte > 0) {
        clear = max(busy, now) + wireNs;
        at = max(at, clear - buffer);
      }
      if (at > latest || sent + bytes >= room) break;
      // A word that has become empty costs nothing and changes nothing.
      if (bits) {
        setWord(migrating, word, 0);
        cursor = word;
        now = at;
        busy = clear;
      }
      sent += bytes;
      pages += all;
      zeroPages += zero;
      done |= rest & (0 - rest);
      rest &= rest - 1;
    }
    if (done) setWord(summaries, block, wordAt(summaries, block) & ~done);
    if (rest || pages == waiting || ++block >= end) break;
  }
  S.cursorWord = cursor;
  S.now = now;
  S.linkBusyUntil = busy;
  S.dirtyPages = waiting - pages;
  S.normalPages += pages - zeroPages;
  S.zeroPages += zeroPages;
  if (S.wrapped) S.resentPages += pages;
  S.sentBytes += sent;
  S.sectionSent += sent;
  S.sectionPages += pages;
  return pages != 0;
}

/** Behind the last summary word of the chunk of `word`, or of memory where chunks do not matter. */
@inline
function endBlock(word: u32, free: bool): u32 {
  if (free || !S.clearsByChunk) return S.summaryWords;
  return min(((word >> S.chunkWordShift) + 1) << (S.chunkWordShift - 6), S.summaryWords);
}
