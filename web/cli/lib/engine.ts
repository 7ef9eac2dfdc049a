/** The engine for commands: build/engine.wasm, which `tools/cli.mjs` has made sure of. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Engine, loadEngine } from '../../engine/engine.ts';
import { PROJECT } from './project.ts';

export async function loadedEngine(): Promise<Engine> {
  return loadEngine(await readFile(join(PROJECT, 'build', 'engine.wasm')));
}
