/**
 * npm run test:browsers: the built site in Firefox and WebKit, where the same run must have the same
 * fingerprint as in Node. A browser that cannot be had fails the run, except on a person's own machine
 * where nothing can be installed: there it is said and left out.
 */
import { ensureBrowser, FIREFOX, WEBKIT } from './lib/browsers.mjs';
import { canInstallPrograms, installPackages, requireNode } from './lib/install.mjs';

requireNode();
installPackages();
const { runTests } = await import('./lib/run-tests.mjs');

const missing = [FIREFOX, WEBKIT].filter((browser) => !ensureBrowser(browser)).map((browser) => browser.name);
const mayMiss = !process.env.CI && !canInstallPrograms();
const { passed, failed } = runTests('browsers', { SWITCHOVER_WITHOUT: missing.join(',') });

for (const name of missing) console.log(`not run: ${name}`);
const total = failed + (mayMiss ? 0 : missing.length);
console.log(`${passed} passed, ${total} failed`);
process.exitCode = total > 0 ? 1 : 0;
