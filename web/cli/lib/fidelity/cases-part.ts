/** Every run, in two narrow tables per group; and the disturbed ones with what disturbed them. */
import { errorOf, formulaErrorOf, total, traffic } from './bounds.ts';
import type { Comparison } from './compare.ts';
import type { Fidelity } from './fidelity.ts';
import { code, errorCell, kilobytes, megabytes, milliseconds, pair, seconds, table } from './markdown.ts';

const nameCell = ({ run, knifeEdge }: Comparison): string => `${code(run.id)}${knifeEdge ? ' ⚖' : ''}`;

const errorCells = (each: Comparison): string[] => {
  const { outcome } = each.predicted;
  const errors = (measure: typeof total) => [
    errorCell(errorOf(measure, each)),
    errorCell(formulaErrorOf(measure, each, 'series')),
    errorCell(formulaErrorOf(measure, each, 'saturating')),
  ];
  return [
    pair(seconds(each.run.outcome.total_time_s), seconds(outcome.total_time_s)),
    ...errors(total),
    pair(megabytes(each.run.outcome.transferred_bytes), megabytes(outcome.transferred_bytes)),
    ...errors(traffic),
  ];
};

const ERROR_HEADER = [
  'total, s',
  'error',
  'series',
  'saturating',
  'bytes, MB',
  'error',
  'series',
  'saturating',
];

export const caseTables = ({ sections }: Fidelity): string =>
  sections
    .map(({ section, runs }) => {
      const groups = section.groups.map((group) =>
        groupTables(
          group,
          runs.filter(({ run }) => run.group === group),
        ),
      );
      return `### ${section.title}\n\n${groups.join('\n')}`;
    })
    .join('\n');

function groupTables(group: string, runs: Comparison[]): string {
  const extras = EXTRAS.filter(({ of }) => runs.some((each) => of(each) !== '–'));
  return `#### ${group}

${table(
  ['case', ...ERROR_HEADER],
  runs.map((each) => [nameCell(each), ...errorCells(each)]),
)}
${table(
  ['case', 'outcome', 'syncs', 'downtime, ms', "client's gap, ms", ...extras.map(({ name }) => name)],
  runs.map((each) => [
    nameCell(each),
    verdict(each),
    pair(`${each.run.outcome.dirty_sync_count}`, `${each.predicted.outcome.dirty_sync_count}`),
    pair(milliseconds(each.run.outcome.downtime_s), milliseconds(each.predicted.outcome.downtime_s)),
    pair(
      milliseconds(each.run.outcome.observed_heartbeat_gap_s),
      milliseconds(each.predicted.outcome.observed_heartbeat_gap_s),
    ),
    ...extras.map(({ of }) => of(each)),
  ]),
)}`;
}

const count = (value: number | undefined): string => (value === undefined ? '–' : `${value}`);

/** Columns that only some groups have. */
const EXTRAS: readonly { name: string; of(each: Comparison): string }[] = [
  {
    name: 'throttle, %',
    of: ({ run, predicted }) =>
      pair(stepsOf(run.outcome.throttle_steps), stepsOf(predicted.outcome.throttle_steps)),
  },
  {
    name: 'pages asked for',
    of: ({ run, predicted }) =>
      pair(count(run.outcome.postcopy?.requests), count(predicted.outcome.postcopy?.requests)),
  },
  {
    name: 'waited for them, ms',
    of: ({ run, predicted }) =>
      pair(
        count(run.outcome.postcopy?.dst_blocktime_ms),
        count(predicted.outcome.postcopy?.dst_blocktime_ms),
      ),
  },
];

/** How many steps, and the last. */
const stepsOf = (steps: readonly (readonly [number, number])[]): string =>
  steps.length === 0 ? '–' : `${steps.length} to ${steps.at(-1)![1]}`;

export function deltaTable({ comparisons }: Fidelity): string {
  const rows = comparisons.flatMap((each) => {
    const measured = each.run.outcome.xbzrle;
    const predicted = each.predicted.outcome.xbzrle;
    if (!measured || each.run.environment.quality !== 'ok') return [];
    const cells = (['pages', 'bytes', 'cache-miss', 'overflow'] as const).map((field) => {
      const value = predicted?.[field] ?? 0;
      const show = field === 'bytes' ? kilobytes : count;
      const error = measured[field] > 0 ? ` (${errorCell((value - measured[field]) / measured[field])})` : '';
      return `${pair(show(measured[field]), show(value))}${error}`;
    });
    return [[nameCell(each), ...cells]];
  });
  return table(['case', 'pages', 'bytes, kB', 'cache misses', 'overflows'], rows);
}

export function disturbedTable({ comparisons }: Fidelity): string {
  const rows = comparisons
    .filter(({ run }) => run.environment.quality === 'caution')
    .map((each) => [
      nameCell(each),
      ...errorCells(each),
      (each.run.environment.quality_notes ?? []).join('; '),
    ]);
  return table(['case', ...ERROR_HEADER, 'what disturbed it'], rows);
}

function verdict({ sameVerdict, run, predicted }: Comparison): string {
  return sameVerdict
    ? run.outcome.status
    : `**${run.outcome.status}, predicted ${predicted.outcome.status}**`;
}
