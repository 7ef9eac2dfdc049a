/** What a move's record says of a moment: between two samples in proportion to the time. */
import type { Counts, MoveRecord, Span, Sync } from '../../../model/recording.ts';
import { NS_PER_MS, NS_PER_S, ns, type VirtualNs } from '../../../model/units.ts';

/** 100 ms, told in whole milliseconds. */
const SHORTEST_WINDOW_NS = 99 * NS_PER_MS;

/** The last one that is not later; -1: none is. */
export function upTo(atNs: Float64Array, at: number): number {
  let low = -1;
  let high = atNs.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((atNs[middle] ?? Infinity) <= at) low = middle;
    else high = middle;
  }
  return low;
}

interface Point {
  at: number;
  value: number;
}

/** Whole numbers between whole numbers. */
function between(from: Point, to: Point, at: number): number {
  if (to.at <= from.at) return from.value;
  const share = Math.min(1, Math.max(0, at - from.at) / (to.at - from.at));
  return Math.floor(from.value + (to.value - from.value) * share);
}

/** A column's value at a moment, between what it was at the start and what it was in the end. */
function valueAt(atNs: Float64Array, column: Float64Array, at: number, first: Point, last: Point): number {
  const i = upTo(atNs, at);
  const point = (index: number): Point => ({ at: atNs[index] ?? 0, value: column[index] ?? 0 });
  return between(i < 0 ? first : point(i), i + 1 < atNs.length ? point(i + 1) : last, at);
}

export const endNs = ({ startNs, outcome }: MoveRecord): number => startNs + outcome.totalNs;

export interface Progress {
  sentBytes: number;
  remainingBytes: number;
  /** Of the last closed window. */
  bandwidthBytesPerSecond: number;
  syncs: number;
}

export function progressAt(record: MoveRecord, at: VirtualNs): Progress {
  const { samples, syncs, startNs, pageBytes } = record;
  const last = samples.atNs.length - 1;
  const halt = haltOf(record);
  const waits = halt !== null && at >= halt.fromNs && at < halt.sync.at;
  return {
    sentBytes: sentAt(record, at),
    remainingBytes: waits
      ? halt.sync.unsentPages * pageBytes
      : valueAt(
          samples.atNs,
          samples.remainingBytes,
          flowingAt(record, at),
          { at: startNs, value: samples.remainingBytes[0] ?? 0 },
          { at: samples.atNs[last] ?? 0, value: samples.remainingBytes[last] ?? 0 },
        ),
    bandwidthBytesPerSecond: samples.bandwidthBytesPerSecond[upTo(samples.atNs, at)] ?? 0,
    syncs: syncs.filter((sync) => sync.at <= at).length,
  };
}

/** Bytes over all connections. */
function sentAt(record: MoveRecord, at: number): number {
  const { samples, startNs, outcome } = record;
  const first = { at: startNs, value: samples.sentBytes[0] ?? 0 };
  const last = { at: endNs(record), value: outcome.sentBytes };
  return at >= last.at
    ? last.value
    : valueAt(samples.atNs, samples.sentBytes, flowingAt(record, at), first, last);
}

interface Halt extends Span {
  /** For the last pages. */
  sync: Sync;
}

/** From the stop on the source sends nothing until the last sync, and in post-copy until it has switched over. */
export function haltOf({ syncs, counts, outcome }: MoveRecord): Halt | null {
  const sync = syncs.find(({ stopped }) => stopped);
  if (!sync) return null;
  // At the stop it is counted.
  const counted = counts?.atNs[upTo(counts.atNs, sync.at)] ?? sync.at;
  return { fromNs: ns(counted), toNs: outcome.postcopy?.switchedNs ?? sync.at, sync };
}

/** Between two samples bytes flow evenly but for the halt: the moment of an even flow that this one is like. */
function flowingAt(record: MoveRecord, at: number): number {
  const halt = haltOf(record);
  if (!halt) return at;
  const { fromNs, toNs, sync } = halt;
  const { atNs } = record.samples;
  if (at < fromNs) {
    const before = atNs[upTo(atNs, fromNs)] ?? fromNs;
    return at <= before ? at : before + ((sync.at - before) * (at - before)) / (fromNs - before);
  }
  if (at <= toNs) return sync.at;
  const next = atNs[upTo(atNs, toNs) + 1] ?? endNs(record);
  return at >= next ? at : sync.at + ((next - sync.at) * (at - toNs)) / (next - toNs);
}

/** Counters of pages and bytes since the start. */
export interface Counted {
  normalPages: number;
  zeroPages: number;
  packetBytes: number;
  requests: number;
  compressedPages: number;
  compressedBytes: number;
  deltaPages: number;
  deltaBytes: number;
  deltaMisses: number;
  deltaOverflows: number;
}

function totalOf({ outcome }: MoveRecord): Counted {
  const { normalPages, zeroPages, postcopy } = outcome;
  const { packetBytes, compressedPages, compressedBytes } = outcome.transport;
  const { deltaPages, deltaBytes, deltaMisses, deltaOverflows } = outcome.transport;
  return {
    ...{ normalPages, zeroPages, packetBytes, compressedPages, compressedBytes },
    ...{ deltaPages, deltaBytes, deltaMisses, deltaOverflows },
    requests: postcopy?.requests ?? 0,
  };
}

const NONE = new Float64Array(0);

const columnsOf = (counts: Counts | undefined): Record<keyof Counted, Float64Array> => ({
  normalPages: counts?.normalPages ?? NONE,
  zeroPages: counts?.zeroPages ?? NONE,
  packetBytes: counts?.packetBytes ?? NONE,
  requests: counts?.requests ?? NONE,
  compressedPages: counts?.compressedPages ?? NONE,
  compressedBytes: counts?.compressedBytes ?? NONE,
  deltaPages: counts?.deltas?.pages ?? NONE,
  deltaBytes: counts?.deltas?.bytes ?? NONE,
  deltaMisses: counts?.deltas?.misses ?? NONE,
  deltaOverflows: counts?.deltas?.overflows ?? NONE,
});

/** Bytes over the main connection, which those in packets over others are not. */
export const mainBytesAt = (record: MoveRecord, at: number): number =>
  sentAt(record, at) - countedAt(record, at).packetBytes;

/** Between two counts in proportion to what was sent; at the end those of the outcome, to the page. */
export function countedAt(record: MoveRecord, at: number): Counted {
  const total = totalOf(record);
  const end = endNs(record);
  if (at >= end) return total;
  const columns = columnsOf(record.counts);
  const atNs = record.counts?.atNs ?? NONE;
  const i = upTo(atNs, at);
  const from = i < 0 ? 0 : sentAt(record, atNs[i] ?? 0);
  const to = i + 1 < atNs.length ? sentAt(record, atNs[i + 1] ?? 0) : record.outcome.sentBytes;
  const sent = sentAt(record, at);
  const read = (name: keyof Counted): number =>
    between(
      { at: from, value: i < 0 ? 0 : (columns[name][i] ?? 0) },
      { at: to, value: i + 1 < atNs.length ? (columns[name][i + 1] ?? 0) : total[name] },
      sent,
    );
  return Object.fromEntries(
    Object.keys(total).map((name) => [name, read(name as keyof Counted)]),
  ) as unknown as Counted;
}

export interface Rates {
  /** As the migration itself saw it last. */
  dirtyPagesPerSecond: number;
  /** Of the last closed window, zero pages included. */
  pagesPerSecond: number;
  /** Of the last second: misses among pages that were looked up, page bytes per encoded byte. */
  missRate: number;
  encodingRate: number;
}

export function ratesAt({ counts, startNs, syncs, pageBytes }: MoveRecord, at: number): Rates {
  const i = counts ? upTo(counts.atNs, at) : -1;
  if (!counts || i < 0) return { dirtyPagesPerSecond: 0, pagesPerSecond: 0, missRate: 0, encodingRate: 0 };
  const { atNs, normalPages, zeroPages, dirtyPagesPerSecond, deltas } = counts;
  const begun = (row: number): number => (row > 0 ? (atNs[row - 1] ?? 0) : (syncs[0]?.at ?? startNs));
  const grown = (column: Float64Array, from: number, to = i): number =>
    (column[to] ?? 0) - (from < 0 ? 0 : (column[from] ?? 0));
  // It is counted at the stop too, and that closes no window.
  const closed = i > 0 && (atNs[i] ?? 0) - begun(i) < SHORTEST_WINDOW_NS ? i - 1 : i;
  const windowNs = (atNs[closed] ?? 0) - begun(closed);
  const pages = grown(normalPages, closed - 1, closed) + grown(zeroPages, closed - 1, closed);
  const before = upTo(atNs, (atNs[i] ?? 0) - NS_PER_S);
  const [found, missed, bytes] = deltas
    ? [grown(deltas.pages, before), grown(deltas.misses, before), grown(deltas.bytes, before)]
    : [0, 0, 0];
  return {
    dirtyPagesPerSecond: dirtyPagesPerSecond[i] ?? 0,
    pagesPerSecond: windowNs > 0 ? Math.floor((pages * NS_PER_S) / windowNs) : 0,
    missRate: found + missed > 0 ? missed / (found + missed) : 0,
    encodingRate: bytes > 0 ? (found * pageBytes) / bytes : 0,
  };
}
