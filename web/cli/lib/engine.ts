/** The engine for commands: build/engine.wasm of this project, which `tools/cli.mjs` has made sure of. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Engine, loadEngine } from '../../engine/engine.ts';

/** The project's folder, whether a command runs from its source or bundled in build/cli. */
export const PROJECT = findProject(dirname(fileURLToPath(import.meta.url)));

function findProject(folder: string): string {
  if (existsSync(join(folder, 'asconfig.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The project folder (with asconfig.json) was not found.');
  return findProject(parent);
}

export async function loadedEngine(): Promise<Engine> {
  return loadEngine(await readFile(join(PROJECT, 'build', 'engine.wasm')));
}
