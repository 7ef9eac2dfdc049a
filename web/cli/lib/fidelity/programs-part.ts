/** Programs in a Linux guest: measured, predicted, and what the textbook says. */
import { code, errorCell, megabytes, milliseconds, pair, seconds, sizeCell, table } from './markdown.ts';
import { isPlainProgram, type ProgramReplay } from './programs.ts';
import { medianSize, shareWithin, worstSize } from './statistics.ts';

type TotalOf = (replay: ProgramReplay) => number | null;

const predictedTotal: TotalOf = ({ predicted }) => predicted.total_time_s;
const seriesTotal: TotalOf = ({ series }) => series.total_time_s;

export const rightVerdicts = (replays: readonly ProgramReplay[], totalOf = predictedTotal): number =>
  replays.filter((each) => (totalOf(each) === null) === (each.run.measured.status === 'cancelled')).length;

/** Relative, of runs that were measured to completion; infinite where the prediction goes on. */
export const totalErrors = (replays: readonly ProgramReplay[], totalOf = predictedTotal): number[] =>
  replays.flatMap((each) => {
    const measured = each.run.measured.total_time_s;
    const total = totalOf(each);
    if (measured === undefined) return [];
    return [total === null ? Infinity : total / measured - 1];
  });

export function programsPart(replays: readonly ProgramReplay[]): string {
  const plain = replays.filter(isPlainProgram);
  return `${summaryTable(plain)}
${runTable(replays)}`;
}

function summaryTable(plain: readonly ProgramReplay[]): string {
  const row = (what: string, totalOf: TotalOf) => {
    const errors = totalErrors(plain, totalOf);
    const within = (size: number) => `${(shareWithin(errors, () => size) * 100).toFixed(0)} %`;
    return [
      what,
      `${rightVerdicts(plain, totalOf)} of ${plain.length}`,
      sizeCell(medianSize(errors)),
      within(0.03),
      within(0.1),
      sizeCell(worstSize(errors.filter(Number.isFinite))),
    ];
  };
  return table(
    [
      'plain, undisturbed',
      'verdict right',
      'total, median error',
      'within 3 %',
      'within 10 %',
      'worst of those that end',
    ],
    [row('engine', predictedTotal), row('series', seriesTotal)],
  );
}

function runTable(replays: readonly ProgramReplay[]): string {
  const rows = replays.map(({ run, predicted, series }) => {
    const { measured } = run;
    const error = (value: number | null) => {
      if (measured.total_time_s === undefined) return null;
      return value === null ? Infinity : value / measured.total_time_s - 1;
    };
    return [
      run.quality === 'ok' ? code(run.id) : `${code(run.id)} (disturbed)`,
      measured.status === predicted.status
        ? measured.status
        : `**${measured.status}, predicted ${predicted.status}**`,
      pair(seconds(measured.total_time_s), seconds(predicted.total_time_s)),
      errorCell(error(predicted.total_time_s)),
      errorCell(error(series.total_time_s)),
      pair(megabytes(measured.transferred_bytes), megabytes(predicted.transferred_bytes)),
      pair(`${measured.dirty_sync_count}`, `${predicted.dirty_sync_count}`),
      pair(milliseconds(measured.downtime_s), milliseconds(predicted.downtime_s)),
      pair(milliseconds(measured.observed_heartbeat_gap_s), milliseconds(predicted.observed_heartbeat_gap_s)),
    ];
  });
  return table(
    [
      'case',
      'outcome',
      'total, s',
      'error',
      'series',
      'bytes, MB',
      'syncs',
      'downtime, ms',
      "client's gap, ms",
    ],
    rows,
  );
}
