/** docs/fidelity.md, from the comparisons. */
import type { Comparison } from './compare.ts';
import { PRE_COPY_GROUPS } from './measured.ts';
import {
  BOUNDS,
  bytesSpread,
  formulaBytesSpread,
  formulaTimeSpread,
  gapsWithin,
  syncsWithinOne,
  totalTimeSpread,
  wrongVerdicts,
} from './summary.ts';

export function report(comparisons: Comparison[]): string {
  return [
    INTRODUCTION,
    boundsTable(comparisons),
    knifeEdges(comparisons),
    groupTable(comparisons),
    ...PRE_COPY_GROUPS.map((group) =>
      caseTable(
        group,
        comparisons.filter((each) => each.run.group === group),
      ),
    ),
  ].join('\n');
}

const INTRODUCTION = `# Fidelity: predicted and measured

Live migrations that were carried out with QEMU 7.2 (software emulation, both ends on one machine, some of them through an
emulated link) and timed, against what this engine predicts from their inputs alone, and against what the
geometric series says that textbooks use (each round sends what was dirtied during the one before). Every constant of
the engine is the same for all runs; nothing is fitted to single ones.

This file is generated: \`npm run fidelity\` runs every case of \`test/fixtures/qemu-cases.json\` that was measured in
undisturbed conditions (quality \`ok\`) and is a plain pre-copy, and writes it anew. A test holds the bounds and that the file is up to date.

The measured guest's writes come from a generator whose sequence is known, so they are followed one by one; nothing depends on
a seed. What remains is how many timer ticks the guest lost while it migrated, which nobody knew beforehand.
How much two measurements of one and the same case differ: total time by 1.07 % (median; at most 11.3 %), bytes by 0.34 % (at most 5.1 %).
`;

const percent = (value: number | null, digits = 2): string =>
  value === null ? '–' : `${(value * 100).toFixed(digits)} %`;
const signed = (value: number | null): string => {
  const text = percent(value);
  return value !== null && value >= 0 ? `+${text}` : text.replace('-', '−');
};
const seconds = (value: number | null | undefined): string =>
  value === null || value === undefined || !Number.isFinite(value) ? '–' : value.toFixed(3);
const milliseconds = (value: number | null | undefined): string =>
  value === null || value === undefined || !Number.isFinite(value) ? '–' : (value * 1000).toFixed(0);
const megabytes = (value: number): string => (Number.isFinite(value) ? (value / 1e6).toFixed(1) : '–');

function table(header: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return `${[line(header), `|${'---|'.repeat(header.length)}`, ...rows.map(line)].join('\n')}\n`;
}

function boundsTable(comparisons: Comparison[]): string {
  const time = totalTimeSpread(comparisons);
  const bytes = bytesSpread(comparisons);
  const formulaTime = formulaTimeSpread(comparisons);
  const formulaBytes = formulaBytesSpread(comparisons);
  const wrong = wrongVerdicts(comparisons).length;
  const { totalTime, bytes: bytesBound } = BOUNDS;
  return `## The bounds

${table(
  ['', 'bound', 'engine', 'geometric series'],
  [
    ['runs', '', `${comparisons.length}`, `${comparisons.length}`],
    [
      'total time, median error',
      `≤ ${percent(totalTime.median, 1)}`,
      percent(time.median),
      percent(formulaTime.median),
    ],
    [
      `total time within ${percent(totalTime.within, 0)}`,
      `≥ ${percent(totalTime.share, 0)}`,
      percent(time.within, 1),
      percent(formulaTime.within, 1),
    ],
    [
      'bytes, median error',
      `≤ ${percent(bytesBound.median, 1)}`,
      percent(bytes.median),
      percent(formulaBytes.median),
    ],
    [
      `bytes within ${percent(bytesBound.within, 0)}`,
      `≥ ${percent(bytesBound.share, 0)}`,
      percent(bytes.within, 1),
      percent(formulaBytes.within, 1),
    ],
    ['wrong verdicts outside the knife-edge', '0', `${wrong}`, `${wrongFormulaVerdicts(comparisons)}`],
    ['number of syncs equal ± 1', '', percent(syncsWithinOne(comparisons), 1), ''],
    ["client's gap within max(20 %, 10 ms)", '', percent(gapsWithin(comparisons), 1), ''],
  ],
)}
Total time is compared for runs that were measured to completion; one that is predicted to be cancelled counts as outside the
bound. The geometric series gives no bytes for a run that it says never ends, and counts as outside there.
`;
}

const wrongFormulaVerdicts = (comparisons: Comparison[]) =>
  comparisons.filter(
    ({ formula, run, knifeEdge }) =>
      !knifeEdge && (formula.rounds === null) !== (run.outcome.status === 'cancelled'),
  ).length;

function knifeEdges(comparisons: Comparison[]): string {
  const runs = comparisons.filter((each) => each.knifeEdge);
  return `## On the knife-edge

In these runs the guest dirtied pages within 5 % of the speed at which they could be sent: at the rate of its writes right after a
sync, or at the rate, lower because pages repeat, that it has on average over a downtime limit, or in between. Whether and
when they end is up to chance, in measurements too. A scale (⚖) marks them below.

${table(
  ['case', 'measured', 'predicted'],
  runs.map(({ run, predicted }) => [
    `\`${run.id}\``,
    `${run.outcome.status} ${seconds(run.outcome.total_time_s)}`,
    `${predicted.outcome.status} ${seconds(predicted.outcome.total_time_s)}`,
  ]),
)}`;
}

function groupTable(comparisons: Comparison[]): string {
  const rows = PRE_COPY_GROUPS.map((group) => {
    const runs = comparisons.filter((each) => each.run.group === group);
    const time = totalTimeSpread(runs);
    const bytes = bytesSpread(runs);
    return [
      group,
      `${runs.length}`,
      percent(time.median),
      percent(time.worst),
      percent(formulaTimeSpread(runs).median),
      percent(bytes.median),
      percent(bytes.worst),
      percent(formulaBytesSpread(runs).median),
      percent(syncsWithinOne(runs), 0),
    ];
  });
  return `## By group

${table(
  [
    'group',
    'runs',
    'total time, median error',
    'worst',
    'series',
    'bytes, median error',
    'worst',
    'series',
    'syncs ± 1',
  ],
  rows,
)}`;
}

function caseTable(group: string, runs: Comparison[]): string {
  const rows = runs.map((each) => {
    const { run, predicted, formula } = each;
    const measured = run.outcome;
    const { outcome } = predicted;
    return [
      `\`${run.id}\`${each.knifeEdge ? ' ⚖' : ''}`,
      verdict(each),
      seconds(measured.total_time_s),
      seconds(outcome.total_time_s),
      signed(each.totalError),
      `${seconds(formula.totalS)} (${signed(each.formulaTotalError)})`,
      megabytes(measured.transferred_bytes),
      megabytes(outcome.transferred_bytes),
      signed(each.bytesError),
      `${megabytes(formula.bytes)} (${signed(each.formulaBytesError)})`,
      `${measured.dirty_sync_count} / ${outcome.dirty_sync_count}`,
      `${milliseconds(measured.downtime_s)} / ${milliseconds(outcome.downtime_s)}`,
      `${milliseconds(measured.observed_heartbeat_gap_s)} / ${milliseconds(outcome.observed_heartbeat_gap_s)}`,
    ];
  });
  return `## ${group}

${table(
  [
    'case',
    'verdict',
    'total time measured, s',
    'predicted',
    'error',
    'series',
    'bytes measured, MB',
    'predicted',
    'error',
    'series',
    'syncs m / p',
    'downtime m / p, ms',
    "client's gap m / p, ms",
  ],
  rows,
)}`;
}

function verdict({ sameVerdict, run, predicted }: Comparison): string {
  return sameVerdict
    ? run.outcome.status
    : `**${run.outcome.status}, predicted ${predicted.outcome.status}**`;
}
