/**
 * The engine's surface. An instance is one migration at a time: the settings, `configure`, `setFilled`, `addWriter…`,
 * then `run` again and again. Numbers cross as f64 (integers below 2^53) and u32; status codes, never exceptions.
 */
import { S, State, Phase, clear, take } from './state';
import { C } from './settings';
import { apply } from './derive';
import { setRange, clearRange, countBits } from './bits';
import { EVENT_CAPACITY, EVENT_FIELDS } from './events';
import { MAX_WRITERS, WRITER_BYTES, writerAt } from './writer';
import { missingPage } from './touch';
import { advanceAll } from './writers';
import { markUniform } from './uniform';
import { Trace, makeTrace as makeTraceTables } from './trace';
import {
  askPostcopy as askForPostcopy,
  cancel as cancelAt,
  fail as failAt,
  goOn as goOnAt,
  holdGuest as holdGuestAt,
  recover as recoverAt,
  runUntil,
} from './loop';
import { CONTENT_BYTES, MAX_CONTENTS, addContentRange, zeroOut } from './content';
import { FLIGHTS, FLIGHT_BYTES, VCPU_BYTES, waitsSince as waitsSinceOf } from './vcpu';
import { leaveOut as leaveOutPages } from './hints';
import { ChunkPending, harvest } from './log';
import { sendSection } from './send';
import { CELL_BYTES, countCells } from './map';
import { mix, streamKey } from './random';

export {
  addDriftingSet,
  addMeasuredGuest,
  addScatteredSet,
  addScatteredSweep,
  addSet,
  addSweep,
  addToCourse,
  addTrace,
  makeCourse,
} from './add';

const COUNTERS: usize = memory.data(256, 8);

export function settings(): usize {
  return changetype<usize>(C);
}

/** Lays out a migration by its settings, whatever was laid out before. 0 = no memory for it. */
export function configure(): u32 {
  memory.fill(changetype<usize>(S), 0, offsetof<State>());
  clear();
  S.pages = <u32>C.pages;
  S.pageBytes = <u32>C.pageBytes;
  S.words = <u32>((<u64>S.pages + 63) >> 6);
  S.summaryWords = (S.words + 63) >> 6;
  S.clearsByChunk = C.chunkShift > 0 ? 1 : 0;
  S.chunkWordShift = S.clearsByChunk ? <u32>C.chunkShift - 6 : 25;
  S.chunks = ((S.words - 1) >> S.chunkWordShift) + 1;
  const bitmap = (<usize>S.words) << 3;
  const summary = (<usize>S.summaryWords) << 3;
  S.migrating = take(bitmap);
  S.migratingSummary = take(summary);
  S.log = take(bitmap);
  S.logSummary = take(summary);
  S.reported = S.clearsByChunk ? take(bitmap) : S.log;
  S.zero = take(bitmap);
  S.chunkPending = take(S.chunks);
  S.writers = take(<usize>MAX_WRITERS * WRITER_BYTES);
  S.contents = take(<usize>MAX_CONTENTS * CONTENT_BYTES);
  if (C.deltaSlots > 0 && !(S.delta = take((<usize>C.deltaSlots) << 4))) return 0;
  if (C.postcopyAllowed) {
    S.requested = take(bitmap);
    S.coming = take(bitmap);
    S.flights = take(<usize>FLIGHTS * FLIGHT_BYTES);
    S.vcpus = take(<usize>C.vcpus * VCPU_BYTES);
    if (!S.requested || !S.coming || !S.flights || !S.vcpus) return 0;
  }
  S.events = take(<usize>(EVENT_CAPACITY * EVENT_FIELDS * 8));
  if (!S.migrating || !S.log || !S.reported || !S.zero || !S.writers || !S.events) return 0;
  setRange(S.migrating, S.migratingSummary, 0, S.pages);
  setRange(S.zero, 0, 0, S.pages);
  if (S.clearsByChunk) memory.fill(S.chunkPending, ChunkPending.All, S.chunks);
  S.dirtyPages = S.pages;
  S.stoppedAt = -1;
  S.switchedAt = -1;
  S.heldAt = -1;
  S.runEnd = u32.MAX_VALUE;
  S.limit = -1;
  S.speed = C.guestShare;
  S.seed = mix(<u64>C.seed);
  S.hash = S.seed;
  apply();
  return 1;
}

/** Takes up settings that were changed. */
export function settingsChanged(): void {
  apply();
}

/** Pages [first, end) hold data. */
export function setFilled(first: u32, end: u32): void {
  clearRange(S.zero, first, end);
}

/**
 * Pages [first, end) shrink to this share when compressed; `keepsZero`: written zero pages stay zero; `zeros`: share of
 * them that is zero at the start; a write changes so many bytes of its page.
 */
export function addContent(
  first: u32,
  end: u32,
  ratio: f64,
  keepsZero: u32,
  zeros: f64,
  writeBytes: u32,
): u32 {
  zeroOut(first, end, zeros);
  return addContentRange(first, end, ratio, keepsZero, writeBytes) ? 1 : 0;
}

/** The guest reports pages [first, end) free; before it is run. */
export function leaveOut(first: u32, end: u32): void {
  leaveOutPages(first, end);
}

export function makeTrace(frames: u32, runs: u32, loopFrame: u32): u32 {
  return makeTraceTables(frames, runs, loopFrame) ? 1 : 0;
}
export function traceStarts(): usize {
  return changetype<Trace>(S.trace).starts;
}
export function traceRunStarts(): usize {
  return changetype<Trace>(S.trace).runStarts;
}
export function traceRuns(): usize {
  return changetype<Trace>(S.trace).runs;
}
/**
 * Runs to virtual time `untilNs`: 0 reached, 1 empty the events first, 2 the migration has ended, 3 it has looked at
 * the log, where `haltAtSync` asks for that; in the bits above these two, how many events there are.
 */
export function run(untilNs: f64, haltAtSync: u32): u32 {
  return runUntil(<i64>untilNs, haltAtSync != 0) | (S.eventCount << 2);
}

/** These return 1 when they had an effect. */
export function cancel(atNs: f64): u32 {
  return cancelAt(<i64>atNs) ? 1 : 0;
}
/** @param what 0 the connection, 1 the source, 2 the destination */
export function fail(atNs: f64, what: u32): u32 {
  return failAt(<i64>atNs, what) ? 1 : 0;
}
export function recover(atNs: f64): u32 {
  return recoverAt(<i64>atNs) ? 1 : 0;
}
/** Ends the wait before the switchover. */
export function goOn(atNs: f64): u32 {
  return goOnAt(<i64>atNs) ? 1 : 0;
}
/** Lets the guest stand still until the destination runs it. */
export function holdGuest(atNs: f64): u32 {
  return holdGuestAt(<i64>atNs) ? 1 : 0;
}
export function askPostcopy(): u32 {
  return askForPostcopy() ? 1 : 0;
}

export function events(): usize {
  return S.events;
}
export function forgetEvents(): void {
  S.eventCount = 0;
}

export function stateTop(): usize {
  return S.top;
}
export function now(): f64 {
  return <f64>S.now;
}
export function ended(): u32 {
  return S.phase >= Phase.Completed ? 1 : 0;
}
export function phase(): u32 {
  return S.phase;
}
export function dirtyPages(): f64 {
  return <f64>S.dirtyPages;
}
export function sentBytes(): f64 {
  return <f64>S.sentBytes;
}
/** What has been counted, in the order of `COUNTERS` in web/engine/engine.ts; written to a buffer of f64. */
export function counters(): usize {
  const out = COUNTERS;
  let at = out;
  store<f64>(at, <f64>S.normalPages);
  store<f64>((at += 8), <f64>S.zeroPages);
  store<f64>((at += 8), <f64>S.resentPages);
  store<f64>((at += 8), <f64>S.skippedPages);
  store<f64>((at += 8), <f64>S.syncCount);
  store<f64>((at += 8), <f64>S.dirtyPagesRate);
  store<f64>((at += 8), S.throttlePercent);
  store<f64>((at += 8), <f64>S.packetBytes);
  store<f64>((at += 8), <f64>S.deltaPages);
  store<f64>((at += 8), <f64>S.deltaBytes);
  store<f64>((at += 8), <f64>S.deltaMisses);
  store<f64>((at += 8), <f64>S.deltaOverflows);
  store<f64>((at += 8), <f64>S.compressedPages);
  store<f64>((at += 8), <f64>S.compressedBytes);
  store<f64>((at += 8), <f64>S.requests);
  store<f64>((at += 8), <f64>S.precopyBytes);
  store<f64>((at += 8), S.stoppedAt < 0 || S.switchedAt >= 0 ? 0 : <f64>(S.sentBytes - S.precopyBytes));
  store<f64>((at += 8), <f64>S.downtimeNs);
  store<f64>((at += 8), <f64>S.firstTickAt);
  return out;
}
/** Since when a vCPU waits for a page on the destination; -1: it does not. */
export function waitsSince(vcpu: u32): f64 {
  return <f64>waitsSinceOf(vcpu);
}
export function waitingBits(): f64 {
  return <f64>countBits(S.migrating, S.words);
}
/** Where the bitmap of waiting pages lies: one bit a page, the lowest first. */
export function waitingMap(): usize {
  return S.migrating;
}
/** The page that goes next. */
export function cursorPage(): f64 {
  return <f64>(<u64>S.cursorWord << 6);
}

/** Marks what the guest has written by `atNs`, so that a map can show it. */
export function showGuest(atNs: f64): void {
  advanceAll(<i64>atNs);
}

/** Counts the map into a buffer behind the state that belongs to no migration; 0 = no memory. */
export function countMap(cells: u32, pagesPerCell: u32): usize {
  const keep = S.top;
  const out = take(<usize>cells * CELL_BYTES);
  S.top = keep;
  if (out) countCells(out, cells, pagesPerCell);
  return out;
}

/** The upper and the lower 32 bits of the fingerprint. */
export function hashHigh(): u32 {
  return <u32>(S.hash >> 32);
}
export function hashLow(): u32 {
  return <u32>S.hash;
}

/**
 * Kernels for measuring: mark writes [from, to) over pages, count what is marked, take it, send what waits; which missing
 * page of the first set a draw meets.
 */
export function kernelMark(first: u32, count: u32, from: f64, to: f64): void {
  markUniform(first, count, streamKey(S.seed, 1, 1), from, to);
}
export function kernelCount(): f64 {
  return <f64>countBits(S.log, S.words);
}
export function kernelHarvest(): void {
  S.dirtyPages += harvest(S.now);
}
/** Section after section, without the limiter. */
export function kernelSend(): void {
  while (S.dirtyPages > 0) {
    S.sectionStart = S.now;
    S.sectionPages = 0;
    sendSection(i64.MAX_VALUE, false);
  }
}
export function kernelMeet(random: u64): u32 {
  return missingPage(writerAt(0), random);
}
