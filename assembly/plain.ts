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
  const linked = linkNsPerByte > 0;
  const buffer = S.linkBufferNs;
  const latest = free ? i64.MAX_VALUE : S.sectionStart + MAX_SECTION_NS;
  const room = free || S.sectionTarget <= 0 ? i64.MAX_VALUE : S.sectionTarget - S.sectionSent;
  const waiting = S.dirtyPages;
  let now = S.now;
  // A link without a limit is never behind.
  let busy = linked ? S.linkBusyUntil : now;
  let sent: i64 = 0;
  // Pages in the upper half, those of them that are zero in the lower one.
  let pages: i64 = 0;
  // What one word needs, kept for the next: most are alike.
  let kind: i64 = 0;
  let bytes: i64 = 0;
  let workNs: i64 = 0;
  let wireNs: i64 = 0;
  let block = S.cursorWord >> 6;
  let rest = wordAt(summaries, block) & (<u64>-1 << (S.cursorWord & 63));
  for (const end = endBlock(S.cursorWord, free); ; rest = wordAt(summaries, block)) {
    const first = block << 6;
    let marked = rest;
    while (rest != 0 && now < until) {
      const word = first + <u32>ctz(rest);
      const bits = wordAt(migrating, word);
      if (bits) {
        const found = (<i64>popcnt(bits) << 32) + <i64>popcnt(bits & wordAt(zeros, word));
        if (found != kind) {
          kind = found;
          const zero = kind & 0xffffffff;
          const normal = (kind >> 32) - zero;
          bytes = normal * pageWire + zero * zeroWire;
          workNs = <i64>(<f64>normal * perPage + <f64>zero * perZero);
          wireNs = <i64>(<f64>bytes * linkNsPerByte);
        }
        const clear = max(busy, now) + wireNs;
        const at = max(now + workNs, clear - buffer);
        if (at > latest || sent + bytes >= room) break;
        setWord(migrating, word, 0);
        now = at;
        busy = clear;
        sent += bytes;
        pages += kind;
      } else {
        // It has become empty: that costs nothing.
        setWord(summaries, block, wordAt(summaries, block) & ~(rest & (0 - rest)));
        marked ^= rest & (0 - rest);
      }
      rest &= rest - 1;
    }
    const done = marked ^ rest;
    if (done) {
      setWord(summaries, block, wordAt(summaries, block) & ~done);
      S.cursorWord = first + 63 - <u32>clz(done);
    }
    if (rest || pages >> 32 == waiting || ++block >= end) break;
  }
  const all = pages >> 32;
  const zero = pages & 0xffffffff;
  S.now = now;
  if (linked) S.linkBusyUntil = busy;
  S.dirtyPages = waiting - all;
  S.normalPages += all - zero;
  S.zeroPages += zero;
  if (S.wrapped) S.resentPages += all;
  S.sentBytes += sent;
  S.sectionSent += sent;
  S.sectionPages += all;
  return all != 0;
}

/** Behind the last summary word of the chunk of `word`, or of memory where chunks do not matter. */
@inline
function endBlock(word: u32, free: bool): u32 {
  if (free || !S.clearsByChunk) return S.summaryWords;
  return min(((word >> S.chunkWordShift) + 1) << (S.chunkWordShift - 6), S.summaryWords);
}
