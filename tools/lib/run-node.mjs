import { spawn } from 'node:child_process';
import { at } from './paths.mjs';

/**
 * Runs a Node program in the project's folder; whether it went well. What it says goes to stderr, for stdout
 * belongs to whoever needed the thing that is being built; with `quiet`, only if it fails.
 * @param {string[]} args @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean }} [options]
 * @returns {Promise<boolean>}
 */
export function runNode(args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: at(),
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let held = '';
    /** @param {Buffer} text */
    const say = (text) => {
      if (quiet) held += text;
      else process.stderr.write(text);
    };
    child.stdout.on('data', say);
    child.stderr.on('data', say);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) process.stderr.write(held);
      resolve(code === 0);
    });
  });
}
