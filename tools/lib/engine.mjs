/**
 * build/engine.wasm, made from assembly/ when it is missing or older. The page, the tests and the command
 * line all use that one file.
 */
import { existsSync, renameSync } from 'node:fs';
import { withLock } from './lock.mjs';
import { at, isStale } from './paths.mjs';
import { runNode } from './run-node.mjs';

export const ENGINE = at('build', 'engine.wasm');
const SOURCES = [at('assembly'), at('asconfig.json')];

/** Builds the engine if it has to. Compiler messages go to stderr. @param {{ always?: boolean }} [options] */
export async function buildEngine({ always = false } = {}) {
  if (!existsSync(at('assembly', 'index.ts'))) throw new Error('assembly/index.ts is missing');
  if (!always && !isStale(ENGINE, SOURCES)) return ENGINE;
  return withLock('engine', async () => {
    // Somebody else may have built it while this process waited.
    if (!always && !isStale(ENGINE, SOURCES)) return ENGINE;
    const fresh = at('build', `engine.${process.pid}.wasm`);
    const compiler = at('node_modules', 'assemblyscript', 'bin', 'asc.js');
    const config = ['--config', at('asconfig.json'), '--target', 'release'];
    const compiled = await runNode([compiler, ...config, '--outFile', fresh], { quiet: true });
    if (!compiled) throw new Error('the engine did not compile');
    renameSync(fresh, ENGINE);
    return ENGINE;
  });
}
