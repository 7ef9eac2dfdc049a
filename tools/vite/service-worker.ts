/**
 * Builds web/sw.ts to sw.js at the root of the site, with the list of files to keep for offline use and a
 * version that is a hash of their contents. Traces and the editor are left out: the worker keeps those when
 * they are first used.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build, type Plugin, type ResolvedConfig } from 'vite';
import { at } from '../lib/paths.mjs';

const ON_FIRST_USE = /\.gz$|\.map$|(^|\/)(?:monaco|codicon|editorWebWorkerMain|jetbrains-mono)|^sw\.js$/;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

export function serviceWorker(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'switchover:service-worker',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    async closeBundle(error?: Error) {
      const outDir = at(config.build.outDir);
      if (error || !existsSync(join(outDir, 'index.html'))) return;
      const files = filesBelow(outDir).filter((file) => !ON_FIRST_USE.test(file));
      const hash = createHash('sha256');
      for (const file of [...files.map((name) => join(outDir, name)), at('web', 'sw.ts')]) {
        hash.update(file).update(readFileSync(file));
      }
      await build({
        root: at(),
        configFile: false,
        publicDir: false,
        logLevel: 'error',
        define: {
          __FILES__: JSON.stringify(files),
          __VERSION__: JSON.stringify(hash.digest('hex').slice(0, 16)),
        },
        build: {
          outDir,
          emptyOutDir: false,
          target: 'es2022',
          modulePreload: false,
          rolldownOptions: {
            input: at('web', 'sw.ts'),
            output: { format: 'iife', entryFileNames: 'sw.js', codeSplitting: false },
          },
        },
      });
    },
  };
}
