/**
 * What `query-migrate` answers at a moment, field by field as QEMU has them (qapi/migration.json, MigrationInfo;
 * web/model/parameters/qemu/status.ts says what each means): on the source, in its version's way.
 */
import type { MoveRecord } from '../../../model/recording.ts';
import { NS_PER_MS, type VirtualNs } from '../../../model/units.ts';
import { eraOf, isAtLeast } from '../objects/version.ts';
import { countedAt, endNs, haltOf, mainBytesAt, progressAt, ratesAt } from './at.ts';
import { dirtyLimitInfo } from './dirty-limit-info.ts';
import { numberAt } from './limits.ts';
import { has, type KvmMove, numberOf } from './setup.ts';
import { isPostcopy, type MigrationState } from './states.ts';
import { stateAt } from './timeline.ts';

export type MigrationInfo = { readonly [field: string]: InfoValue };
export type InfoValue = number | string | boolean | readonly InfoValue[] | MigrationInfo;

/** `{}` before the first migration. */
export function queryMigrate(move: KvmMove, at: VirtualNs): MigrationInfo {
  const state = stateAt(move, at);
  switch (state) {
    case 'none':
      return {};
    case 'setup':
    case 'cancelled':
    case 'colo':
      return { status: state };
    case 'failed':
      return { status: state, 'error-desc': errorOf(move.record) };
    default:
      return {
        status: state,
        ...timesAt(move, state, at),
        ...throttleAt(move, state, at),
        ram: ramAt(move, state, at),
        ...xbzrleAt(move, at),
        ...compressionAt(move, at),
        ...dirtyLimitInfo(move, state, at),
        ...(move.setup.vfio
          ? { vfio: { transferred: state === 'completed' ? move.setup.vfioBytes : 0 } }
          : {}),
        ...(state === 'postcopy-paused' && isSince(move, '8.2')
          ? { 'error-desc': errorOf(move.record) }
          : {}),
      };
  }
}

const isOld = ({ setup }: KvmMove): boolean => eraOf(setup.version) === 'qemu-7.2-tcg';
const isSince = ({ setup }: KvmMove, version: string): boolean => isAtLeast(setup.version, version);
const milliseconds = (ns: number): number => Math.floor(ns / NS_PER_MS);
const setupMs = ({ syncs, startNs }: MoveRecord): number => milliseconds((syncs[0]?.at ?? startNs) - startNs);

/** In this simulator's own words: what QEMU says here depends on where exactly it noticed. */
function errorOf({ acts }: MoveRecord): string {
  const failure = acts?.findLast((act) => act.kind === 'fail');
  const what = failure?.kind === 'fail' ? failure.what : 'link';
  return what === 'link' ? 'The connection was lost' : `The ${what} failed`;
}

/** Up to 8.1 an expected pause is told until it has completed; later versions tell the real one in post-copy. */
function timesAt(move: KvmMove, state: MigrationState, at: VirtualNs): MigrationInfo {
  const { record } = move;
  const setup = setupMs(record);
  const total = milliseconds(Math.min(at, endNs(record)) - record.startNs);
  const over = state === 'completed' || (isPostcopy(state) && isSince(move, '8.2'));
  return {
    'total-time': total,
    ...(over
      ? { downtime: milliseconds(record.outcome.downtimeNs) }
      : { 'expected-downtime': expectedDowntimeAt(move, at) }),
    'setup-time': setup,
  };
}

/** What the last sync left over at the rate of the last window; the limit, before either is known. */
export function expectedDowntimeAt(move: KvmMove, at: VirtualNs): number {
  const { record } = move;
  const { counts, samples, syncs } = record;
  const assumed = numberAt(move, 'avail-switchover-bandwidth', at);
  let expected = numberAt(move, 'downtime-limit', record.startNs);
  if (!counts) return expected;
  for (let i = counts.atNs.length - 1; i >= 0; i--) {
    const closed = counts.atNs[i] ?? 0;
    if (closed > at || (counts.dirtyPagesPerSecond[i] ?? 0) === 0) continue;
    const sample = samples.atNs.findLastIndex((moment) => moment <= closed);
    const rate = assumed > 0 ? assumed : (samples.bandwidthBytesPerSecond[sample] ?? 0);
    const left = syncs.findLast((sync) => sync.at <= closed)?.remainingBytes ?? 0;
    if (rate > 0) expected = Math.floor((left * 1000) / rate);
    break;
  }
  return expected;
}

function throttleAt({ record, setup }: KvmMove, state: MigrationState, at: VirtualNs): MigrationInfo {
  const percent = record.throttle?.findLast((step) => step.at <= at)?.percent ?? 0;
  const throttles = has(setup, 'auto-converge') && percent > 0 && state !== 'completed';
  return throttles ? { 'cpu-throttle-percentage': Math.round(percent) } : {};
}

function ramAt(move: KvmMove, state: MigrationState, at: VirtualNs): MigrationInfo {
  const { record } = move;
  const { pageBytes, totalPages, outcome } = record;
  const counted = countedAt(record, at);
  const progress = progressAt(record, at);
  const rates = ratesAt(record, at);
  const bytes = bytesAt(record, at);
  const completed = state === 'completed';
  const sent = completed ? outcome.sentBytes : progress.sentBytes;
  // Of the times as they are told, whole milliseconds (QEMU migration.c, migration_calculate_complete).
  const copiedMs = milliseconds(endNs(record) - record.startNs) - setupMs(record);
  const mean = copiedMs > 0 ? (sent * 8) / copiedMs / 1000 : 0;
  return {
    total: totalPages * pageBytes,
    'postcopy-requests': counted.requests,
    'dirty-sync-count': completed ? outcome.syncCount : progress.syncs,
    ...(isSince(move, '7.1') ? { 'dirty-sync-missed-zero-copy': 0 } : {}),
    'multifd-bytes': sent - bytes.precopy - bytes.downtime - bytes.postcopy,
    'pages-per-second': rates.pagesPerSecond,
    'downtime-bytes': bytes.downtime,
    'page-size': pageBytes,
    // Pages are waiting, not bytes.
    remaining: completed ? 0 : progress.remainingBytes - (progress.remainingBytes % pageBytes),
    'postcopy-bytes': bytes.postcopy,
    mbps: completed ? mean : (progress.bandwidthBytesPerSecond * 8) / 1e6,
    transferred: sent,
    'dirty-pages-rate': completed ? 0 : rates.dirtyPagesPerSecond,
    'precopy-bytes': bytes.precopy,
    duplicate: counted.zeroPages,
    ...(isSince(move, '9.1') ? {} : { skipped: 0 }),
    'normal-bytes': counted.normalPages * pageBytes,
    normal: counted.normalPages,
  };
}

interface Bytes {
  precopy: number;
  downtime: number;
  postcopy: number;
}

/** Over the main connection: what goes in packets over others counts there alone. */
function bytesAt(record: MoveRecord, at: number): Bytes {
  const { transport, postcopy, sentBytes } = record.outcome;
  const main = mainBytesAt(record, at);
  const halt = haltOf(record);
  // A packet counts when it is full, or at the stop.
  const precopy = halt ? Math.min(main, mainBytesAt(record, halt.fromNs)) : main;
  if (!halt || at < halt.fromNs) return { precopy, downtime: 0, postcopy: 0 };
  const switched = postcopy !== null && at >= postcopy.switchedNs;
  const before = switched ? Math.max(precopy, sentBytes - transport.packetBytes - postcopy.bytes) : main;
  return { precopy, downtime: before - precopy, postcopy: main - before };
}

function xbzrleAt(move: KvmMove, at: VirtualNs): MigrationInfo {
  const { record, setup } = move;
  if (!has(setup, 'xbzrle') || (has(setup, 'multifd') && !isOld(move))) return {};
  const counted = countedAt(record, at);
  const { missRate, encodingRate } = ratesAt(record, at);
  return {
    'xbzrle-cache': {
      'encoding-rate': encodingRate,
      bytes: counted.deltaBytes,
      'cache-size': numberOf(setup, 'xbzrle-cache-size'),
      'cache-miss-rate': missRate,
      pages: counted.deltaPages,
      overflow: counted.deltaOverflows,
      'cache-miss': counted.deltaMisses,
    },
  };
}

/** Of the compression threads of 7.2; those of multifd have no counters. */
function compressionAt(move: KvmMove, at: VirtualNs): MigrationInfo {
  const { record, setup } = move;
  if (!isOld(move) || !has(setup, 'compress')) return {};
  const { compressedPages, compressedBytes } = countedAt(record, at);
  return {
    compression: {
      'compressed-size': compressedBytes,
      busy: 0,
      'compression-rate': compressedBytes > 0 ? (compressedPages * record.pageBytes) / compressedBytes : 0,
      pages: compressedPages,
      'busy-rate': 0,
    },
  };
}
