/**
 * Sending: the cyclic scan over the migration bitmap, word by word, with the limiter's byte target and the 50 ms
 * section limit. A word that fits is sent whole; only the word in which a limit falls is split page by page. Time
 * runs with the slower of copying and the link, whose buffer hides their difference for a moment.
 */
import { S } from './state';
import { C } from './settings';
import { wordAt, setWord } from './bits';
import { clearChunk } from './log';

export const NORMAL_BYTES: i64 = 4104 - 4096;
export const ZERO_BYTES: i64 = 9;
const MAX_SECTION_NS: i64 = 50_000_000;

/** Time at which `bytes`, handed over after `copyNs` of work begun at `from`, are in the socket. */
@inline
function handOver(from: i64, copyNs: f64, bytes: i64): i64 {
  let at = from + <i64>copyNs;
  if (S.linkNsPerByte > 0) {
    const begin = S.linkBusyUntil > from ? S.linkBusyUntil : from;
    const busy = begin + <i64>(<f64>bytes * S.linkNsPerByte);
    S.linkBusyUntil = busy;
    if (busy - S.linkBufferNs > at) at = busy - S.linkBufferNs;
  }
  return at;
}

@inline
export function pushBytes(bytes: i64): void {
  S.now = handOver(S.now, <f64>bytes * S.localNsPerByte, bytes);
}

/** Sends the pages `bits` of word `word`, all of which are waiting. */
function sendBits(word: u32, bits: u64): void {
  const zero = <i64>popcnt(bits & wordAt(S.zero, word));
  const normal = <i64>popcnt(bits) - zero;
  const bytes = normal * (<i64>S.pageBytes + NORMAL_BYTES) + zero * ZERO_BYTES;
  const copy = <f64>normal * (S.wrapped ? S.localNsPerPage : S.firstTouchNsPerPage) + <f64>zero * C.zeroPageNs;
  S.now = handOver(S.now, copy, bytes);
  setWord(S.migrating, word, wordAt(S.migrating, word) & ~bits);
  S.dirtyPages -= normal + zero;
  S.normalPages += normal;
  S.zeroPages += zero;
  if (S.wrapped) S.resentPages += normal + zero;
  S.sentBytes += bytes;
  S.sectionSent += bytes;
  S.sectionPages += normal + zero;
}

/** Moves the cursor to the next word with waiting pages; the caller knows that there is one. */
function seekWaiting(): void {
  let word = S.cursorWord;
  while (true) {
    if (word >= S.words) {
      word = 0;
      S.wrapped = 1;
    }
    const block = word >> 6;
    const at = S.migratingSummary + ((<usize>block) << 3);
    const rest = load<u64>(at) >> (word & 63);
    if (!rest) {
      word = (block + 1) << 6;
      continue;
    }
    word += <u32>ctz(rest);
    if (word >= S.words) continue;
    if (wordAt(S.migrating, word)) break;
    store<u64>(at, load<u64>(at) & ~((<u64>1) << (word & 63)));
    word++;
  }
  S.cursorWord = word;
}

/** True when this section must end. */
@inline
function limitReached(): bool {
  return S.sectionTarget > 0 && S.sectionSent >= S.sectionTarget;
}

/**
 * Continues the present section until it ends (true) or virtual time `until` is reached (false). `free`: the last
 * stage, without limits and without clearing the log.
 */
export function sendSection(until: i64, free: bool): bool {
  while (S.dirtyPages > 0) {
    if (S.now >= until) return false;
    seekWaiting();
    const word = S.cursorWord;
    if (S.clearsByChunk && !free) {
      const chunk = word >> S.chunkWordShift;
      if (load<u8>(S.chunkPending + chunk)) clearChunk(chunk, S.now);
    }
    const bits = wordAt(S.migrating, word);
    if (free) {
      sendBits(word, bits);
      continue;
    }
    const zero = <i64>popcnt(bits & wordAt(S.zero, word));
    const pages = <i64>popcnt(bits);
    const bytes = (pages - zero) * (<i64>S.pageBytes + NORMAL_BYTES) + zero * ZERO_BYTES;
    const perPage = S.wrapped ? S.localNsPerPage : S.firstTouchNsPerPage;
    let slowest = S.now - S.sectionStart + <i64>(<f64>(pages - zero) * perPage + <f64>zero * C.zeroPageNs);
    if (S.linkNsPerByte > 0) {
      const begin = S.linkBusyUntil > S.now ? S.linkBusyUntil : S.now;
      const linked = begin + <i64>(<f64>bytes * S.linkNsPerByte) - S.linkBufferNs - S.sectionStart;
      if (linked > slowest) slowest = linked;
    }
    const fits = S.sectionTarget <= 0 || S.sectionSent + bytes < S.sectionTarget;
    if (fits && slowest <= MAX_SECTION_NS) {
      sendBits(word, bits);
      continue;
    }
    let rest = bits;
    while (rest) {
      const one = rest & (0 - rest);
      rest ^= one;
      const check = (S.sectionPages & 63) == 0;
      sendBits(word, one);
      if (limitReached()) return true;
      if (check && S.now - S.sectionStart > MAX_SECTION_NS) return true;
    }
  }
  return true;
}
