/**
 * The migration thread as a state machine over virtual time: decide, send a section, keep to the rate, and at the
 * end stop the guest and send the rest, or let the destination run it and send what it lacks. Rules and constants:
 * docs/fidelity.md and QEMU's migration.c and ram.c (7.2 and 10.2).
 */
import { S, Phase } from './state';
import { C } from './settings';
import { emit, eventsFull, absorb, EventKind } from './events';
import { sendSection, pushBytes, flushPackets, linkClearAt } from './send';
import { settleWriters } from './writers';
import { NS_PER_MS } from './clock';
import { closeWindow, count, nowMs, sync, WINDOW_MS } from './window';
import { endOfRound, littleIsLeft, maySwitchOver, nextLook, Verdict } from './rounds';
import { hold, judge, release } from './throttle';
import { step as postcopyStep, switchOver } from './postcopy';
import { apply } from './derive';
import { loseFlights, runGuests } from './vcpu';

/** How the memory is brought over: the values of `method`. */
namespace Method {
  export const Precopy: u32 = 0;
  export const StopAndCopy: u32 = 1;
  export const Postcopy: u32 = 2;
  /** The memory is on storage that both sides reach, or there is none. */
  export const NoMemory: u32 = 3;
}

@inline
function rateExceeded(): bool {
  return S.windowBudget > 0 && S.windowBytes > S.windowBudget;
}

function postcopyWanted(): bool {
  if (!C.postcopyAllowed) return false;
  if (S.postcopyAsked || <u32>C.method == Method.Postcopy) return true;
  const since = S.now - <i64>C.postcopyLagNs;
  if (C.postcopyAtNs >= 0 && since >= <i64>C.postcopyAtNs) return true;
  return C.postcopyAtSync > 0 && <f64>S.syncCount >= C.postcopyAtSync && since >= S.lastSyncAt;
}

function giveUp(at: i64): void {
  S.phase = Phase.Cancelled;
  S.completedAt = at;
  release(at);
  emit(EventKind.Cancelled, at, S.sentBytes, S.dirtyPages, S.normalPages, S.zeroPages, 0, 0);
}

function decide(): void {
  if (postcopyWanted() && maySwitchOver()) {
    // QEMU looks at what is left first; before 10.1 it then rather sends that in the pause, when it is little enough.
    const done = littleIsLeft() && endOfRound() == Verdict.Stop;
    S.postcopyAsked = done && !C.inclusiveThreshold && !C.postcopyAtStop ? 0 : 1;
    S.phase = Phase.Stop;
    return;
  }
  if (<u32>C.method == Method.StopAndCopy || <u32>C.method == Method.NoMemory) {
    S.phase = Phase.Stop;
    return;
  }
  if (rateExceeded()) {
    S.phase = Phase.RateLimit;
    return;
  }
  const verdict = endOfRound();
  if (verdict == Verdict.GiveUp) {
    giveUp(S.now);
    return;
  }
  if (verdict != Verdict.GoOn) {
    if ((verdict == Verdict.Postcopy || C.postcopyAtStop) && C.postcopyAllowed) S.postcopyAsked = 1;
    S.phase = Phase.Stop;
    return;
  }
  if (S.dirtyPages == 0 && !maySwitchOver()) {
    S.now = max(S.now, nextLook());
    S.phase = Phase.RateLimit;
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
  if (C.flushPerSection) flushPackets();
  S.sentBytes += <i64>C.sectionRamBytes;
  const bytes = S.sectionSent + <i64>C.sectionBytes;
  S.windowBytes += bytes;
  S.windowSentBytes += bytes;
  S.phase = Phase.RateLimit;
}

/** Who has slept looks at the limit before the window is closed: one raised meanwhile first lets out what it allows more. */
function rateLimit(): void {
  if (!S.slept || rateExceeded()) closeWindow();
  S.slept = rateExceeded() ? 1 : 0;
  if (S.slept) S.now += (S.windowStartMs + WINDOW_MS - nowMs()) * NS_PER_MS + <i64>C.wakeupNs;
  else S.phase = Phase.Decide;
}

function stop(): void {
  if (S.postcopyAsked) flushPackets();
  S.precopyBytes = S.sentBytes;
  S.stoppedAt = S.now;
  S.now += <i64>C.stopNs;
  emit(EventKind.Stopped, S.stoppedAt, S.sentBytes, S.dirtyPages, 0, 0, 0, 0);
  count(S.stoppedAt);
  if (C.preSwitchoverNs == 0) {
    leave();
    return;
  }
  S.waitsUntil = S.now + <i64>C.preSwitchoverNs;
  emit(EventKind.Waiting, S.now, S.waitsUntil, 0, 0, 0, 0, 0);
  S.phase = Phase.Wait;
}

/** Nothing happens until it goes on, or until `until`. */
function wait(until: i64): void {
  S.now = min(until, S.waitsUntil);
  if (S.now == S.waitsUntil) goOnNow();
}

function goOnNow(): void {
  emit(EventKind.WentOn, S.now, 0, 0, 0, 0, 0, 0);
  leave();
}

/** The guest stands still: the rest follows, before it runs on the destination or after. */
function leave(): void {
  if (S.postcopyAsked) {
    switchOver();
    return;
  }
  const before = S.now;
  sync(true);
  S.finalSyncNs = S.now - before;
  S.phase = Phase.LastSend;
  apply();
}

function finish(): void {
  flushPackets();
  S.sentBytes += <i64>C.sectionRamBytes;
  S.stopBytes = S.sentBytes - S.precopyBytes;
  S.ramDoneAt = S.now;
  S.now += <i64>C.deviceSaveNs;
  pushBytes(<i64>C.deviceStateBytes);
  const arrived = linkClearAt() + <i64>C.oneWayDelayNs;
  S.resumedAt = arrived + <i64>C.resumeNs + <i64>(<f64>S.stopBytes * C.fetchNsPerByte);
  if (C.returnPath) S.now = S.resumedAt + <i64>C.oneWayDelayNs;
  S.completedAt = S.now;
  S.downtimeNs = S.now - S.stoppedAt;
  S.phase = Phase.Completed;
  release(S.completedAt);
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

/** `at`, but not before what has happened already: a step may have led a little further. */
function notBefore(at: i64): i64 {
  return at > S.lastEventAt ? at : S.lastEventAt;
}

/** Cancels at `at`. False when it cannot be any more: the destination runs the guest, or it has ended. */
export function cancel(at: i64): bool {
  if (S.phase >= Phase.Postcopy) return false;
  giveUp(notBefore(at));
  return true;
}

/** What broke: the connection, the source, the destination. */
export namespace Failure {
  export const Link: u32 = 0;
  export const Source: u32 = 1;
  export const Destination: u32 = 2;
}

/**
 * Something breaks at `at`. Before the switchover the guest is on the source: it runs on there, unless the source
 * itself is gone. After it each side has a part of it: without the other one it is lost, without the connection it
 * waits to be recovered, where the product can.
 */
export function fail(at: i64, what: u32): bool {
  if (S.phase >= Phase.Completed) return false;
  at = notBefore(at);
  const switched = S.phase == Phase.Postcopy || S.phase == Phase.Paused;
  if (S.now < at) S.now = at;
  if (switched && what == Failure.Link && C.recoverable) {
    if (S.phase == Phase.Paused) return false;
    S.dirtyPages += loseFlights(at);
    S.linkBusyUntil = at;
    S.phase = Phase.Paused;
    emit(EventKind.Paused, at, S.sentBytes, S.dirtyPages, 0, 0, 0, 0);
    return true;
  }
  const lost = switched || what == Failure.Source;
  if (switched) runGuests(at);
  S.phase = lost ? Phase.Lost : Phase.Failed;
  S.completedAt = at;
  if (!lost) release(at);
  emit(lost ? EventKind.Lost : EventKind.Failed, at, what, S.sentBytes, S.dirtyPages, S.normalPages, S.zeroPages, 0);
  return true;
}

/** The connection is back at `at`: the destination tells what it has, and the rest follows. */
export function recover(at: i64): bool {
  if (S.phase != Phase.Paused) return false;
  if (S.now < at) S.now = at;
  S.linkBusyUntil = S.now;
  // One bit a page comes back, and a round trip agrees on it.
  const bitmap = <i64>(<f64>(S.pages >> 3) * S.linkNsPerByte);
  S.now += 2 * <i64>C.oneWayDelayNs + bitmap;
  S.phase = Phase.Postcopy;
  emit(EventKind.Recovered, S.now, S.sentBytes, S.dirtyPages, 0, 0, 0, 0);
  return true;
}

/** Post-copy is asked for now. */
export function askPostcopy(): bool {
  if (!C.postcopyAllowed || S.phase >= Phase.Stop) return false;
  S.postcopyAsked = 1;
  return true;
}

/** Ends the wait before the switchover; false when it does not wait. */
export function goOn(at: i64): bool {
  if (S.phase != Phase.Wait) return false;
  at = notBefore(at);
  if (S.now < at) S.now = at;
  goOnNow();
  return true;
}

/** Lets the guest stand still from `at` on until it runs on the destination; the copy goes on. */
export function holdGuest(at: i64): bool {
  if (S.phase >= Phase.Stop) return false;
  return hold(notBefore(at));
}

/** What `run` ended with. */
export namespace RunStatus {
  export const Reached: u32 = 0;
  export const EventsFull: u32 = 1;
  export const Ended: u32 = 2;
  export const Synced: u32 = 3;
}

/** @param haltAtSync comes back right after each look at the log */
export function runUntil(until: i64, haltAtSync: bool): u32 {
  const syncs = S.syncCount;
  while (true) {
    if (S.phase >= Phase.Completed) return RunStatus.Ended;
    if (haltAtSync && S.syncCount != syncs) return RunStatus.Synced;
    if (eventsFull()) return RunStatus.EventsFull;
    const cap = <i64>C.timeCapNs;
    if (cap > 0 && S.now >= cap) {
      if (S.phase == Phase.Paused) {
        runGuests(cap);
        return RunStatus.Reached;
      }
      if (S.stoppedAt < 0 || S.phase == Phase.Wait) {
        giveUp(cap);
        continue;
      }
    }
    if (S.now >= until) return RunStatus.Reached;
    switch (S.phase) {
      case Phase.Setup:
        S.now = <i64>C.setupNs;
        S.syncCount = 1;
        S.lastSyncAt = S.now;
        S.roundStart = S.now;
        S.windowStartMs = nowMs();
        judge(S.now, 0);
        if (<u32>C.method == Method.NoMemory) {
          // The partition is shut down or suspended: it stands still from the beginning.
          hold(0);
          memory.fill(S.migrating, 0, (<usize>S.words) << 3);
          S.dirtyPages = 0;
        }
        absorb(S.pages);
        emit(EventKind.Sync, S.now, S.dirtyPages, 0, 0, 0, 0, 0);
        S.phase = Phase.Decide;
        break;
      case Phase.Decide:
        decide();
        break;
      case Phase.Send:
        if (sendSection(cap > 0 && cap < until ? cap : until, false)) endSection();
        break;
      case Phase.RateLimit:
        rateLimit();
        break;
      case Phase.Stop:
        stop();
        break;
      case Phase.Wait:
        wait(cap > 0 && cap < until ? cap : until);
        break;
      case Phase.LastSend:
        if (sendSection(until, true)) S.phase = Phase.Device;
        break;
      case Phase.Postcopy:
        postcopyStep();
        break;
      case Phase.Paused:
        // The guest runs on what it has; nothing is sent.
        S.now = cap > 0 && cap < until ? cap : until;
        break;
      default:
        finish();
    }
  }
}
