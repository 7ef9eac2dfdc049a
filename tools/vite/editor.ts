/**
 * The editor's thread brings TypeScript's libraries along, for pages and workers, too: seven times as much as a script
 * can use. The others are left out of the build; `web/editor/language/libraries.ts` says which those are.
 */
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import { libraries } from '../../web/editor/language/libraries.ts';

const LIBRARIES = /typescript[\\/]lib[\\/]lib\.js$/;

export function scriptLibraries(): Plugin {
  return {
    name: 'switchover:script-libraries',
    async load(id) {
      if (!LIBRARIES.test(id)) return null;
      const { libFileMap } = await import(pathToFileURL(id).href);
      return `export const libFileMap = ${JSON.stringify(libraries(libFileMap))};`;
    },
  };
}
