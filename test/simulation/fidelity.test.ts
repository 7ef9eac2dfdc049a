import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import { type Fidelity, fidelityOf, type SectionResult } from '../../web/cli/lib/fidelity/fidelity.ts';
import { wrongVerdicts } from '../../web/cli/lib/fidelity/judge.ts';
import { missedBounds, outside } from '../../web/cli/lib/fidelity/outside.ts';
import { isPlainProgram, type ProgramReplay } from '../../web/cli/lib/fidelity/programs.ts';
import { rightVerdicts, totalErrors } from '../../web/cli/lib/fidelity/programs-part.ts';
import { MISSED_BOUNDS, REASONS } from '../../web/cli/lib/fidelity/reasons.ts';
import { report } from '../../web/cli/lib/fidelity/report.ts';
import { medianSize } from '../../web/cli/lib/fidelity/statistics.ts';

let fidelity: Fidelity;
beforeAll(async () => {
  fidelity = fidelityOf(await loadedEngine());
}, 120_000);

const sectionOf = (id: string): SectionResult => {
  const found = [fidelity.basic, ...fidelity.sections].find(({ section }) => section.id === id);
  if (!found) throw new Error(`There is no section ${id}.`);
  return found;
};

describe('of the measured migrations', () => {
  test('all are predicted, and each undisturbed one is in one section', () => {
    expect(fidelity.comparisons).toHaveLength(229);
    const ids = fidelity.sections.flatMap(({ runs }) => runs.map(({ run }) => run.id));
    expect(ids).toHaveLength(176);
    expect(new Set(ids).size).toBe(176);
  });

  test('each disturbed one says what disturbed it', () => {
    const disturbed = fidelity.comparisons.filter(({ run }) => run.environment.quality === 'caution');
    expect(disturbed).toHaveLength(53);
    expect(disturbed.filter(({ run }) => !run.environment.quality_notes?.length)).toEqual([]);
  });

  test.each(['basic', 'plain', 'connections', 'postcopy', 'autoconverge'])('the bounds hold: %s', (id) => {
    const { section, runs, judgements } = sectionOf(id);
    expect(runs.length).toBeGreaterThan(0);
    expect(missedBounds([{ section, runs, judgements }])).toEqual([]);
  });

  test('no plain one needs the noise of repetitions to be within its bounds', () => {
    const holds = [sectionOf('basic'), sectionOf('plain')].flatMap(({ judgements }) => judgements);
    expect(holds.map((each) => each.holds).filter((each) => each !== 'yes')).toEqual([]);
  });

  test('72 plain ones vary one input at a time', () => {
    expect(sectionOf('basic').runs).toHaveLength(72);
  });

  test('which bounds do not hold is known, and why', () => {
    expect(missedBounds(fidelity.sections)).toEqual(Object.keys(MISSED_BOUNDS));
  });

  test('whether one completes is predicted rightly, but for the knife-edge', () => {
    expect(wrongVerdicts(fidelity.comparisons).map(({ run }) => run.id)).toEqual([]);
  });

  test('few are on the knife-edge', () => {
    expect(fidelity.comparisons.filter((each) => each.knifeEdge).length).toBeLessThanOrEqual(15);
  });

  test('of each run outside its bounds it is known why, and of no other', () => {
    const runs = outside(fidelity);
    expect(runs.filter(({ why }) => why.length === 0).map(({ comparison }) => comparison.run.id)).toEqual([]);
    const ids = new Set(runs.map(({ comparison }) => comparison.run.id));
    expect(Object.keys(REASONS).filter((id) => !ids.has(id))).toEqual([]);
  });

  test('the engine is nearer than both formulas in every section', () => {
    for (const { section, judgements } of fidelity.sections) {
      for (const { bound, value, series, saturating } of judgements) {
        if (bound === 'verdict' || series === null || saturating === null) continue;
        const nearer =
          'share' in bound ? value > Math.max(series, saturating) : value < Math.min(series, saturating);
        expect(nearer, section.id).toBe(true);
      }
    }
  });
});

test('41 published migrations are replayed, or it is said what was missing', () => {
  expect(fidelity.replays.length + fidelity.notReplayed.length).toBe(41);
  expect(fidelity.replays.filter(({ predicted }) => predicted.status !== 'completed')).toEqual([]);
});

test('where only the bandwidth mattered, published total times are predicted within 8 %', () => {
  const given = fidelity.replays.filter(({ run }) =>
    run.assumed.every((each) => !each.startsWith('speed of')),
  );
  expect(given.length).toBeGreaterThanOrEqual(15);
  for (const { run, predicted } of given) {
    const error = predicted.total_time_s! / run.measured.total_time_s - 1;
    expect(Math.abs(error), run.id).toBeLessThanOrEqual(0.08);
  }
});

describe('of programs in Linux, of which only a curve was known', () => {
  const plain = () => fidelity.programs.filter(isPlainProgram);
  const series = ({ series: { total_time_s } }: ProgramReplay) => total_time_s;

  test('half of the plain ones are predicted within 3 %, far nearer than by the series', () => {
    expect(fidelity.programs).toHaveLength(60);
    expect(plain()).toHaveLength(45);
    expect(medianSize(totalErrors(plain()))).toBeLessThanOrEqual(0.03);
    expect(medianSize(totalErrors(plain(), series))).toBeGreaterThan(0.1);
  });

  test('whether they complete is predicted rightly in eight of nine', () => {
    expect(rightVerdicts(plain())).toBeGreaterThanOrEqual(40);
    expect(rightVerdicts(plain(), series)).toBeLessThan(rightVerdicts(plain()));
  });
});

test('docs/fidelity.md is up to date (npm run fidelity)', () => {
  expect(readFileSync('docs/fidelity.md', 'utf8')).toBe(report(fidelity));
});
