/** The report's summary and its tables of bounds. */
import { type Bound, total, traffic } from './bounds.ts';
import type { Fidelity, SectionResult } from './fidelity.ts';
import { errorsOf, formulaErrorsOf, type Judgement } from './judge.ts';
import { code, percent, share, sizeCell, table } from './markdown.ts';
import { nameOf } from './outside.ts';
import { medianSize } from './statistics.ts';

export function summary({ sections }: Fidelity): string {
  const rows = sections.map(({ section, runs, judgements }) => {
    const missed = judgements.filter((each) => each.holds === 'no').length;
    const inNoise = judgements.filter((each) => each.holds === 'within the noise').length;
    const held = `${judgements.length - missed} of ${judgements.length}${inNoise ? ` (${inNoise} in the noise)` : ''}`;
    const medians = [total, traffic].flatMap((measure) => [
      medianSize(errorsOf(measure, runs)),
      medianSize(formulaErrorsOf(measure, runs, 'series')),
      medianSize(formulaErrorsOf(measure, runs, 'saturating')),
    ]);
    return [section.title, `${runs.length}`, held, ...medians.map(sizeCell)];
  });
  return table(
    ['', 'runs', 'bounds held', 'total time', 'series', 'saturating', 'bytes', 'series', 'saturating'],
    rows,
  );
}

export const boundsTables = ({ basic, sections }: Fidelity): string =>
  [sections[0]!, basic, ...sections.slice(1)].map(boundsTable).join('\n');

function boundsTable({ section, runs, judgements }: SectionResult): string {
  return `### ${section.title} (${runs.length} runs)

${section.about} Groups: ${section.groups.map(code).join(', ')}.

${table(
  ['', 'bound', 'engine', 'series', 'saturating', 'repetitions', 'holds'],
  judgements.map((each) => [
    nameOf(each.bound),
    limitOf(each.bound),
    showValue(each.bound, each.value),
    each.series === null ? '' : showValue(each.bound, each.series),
    each.saturating === null ? '' : showValue(each.bound, each.saturating),
    noiseOf(each),
    each.holds === 'no' ? '**no**' : each.holds,
  ]),
)}`;
}

function limitOf(bound: Bound): string {
  if (bound === 'verdict') return 'none';
  return 'share' in bound ? `≥ ${share(bound.share)}` : `≤ ${percent(bound.atMostMedian)}`;
}

function showValue(bound: Bound, value: number): string {
  if (bound === 'verdict') return `${value}`;
  return 'share' in bound ? percent(value, 1) : sizeCell(value);
}

function noiseOf({ bound, value, withNoise }: Judgement): string {
  if (bound === 'verdict' || withNoise === null) return '';
  if (!('share' in bound)) return percent(withNoise);
  return withNoise > value ? percent(withNoise, 1) : '';
}
