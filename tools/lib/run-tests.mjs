/** Runs one Vitest project and counts: its own summary is for people, the JSON report for the total. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { at } from './paths.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

/**
 * @param {string} project @param {NodeJS.ProcessEnv} [env] @returns {Count}
 */
export function runTests(project, env = {}) {
  const file = at('test-results', `${project}.json`);
  rmSync(file, { force: true });
  const { status } = spawnSync(
    process.execPath,
    [
      at('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    { cwd: at(), stdio: 'inherit', env: { ...process.env, ...env } },
  );
  return count(readReport(file), status === 0);
}

/** @param {string} file @returns {Report | null} */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * @typedef {{ numPassedTests: number, numFailedTests: number,
 *   testResults: { status: string, assertionResults: unknown[] }[] }} Report
 */

/**
 * A file that does not load has no tests that could fail, and an error between tests belongs to none: each
 * counts as one failure, so that a red run never reads "0 failed".
 * @param {Report | null} report @param {boolean} exitedWell @returns {Count}
 */
export function count(report, exitedWell) {
  if (!report) return { passed: 0, failed: 1 };
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = report.numFailedTests + broken.length;
  return { passed: report.numPassedTests, failed: failed === 0 && !exitedWell ? 1 : failed };
}
