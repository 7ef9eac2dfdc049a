/** The table of migrations: those under way and those that are over, with what QEMU tells of each. */
import { STATUS_FIELDS } from '../../../model/parameters/qemu/status.ts';
import type { VirtualNs } from '../../../model/units.ts';
import type { Panel, Row } from '../../../model/world-view.ts';
import { progressAt, ratesAt } from '../migration/at.ts';
import { mirroredAt, mirrorsFirst } from '../migration/block-jobs.ts';
import { expectedDowntimeAt, type MigrationInfo, queryMigrate } from '../migration/query.ts';
import { queryDestination } from '../migration/query-destination.ts';
import type { KvmMove } from '../migration/setup.ts';
import { isOver, isPostcopy, MEANING } from '../migration/states.ts';
import { begunNs, stateAt } from '../migration/timeline.ts';
import { roughSize } from '../objects/sizes.ts';
import { hostOf } from '../objects/world.ts';
import type { Scene } from '../rules/case.ts';
import { bar, bits, cell, column, time } from './cells.ts';
import type { Desk } from './desk.ts';
import { moveOffers } from './offers.ts';

/** Later ones first, and no more than these. */
const MOST = 100;

export function migrationsPanel({ scene, at }: Desk, moves: readonly KvmMove[]): Panel {
  const begun = moves.filter((move) => begunNs(move) <= at);
  return {
    id: 'migrations',
    title: 'Migrations',
    about: 'What query-migrate tells of each at this moment. In the terminal: info migrate.',
    columns: [
      ...[column('guest', 'Guest'), column('way', 'From, to'), column('state', 'State', 'state')],
      ...[column('progress', 'Left to send', 'bar'), column('rate', 'Rate', 'number')],
      ...[column('dirty', 'Dirty rate', 'number', true), column('syncs', 'Syncs', 'number', true)],
      ...[column('pause', 'Pause', 'number'), column('total', 'Time', 'number', true)],
    ],
    offers: [],
    rows: begun
      .slice(-MOST)
      .reverse()
      .map((move) => row(scene, move, at)),
  };
}

function row(scene: Scene, move: KvmMove, at: VirtualNs): Row {
  const { record, setup } = move;
  const state = stateAt(move, at);
  const progress = progressAt(record, at);
  const over = isOver(state);
  const total = record.totalPages * record.pageBytes;
  const left = state === 'completed' ? 0 : progress.remainingBytes;
  const standing = scene.standingOf(record.partition);
  const known = state === 'completed' || isPostcopy(state);
  const pause = known
    ? time(record.outcome.downtimeNs)
    : over
      ? '–'
      : `about ${expectedDowntimeAt(move, at)} ms`;
  const mirrored = record.disks && mirroredAt(record.disks, at);
  const first = mirrorsFirst(move, at);
  const dirty = ratesAt(record, at).dirtyPagesPerSecond * record.pageBytes;
  return {
    id: `${record.partition}@${record.startNs}`,
    cells: {
      guest: cell(record.partition),
      way: cell(`${record.from} → ${record.to}`),
      state: first ? cell('mirror', 'busy') : cell(state, MEANING[state].tone),
      progress:
        first && mirrored
          ? bar(roughSize(mirrored.left), mirrored.sent / (mirrored.sent + mirrored.left), 'busy')
          : bar(roughSize(left), total > 0 ? 1 - left / total : 1, MEANING[state].tone),
      rate: cell(over || state === 'postcopy-paused' ? '–' : bits(progress.bandwidthBytesPerSecond)),
      dirty: cell(over ? '–' : bits(dirty)),
      syncs: cell(String(progress.syncs)),
      pause: cell(pause),
      total: cell(time(Math.min(at, record.startNs + record.outcome.totalNs) - record.startNs)),
    },
    offers: standing?.move === move ? moveOffers(standing, at) : [],
    details: [
      ['What it means', first ? 'Its disks are mirrored; the memory follows.' : MEANING[state].about],
      ...(mirrored ? disksTold(mirrored) : []),
      ['Capabilities', setup.capabilities.join(', ') || 'none'],
      ...(setup.preset ? [['Managed by', setup.preset] as const] : []),
      ...toldOf(queryMigrate(move, at)),
      ...toldOf(waitsOf(scene, move, at)),
    ],
  };
}

const disksTold = ({ sent, left }: { sent: number; left: number }): [string, string][] => [
  ['Disks, sent', roughSize(sent)],
  ['Disks, to follow', roughSize(left)],
];

/** What only the destination knows. */
function waitsOf({ world }: Scene, move: KvmMove, at: VirtualNs): MigrationInfo {
  const version = hostOf(world, move.record.to)?.qemu ?? move.setup.version;
  const told = Object.entries(queryDestination(move, version, at));
  return Object.fromEntries(told.filter(([name]) => name.startsWith('postcopy-')));
}

const FIELDS = new Map(STATUS_FIELDS.map((field) => [field.name.replace('[]', ''), field]));

/** Every field of the answer under its name for people. */
function toldOf(info: MigrationInfo, prefix = ''): [string, string][] {
  return Object.entries(info).flatMap(([name, value]): [string, string][] => {
    const path = prefix + name;
    if (path === 'status') return [];
    if (typeof value === 'object' && !Array.isArray(value)) return toldOf(value as MigrationInfo, `${path}.`);
    const { label = name, unit = '' } = FIELDS.get(path) ?? {};
    const text = unit === 'bytes' ? roughSize(Number(value)) : `${rounded(value)}${unit && ` ${unit}`}`;
    return [[label, text]];
  });
}

const rounded = (value: unknown): string =>
  typeof value === 'number'
    ? String(Number(value.toFixed(2)))
    : Array.isArray(value)
      ? value.join(', ')
      : String(value);
