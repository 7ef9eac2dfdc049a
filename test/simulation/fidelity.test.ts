import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import { type Comparison, compare } from '../../web/cli/lib/fidelity/compare.ts';
import { preCopyRuns } from '../../web/cli/lib/fidelity/measured.ts';
import { report } from '../../web/cli/lib/fidelity/report.ts';
import { BOUNDS, bytesSpread, totalTimeSpread, wrongVerdicts } from '../../web/cli/lib/fidelity/summary.ts';

let comparisons: Comparison[] = [];
beforeAll(async () => {
  const engine = await loadedEngine();
  comparisons = preCopyRuns().map((run) => compare(engine, run));
});

describe('of the plain pre-copies that were measured undisturbed,', () => {
  test('there are 72, from every group', () => {
    expect(comparisons).toHaveLength(72);
    expect(new Set(comparisons.map((each) => each.run.group)).size).toBe(11);
  });

  test('the total time is predicted within its bounds', () => {
    const { median, within } = totalTimeSpread(comparisons);
    expect(median).toBeLessThanOrEqual(BOUNDS.totalTime.median);
    expect(within).toBeGreaterThanOrEqual(BOUNDS.totalTime.share);
  });

  test('the bytes are predicted within their bounds', () => {
    const { median, within } = bytesSpread(comparisons);
    expect(median).toBeLessThanOrEqual(BOUNDS.bytes.median);
    expect(within).toBeGreaterThanOrEqual(BOUNDS.bytes.share);
  });

  test('whether one completes is predicted rightly, but for the knife-edge', () => {
    expect(wrongVerdicts(comparisons).map((each) => each.run.id)).toEqual([]);
  });

  test('few are on the knife-edge', () => {
    expect(comparisons.filter((each) => each.knifeEdge).length).toBeLessThanOrEqual(5);
  });
});

test('docs/fidelity.md is up to date (npm run fidelity)', () => {
  expect(readFileSync('docs/fidelity.md', 'utf8')).toBe(report(comparisons));
});
