/** Which bounds hold. */
import { type Bound, errorOf, formulaErrorOf, type Measure } from './bounds.ts';
import type { Comparison } from './compare.ts';
import type { Formulas } from './formulas.ts';
import { isUndisturbed } from './measured.ts';
import type { Noise } from './noise.ts';
import type { Section } from './sections.ts';
import { medianSize, shareWithin } from './statistics.ts';

export interface Judgement {
  bound: Bound;
  /** The median error, the share of runs within, or the number of wrong verdicts. */
  value: number;
  /** What the formulas reach; null where they say nothing. */
  series: number | null;
  saturating: number | null;
  /** Median difference of repetitions; or the share, when each run may be off by as much as its repetitions differ. */
  withNoise: number | null;
  holds: 'yes' | 'within the noise' | 'no';
}

/** The undisturbed runs of a section, in the order of its groups. */
export const runsOf = (section: Section, comparisons: readonly Comparison[]): Comparison[] =>
  section.groups.flatMap((group) =>
    comparisons.filter(({ run }) => run.group === group && isUndisturbed(run)),
  );

export function judge(section: Section, runs: readonly Comparison[], noise: Noise): Judgement[] {
  return section.bounds.map((bound) => {
    if (bound === 'verdict') return judgeVerdicts(runs);
    return 'share' in bound ? judgeShare(bound, runs, noise) : judgeMedian(bound, section, runs, noise);
  });
}

/** Wrong verdicts that chance does not excuse. */
export const wrongVerdicts = (runs: readonly Comparison[]): Comparison[] =>
  runs.filter((each) => !each.sameVerdict && !each.knifeEdge);

function judgeVerdicts(runs: readonly Comparison[]): Judgement {
  const value = wrongVerdicts(runs).length;
  const wrong = (formula: keyof Formulas) =>
    runs.filter(({ knifeEdge, formulas, run }) => {
      const ends = formulas[formula].total_time_s !== null;
      return !knifeEdge && ends !== (run.outcome.status === 'completed');
    }).length;
  const holds = value === 0 ? 'yes' : 'no';
  return {
    bound: 'verdict',
    value,
    series: wrong('series'),
    saturating: wrong('saturating'),
    withNoise: null,
    holds,
  };
}

/** Errors of the runs that were measured to have such a value. */
export const errorsOf = (measure: Measure, runs: readonly Comparison[]): number[] =>
  runs.map((each) => errorOf(measure, each)).filter((error) => error !== null);

export const formulaErrorsOf = (
  measure: Measure,
  runs: readonly Comparison[],
  formula: keyof Formulas,
): number[] => runs.map((each) => formulaErrorOf(measure, each, formula)).filter((error) => error !== null);

function judgeMedian(
  bound: Exclude<Bound, 'verdict'> & { atMostMedian: number },
  section: Section,
  runs: readonly Comparison[],
  noise: Noise,
): Judgement {
  const { measure, atMostMedian } = bound;
  const value = medianSize(errorsOf(measure, runs)) ?? 0;
  const withNoise = medianSize(noise.spreads(measure, section.groups));
  return {
    bound,
    value,
    series: medianSize(formulaErrorsOf(measure, runs, 'series')),
    saturating: medianSize(formulaErrorsOf(measure, runs, 'saturating')),
    withNoise,
    holds: value <= atMostMedian ? 'yes' : value <= (withNoise ?? 0) ? 'within the noise' : 'no',
  };
}

function judgeShare(
  bound: Exclude<Bound, 'verdict'> & { within: number; share: number },
  runs: readonly Comparison[],
  noise: Noise,
): Judgement {
  const { measure, within, share } = bound;
  const measured = runs.filter((each) => errorOf(measure, each) !== null);
  const errors = errorsOf(measure, measured);
  const value = shareWithin(errors, () => within);
  const withNoise = shareWithin(errors, (i) => Math.max(within, noise.of(measure, measured[i]!.run)));
  const ofFormula = (formula: keyof Formulas) =>
    measure.ofFormula ? shareWithin(formulaErrorsOf(measure, runs, formula), () => within) : null;
  return {
    bound,
    value,
    series: ofFormula('series'),
    saturating: ofFormula('saturating'),
    withNoise,
    holds: value >= share ? 'yes' : withNoise >= share ? 'within the noise' : 'no',
  };
}
