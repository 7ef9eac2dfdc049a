import { expect, it } from 'vitest';
import { count } from '../../tools/lib/run-tests.mjs';

const report = (passed: number, failed: number, ...files: [status: string, tests: number][]) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  testResults: files.map(([status, tests]) => ({ status, assertionResults: Array(tests).fill({}) })),
});

it('counts what passed and what failed', () => {
  expect(count(report(7, 2, ['passed', 5], ['failed', 4]), false)).toEqual({ passed: 7, failed: 2 });
  expect(count(report(7, 0, ['passed', 7]), true)).toEqual({ passed: 7, failed: 0 });
});

it('counts a file that does not load as a failure', () => {
  expect(count(report(7, 0, ['passed', 7], ['failed', 0]), false)).toEqual({ passed: 7, failed: 1 });
});

it('never calls a run good that ended badly', () => {
  expect(count(report(7, 0, ['passed', 7]), false)).toEqual({ passed: 7, failed: 1 });
  expect(count(null, true)).toEqual({ passed: 0, failed: 1 });
});
