/** Types and lint, all at once: `npm run check`. Prints the messages of what failed. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { at } from './lib/paths.mjs';

/** @param {...string} path */
const module = (...path) => at('node_modules', ...path);

/** @type {Record<string, string[]>} */
export const LINT = { lint: [module('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings'] };

/** @type {Record<string, string[]>} */
export const TYPES = Object.fromEntries(
  ['tsconfig.json', 'tsconfig.worker.json', 'tsconfig.node.json', 'tsconfig.scenarios.json'].map(
    (project) => [`types (${project})`, [module('typescript', 'bin', 'tsc'), '-p', at(project)]],
  ),
);
TYPES['types (assembly)'] = [
  module('assemblyscript', 'bin', 'asc.js'),
  '--config',
  at('asconfig.json'),
  '--target',
  'release',
  '--noEmit',
];

/** @param {string} title @param {string[]} args @returns {Promise<boolean>} whether it passed */
function run(title, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: at(), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('close', (code) => {
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${title}`);
      if (code !== 0) console.log(output);
      resolve(code === 0);
    });
  });
}

/** Runs checks side by side; resolves to the titles of those that failed. @param {Record<string, string[]>} checks */
export async function check(checks) {
  const titles = Object.keys(checks);
  const passed = await Promise.all(titles.map((title) => run(title, checks[title] ?? [])));
  return titles.filter((_, index) => !passed[index]);
}

if (process.argv[1] === at('tools', 'check.mjs') && existsSync(at('node_modules'))) {
  const failed = await check({ ...LINT, ...TYPES });
  process.exitCode = failed.length > 0 ? 1 : 0;
}
