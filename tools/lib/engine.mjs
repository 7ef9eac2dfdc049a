/**
 * build/engine.wasm, made from assembly/ when it is missing or older. The page, the tests and the command
 * line all use that one file.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { withLock } from './lock.mjs';
import { at, isStale } from './paths.mjs';

export const ENGINE = at('build', 'engine.wasm');
const SOURCES = [at('assembly'), at('asconfig.json')];

/** Builds the engine if it has to. Compiler messages go to stderr. @param {{ always?: boolean }} [options] */
export async function buildEngine({ always = false } = {}) {
  if (!existsSync(at('assembly', 'index.ts'))) throw new Error('assembly/index.ts is missing');
  if (!always && !isStale(ENGINE, SOURCES)) return ENGINE;
  return withLock('engine', async () => {
    // Somebody else may have built it while this process waited.
    if (!always && !isStale(ENGINE, SOURCES)) return ENGINE;
    mkdirSync(at('build'), { recursive: true });
    const fresh = at('build', `engine.${process.pid}.wasm`);
    await asc(['--target', 'release', '--outFile', fresh]);
    renameSync(fresh, ENGINE);
    return ENGINE;
  });
}

/** @param {string[]} args @returns {Promise<void>} */
function asc(args) {
  const compiler = at('node_modules', 'assemblyscript', 'bin', 'asc.js');
  return new Promise((resolve, reject) => {
    // Nothing of this may reach stdout: a command that builds what it lacks prints its own result there.
    const child = spawn(process.execPath, [compiler, '--config', at('asconfig.json'), ...args], {
      cwd: at(),
      stdio: ['ignore', 2, 2],
    });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error('the engine did not compile'))));
  });
}
