/** What `query-migrate` tells, field by field. */
import { in72, in102, inBoth, type PerEra, type Provenance } from '../described.ts';

export interface StatusField extends Provenance {
  /** Dots lead into objects: `ram.remaining`. `[]` is a list. */
  name: string;
  label: string;
  about: string;
  unit: string;
  /** When it is there; empty: in every answer of a move. */
  when: string;
  eras: PerEra<true>;
}

const ALL = inBoth<true>(true);
const OLD = in72<true>(true);
const NEW = in102<true>(true);

type Row = [name: string, unit: string, label: string, about: string, when?: string, eras?: PerEra<true>];

const XBZRLE = 'with xbzrle';
const COMPRESS = 'with compress';
const BLOCKTIME = 'on the destination, after post-copy with postcopy-blocktime';

const ROWS: readonly Row[] = [
  ['status', '', 'State', 'none, setup, active, device, completed and so on.'],
  ['total-time', 'ms', 'Time since the start', 'Stands still when the move has ended; includes the setup.'],
  ['setup-time', 'ms', 'Setup', 'From the start of the migration thread to the first page.'],
  [
    'expected-downtime',
    'ms',
    'Expected pause',
    'What the last sync left over, at the rate of the last window; downtime-limit before anything is known. Device state and starting again are not in it.',
    'while it copies',
  ],
  [
    'downtime',
    'ms',
    'Pause',
    'From stopping the partition until the source has written all or, with a return path, until it runs on the destination.',
    'when completed, and in post-copy',
  ],
  [
    'cpu-throttle-percentage',
    '%',
    'Throttling',
    'Share of their time that all virtual CPUs sleep.',
    'while auto-converge throttles',
  ],
  [
    'dirty-limit-throttle-time-per-round',
    'µs',
    'Longest sleep per full ring',
    'The longest that any virtual CPU sleeps each time its dirty ring is full.',
    'while dirty-limit throttles',
    NEW,
  ],
  [
    'dirty-limit-ring-full-time',
    'µs',
    'Time to fill a ring',
    'How long a virtual CPU takes on average to fill its dirty ring; 0 when the guest writes nothing.',
    'while dirty-limit throttles',
    NEW,
  ],
  [
    'error-desc',
    '',
    'Error',
    'What went wrong, for people.',
    'when failed; from 8.2 on also while post-copy is paused',
  ],
  ['blocked-reasons', '', 'Why it cannot migrate', 'One text per obstacle.', 'while something blocks it'],
  ['socket-address', '', 'Address', 'Where the destination listens.', 'on the destination, tcp'],
  [
    'ram.transferred',
    'bytes',
    'Sent',
    'Everything sent. From 8.2 on of all connections with headers and device state, before that pages with their headers.',
  ],
  [
    'ram.remaining',
    'bytes',
    'Remaining',
    'Dirty pages times page size, zero pages too; a fiction in so far as they may compress. 0 when completed.',
  ],
  [
    'ram.total',
    'bytes',
    'Memory',
    'All memory that migrates: with ROMs and video memory more than the guest was given.',
  ],
  ['ram.duplicate', 'pages', 'Zero pages sent', 'Sent as a mark; those sent again count again.'],
  ['ram.skipped', 'pages', 'Skipped', 'Always 0; gone with 9.1.', '', OLD],
  [
    'ram.normal',
    'pages',
    'Full pages sent',
    'Those sent again count again; a page sent as a difference does not count.',
  ],
  ['ram.normal-bytes', 'bytes', 'Bytes of full pages', 'normal times page size.'],
  [
    'ram.dirty-pages-rate',
    'pages/s',
    'Dirty rate',
    'Pages found dirty per second that were not waiting already, over the last period of more than a second. Repeated writes to a waiting page do not count, so it stays below the write rate. 0 when completed.',
  ],
  [
    'ram.dirty-sync-count',
    '',
    'Syncs',
    'Includes the one of the setup and the last one with the partition stopped: at least 3 in pre-copy.',
  ],
  [
    'ram.dirty-sync-missed-zero-copy',
    '',
    'Syncs with copies',
    'How often the kernel copied although it should have sent from the guest’s memory, counted per sync and connection.',
  ],
  [
    'ram.mbps',
    'Mbit/s',
    'Rate',
    'Of the last window; when completed, the mean without the setup. Decimal megabits.',
  ],
  ['ram.pages-per-second', 'pages/s', 'Pages per second', 'Of the last window, zero pages included.'],
  ['ram.page-size', 'bytes', 'Page size', ''],
  [
    'ram.precopy-bytes',
    'bytes',
    'Sent before the pause',
    'Over the main connection, while the partition ran on the source.',
  ],
  ['ram.downtime-bytes', 'bytes', 'Sent in the pause', 'Over the main connection; 0 with multifd.'],
  ['ram.postcopy-bytes', 'bytes', 'Sent in post-copy', 'Over the main connection and that of preempt.'],
  [
    'ram.multifd-bytes',
    'bytes',
    'Sent over the connections',
    'By multifd; these are not in the three fields before.',
  ],
  ['ram.postcopy-requests', '', 'Pages asked for', 'Requests that the source received.'],
  ['disk', '', 'Disks', 'The same fields for disks.', 'with block', OLD],
  [
    'vfio.transferred',
    'bytes',
    'Sent by devices',
    'State of devices passed through to the guest.',
    'with such devices',
  ],
  ['xbzrle-cache.cache-size', 'bytes', 'Cache', 'Size of the cache.', XBZRLE],
  [
    'xbzrle-cache.bytes',
    'bytes',
    'Bytes of differences',
    'Encoded bytes and 3 bytes of each header; a page that overflowed counts whole.',
    XBZRLE,
  ],
  ['xbzrle-cache.pages', 'pages', 'Pages found in the cache', '', XBZRLE],
  ['xbzrle-cache.cache-miss', 'pages', 'Pages not found', 'Sent whole.', XBZRLE],
  ['xbzrle-cache.cache-miss-rate', '', 'Miss rate', 'Of the last period, 0 to 1.', XBZRLE],
  [
    'xbzrle-cache.encoding-rate',
    '',
    'Compression',
    'Page bytes per encoded byte in the last period.',
    XBZRLE,
  ],
  [
    'xbzrle-cache.overflow',
    'pages',
    'Overflows',
    'Pages whose difference would have been larger than the page; sent whole.',
    XBZRLE,
  ],
  ['compression.pages', 'pages', 'Compressed pages', 'These are not in normal.', COMPRESS, OLD],
  ['compression.busy', '', 'Threads busy', 'How often no thread was free.', COMPRESS, OLD],
  ['compression.busy-rate', '', 'Busy rate', 'Of the last period.', COMPRESS, OLD],
  ['compression.compressed-size', 'bytes', 'Compressed bytes', '', COMPRESS, OLD],
  [
    'compression.compression-rate',
    '',
    'Compression',
    'Page bytes per compressed byte in the last period.',
    COMPRESS,
    OLD,
  ],
  [
    'postcopy-blocktime',
    'ms',
    'Time with all CPUs waiting',
    'How long all virtual CPUs waited for pages at once.',
    BLOCKTIME,
  ],
  [
    'postcopy-vcpu-blocktime[]',
    'ms',
    'Waiting per CPU',
    'How long each virtual CPU waited for pages.',
    BLOCKTIME,
  ],
  [
    'postcopy-latency',
    'ns',
    'Mean fault',
    'Mean time from a fault to its page, over the faults that asked the source.',
    BLOCKTIME,
    NEW,
  ],
  [
    'postcopy-latency-dist[]',
    '',
    'Distribution of faults',
    'How many faults took from 2^k to 2^(k+1) µs; the first also those below 1 µs. 24 counts.',
    BLOCKTIME,
    NEW,
  ],
  ['postcopy-vcpu-latency[]', 'ns', 'Mean fault per CPU', 'The same mean per virtual CPU.', BLOCKTIME, NEW],
  [
    'postcopy-non-vcpu-latency',
    'ns',
    'Mean fault elsewhere',
    'The same mean for faults of other threads.',
    BLOCKTIME,
    NEW,
  ],
];

export const STATUS_FIELDS: readonly StatusField[] = ROWS.map(([name, unit, label, about, when, eras]) => ({
  name,
  label,
  about,
  unit,
  when: when ?? '',
  eras: eras ?? ALL,
  certainty: 'sourced',
  source: 'QEMU qapi/migration.json, MigrationInfo, at v7.2.0 and v10.2.0',
}));
