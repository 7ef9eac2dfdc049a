import { existsSync } from 'node:fs';
import { defineConfig } from 'vite';
import { at } from './tools/lib/paths.mjs';
import { contentSecurityPolicy } from './tools/vite/content-security-policy.ts';
import { scriptLibraries } from './tools/vite/editor.ts';
import { engine } from './tools/vite/engine.ts';
import { serviceWorker } from './tools/vite/service-worker.ts';

/** Parts of the worker have the names of what asks for them; what several share, that of the platform it belongs to. */
function partName({ isDynamicEntry, moduleIds }: { isDynamicEntry: boolean; moduleIds: string[] }): string {
  const platforms = moduleIds.flatMap((id) => /\/web\/platforms\/(\w+)\//.exec(id)?.[1] ?? []);
  if (isDynamicEntry) return '[name]';
  return platforms.length > moduleIds.length / 2 ? `${platforms[0]}-core` : 'shared';
}

export default defineConfig({
  root: at(),
  // Relative addresses: the site works from any path of any static host.
  base: './',
  publicDir: 'web/public',
  plugins: [engine(), contentSecurityPolicy(), serviceWorker()],
  assetsInclude: ['**/*.trace.gz'],
  worker: {
    format: 'es',
    plugins: () => [scriptLibraries()],
    rolldownOptions: { output: { chunkFileNames: (chunk) => `assets/${partName(chunk)}-[hash].js` } },
  },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // Every asset is a file: the policy allows no data: addresses but for images, and files can be cached.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The editor, which is fetched when a script is opened. Budgets are tests.
    chunkSizeWarningLimit: 8000,
    rolldownOptions: {
      // Parts of the editor are named so that they are not mistaken for parts of the page.
      output: {
        chunkFileNames: ({ moduleIds }) =>
          `assets/${moduleIds.some((id) => id.includes('monaco-editor')) ? 'monaco' : '[name]'}-[hash].js`,
      },
      // The engine takes its seconds; that is no news.
      checks: { bundlerTimings: false },
      input: ['index.html', 'embed.html'].map((page) => at(page)).filter((page) => existsSync(page)),
    },
  },
});
