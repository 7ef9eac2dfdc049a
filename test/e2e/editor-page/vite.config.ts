/** The site's own build, policy included, of this page instead. */
import { defineConfig } from 'vite';
import { at } from '../../../tools/lib/paths.mjs';
import site from '../../../vite.config.ts';

const { plugins = [], build = {} } = site;
const isServiceWorker = (plugin: unknown): boolean =>
  (plugin as { name?: string } | null)?.name === 'switchover:service-worker';

export default defineConfig({
  ...site,
  plugins: plugins.filter((plugin) => !isServiceWorker(plugin)),
  build: {
    ...build,
    outDir: at('build', 'editor-page'),
    emptyOutDir: true,
    rolldownOptions: { ...build.rolldownOptions, input: at('test', 'e2e', 'editor-page', 'index.html') },
  },
});
