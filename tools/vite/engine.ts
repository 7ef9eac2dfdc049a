/** The engine is built before anything that imports it, and again when its sources change in `npm run dev`. */
import type { Plugin } from 'vite';
import { buildEngine } from '../lib/engine.mjs';
import { at } from '../lib/paths.mjs';

export function engine(): Plugin {
  return {
    name: 'switchover:engine',
    async buildStart() {
      await buildEngine();
    },
    configureServer(server) {
      const assembly = at('assembly');
      server.watcher.add(assembly);
      server.watcher.on('change', (file) => {
        if (!file.startsWith(assembly)) return;
        buildEngine().then(
          () => server.ws.send({ type: 'full-reload' }),
          (error: Error) => server.config.logger.error(error.message),
        );
      });
    },
  };
}
