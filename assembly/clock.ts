/**
 * The guest's own time. It stands while the guest is stopped, and runs slower while its CPUs are throttled: what
 * the guest would have done in the time it was made to sleep does not happen later.
 */
import { S } from './state';
import { C } from './settings';
import { timeIn } from './course';

export const NS_PER_MS: i64 = 1_000_000;

/** Guest time since the migration began, at virtual time `at`, which is not before the last change of speed. */
@inline
export function guestTime(at: i64): i64 {
  const until = S.stoppedAt >= 0 && S.stoppedAt < at ? S.stoppedAt : at;
  const since = until - S.speedSince;
  // Its speed can be set while it stands still.
  if (since <= 0) return S.guestTimeThen;
  return S.guestTimeThen + (S.speed == 1 ? since : <i64>(<f64>since * S.speed));
}

/** From `at` on the guest runs at this share of its speed. */
export function setSpeed(at: i64, speed: f64): void {
  if (speed == S.speed) return;
  S.guestTimeThen = guestTime(at);
  S.speedSince = at;
  S.speed = speed;
}

/** Ticks of the guest's timer by virtual time `at` in which it wrote. */
@inline
export function activeTicks(at: i64): i64 {
  return activeTicksAt(guestTime(at), 0);
}

/** The same at a moment of the guest's time since the migration began, for a writer with this course. */
export function activeTicksAt(time: i64, course: usize): i64 {
  const since = timeIn(course, <f64>(<i64>C.guestStartNs + time));
  let ticks = <i64>C.ticksBefore + <i64>Math.floor((since * C.tickHz) / 1e9);
  if (C.stopTick > 0 && ticks > <i64>C.stopTick) ticks = <i64>C.stopTick;
  const on = <i64>C.burstOnTicks;
  const cycle = on + <i64>C.burstOffTicks;
  if (cycle <= 0) return ticks;
  const rest = ticks % cycle;
  return (ticks / cycle) * on + (rest < on ? rest : on);
}
