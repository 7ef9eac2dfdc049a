/** The layout of `lswpar -L`: everything about a partition, in blocks. Names and order are from a real capture. */
import type { TaskRecord } from '../../../../model/task-record.ts';
import { dateText } from '../../session/clock.ts';
import { type Listed, PRIVILEGES, type Record_, SECTIONS } from './sections.ts';

const WIDTH = 65;
const RULER = '-'.repeat(WIDTH);
const LABEL = 25;

/** Longer ones are cut, as the command itself does. */
const cut = (value: string, width: number): string =>
  value.length < width ? value : `${value.slice(0, width - 4)}...`;

const row = (values: readonly string[], widths: readonly number[]): string =>
  values
    .map((value, i) => (widths[i] === undefined ? value : cut(value, widths[i]).padEnd(widths[i])))
    .join('')
    .trimEnd();

function table(
  heads: readonly string[],
  widths: readonly number[],
  records: readonly (readonly string[])[],
): string[] {
  return [row(heads, widths), RULER, ...records.map((record) => row(record, widths))];
}

const labelled = (pairs: readonly (readonly [label: string, value: string])[]): string[] =>
  pairs.map(([label, value]) => `${`${label}:`.padEnd(LABEL)}${value}`.trimEnd());

const pick = (record: Record_ | undefined, ...fields: string[]): string[] =>
  fields.map((field) => record?.[field] ?? '');

const recordsOf = (letter: string, listed: Listed): Record_[] => SECTIONS[letter]?.records(listed) ?? [];

const GENERAL_LABELS = [
  ['Type', 'type'],
  ['RootVG WPAR', 'rootvgwpar'],
  ['Owner', 'owner'],
  ['Hostname', 'hostname'],
  ['WPAR-Specific Routing', 'routing'],
  ['Virtual IP WPAR', 'vipwpar'],
  ['Directory', 'directory'],
  ['Start/Stop Script', 'script'],
  ['Auto', 'auto'],
  ['Private /usr', 'privateusr'],
  ['Checkpointable', 'checkpointable'],
  ['Application', 'application'],
  ['UUID', 'uuid'],
] as const;

const RESOURCE_LABELS = [
  ['Active', 'active'],
  ['Resource Set', 'rset'],
  ['CPU Shares', 'shares_cpu'],
  ['CPU Limits', 'cpu'],
  ['Memory Shares', 'shares_memory'],
  ['Memory Limits', 'memory'],
  ['Per-Process Virtual Memory Limit', 'procvirtmem'],
  ['Total Virtual Memory Limit', 'totalvirtmem'],
  ['Total Processes', 'totalprocesses'],
  ['Total Threads', 'totalthreads'],
  ['Total PTYs', 'totalptys'],
  ['Total Large Pages', 'totallargepages'],
  ['Max Message Queue IDs', 'pct_msgids'],
  ['Max Semaphore IDs', 'pct_semids'],
  ['Max Shared Memory IDs', 'pct_shmids'],
  ['Max Pinned Memory', 'pct_pinmem'],
] as const;

export function long(listed: Listed, running: TaskRecord | null): string[] {
  const { wpar, copy } = listed;
  const [general] = recordsOf('G', listed);
  const [resources] = recordsOf('R', listed);
  const from = (record: Record_ | undefined, labels: readonly (readonly [string, string])[]) =>
    labelled(labels.map(([label, field]) => [label, record?.[field] ?? '']));
  return [
    '='.repeat(WIDTH),
    `${wpar.name} - ${copy.state}`,
    '='.repeat(WIDTH),
    'GENERAL',
    ...from(general, GENERAL_LABELS),
    '',
    'NETWORK',
    ...table(
      ['Interface', 'Address(6)', 'Mask/Prefix', 'Broadcast'],
      [14, 18, 18],
      recordsOf('N', listed).map((record) =>
        pick(record, 'interface', 'address', 'mask_prefix', 'broadcast'),
      ),
    ),
    '',
    'USER-SPECIFIED ROUTES',
    ...table(['Type', 'Destination', 'Gateway', 'Interface'], [8, 21, 18], []),
    '',
    'FILE SYSTEMS',
    ...table(
      ['MountPoint', 'Device', 'Vfs', 'Nodename', 'Options'],
      [25, 17, 8, 11],
      recordsOf('M', listed).map((record) =>
        pick(record, 'mountpoint', 'device', 'vfs', 'nodename', 'options'),
      ),
    ),
    '',
    'RESOURCE CONTROLS',
    ...from(resources, RESOURCE_LABELS),
    '',
    'OPERATION',
    ...labelled(
      running
        ? [
            ['Operation', running.kind],
            ['Process ID', String(131_072 + 2 * Number(running.id.slice(1)))],
            ['Start Time', dateText(running.startNs ?? running.requestedNs, 0)],
          ]
        : [
            ['Operation', 'none'],
            ['Process ID', ''],
            ['Start Time', ''],
          ],
    ),
    '',
    'SECURITY SETTINGS',
    ...labelled([['Privileges', PRIVILEGES.join(',')]]),
    '',
    'DEVICE EXPORTS',
    ...table(
      ['Name', 'Type', 'Virtual Device', 'RootVG', 'Status'],
      [20, 10, 16, 8],
      recordsOf('D', listed).map((record) =>
        pick(record, 'devname', 'devtype', 'vdevname', 'rootvg', 'devstatus'),
      ),
    ),
    '',
  ];
}
