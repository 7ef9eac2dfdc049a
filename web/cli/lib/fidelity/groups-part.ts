/** The report by group, the noise of repetitions, and the runs in which chance decides. */
import { total, traffic } from './bounds.ts';
import type { Fidelity } from './fidelity.ts';
import { errorsOf, formulaErrorsOf } from './judge.ts';
import { code, megabytes, pair, percent, seconds, sizeCell, table } from './markdown.ts';
import { medianSize, worstSize } from './statistics.ts';

export function groupTable({ sections }: Fidelity): string {
  const rows = sections.flatMap(({ section, runs }) =>
    section.groups.map((group) => {
      const ofGroup = runs.filter(({ run }) => run.group === group);
      const cells = [total, traffic].flatMap((measure) => {
        const errors = errorsOf(measure, ofGroup);
        return [
          medianSize(errors),
          worstSize(errors),
          medianSize(formulaErrorsOf(measure, ofGroup, 'series')),
          medianSize(formulaErrorsOf(measure, ofGroup, 'saturating')),
        ];
      });
      return [code(group), `${ofGroup.length}`, ...cells.map(sizeCell)];
    }),
  );
  return table(
    [
      ...['group', 'runs', 'total time', 'worst', 'series', 'saturating'],
      ...['bytes', 'worst', 'series', 'saturating'],
    ],
    rows,
  );
}

export function noiseTable({ sections, noise }: Fidelity): string {
  const rows = sections.map(({ section: { title, groups } }) => {
    const times = noise.spreads(total, groups);
    const bytes = noise.spreads(traffic, groups);
    return [
      title,
      `${times.length}`,
      ...[times, bytes].flatMap((all) => [medianSize(all), worstSize(all)]).map((size) => percent(size)),
    ];
  });
  return table(['', 'cases repeated', 'total time, median', 'most', 'bytes, median', 'most'], rows);
}

export function knifeEdges({ comparisons }: Fidelity): string {
  const rows = comparisons
    .filter((each) => each.knifeEdge && each.run.environment.quality === 'ok')
    .map(({ run, predicted: { outcome } }) => [
      code(run.id),
      pair(run.outcome.status, outcome.status),
      pair(seconds(run.outcome.total_time_s), seconds(outcome.total_time_s)),
      pair(megabytes(run.outcome.transferred_bytes), megabytes(outcome.transferred_bytes)),
    ]);
  return table(['case', 'measured / predicted', 'total time, s', 'bytes, MB'], rows);
}

/** How much of the plain runs' error is the pace that the guest turned out to have. */
export function paceTable({ sections }: Fidelity): string {
  const runs = sections[0]!.runs.filter((each) => each.atRealPace !== null);
  const real = runs.map((each) => ({ ...each, predicted: each.atRealPace! }));
  const rows = [total, traffic].map((measure) => {
    const limit = measure === total ? 0.05 : 0.03;
    const within = (errors: number[]) =>
      errors.filter((error) => Math.abs(error) <= limit).length / errors.length;
    const [before, after] = [runs, real].map((each) => errorsOf(measure, each)) as [number[], number[]];
    return [
      measure.name,
      percent(medianSize(before)),
      percent(medianSize(after)),
      `${percent(within(before), 1)} within ${percent(limit, 0)}`,
      percent(within(after), 1),
    ];
  });
  return table(['', 'predicted, median error', 'at the real pace', 'predicted', 'at the real pace'], rows);
}
