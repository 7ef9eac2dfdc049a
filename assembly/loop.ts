/**
 * QEMU's migration thread as a state machine over virtual time: decide, send a section, keep to the rate, and at
 * the end stop the guest and send the rest. Rules and constants: docs/fidelity.md and QEMU's migration.c and
 * ram.c (7.2 and 10.2); clocks that QEMU reads in milliseconds are read in milliseconds here.
 */
import { S, Phase } from './state';
import { C } from './settings';
import { emit, eventsFull, absorb, EventKind } from './events';
import { harvest } from './log';
import { sendSection, pushBytes } from './send';
import { settleWriters } from './writers';

const NS_PER_MS: i64 = 1_000_000;
const WINDOW_MS: i64 = 100;

@inline
function rateExceeded(): bool {
  return S.windowBudget > 0 && S.windowBytes > S.windowBudget;
}

@inline
function nowMs(): i64 {
  return S.now / NS_PER_MS;
}

function sync(stopped: bool): void {
  const unsent = S.dirtyPages;
  const at = stopped ? S.stoppedAt : S.now;
  const found = harvest(at);
  S.dirtyPages += found;
  S.newDirtyTotal += found;
  S.syncCount++;
  emit(EventKind.Sync, S.now, unsent, found, S.threshold, S.bandwidth, S.sentBytes, stopped ? 1 : 0);
  S.now += <i64>C.syncNs;
}

function closeWindow(): void {
  const elapsed = nowMs() - S.windowStartMs;
  if (elapsed < WINDOW_MS) return;
  S.threshold = (S.windowSentBytes * <i64>C.downtimeLimitMs) / elapsed;
  S.bandwidth = (S.windowSentBytes * 1000) / elapsed;
  S.windowStartMs = nowMs();
  S.windowBytes = 0;
  S.windowSentBytes = 0;
  S.windows++;
  emit(
    EventKind.Window,
    S.now,
    S.sentBytes,
    S.dirtyPages * <i64>S.pageBytes,
    S.newDirtyTotal,
    S.threshold,
    S.bandwidth,
    0,
  );
}

function decide(): void {
  if (rateExceeded()) {
    S.phase = Phase.RateLimit;
    return;
  }
  const page = <i64>S.pageBytes;
  let pending = S.dirtyPages * page;
  if (C.inclusiveThreshold ? pending <= S.threshold : pending < S.threshold || pending == 0) {
    sync(false);
    pending = S.dirtyPages * page;
  }
  const over = C.inclusiveThreshold ? pending <= S.threshold : pending == 0 || pending < S.threshold;
  if (over) {
    S.phase = Phase.Stop;
    return;
  }
  S.sectionStart = S.now;
  S.sectionPages = 0;
  S.sectionSent = 0;
  S.sectionTarget = 0;
  if (S.windowBudget > 0) {
    const left = S.windowBudget - S.windowBytes;
    const unit = <i64>C.flushUnitBytes;
    S.sectionTarget = (left / unit + 1) * unit;
  }
  settleWriters(S.now);
  S.phase = Phase.Send;
}

function endSection(): void {
  S.sentBytes += <i64>C.sectionRamBytes;
  const bytes = S.sectionSent + <i64>C.sectionBytes;
  S.windowBytes += bytes;
  S.windowSentBytes += bytes;
  S.phase = Phase.RateLimit;
}

function rateLimit(): void {
  closeWindow();
  if (rateExceeded()) {
    S.now += (S.windowStartMs + WINDOW_MS - nowMs()) * NS_PER_MS + <i64>C.wakeupNs;
    return;
  }
  S.phase = Phase.Decide;
}

function stop(): void {
  S.stoppedAt = S.now;
  S.now += <i64>C.stopNs;
  emit(EventKind.Stopped, S.stoppedAt, S.sentBytes, S.dirtyPages, 0, 0, 0, 0);
  const before = S.now;
  sync(true);
  S.finalSyncNs = S.now - before;
  S.phase = Phase.LastSend;
}

function finish(): void {
  S.sentBytes += <i64>C.sectionRamBytes;
  S.ramDoneAt = S.now;
  S.now += <i64>C.deviceSaveNs;
  pushBytes(<i64>C.deviceStateBytes);
  const arrived = (S.linkBusyUntil > S.now ? S.linkBusyUntil : S.now) + <i64>C.oneWayDelayNs;
  S.resumedAt = arrived + <i64>C.resumeNs;
  if (C.returnPath) S.now = S.resumedAt + <i64>C.oneWayDelayNs;
  S.completedAt = S.now;
  S.downtimeNs = S.now - S.stoppedAt;
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

/** What `run` ended with. */
export namespace RunStatus {
  export const Reached: u32 = 0;
  export const EventsFull: u32 = 1;
  export const Ended: u32 = 2;
}

export function runUntil(until: i64): u32 {
  while (true) {
    if (S.phase >= Phase.Completed) return RunStatus.Ended;
    if (eventsFull()) return RunStatus.EventsFull;
    if (<i64>C.timeCapNs > 0 && S.stoppedAt < 0 && S.now >= <i64>C.timeCapNs) {
      S.phase = Phase.Cancelled;
      S.completedAt = <i64>C.timeCapNs;
      emit(EventKind.Cancelled, <i64>C.timeCapNs, S.sentBytes, S.dirtyPages, S.normalPages, S.zeroPages, 0, 0);
      continue;
    }
    if (S.now >= until) return RunStatus.Reached;
    switch (S.phase) {
      case Phase.Setup:
        S.now = <i64>C.setupNs;
        S.syncCount = 1;
        S.windowStartMs = nowMs();
        absorb(S.pages);
        emit(EventKind.Sync, S.now, S.pages, 0, 0, 0, 0, 0);
        S.phase = Phase.Decide;
        break;
      case Phase.Decide:
        decide();
        break;
      case Phase.Send: {
        const cap = <i64>C.timeCapNs > 0 && <i64>C.timeCapNs < until ? <i64>C.timeCapNs : until;
        if (sendSection(cap, false)) endSection();
        break;
      }
      case Phase.RateLimit:
        rateLimit();
        break;
      case Phase.Stop:
        stop();
        break;
      case Phase.LastSend:
        if (sendSection(until, true)) S.phase = Phase.Device;
        break;
      default:
        finish();
    }
  }
}
