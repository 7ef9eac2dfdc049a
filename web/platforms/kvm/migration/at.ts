/** What a move's record says of a moment: between two samples in proportion to the time. */
import type { Counts, MoveRecord } from '../../../model/recording.ts';
import { NS_PER_S, type VirtualNs } from '../../../model/units.ts';

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
  const { samples, syncs, startNs } = record;
  const last = samples.atNs.length - 1;
  const column = (values: Float64Array): number =>
    valueAt(
      samples.atNs,
      values,
      at,
      { at: startNs, value: values[0] ?? 0 },
      { at: samples.atNs[last] ?? 0, value: values[last] ?? 0 },
    );
  return {
    sentBytes: column(samples.sentBytes),
    remainingBytes: column(samples.remainingBytes),
    bandwidthBytesPerSecond: samples.bandwidthBytesPerSecond[upTo(samples.atNs, at)] ?? 0,
    syncs: syncs.filter((sync) => sync.at <= at).length,
  };
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

/** Nothing is sent before the first sync. */
const firstOf = ({ startNs, syncs }: MoveRecord): Point => ({ at: syncs[0]?.at ?? startNs, value: 0 });

/** Bytes over the main connection, which those in packets over others are not. */
export function mainBytesAt(record: MoveRecord, at: number): number {
  const { counts, samples, outcome } = record;
  const end: Point = { at: endNs(record), value: outcome.sentBytes - outcome.transport.packetBytes };
  if (at >= end.at) return end.value;
  const atNs = counts?.atNs ?? NONE;
  const i = upTo(atNs, at);
  const point = (index: number): Point => {
    const moment = atNs[index] ?? 0;
    const sent = samples.sentBytes[upTo(samples.atNs, moment)] ?? 0;
    return { at: moment, value: Math.max(0, sent - (counts?.packetBytes[index] ?? 0)) };
  };
  return between(i < 0 ? firstOf(record) : point(i), i + 1 < atNs.length ? point(i + 1) : end, at);
}

/** At the end those of the outcome, to the page. */
export function countedAt(record: MoveRecord, at: number): Counted {
  const total = totalOf(record);
  const end = endNs(record);
  if (at >= end) return total;
  const columns = columnsOf(record.counts);
  const atNs = record.counts?.atNs ?? NONE;
  const read = (name: keyof Counted): number => {
    const column = columns[name];
    const times = column.length > 0 ? atNs : NONE;
    return valueAt(times, column, at, firstOf(record), { at: end, value: total[name] });
  };
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

export function ratesAt({ counts, pageBytes }: MoveRecord, at: number): Rates {
  const i = counts ? upTo(counts.atNs, at) : -1;
  if (!counts || i < 0) return { dirtyPagesPerSecond: 0, pagesPerSecond: 0, missRate: 0, encodingRate: 0 };
  const { atNs, normalPages, zeroPages, dirtyPagesPerSecond, deltas } = counts;
  const grown = (column: Float64Array, from: number): number =>
    (column[i] ?? 0) - (from < 0 ? 0 : (column[from] ?? 0));
  const windowNs = i > 0 ? (atNs[i] ?? 0) - (atNs[i - 1] ?? 0) : 0;
  const pages = grown(normalPages, i - 1) + grown(zeroPages, i - 1);
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
