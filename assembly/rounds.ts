/** Rounds: when one is over, whether what is left may be sent with the guest standing still, and when to give up. */
import { S } from './state';
import { C } from './settings';
import { sync } from './window';
import { hold, stun } from './throttle';

/** What to do after a look at the bitmap. */
export namespace Verdict {
  export const GoOn: u32 = 0;
  export const Stop: u32 = 1;
  export const Postcopy: u32 = 2;
  export const GiveUp: u32 = 3;
}

/** What happens at a limit: the values of `onLimit`. */
namespace Ending {
  export const KeepGoing: u32 = 0;
  export const StopAndCopy: u32 = 1;
  export const Postcopy: u32 = 2;
  export const Abort: u32 = 3;
  export const Pause: u32 = 4;
}

@inline
function pending(): i64 {
  return S.dirtyPages * <i64>S.pageBytes;
}

/** At or below the switchover threshold, in the way of the era. @param others bytes that follow beside the pages */
function belowThreshold(others: i64 = 0): bool {
  const left = pending() + others;
  if (C.byLastRound) {
    if (left == 0) return true;
    return S.roundRate > 0 && <f64>left * 1000 <= C.downtimeLimitMs * <f64>S.roundRate;
  }
  return C.inclusiveThreshold ? left <= S.threshold : left == 0 || left < S.threshold;
}

/** What remains lies below the threshold of a loop that ends its rounds there. */
export function littleIsLeft(): bool {
  return !C.drained && !C.byLastRound && C.downtimeLimitMs >= 0 && belowThreshold();
}

function roundIsOver(): bool {
  if (C.drained) return S.dirtyPages == 0;
  if (C.throttleSyncEveryNs > 0 && S.throttlePercent >= 0 && C.throttleKind > 0) {
    // Long rounds would let the throttle wait: it has a sync of its own.
    if (S.syncCount > 1 && S.now - S.lastSyncAt >= <i64>C.throttleSyncEveryNs) return true;
  }
  return belowThreshold();
}

/**
 * QEMU takes the log when what remains is below the threshold. Nothing is not below one of zero, but stops it: so in the
 * first window, and with no downtime allowed, all that was written meanwhile follows in the pause.
 */
function nothingToJudge(): bool {
  return !C.drained && !C.byLastRound && S.threshold == 0 && S.dirtyPages == 0;
}

function converged(): bool {
  if (S.heldAt >= 0 && S.dirtyPages == 0) return true;
  if (C.stopPages >= 0 && S.dirtyPages <= <i64>C.stopPages) return true;
  if (C.stopBytes >= 0 && pending() <= <i64>C.stopBytes) return true;
  return C.downtimeLimitMs >= 0 && belowThreshold(<i64>C.devicePendingBytes);
}

/** What devices have to send alone takes longer than the pause may be. */
function devicesBlock(): bool {
  const left = <i64>C.devicePendingBytes;
  if (left == 0 || C.byLastRound || C.downtimeLimitMs < 0) return false;
  return C.inclusiveThreshold ? left > S.threshold : left >= S.threshold;
}

/** Not before the destination's word, nor with devices that say too much, except when the guest stands still already. */
export function maySwitchOver(): bool {
  return S.heldAt >= 0 || (S.now >= <i64>C.switchoverNotBeforeNs && !devicesBlock());
}

/**
 * Looks for written pages at most so often while it waits for that. QEMU looks as often as it can, thousands of
 * times a second; that changes nothing but their number.
 */
const LOOK_AGAIN_NS: i64 = 100_000_000;

/** When it may look again, or the word is there. */
export function nextLook(): i64 {
  const word = <i64>C.switchoverNotBeforeNs;
  const again = S.lastSyncAt + LOOK_AGAIN_NS;
  return word > S.now ? min(again, word) : again;
}

/** At a limit what ends the pre-copy happens, converged or not. */
function atLimit(): u32 {
  const ending = <u32>C.onLimit;
  if (ending == Ending.StopAndCopy) return maySwitchOver() ? Verdict.Stop : Verdict.GoOn;
  if (ending == Ending.Postcopy) return maySwitchOver() ? Verdict.Postcopy : Verdict.GoOn;
  if (ending == Ending.Abort) return Verdict.GiveUp;
  if (ending == Ending.Pause) hold(S.now);
  return Verdict.GoOn;
}

function sentTooMuch(): bool {
  const sent = S.normalPages + S.zeroPages;
  return C.maxSentFactor > 0 && <f64>sent > C.maxSentFactor * C.pages;
}

/** The rate follows the dirty rate, with a step to spare. */
function adapt(found: i64, elapsed: i64): void {
  if (C.adaptiveMaxBytesPerSecond == 0 || elapsed <= 0) return;
  const dirtied = (<f64>found * C.pageBytes * 1e9) / <f64>elapsed;
  if (dirtied <= <f64>S.windowBudget * 10) return;
  const rate = dirtied + C.adaptiveStepBytesPerSecond;
  S.windowBudget = <i64>((rate < C.adaptiveMaxBytesPerSecond ? rate : C.adaptiveMaxBytesPerSecond) / 10);
}

/** Looks whether the round is over; if so takes the log, and says what follows. */
export function endOfRound(): u32 {
  if (!roundIsOver()) return Verdict.GoOn;
  const mayStop = maySwitchOver();
  if (!mayStop && S.now < nextLook()) return Verdict.GoOn;
  S.roundsSent++;
  if (mayStop && (S.finalRound || nothingToJudge())) return Verdict.Stop;
  if ((C.maxRounds > 0 && <f64>S.roundsSent >= C.maxRounds) || sentTooMuch()) {
    const verdict = atLimit();
    if (verdict != Verdict.GoOn) return verdict;
  }
  const elapsed = S.now - S.roundStart;
  const sent = S.sentBytes - S.roundBytes;
  if (elapsed > 0) S.roundRate = <i64>((<f64>sent * 1e9) / <f64>elapsed);
  const found = sync(false);
  stun(S.now, found, sent);
  // While the limiter can still give way, a round that grew tells nothing.
  const fastest = S.windowBudget >= <i64>(C.adaptiveMaxBytesPerSecond / 10);
  adapt(found, elapsed);
  S.roundStart = S.now;
  S.roundBytes = S.sentBytes;
  if (C.fromZero) {
    S.cursorWord = 0;
    S.wrapped = 1;
  }
  const before = S.lastRemaining;
  S.lastRemaining = pending();
  if (converged() && mayStop) {
    if (!C.lastRoundLive || S.dirtyPages == 0) return Verdict.Stop;
    S.finalRound = 1;
    return Verdict.GoOn;
  }
  if (!fastest || C.notShrinkingPercent == 0 || before <= 0) return Verdict.GoOn;
  return <f64>pending() * 100 >= <f64>before * C.notShrinkingPercent ? atLimit() : Verdict.GoOn;
}
