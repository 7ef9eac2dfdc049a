/** dist/, the built site, made when it is missing or older than its sources. */

import { withLock } from './lock.mjs';
import { at, isStale } from './paths.mjs';

export const SITE = at('dist');
const SOURCES = [
  'assembly',
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

/** @param {{ always?: boolean }} [options] */
export async function buildSite({ always = false } = {}) {
  if (!always && !isOld()) return SITE;
  return withLock('site', async () => {
    if (!always && !isOld()) return SITE;
    const { build } = await import('vite');
    await build({ root: at(), logLevel: 'warn' });
    return SITE;
  });
}
