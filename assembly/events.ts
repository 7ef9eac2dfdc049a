/**
 * What happened, as fixed records of eight integers in a ring-less buffer that the host empties: it asks the
 * engine to stop as soon as the buffer is nearly full. Records go into the fingerprint, counters apart.
 */
import { S } from './state';
import { mix } from './random';

export const EVENT_FIELDS: u32 = 8;
export const EVENT_CAPACITY: u32 = 4096;
/** Enough for all records that one step of the loop can add. */
export const EVENT_RESERVE: u32 = 128;

export namespace EventKind {
  export const Window: i64 = 1;
  export const Sync: i64 = 2;
  export const Stopped: i64 = 3;
  export const Completed: i64 = 4;
  export const Cancelled: i64 = 5;
  export const Throttle: i64 = 6;
  export const Switched: i64 = 7;
  export const Fault: i64 = 8;
  export const Paused: i64 = 9;
  export const Recovered: i64 = 10;
  export const Failed: i64 = 11;
  export const Lost: i64 = 12;
  export const Held: i64 = 13;
  /** Counters as they stood: pages and bytes so far. Not in the fingerprint, which sees the pages themselves. */
  export const Counted: i64 = 14;
  export const CountedDeltas: i64 = 15;
  /** It stands still and waits to be told to go on; it went on. */
  export const Waiting: i64 = 16;
  export const WentOn: i64 = 17;
}

@inline
export function absorb(value: u64): void {
  S.hash = mix(S.hash ^ value) + 0x9e3779b97f4a7c15;
}

export function emit(kind: i64, at: i64, a: i64, b: i64, c: i64, d: i64, e: i64, f: i64): void {
  write(kind, at, a, b, c, d, e, f);
  absorb(<u64>kind);
  absorb(<u64>at);
  absorb(<u64>a);
  absorb(<u64>b);
  absorb(<u64>c);
  absorb(<u64>d);
  absorb(<u64>e);
  absorb(<u64>f);
}

/** An event that tells nothing that the others, and the bits, do not: the fingerprint leaves it out. */
export function tell(kind: i64, at: i64, a: i64, b: i64, c: i64, d: i64, e: i64, f: i64): void {
  write(kind, at, a, b, c, d, e, f);
}

@inline
function write(kind: i64, at: i64, a: i64, b: i64, c: i64, d: i64, e: i64, f: i64): void {
  const record = S.events + <usize>(S.eventCount * EVENT_FIELDS * 8);
  store<f64>(record, <f64>kind);
  store<f64>(record, <f64>at, 8);
  store<f64>(record, <f64>a, 16);
  store<f64>(record, <f64>b, 24);
  store<f64>(record, <f64>c, 32);
  store<f64>(record, <f64>d, 40);
  store<f64>(record, <f64>e, 48);
  store<f64>(record, <f64>f, 56);
  S.eventCount++;
  if (at > S.lastEventAt) S.lastEventAt = at;
}

@inline
export function eventsFull(): bool {
  return S.eventCount + EVENT_RESERVE > EVENT_CAPACITY;
}
