import { spawn } from 'node:child_process';
import { at } from './paths.mjs';

/**
 * Runs a Node program in the project's folder; whether it went well. All that it says goes to stderr: stdout
 * belongs to whoever needed the thing that is being built.
 * @param {string[]} args @param {NodeJS.ProcessEnv} [env] @returns {Promise<boolean>}
 */
export function runNode(args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: at(),
      stdio: ['ignore', 2, 2],
      env: { ...process.env, ...env },
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code === 0));
  });
}
