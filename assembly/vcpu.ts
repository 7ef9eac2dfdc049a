/**
 * The guest on the destination while its memory is still coming: it runs until it touches a page that is not there,
 * asks for it, and stands still until it has arrived. The measured guest is followed tick by tick and write by
 * write, a recorded one along its recording; other workloads touch missing pages as often as their writes fall on what
 * is missing.
 */
import { S } from './state';
import { C } from './settings';
import { wordAt, setWord } from './bits';
import { draw, streamKey } from './random';
import { activeTicks } from './clock';
import { emit, EventKind } from './events';
import { Writer, WriterKind, writerAt, writesIn } from './writer';
import { chanceOf, countMissing, metByChance, nextSwept, recount, sweepOn, sweptPage } from './touch';
import { nextReplayed, passReplayed, replayedPage, rewind } from './replay';
import { MeasuredGuest, nextPage } from './measured';
import { hostBits, hostEndWord, hostFirstWord, hostWaits } from './host-pages';

@unmanaged
export class Vcpu {
  time: i64;
  /** The page it waits for, plus one; 0: it runs. */
  waiting: u32;
  /** 1: the source has been asked and has not sent it yet. */
  open: u32;
  faultAt: i64;
  /** When the request is at the source. */
  askedAt: i64;
  /** When it runs again; -1: not known yet. */
  resolveAt: i64;
  blockedNs: i64;
  /** The tick that it works on, or -1; the next one's time; and what is left of the work. */
  tickAt: i64;
  ticks: i64;
  systemLeft: u32;
  inTick: u32;
  writesLeft: i64;
  nextWrite: u32;
  /** Of a recorded guest: the frame in which the next missing page is sought, and where it lies in the recording. */
  frame: u32;
  ordinal: u32;
  frameStart: f64;
  /** 1: nothing follows. */
  over: u32;
  /** The moment of the recording up to which every missing page has been met. */
  metAt: f64;
  /** 1: the next missing pages of the frame have been gathered: so many, of which this one comes next. */
  gathered: u32;
  places: u32;
  place: u32;
}

/** As many places are kept behind each virtual CPU, so that a frame is not gone through again for each page. */
export const PLACES: u32 = 256;
export const PLACE_BYTES: usize = 16;
export const VCPU_BYTES: usize = offsetof<Vcpu>() + PLACES * PLACE_BYTES;
const STREAM: u64 = 0xfa017;
/** A bound times this stays one, however its terms were rounded. */
const SURELY: f64 = 0.999999;

@inline
export function vcpuAt(index: u32): Vcpu {
  return changetype<Vcpu>(S.vcpus + (<usize>index) * VCPU_BYTES);
}

@unmanaged
class Flight {
  word: u32;
  /** 1: over the requested pages' own connection, past those before it. */
  own: u32;
  bits: u64;
  arrival: i64;
}

export const FLIGHT_BYTES: usize = 24;
export const FLIGHTS: u32 = 16384;

@inline
function flightAt(index: u32): Flight {
  return changetype<Flight>(S.flights + (<usize>(index & (FLIGHTS - 1))) * FLIGHT_BYTES);
}

/** Pages are on their way: whoever waits for the last part of a host page knows now how long. */
export function depart(word: u32, bits: u64, arrival: i64, own: bool): void {
  const flight = flightAt(S.flightAt++);
  flight.word = word;
  flight.own = own ? 1 : 0;
  flight.bits = bits;
  flight.arrival = arrival;
  setWord(S.coming, word, wordAt(S.coming, word) | bits);
  for (let i: u32 = 0; i < S.vcpuCount; i++) {
    const vcpu = vcpuAt(i);
    if (!vcpu.waiting) continue;
    const page = vcpu.waiting - 1;
    if (word < hostFirstWord(page) || word >= hostEndWord(page) || !(bits & hostBits(page))) continue;
    if (hostWaits(page)) continue;
    vcpu.open = 0;
    const there = arrivalOf(page, vcpu.faultAt);
    vcpu.resolveAt = (there > vcpu.faultAt ? there : vcpu.faultAt) + <i64>C.placeNs;
  }
}

/** So many flights are followed at once: a host page leaves no sooner than those have arrived whose places it takes. */
export function mayDepartAt(): i64 {
  return S.flightAt + S.hostWords <= FLIGHTS ? 0 : flightAt(S.flightAt + S.hostWords - 1).arrival;
}

/** Whether it is missing at `at`, for whoever touches it then: still at the source, or under way. */
export function isMissing(page: u32, at: i64): bool {
  return hostWaits(page) || arrivalOf(page, at) > at;
}

/** Host pages of which the last part had arrived by `at` are there. */
function land(word: u32, bits: u64, at: i64): void {
  if (S.hostPages <= 1) {
    landed(word, bits);
    return;
  }
  while (bits) {
    const page = (word << 6) + <u32>ctz(bits);
    const span = hostBits(page);
    bits &= ~span;
    if (isMissing(page, at)) continue;
    for (let each = hostFirstWord(page), end = hostEndWord(page); each < end; each++) landed(each, span);
  }
}

function landed(word: u32, bits: u64): void {
  const coming = wordAt(S.coming, word);
  if (!(coming & bits)) return;
  setWord(S.coming, word, coming & ~bits);
  recount(word, coming & bits, -1);
}

/** Takes in what has arrived for all: no virtual CPU has a moment before that in front of it. */
function landFlights(to: i64): void {
  if (S.landedAt == S.flightAt || flightAt(S.landedAt).arrival > to) return;
  let at = to;
  for (let i: u32 = 0; i < S.vcpuCount; i++) {
    const vcpu = vcpuAt(i);
    const goesOn = !vcpu.waiting ? vcpu.time : vcpu.resolveAt < 0 ? to : vcpu.resolveAt;
    if (goesOn < at) at = goesOn;
  }
  while (S.landedAt < S.flightAt) {
    const flight = flightAt(S.landedAt);
    if (flight.arrival > at) return;
    S.landedAt++;
    land(flight.word, flight.bits, at);
  }
}

/** Arrival of the last part of a host page that has left the source: 0 when all was there by `at`. */
function arrivalOf(page: u32, at: i64): i64 {
  const first = hostFirstWord(page);
  const end = hostEndWord(page);
  const bits = hostBits(page);
  let latest: i64 = 0;
  for (let i: u32 = 1; i <= FLIGHTS && i <= S.flightAt; i++) {
    const flight = flightAt(S.flightAt - i);
    if (flight.arrival <= at) {
      // Over the main connection everything before it has arrived, too.
      if (!flight.own) return latest;
      continue;
    }
    if (flight.word < first || flight.word >= end || !(flight.bits & bits)) continue;
    if (S.hostPages <= 1) return flight.arrival;
    if (flight.arrival > latest) latest = flight.arrival;
  }
  return latest;
}

/** Pages that are still under way at `at` are lost: they wait again. Returns how many. */
export function loseFlights(at: i64): i64 {
  let lost: i64 = 0;
  S.lastArrival = at;
  S.urgentBusyUntil = at;
  for (let i: u32 = 1; i <= FLIGHTS && i <= S.flightAt; i++) {
    const flight = flightAt(S.flightAt - i);
    if (flight.arrival <= at) {
      if (!flight.own) break;
      continue;
    }
    const fresh = flight.bits & ~wordAt(S.migrating, flight.word);
    setWord(S.migrating, flight.word, wordAt(S.migrating, flight.word) | fresh);
    const summary = S.migratingSummary + ((<usize>(flight.word >> 6)) << 3);
    store<u64>(summary, load<u64>(summary) | ((<u64>1) << (flight.word & 63)));
    lost += <i64>popcnt(fresh);
    flight.arrival = at;
    flight.bits = 0;
    const coming = wordAt(S.coming, flight.word);
    setWord(S.coming, flight.word, coming & ~fresh);
    recount(flight.word, fresh & ~coming, 1);
  }
  for (let i: u32 = 0; i < S.vcpuCount; i++) {
    const vcpu = vcpuAt(i);
    rewind(vcpu);
    if (!vcpu.waiting || !hostWaits(vcpu.waiting - 1)) continue;
    vcpu.open = 1;
    vcpu.resolveAt = -1;
  }
  return lost;
}

function fault(vcpu: Vcpu, page: u32, at: i64): void {
  vcpu.waiting = page + 1;
  vcpu.faultAt = at;
  vcpu.time = at;
  if (hostWaits(page)) {
    vcpu.resolveAt = -1;
    vcpu.open = 1;
    vcpu.askedAt = at + <i64>C.faultNs + S.oneWayDelayNs;
    // For what has been asked for nobody asks again.
    const word = hostFirstWord(page);
    const asked = wordAt(S.requested, word);
    if (!(asked & hostBits(page))) S.requests++;
    setWord(S.requested, word, asked | hostBits(page));
  } else {
    vcpu.open = 0;
    vcpu.resolveAt = arrivalOf(page, at) + <i64>C.placeNs;
  }
}

/** True when the page is there; else the vCPU now waits for it. */
function touch(vcpu: Vcpu, page: u32, at: i64): bool {
  if (!isMissing(page, at)) return true;
  fault(vcpu, page, at);
  return false;
}

/** Works on the present tick; false when the vCPU now waits. */
function work(vcpu: Vcpu): bool {
  while (vcpu.systemLeft > 0) {
    const page = <u32>C.systemFirstPage + <u32>C.systemPages - vcpu.systemLeft;
    if (!touch(vcpu, page, vcpu.time)) return false;
    vcpu.systemLeft--;
  }
  if (vcpu.writesLeft > 0) {
    const writer = measuredWriter();
    const guest = changetype<MeasuredGuest>(writer!.pieces);
    while (vcpu.writesLeft > 0) {
      if (vcpu.nextWrite == 0) vcpu.nextWrite = nextPage(guest) + 1;
      if (!touch(vcpu, vcpu.nextWrite - 1, vcpu.time)) return false;
      vcpu.nextWrite = 0;
      vcpu.writesLeft--;
    }
  }
  vcpu.inTick = 0;
  if (S.firstTickAt == 0) S.firstTickAt = vcpu.time;
  return true;
}

function measuredWriter(): Writer | null {
  for (let i: u32 = 0; i < S.writerCount; i++) {
    if (writerAt(i).kind == WriterKind.Measured) return writerAt(i);
  }
  return null;
}

function beginTick(vcpu: Vcpu): void {
  const period = <i64>(1e9 / C.tickHz);
  // A tick that came meanwhile is kept and done now, further ones are lost with their work.
  const late = (vcpu.time - vcpu.tickAt) / period;
  vcpu.tickAt += (late > 0 ? late : 0) * period + period;
  vcpu.inTick = 1;
  vcpu.systemLeft = <u32>C.systemPages;
  const writer = measuredWriter();
  if (writer) vcpu.writesLeft = <i64>(writesIn(writer, vcpu.ticks + 1) - writesIn(writer, vcpu.ticks));
  vcpu.ticks++;
}

/** Lets a vCPU run until `to`, or until it waits for a page that has not left the source. */
function run(vcpu: Vcpu, index: u32, to: i64): void {
  while (true) {
    if (vcpu.waiting) {
      if (vcpu.resolveAt < 0 || vcpu.resolveAt > to) return;
      emit(EventKind.Fault, vcpu.faultAt, vcpu.resolveAt, vcpu.waiting - 1, index, 0, 0, 0);
      vcpu.blockedNs += vcpu.resolveAt - vcpu.faultAt;
      vcpu.time = vcpu.resolveAt;
      vcpu.waiting = 0;
      // The page that was missing is there now.
    }
    if (vcpu.inTick) {
      if (!work(vcpu)) continue;
    }
    if (vcpu.time >= to) return;
    const tick = index == 0 && (C.systemPages > 0 || measuredWriter() != null);
    const next = tick && vcpu.tickAt < to ? (vcpu.tickAt > vcpu.time ? vcpu.tickAt : vcpu.time) : to;
    const ran = vcpu.time - S.resumedAt - vcpu.blockedNs;
    let wait = nextSwept(index, vcpu.time, next - vcpu.time, ran);
    let page = sweptPage;
    const replayed = nextReplayed(vcpu, index, next - vcpu.time, ran);
    let replays = false;
    if (replayed >= 0 && (wait < 0 || replayed < wait)) {
      replays = true;
      wait = replayed;
      page = replayedPage(vcpu);
    }
    const rate = chanceOf(ran);
    if (rate > 0) {
      const random = draw(streamKey(S.seed, STREAM, index), S.draws++);
      const unit = (<f64>(random >> 11) + 0.5) / 9007199254740992;
      // 1 − u bounds −log u from below; the margin is for rounding, and most draws need no logarithm.
      const soonest = ((1 - unit) * (SURELY * 1e9)) / rate;
      if (soonest < <f64>(next - vcpu.time)) {
        const chance = (-Math.log(unit) * 1e9) / rate;
        if (chance < <f64>(next - vcpu.time) && (wait < 0 || <i64>chance < wait)) {
          wait = <i64>chance;
          page = metByChance(random, ran);
          replays = false;
        }
      }
    }
    sweepOn(index, wait < 0 ? next - vcpu.time : wait, ran);
    if (wait >= 0) {
      if (replays) passReplayed(vcpu);
      // It may have arrived by then.
      if (touch(vcpu, page, vcpu.time + wait)) vcpu.time += wait;
      continue;
    }
    vcpu.time = next;
    if (tick && vcpu.tickAt <= vcpu.time && next < to) beginTick(vcpu);
    else if (next >= to) return;
  }
}

export function runGuests(to: i64): void {
  landFlights(to);
  for (let i: u32 = 0; i < S.vcpuCount; i++) run(vcpuAt(i), i, to);
}

/** The guest starts on the destination at `at`. */
export function startGuests(at: i64): void {
  for (let i: u32 = 0; i < S.vcpuCount; i++) {
    const vcpu = vcpuAt(i);
    vcpu.time = at;
    vcpu.tickAt = at;
    vcpu.ticks = activeTicks(at);
    vcpu.resolveAt = -1;
    vcpu.metAt = -1;
    rewind(vcpu);
  }
  countMissing();
}

/** Since when it waits for a page on the destination; -1: it does not. */
export function waitsSince(index: u32): i64 {
  const vcpu = vcpuAt(index);
  return S.switchedAt >= 0 && index < S.vcpuCount && vcpu.waiting ? vcpu.faultAt : -1;
}

/** Whether any vCPU waits for a page that has not left the source. */
export function anyOpen(): bool {
  for (let i: u32 = 0; i < S.vcpuCount; i++) {
    const vcpu = vcpuAt(i);
    if (vcpu.waiting && vcpu.open) return true;
  }
  return false;
}

/** The request that has been at the source for longest by `at`, as its vCPU; -1: none. */
export function nextRequest(at: i64): i32 {
  let best: i32 = -1;
  let earliest: i64 = i64.MAX_VALUE;
  for (let i: u32 = 0; i < S.vcpuCount; i++) {
    const vcpu = vcpuAt(i);
    if (!vcpu.waiting || !vcpu.open || vcpu.askedAt > at || vcpu.askedAt >= earliest) continue;
    earliest = vcpu.askedAt;
    best = i;
  }
  return best;
}
