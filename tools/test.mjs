/**
 * npm test: everything that has to hold before a change is good, on a fresh clone too. Goes on after a
 * failure where that makes sense, so that one run tells all; the last line is the total.
 */
import { CHROMIUM, ensureBrowser } from './lib/browsers.mjs';
import { installPackages, requireNode } from './lib/install.mjs';

requireNode();
installPackages();

const { check, LINT, TYPES } = await import('./check.mjs');
const { buildSite } = await import('./lib/site.mjs');
const { runTests } = await import('./lib/run-tests.mjs');

/** @type {string[]} */
const failures = [];
let passed = 0;
let failed = 0;

/** @param {string} name */
const heading = (name) => console.log(`\n— ${name} —`);

/** @param {string} project */
function test(project) {
  const result = runTests(project);
  passed += result.passed;
  failed += result.failed;
  if (result.failed > 0) failures.push(`${project} tests`);
}

heading('lint');
failures.push(...(await check(LINT)));
heading('types');
failures.push(...(await check(TYPES)));

heading('build');
const built = await buildSite({ always: true }).then(
  () => true,
  (error) => {
    console.error(error.message);
    failures.push('build');
    return false;
  },
);
if (built) console.log('ok     dist/');

heading('unit and property tests');
test('unit');

heading('end-to-end tests in Chromium');
if (!ensureBrowser(CHROMIUM)) failures.push('Chromium');
else if (!built) console.log('not run: there is no site to open');
else test('e2e');

const others = failures.filter((name) => !name.endsWith(' tests'));
if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
// A failed check counts as one, so that the total of a red run never reads "0 failed".
console.log(`${passed} passed, ${failed + others.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
