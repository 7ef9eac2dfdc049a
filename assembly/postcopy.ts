/**
 * Post-copy: the guest runs on the destination, the source sends what is missing. Requests come first; between them
 * the scan goes on, by default behind the page that was asked for last. QEMU's migration/ram.c and postcopy-ram.c.
 */
import { S, Phase } from './state';
import { C } from './settings';
import { wordAt } from './bits';
import { emit, EventKind } from './events';
import { NS_PER_MS } from './clock';
import { closeWindow, nowMs, sync, WINDOW_MS } from './window';
import { linkClearAt, pushBytes, seekWaiting, sendBits, flushPackets } from './send';
import { hostBits, hostEndWord, hostFirstWord, wholeHostPages } from './host-pages';
import { anyOpen, depart, mayDepartAt, nextRequest, runGuests, startGuests, vcpuAt } from './vcpu';
import { apply } from './derive';
import { release } from './throttle';

/** What becomes of pages that nobody asked for: the values of `background`. */
export namespace Background {
  export const Never: u32 = 0;
  export const Always: u32 = 1;
  /** The destination asks for them too, when nothing else is open and it has what it asked for before. */
  export const WhenIdle: u32 = 2;
}

/** Bytes of one range in the message that tells the destination which pages it must forget. */
const DISCARD_BYTES: i64 = 16;
/** Pages of the background go out in portions of about this length, so that requests need not wait for more. */
const PORTION_NS: f64 = 50_000;

/** Runs of waiting pages: so many ranges are discarded on the destination. */
function waitingRuns(): i64 {
  let runs: i64 = 0;
  let before: u64 = 0;
  for (let word: u32 = 0; word < S.words; word++) {
    const bits = wordAt(S.migrating, word);
    runs += <i64>popcnt(bits & ~((bits << 1) | before));
    before = bits >> 63;
  }
  return runs;
}

/** The guest stands still: sends what the destination needs to run it, and lets it run there. */
export function switchOver(): void {
  const before = S.now;
  sync(true);
  S.finalSyncNs = S.now - before;
  wholeHostPages();
  release(S.now);
  S.now += <i64>C.deviceSaveNs;
  // What was sent before may be on its way still: the package queues behind it.
  pushBytes(<i64>C.deviceStateBytes + (S.wrapped ? DISCARD_BYTES * waitingRuns() : 0));
  S.switchedAt = S.now;
  apply();
  S.downtimeNs = S.now - S.stoppedAt;
  S.resumedAt = linkClearAt() + S.oneWayDelayNs + <i64>C.resumeNs;
  startGuests(S.resumedAt);
  emit(EventKind.Switched, S.switchedAt, S.resumedAt, S.dirtyPages, S.sentBytes, 0, 0, 0);
  S.chunkBytes = <i64>C.chunkStartBytes;
  S.windowStartMs = nowMs();
  S.windowBytes = 0;
  S.windowSentBytes = 0;
  // The scan begins anew, so that no host page is taken up in its middle.
  S.cursorWord = 0;
  S.cursorBit = 0;
  S.phase = Phase.Postcopy;
}

/** Sends these pages. Over their own connection they wait for each other alone, and all others wait for them. */
function dispatch(word: u32, bits: u64, urgent: bool): void {
  const own = urgent && C.preempt != 0;
  const before = S.sentBytes;
  const queue = S.linkBusyUntil > S.now ? S.linkBusyUntil : S.now;
  if (own) {
    // It does not wait for what the main connection has queued, but for the turn that the link is giving it.
    const turn = S.now + <i64>(C.linkTurnBytes * S.linkNsPerByte);
    S.linkBusyUntil = max(S.urgentBusyUntil, min(queue, turn));
  }
  sendBits(word, bits);
  const sent = S.sentBytes - before;
  let arrival = linkClearAt() + S.oneWayDelayNs;
  if (own) {
    S.urgentBusyUntil = S.linkBusyUntil;
    S.linkBusyUntil = queue + <i64>(<f64>sent * S.linkNsPerByte);
  } else if (arrival < S.lastArrival) {
    // What was sent before arrives before, even when the link has become faster.
    arrival = S.lastArrival;
  }
  S.lastArrival = max(S.lastArrival, arrival);
  S.windowBytes += sent;
  S.windowSentBytes += sent;
  depart(word, bits, arrival, own);
}

/** Sends the host page around `page`. */
function serve(page: u32): void {
  const span = hostBits(page);
  for (let word = hostFirstWord(page), end = hostEndWord(page); word < end; word++) {
    const bits = wordAt(S.migrating, word) & span;
    if (bits) dispatch(word, bits, true);
  }
  if (C.continuesBehindRequest) {
    S.cursorWord = page >> 6;
    S.cursorBit = (page & 63) + 1;
    if (S.cursorBit == 64) {
      S.cursorBit = 0;
      S.cursorWord++;
    }
  }
}

/** The `count` lowest of these bits, where there are more. */
@inline
function lowest(bits: u64, count: i64): u64 {
  if (<i64>popcnt(bits) <= count) return bits;
  let above = bits;
  for (; count > 0; count--) above &= above - 1;
  return bits ^ above;
}

/** The next few waiting pages in order. */
function sendPortion(): void {
  const word = S.cursorWord;
  seekWaiting();
  if (S.cursorWord != word) S.cursorBit = 0;
  let bits = wordAt(S.migrating, S.cursorWord);
  const ahead = bits & (<u64>-1 << (<u64>S.cursorBit));
  if (!ahead) {
    S.cursorBit = 0;
    S.cursorWord++;
    seekWaiting();
    bits = wordAt(S.migrating, S.cursorWord);
  } else {
    bits = ahead;
  }
  const link = S.linkNsPerByte * <f64>S.pageWire;
  const perPage = link > S.localNsPerPage ? link : S.localNsPerPage;
  let portion = <i64>(PORTION_NS / perPage);
  if (C.chunkStartBytes > 0) portion = min(portion, S.chunkLeft / <i64>S.pageBytes);
  if (portion < 1) portion = 1;
  bits = lowest(bits, portion);
  dispatch(S.cursorWord, bits, false);
  S.cursorBit = 64 - <u32>clz(bits);
  if (S.cursorBit == 64) {
    S.cursorBit = 0;
    S.cursorWord++;
  }
}

/** The next part of a chunk, or of an endless flow where there are none. */
function sendBackground(): void {
  if (C.chunkStartBytes > 0 && S.chunkLeft <= 0) {
    S.chunkLeft = S.chunkBytes;
    S.chunkBytes = min(S.chunkBytes + <i64>C.chunkStepBytes, <i64>C.chunkMaxBytes);
  }
  const before = S.sentBytes;
  sendPortion();
  S.chunkLeft -= S.sentBytes - before;
  S.chunkFrom = linkClearAt() + 2 * S.oneWayDelayNs;
}

function mayPush(): bool {
  if (<u32>C.background == Background.WhenIdle) return !anyOpen() && S.now >= S.chunkFrom;
  return <u32>C.background == Background.Always;
}

function finish(): void {
  S.ramDoneAt = S.now;
  const arrived = max(linkClearAt() + S.oneWayDelayNs, S.lastArrival);
  S.now = arrived + S.oneWayDelayNs;
  runGuests(arrived + <i64>C.placeNs > S.now ? arrived + <i64>C.placeNs : S.now);
  S.completedAt = S.now;
  S.phase = Phase.Completed;
  emit(
    EventKind.Completed,
    S.completedAt,
    S.stoppedAt,
    S.ramDoneAt,
    S.resumedAt,
    S.sentBytes,
    S.normalPages,
    S.zeroPages,
  );
}

/** One action of the source: a request, a few pages, or waiting. */
export function step(): void {
  closeWindow();
  runGuests(S.now);
  if (S.dirtyPages == 0) {
    finish();
    return;
  }
  const room = mayDepartAt();
  if (room > S.now) {
    S.now = room;
    return;
  }
  const limited = S.windowBudget > 0 && S.windowBytes > S.windowBudget;
  if (limited && C.requestsWaitForWindow) {
    S.now += (S.windowStartMs + WINDOW_MS - nowMs()) * NS_PER_MS;
    return;
  }
  const inChunk = C.chunkStartBytes > 0 && S.chunkLeft > 0;
  const request = inChunk ? -1 : nextRequest(S.now);
  if (request >= 0) {
    S.chunkBytes = <i64>C.chunkStartBytes;
    serve(vcpuAt(request).waiting - 1);
    return;
  }
  if (limited || !(inChunk || mayPush())) {
    S.now += <i64>PORTION_NS;
    return;
  }
  sendBackground();
}
