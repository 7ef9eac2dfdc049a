/**
 * Slowing the guest so that its memory can be caught up with. Judged at a sync more than a period after the last
 * judgement: a period is bad when what was found dirty exceeds a share of what was sent. Every second bad period
 * (a good one in between does not start the count anew) is answered with a step. QEMU's migration/ram.c,
 * `migration_trigger_throttle`; measured runs agree to the step (docs/fidelity.md).
 */
import { S } from './state';
import { C } from './settings';
import { NS_PER_MS, setSpeed } from './clock';
import { emit, EventKind } from './events';

export namespace ThrottleKind {
  export const None: u32 = 0;
  export const AutoConverge: u32 = 1;
  export const DirtyLimit: u32 = 2;
  export const Stun: u32 = 3;
}

/** Share of its speed that a guest keeps at so many percent of throttling. */
function speedAt(percent: f64): f64 {
  const speed = (1 - percent / 100) * C.throttleGain;
  return (speed < 1 ? speed : 1) * C.guestShare;
}

/** To a thousandth of a percent, so that what is told is what is done. */
function throttleTo(at: i64, wanted: f64): void {
  const thousandths = Math.round(wanted * 1000);
  const percent = thousandths / 1000;
  if (percent == S.throttlePercent) return;
  S.throttlePercent = percent;
  if (S.heldAt < 0) setSpeed(at, speedAt(percent));
  emit(EventKind.Throttle, at, <i64>thousandths, <i64>(S.speed * 1e6), 0, 0, 0, 0);
}

function stepOf(dirtied: f64, allowed: f64): f64 {
  const now = S.throttlePercent;
  if (now == 0) return C.throttleInitialPercent;
  let increment = C.throttleIncrementPercent;
  if (C.throttleTailslow && dirtied > 0) {
    // QEMU reckons in whole percent: of what the guest should keep, the fraction is cut off.
    const running = 100 - now;
    const rest = running - Math.floor(running * (allowed / dirtied));
    if (rest < increment) increment = rest;
  }
  const next = now + increment;
  return next < C.throttleMaxPercent ? next : C.throttleMaxPercent;
}

/** Slows those that write so that they come down to their quota; readers are not slowed. */
function limitWriters(at: i64, dirtiedPerSecond: f64): void {
  const quota = C.dirtyLimitBytesPerSecond * C.vcpus;
  const tolerance = C.dirtyLimitToleranceBytesPerSecond * C.vcpus;
  if (dirtiedPerSecond <= quota + tolerance) return;
  // The dirty rate follows the speed, so that the rate measured at the present speed says how far to go.
  const speed = (S.speed * (quota + tolerance)) / dirtiedPerSecond;
  const percent = 100 - speed * 100;
  throttleTo(at, percent < 99 ? percent : 99);
}

/** Called right after a sync at `at` found `found` pages. */
export function judge(at: i64, found: i64): void {
  S.periodDirty += found;
  if (S.periodStart == 0) {
    S.periodStart = at;
    return;
  }
  // QEMU reads both moments in milliseconds.
  const elapsedMs = at / NS_PER_MS - S.periodStart / NS_PER_MS;
  if (elapsedMs * NS_PER_MS <= <i64>C.throttlePeriodNs) return;
  const elapsed = at - S.periodStart;
  const dirtied = <f64>S.periodDirty * C.pageBytes;
  const sent = <f64>(S.sentBytes - S.periodSent);
  const seconds = <f64>elapsed / 1e9;
  S.dirtyPagesRate = <i64>(<f64>S.periodDirty / seconds);
  S.periodDirty = 0;
  S.periodSent = S.sentBytes;
  S.periodStart = at;
  const kind = <u32>C.throttleKind;
  if (kind == ThrottleKind.None || kind == ThrottleKind.Stun) return;
  const allowed = (sent * C.throttleTriggerPercent) / 100;
  if (dirtied <= allowed || ++S.badPeriods < 2) return;
  S.badPeriods = 0;
  if (kind == ThrottleKind.AutoConverge) {
    const percent = stepOf(dirtied, allowed);
    throttleTo(at, percent < 1 ? 1 : percent > 99 ? 99 : percent);
  } else {
    limitWriters(at, dirtied / seconds);
  }
}

/** Short sleeps of the writers after a round, so that the next one finds no more than a share of what was sent. */
export function stun(at: i64, found: i64, sentBytes: i64): void {
  if (<u32>C.throttleKind != ThrottleKind.Stun || found == 0) return;
  const share = ((C.stunKappaPercent / 100) * <f64>sentBytes) / (<f64>found * C.pageBytes);
  const speed = S.speed * share;
  throttleTo(at, speed >= 1 ? 0 : speed > 0.01 ? 100 - speed * 100 : 99);
}

/** The guest stands still from `at` on, so that what remains only shrinks. False when it does already. */
export function hold(at: i64): bool {
  if (S.heldAt >= 0) return false;
  S.heldAt = at > S.speedSince ? at : S.speedSince;
  setSpeed(S.heldAt, 0);
  emit(EventKind.Held, S.heldAt, S.sentBytes, S.dirtyPages, 0, 0, 0, 0);
  return true;
}

/** The migration has ended, or the guest now runs on the destination: it runs freely again. */
export function release(at: i64): void {
  if (S.heldAt >= 0) {
    S.heldAt = -1;
    setSpeed(at > S.speedSince ? at : S.speedSince, speedAt(S.throttlePercent));
  }
  throttleTo(at, 0);
}
