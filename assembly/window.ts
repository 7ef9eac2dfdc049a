/**
 * The two clocks of the migration thread: the sync, which takes what was written into the bitmap, and the 100 ms
 * window, which limits the rate and tells the bandwidth. QEMU reads its window clock in milliseconds; so does this.
 */
import { S } from './state';
import { C } from './settings';
import { emit, EventKind, tell } from './events';
import { harvest } from './log';
import { judge } from './throttle';
import { guestTime, NS_PER_MS } from './clock';

export const WINDOW_MS: i64 = 100;

@inline
export function nowMs(): i64 {
  return S.now / NS_PER_MS;
}

/** Takes the log into the bitmap; returns how many pages were found dirty that were not waiting. */
export function sync(stopped: bool): i64 {
  const unsent = S.dirtyPages;
  const at = stopped ? S.stoppedAt : S.now;
  const found = harvest(at);
  S.dirtyPages += found;
  S.newDirtyTotal += found;
  S.syncCount++;
  S.lastSyncAt = S.now;
  S.syncGuestBefore = S.syncGuest;
  S.syncGuest = guestTime(at);
  emit(EventKind.Sync, S.now, unsent, found, S.threshold, S.bandwidth, S.sentBytes, stopped ? 1 : 0);
  if (!stopped) judge(S.now, found);
  S.now += <i64>C.syncNs;
  return found;
}

export function closeWindow(): void {
  if (S.now < (S.windowStartMs + WINDOW_MS) * NS_PER_MS) return;
  const elapsed = nowMs() - S.windowStartMs;
  S.bandwidth = (S.windowSentBytes * 1000) / elapsed;
  if (C.downtimeLimitMs < 0) S.threshold = 0;
  else if (C.availSwitchoverBytesPerSecond > 0) {
    S.threshold = <i64>((C.availSwitchoverBytesPerSecond * C.downtimeLimitMs) / 1000);
  } else S.threshold = (S.windowSentBytes * <i64>C.downtimeLimitMs) / elapsed;
  S.windowStartMs = nowMs();
  const owed = S.windowBytes - (S.windowBudget * elapsed) / WINDOW_MS;
  S.windowBytes = C.steady && S.windowBudget > 0 && owed > 0 ? owed : 0;
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
    S.dirtyPagesRate,
  );
  count(S.now);
}

/** What has been sent by `at`, by kind of page. */
export function count(at: i64): void {
  tell(
    EventKind.Counted,
    at,
    S.normalPages,
    S.zeroPages,
    S.packetBytes,
    S.requests,
    S.compressedPages,
    S.compressedBytes,
  );
  if (C.deltaSlots > 0) {
    tell(EventKind.CountedDeltas, at, S.deltaPages, S.deltaBytes, S.deltaMisses, S.deltaOverflows, 0, 0);
  }
}
