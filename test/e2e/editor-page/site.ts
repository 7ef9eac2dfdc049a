/** The page with a script, built the way the site is built, policy included. */
import { at, isStale } from '../../../tools/lib/paths.mjs';
import { runNode } from '../../../tools/lib/run-node.mjs';

export const EDITOR_SITE = at('build', 'editor-page');
export const EDITOR_PAGE = 'test/e2e/editor-page/';

export async function buildEditorSite(): Promise<void> {
  const sources = ['web', 'test/e2e/editor-page', 'tools/vite', 'vite.config.ts', 'package-lock.json'];
  const built = at('build', 'editor-page', EDITOR_PAGE, 'index.html');
  if (
    !isStale(
      built,
      sources.map((source) => at(source)),
    )
  )
    return;
  const vite = at('node_modules', 'vite', 'bin', 'vite.js');
  const config = at(EDITOR_PAGE, 'vite.config.ts');
  const env = { NODE_ENV: 'production' };
  const done = await runNode([vite, 'build', '--config', config, '--logLevel', 'warn'], { env, quiet: true });
  if (!done) throw new Error('the page with a script did not build');
}
