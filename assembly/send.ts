/**
 * Sending: the cyclic scan over the migration bitmap, word by word, with the limiter's byte target and the 50 ms
 * section limit. A word that fits is sent whole; only the word in which a limit falls is split page by page. Time
 * runs with the slowest of copying, compressing and the link, whose buffer hides their difference for a moment.
 */
import { S } from './state';
import { C } from './settings';
import { wordAt, setWord } from './bits';
import { clearChunk } from './log';
import { advanceAll } from './writers';
import { ratioAt } from './content';
import { encode, keepZero } from './delta';
import { sendPlainWords, sendsPlainly } from './plain';

export const MAX_SECTION_NS: i64 = 50_000_000;

/** Time at which `bytes`, handed over after `workNs` of work begun at `from`, are in the socket. */
@inline
function handOver(from: i64, workNs: f64, bytes: f64): i64 {
  let at = from + <i64>workNs;
  if (S.linkNsPerByte > 0) {
    const begin = S.linkBusyUntil > from ? S.linkBusyUntil : from;
    const busy = begin + <i64>(bytes * S.linkNsPerByte);
    S.linkBusyUntil = busy;
    if (busy - S.linkBufferNs > at) at = busy - S.linkBufferNs;
  }
  return at;
}

/** When everything that was handed over has left the link. */
@inline
export function linkClearAt(): i64 {
  return S.linkBusyUntil > S.now ? S.linkBusyUntil : S.now;
}

@inline
export function pushBytes(bytes: i64): void {
  S.now = handOver(S.now, <f64>bytes * S.localNsPerByte, <f64>bytes);
}

/** Bytes that `normal` more data pages put on the wire: each for itself, or with the packet that they fill. */
@inline
function bytesOf(normal: i64, word: u32, bits: u64): i64 {
  if (S.packetPages == 0) return normal * S.pageWire + (S.runHeader ? runsOf(word, bits) * S.runHeader : 0);
  const pages = S.packetFill + normal;
  if (!C.steady) return (pages / S.packetPages) * S.packetWire;
  // A header with the first page of each.
  const begun = (pages + S.packetPages - 1) / S.packetPages - (S.packetFill > 0 ? 1 : 0);
  return normal * S.pageWire + begun * <i64>C.packetHeaderBytes;
}

@inline
function dataOf(word: u32, bits: u64): u64 {
  return C.zeroWhole ? bits : bits & ~wordAt(S.zero, word);
}

/** Runs of neighbouring data pages that begin in these bits. */
function runsOf(word: u32, bits: u64): i64 {
  const data = dataOf(word, bits);
  if (!data) return 0;
  const goesOn = S.runEnd == (word << 6) + <u32>ctz(data);
  return <i64>popcnt(data & ~(data << 1)) - (goesOn ? 1 : 0);
}

@inline
function workOf(normal: i64, zero: i64, word: u32): f64 {
  let perPage = S.wrapped ? S.localNsPerPage : S.firstTouchNsPerPage;
  if (S.compressNsPerPage > 0) {
    // What shrinks to nothing is compressed twice as fast as what does not shrink (measured).
    let compressing = S.compressNsPerPage / (2 - Math.min(1, ratioAt(word)));
    if (!S.wrapped) compressing += C.compressWaitNs;
    if (compressing > perPage) perPage = compressing;
  }
  return <f64>normal * perPage + <f64>zero * C.zeroPageNs;
}

@inline
function zerosOf(word: u32, bits: u64): i64 {
  return C.zeroWhole ? 0 : <i64>popcnt(bits & wordAt(S.zero, word));
}

@inline
function count(word: u32, bits: u64, normal: i64, zero: i64, bytes: i64): void {
  const pages = <i64>popcnt(bits);
  setWord(S.migrating, word, wordAt(S.migrating, word) & ~bits);
  S.dirtyPages -= pages;
  S.normalPages += normal;
  S.zeroPages += zero;
  if (S.wrapped) S.resentPages += normal + zero;
  S.sentBytes += bytes;
  S.sectionSent += bytes;
  S.sectionPages += pages;
}

/** Sends the pages `bits` of word `word`, all of which are waiting. */
export function sendBits(word: u32, bits: u64): void {
  const zero = zerosOf(word, bits);
  const normal = <i64>popcnt(bits) - zero;
  let data = bytesOf(normal, word, bits);
  if (S.packetPages != 0) {
    S.packetFill = (S.packetFill + normal) % S.packetPages;
    S.packetBytes += data;
  }
  let wire = <f64>data;
  if (S.compressNsPerPage > 0) {
    const ratio = ratioAt(word);
    wire = <f64>data * ratio;
    S.compressedPages += normal;
    if (!C.countsUncompressed) {
      const body = <i64>(<f64>(normal * <i64>S.pageBytes) * ratio);
      S.compressedBytes += body;
      data = S.packetPages == 0 ? body + data - normal * <i64>S.pageBytes : <i64>wire;
      wire = <f64>data;
    }
  }
  const markers = zero * S.zeroWire;
  S.now = handOver(S.now, workOf(normal, zero, word), wire + <f64>markers);
  if (S.runHeader && normal > 0) S.runEnd = (word << 6) + 64 - <u32>clz(dataOf(word, bits));
  count(word, bits, normal, zero, data + markers);
}

/** Sends one page as its change, where the cache has its former version. */
function sendDelta(word: u32, one: u64, free: bool): void {
  const page = (word << 6) + <u32>ctz(one);
  if (one & wordAt(S.zero, word)) {
    keepZero(page);
    sendBits(word, one);
    return;
  }
  const change = encode(page, free);
  if (change < 0) {
    sendBits(word, one);
    return;
  }
  const bytes = change == 0 ? 0 : change + <i64>C.pageHeaderBytes;
  S.now = handOver(S.now, S.localNsPerPage, <f64>bytes);
  count(word, one, 0, 0, bytes);
}

/** Ends a packet before it is full, and what else a flush of the channels costs. */
export function flushPackets(): void {
  if (S.packetPages == 0) return;
  if (C.steady) {
    S.packetFill = 0;
    return;
  }
  let bytes = <i64>(C.flushPackets * C.packetHeaderBytes);
  if (S.packetFill > 0) bytes += S.packetFill * S.pageWire + <i64>C.packetHeaderBytes;
  S.packetFill = 0;
  S.packetBytes += bytes;
  S.sentBytes += bytes;
  S.sectionSent += bytes;
  S.now = handOver(S.now, 0, <f64>bytes);
}

/** Moves the cursor to the next word with waiting pages; the caller knows that there is one. */
export function seekWaiting(): void {
  let word = S.cursorWord;
  while (true) {
    if (word >= S.words) {
      word = 0;
      if (!C.flushPerSection) flushPackets();
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

/** Leaves for the next round what of a word was written again in this one; true when nothing is left to send. */
function skipWritten(word: u32): bool {
  const bits = wordAt(S.migrating, word);
  const again = bits & wordAt(S.log, word);
  if (!again) return false;
  setWord(S.migrating, word, bits & ~again);
  S.dirtyPages -= <i64>popcnt(again);
  S.skippedPages += <i64>popcnt(again);
  return again == bits;
}

/**
 * Continues the present section until it ends (true) or virtual time `until` is reached (false). `free`: the last
 * stage, without limits and without clearing the log.
 */
export function sendSection(until: i64, free: bool): bool {
  const plain = sendsPlainly();
  while (S.dirtyPages > 0) {
    if (S.now >= until) return false;
    seekWaiting();
    // Deltas begin behind the first pass over the memory.
    const deltas = C.deltaSlots > 0 && S.wrapped != 0;
    const word = S.cursorWord;
    if (S.clearsByChunk && !free) {
      const chunk = word >> S.chunkWordShift;
      if (load<u8>(S.chunkPending + chunk)) clearChunk(chunk, S.now);
    }
    if (plain && sendPlainWords(until, free)) continue;
    if (C.skipRedirtied && !free && S.wrapped) {
      advanceAll(S.now);
      if (skipWritten(word)) continue;
    }
    const bits = wordAt(S.migrating, word);
    if (!deltas) {
      if (free) {
        sendBits(word, bits);
        continue;
      }
      const zero = zerosOf(word, bits);
      const normal = <i64>popcnt(bits) - zero;
      const bytes = bytesOf(normal, word, bits) + zero * S.zeroWire;
      let slowest = S.now - S.sectionStart + <i64>workOf(normal, zero, word);
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
    }
    let rest = bits;
    while (rest) {
      const one = rest & (0 - rest);
      rest ^= one;
      const check = (S.sectionPages & 63) == 0;
      if (deltas) sendDelta(word, one, free);
      else sendBits(word, one);
      if (free) continue;
      if (limitReached()) return true;
      if (check && S.now - S.sectionStart > MAX_SECTION_NS) return true;
    }
  }
  // Nothing waits: the search for more has been all around.
  S.wrapped = 1;
  return true;
}
