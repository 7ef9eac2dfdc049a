/** dist/, the built site, made when it is missing or older than its sources. */
import { withLock } from './lock.mjs';
import { at, isStale } from './paths.mjs';
import { runNode } from './run-node.mjs';

export const SITE = at('dist');
const SOURCES = [
  'assembly',
  'asconfig.json',
  'web',
  'scenarios',
  'index.html',
  'embed.html',
  'vite.config.ts',
  'tools/vite',
  'package-lock.json',
];
const isOld = () =>
  isStale(
    at('dist', 'sw.js'),
    SOURCES.map((source) => at(source)),
  );

/** Builds the site if it has to. Messages go to stderr. @param {{ always?: boolean }} [options] */
export async function buildSite({ always = false } = {}) {
  if (!always && !isOld()) return SITE;
  return withLock('site', async () => {
    if (!always && !isOld()) return SITE;
    // In a process of its own: a test runner sets NODE_ENV, and the site would be built for testing.
    const vite = at('node_modules', 'vite', 'bin', 'vite.js');
    const built = await runNode([vite, 'build', '--logLevel', 'warn'], { env: { NODE_ENV: 'production' } });
    if (!built) throw new Error('the site did not build');
    return SITE;
  });
}
