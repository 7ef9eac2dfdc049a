/** The text of `info migrate`, made of what `query-migrate` answers: in the way of 7.2, and in that of 10.1 and later. */
import { isAtLeast } from '../objects/version.ts';
import type { InfoValue, MigrationInfo } from './query.ts';

/** @param all also what 10.1 shows with `-a` only */
export const infoMigrate = (info: MigrationInfo, version: string, all = false): string[] =>
  isAtLeast(version, '10.1') ? newText(info, all) : oldText(info, version);

/** The text of `info block-jobs`. */
export const infoBlockJobs = (jobs: readonly InfoValue[]): string[] =>
  jobs.length === 0
    ? ['No active jobs']
    : jobs
        .filter(isInfo)
        .map(
          ({ type, device, offset, len, speed }) =>
            `Type ${type}, device ${device}: Completed ${offset} of ${len} bytes, speed limit ${speed} bytes/s`,
        );

const object = (info: MigrationInfo, name: string): MigrationInfo | null => {
  const value = info[name];
  return isInfo(value) ? value : null;
};
const isInfo = (value: InfoValue | undefined): value is MigrationInfo =>
  typeof value === 'object' && !Array.isArray(value);
const number = (info: MigrationInfo, name: string): number => Number(info[name] ?? 0);
const kbytes = (info: MigrationInfo, name: string): number => Math.floor(number(info, name) / 1024);
const list = (info: MigrationInfo, name: string): readonly InfoValue[] => {
  const value = info[name];
  return Array.isArray(value) ? value : [];
};

function globals(version: string): string[] {
  const newer = isAtLeast(version, '10.1');
  const [title, indent] = newer ? ['Globals:', '  '] : ['globals:', ''];
  return [
    title,
    ...[
      ...[
        'store-global-state: on',
        'only-migratable: off',
        'send-configuration: on',
        'send-section-footer: on',
      ],
      ...(isAtLeast(version, '9.1') ? [] : ['decompress-error-check: on']),
      ...(isAtLeast(version, '10.0') ? ['send-switchover-start: on'] : []),
      'clear-bitmap-shift: 18',
    ].map((line) => indent + line),
  ];
}

const blocked = (info: MigrationInfo): string[] => {
  const reasons = list(info, 'blocked-reasons');
  return reasons.length > 0 ? ['Outgoing migration blocked:', ...reasons.map((reason) => `  ${reason}`)] : [];
};

const optional = (info: MigrationInfo, name: string, line: (value: number) => string): string[] =>
  Object.hasOwn(info, name) ? [line(number(info, name))] : [];
const unlessZero = (value: number, line: string): string[] => (value > 0 ? [line] : []);

function oldText(info: MigrationInfo, version: string): string[] {
  const ram = object(info, 'ram');
  const cache = object(info, 'xbzrle-cache');
  const compression = object(info, 'compression');
  return [
    ...globals(version),
    ...blocked(info),
    ...(info.status === undefined ? [] : statusLines(info)),
    ...(ram ? oldRam(ram) : []),
    ...(cache
      ? [
          `cache size: ${number(cache, 'cache-size')} bytes`,
          `xbzrle transferred: ${kbytes(cache, 'bytes')} kbytes`,
          `xbzrle pages: ${number(cache, 'pages')} pages`,
          `xbzrle cache miss: ${number(cache, 'cache-miss')} pages`,
          `xbzrle cache miss rate: ${number(cache, 'cache-miss-rate').toFixed(2)}`,
          `xbzrle encoding rate: ${number(cache, 'encoding-rate').toFixed(2)}`,
          `xbzrle overflow: ${number(cache, 'overflow')}`,
        ]
      : []),
    ...(compression
      ? [
          `compression pages: ${number(compression, 'pages')} pages`,
          `compression busy: ${number(compression, 'busy')}`,
          `compression busy rate: ${number(compression, 'busy-rate').toFixed(2)}`,
          `compressed size: ${kbytes(compression, 'compressed-size')} kbytes`,
          `compression rate: ${number(compression, 'compression-rate').toFixed(2)}`,
        ]
      : []),
    ...optional(info, 'cpu-throttle-percentage', (value) => `cpu throttle percentage: ${value}`),
    ...optional(
      info,
      'dirty-limit-throttle-time-per-round',
      (value) => `dirty-limit throttle time: ${value} us`,
    ),
    ...optional(info, 'dirty-limit-ring-full-time', (value) => `dirty-limit ring full time: ${value} us`),
    ...optional(info, 'postcopy-blocktime', (value) => `postcopy blocktime: ${value}`),
    ...(list(info, 'postcopy-vcpu-blocktime').length > 0
      ? [`postcopy vcpu blocktime: ${list(info, 'postcopy-vcpu-blocktime').join(',')}`]
      : []),
    ...sockets(info, 'socket address: ['),
    ...(object(info, 'vfio')
      ? [`vfio device transferred: ${kbytes(object(info, 'vfio') ?? {}, 'transferred')} kbytes`]
      : []),
  ];
}

function statusLines(info: MigrationInfo): string[] {
  const why = info.status === 'failed' && info['error-desc'] !== undefined ? ` (${info['error-desc']})` : '';
  return [
    `Migration status: ${info.status}${why}`,
    // Up to 10.0 also where `query-migrate` has none, then as 0.
    `total time: ${number(info, 'total-time')} ms`,
    ...optional(info, 'expected-downtime', (value) => `expected downtime: ${value} ms`),
    ...optional(info, 'downtime', (value) => `downtime: ${value} ms`),
    ...optional(info, 'setup-time', (value) => `setup: ${value} ms`),
  ];
}

const oldRam = (ram: MigrationInfo): string[] => [
  `transferred ram: ${kbytes(ram, 'transferred')} kbytes`,
  `throughput: ${number(ram, 'mbps').toFixed(2)} mbps`,
  `remaining ram: ${kbytes(ram, 'remaining')} kbytes`,
  `total ram: ${kbytes(ram, 'total')} kbytes`,
  `duplicate: ${number(ram, 'duplicate')} pages`,
  ...optional(ram, 'skipped', (value) => `skipped: ${value} pages`),
  `normal: ${number(ram, 'normal')} pages`,
  `normal bytes: ${kbytes(ram, 'normal-bytes')} kbytes`,
  `dirty sync count: ${number(ram, 'dirty-sync-count')}`,
  `page size: ${kbytes(ram, 'page-size')} kbytes`,
  `multifd bytes: ${kbytes(ram, 'multifd-bytes')} kbytes`,
  `pages-per-second: ${number(ram, 'pages-per-second')}`,
  ...unlessZero(
    number(ram, 'dirty-pages-rate'),
    `dirty pages rate: ${number(ram, 'dirty-pages-rate')} pages`,
  ),
  ...unlessZero(
    number(ram, 'postcopy-requests'),
    `postcopy request count: ${number(ram, 'postcopy-requests')}`,
  ),
  ...unlessZero(number(ram, 'precopy-bytes'), `precopy ram: ${kbytes(ram, 'precopy-bytes')} kbytes`),
  ...unlessZero(number(ram, 'downtime-bytes'), `downtime ram: ${kbytes(ram, 'downtime-bytes')} kbytes`),
  ...unlessZero(number(ram, 'postcopy-bytes'), `postcopy ram: ${kbytes(ram, 'postcopy-bytes')} kbytes`),
];

function sockets(info: MigrationInfo, title: string): string[] {
  const all = list(info, 'socket-address').filter(isInfo);
  return all.length > 0 ? [title, ...all.map(({ host, port }) => `\ttcp:${host}:${port}`), ']'] : [];
}

function newText(info: MigrationInfo, all: boolean): string[] {
  const ram = object(info, 'ram');
  const cache = object(info, 'xbzrle-cache');
  const failed = info.status === 'failed' || info.status === 'postcopy-paused';
  const why = failed && info['error-desc'] !== undefined ? ` (${info['error-desc']})` : '';
  const times = [
    ...optional(info, 'setup-time', (value) => `setup=${value}`),
    ...optional(info, 'expected-downtime', (value) => `exp_down=${value}`),
    ...optional(info, 'downtime', (value) => `down=${value}`),
  ];
  return [
    ...blocked(info),
    ...(info.status === undefined ? [] : [`Status: \t\t${info.status}${why}`]),
    ...(number(info, 'total-time') > 0
      ? [`Time (ms): \t\t${[`total=${number(info, 'total-time')}`, ...times].join(', ')}`]
      : []),
    ...sockets(info, 'Sockets: ['),
    ...(ram ? newRam(ram, object(info, 'vfio')) : []),
    ...(all
      ? [
          ...globals('10.1'),
          ...(cache
            ? [
                `XBZRLE: size=${number(cache, 'cache-size')}, transferred=${number(cache, 'bytes')}, pages=${number(cache, 'pages')}, miss=${number(cache, 'cache-miss')}`,
                `  miss_rate=${number(cache, 'cache-miss-rate').toFixed(2)}, encode_rate=${number(cache, 'encoding-rate').toFixed(2)}, overflow=${number(cache, 'overflow')}`,
              ]
            : []),
          ...optional(info, 'cpu-throttle-percentage', (value) => `CPU Throttle (%): ${value}`),
          ...optional(
            info,
            'dirty-limit-throttle-time-per-round',
            (value) => `Dirty-limit Throttle (us): ${value}`,
          ),
          ...optional(info, 'dirty-limit-ring-full-time', (value) => `Dirty-limit Ring Full (us): ${value}`),
          ...waits(info),
        ]
      : []),
  ];
}

function newRam(ram: MigrationInfo, vfio: MigrationInfo | null): string[] {
  const size = (name: string): string => sizeText(number(ram, name));
  const rates = [
    `transfer=${number(ram, 'pages-per-second')}`,
    ...unlessZero(number(ram, 'dirty-pages-rate'), `dirty=${number(ram, 'dirty-pages-rate')}`),
  ];
  const others = [
    `dirty_syncs=${number(ram, 'dirty-sync-count')}`,
    ...unlessZero(number(ram, 'postcopy-requests'), `postcopy_req=${number(ram, 'postcopy-requests')}`),
    ...unlessZero(number(ram, 'downtime-bytes'), `downtime_bytes=${number(ram, 'downtime-bytes')}`),
  ];
  const channels = [
    ...[
      `precopy=${size('precopy-bytes')}`,
      `multifd=${size('multifd-bytes')}`,
      `postcopy=${size('postcopy-bytes')}`,
    ],
    ...(vfio ? [`vfio=${sizeText(number(vfio, 'transferred'))}`] : []),
  ];
  return [
    'RAM info:',
    `  Throughput (Mbps): \t${number(ram, 'mbps').toFixed(2)}`,
    `  Sizes: \t\tpagesize=${size('page-size')}, total=${size('total')}`,
    `  Transfers: \t\ttransferred=${size('transferred')}, remain=${size('remaining')}`,
    `    Channels: \t\t${channels.join(', ')}`,
    `    Page Types: \tnormal=${number(ram, 'normal')}, zero=${number(ram, 'duplicate')}`,
    `  Page Rates (pps): \t${rates.join(', ')}`,
    `  Others: \t\t${others.join(', ')}`,
  ];
}

/** As QEMU's size_to_str: three digits, and the unit of which it is less than a thousand. */
export function sizeText(bytes: number): string {
  const units = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${Number(value.toPrecision(3))} ${units[unit]}B`;
}

const CPUS_PER_LINE = 10;

function waits(info: MigrationInfo): string[] {
  const rows = (title: string, name: string): string[] => {
    const values = list(info, name);
    if (values.length === 0) return [];
    const lines = Array.from({ length: Math.ceil(values.length / CPUS_PER_LINE) }, (_, i) =>
      values.slice(i * CPUS_PER_LINE, (i + 1) * CPUS_PER_LINE).join(', '),
    );
    return [title, ...` [${lines.join(',\n  ')}]`.split('\n')];
  };
  return [
    ...optional(info, 'postcopy-blocktime', (value) => `Postcopy Blocktime (ms): ${value}`),
    ...rows('Postcopy vCPU Blocktime (ms):', 'postcopy-vcpu-blocktime'),
    ...optional(info, 'postcopy-latency', (value) => `Postcopy Latency (ns): ${value}`),
    ...optional(info, 'postcopy-non-vcpu-latency', (value) => `Postcopy non-vCPU Latencies (ns): ${value}`),
    ...rows('Postcopy vCPU Latencies (ns):', 'postcopy-vcpu-latency'),
    ...distributionLines(list(info, 'postcopy-latency-dist')),
  ];
}

function distributionLines(counts: readonly InfoValue[]): string[] {
  if (counts.length === 0) return [];
  const time = (us: number): string => {
    const units = ['us', 'ms', 'sec'];
    let [value, unit] = [us, 0];
    while (value >= 1000 && unit < 2) [value, unit] = [Math.floor(value / 1000), unit + 1];
    return `${value} ${units[unit]}`.padStart(8);
  };
  return [
    'Postcopy Latency Distribution:',
    ...counts.map(
      (count, k) => `  [ ${time(2 ** k)} - ${time(2 ** (k + 1))} ]: ${String(count).padStart(10)}`,
    ),
  ];
}
