/**
 * What a fresh clone lacks: node_modules, and browsers from the system's package manager. Plain Node, for it
 * runs before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { at } from './paths.mjs';

const OLDEST_NODE = [20, 19];

/** Ends the process with a sentence if this Node is too old. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = OLDEST_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(`Node ${process.versions.node} is too old: at least ${OLDEST_NODE.join('.')} is needed.`);
  process.exit(1);
}

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} Locked */

/** @param {string} file @returns {Record<string, Locked>} */
const lockedIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/**
 * Whether what is installed is what the lock names. Packages for other systems are optional and may be absent.
 * @param {Record<string, Locked>} wanted @param {Record<string, Locked>} installed
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted).every(([path, { version, optional, devOptional, peer }]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === version : Boolean(optional || devOptional || peer);
  });
}

/** Runs `npm ci` if node_modules is not what the lock says. */
export function installPackages() {
  const record = at('node_modules', '.package-lock.json');
  if (existsSync(record) && isInstalled(lockedIn(at('package-lock.json')), lockedIn(record))) return;
  console.log('Installing packages (npm ci)…');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: at(),
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error('npm ci failed: see above. It needs the npm registry (or a full npm cache).');
  process.exit(1);
}

/** The full path of the first of these programs that exists: absolute, or found on PATH. @param {(string | undefined)[]} names */
export function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const name of names) {
    if (!name) continue;
    const candidates = name.includes('/') || name.includes('\\') ? [name] : folders.map((f) => join(f, name));
    const found = candidates.find(isExecutable);
    if (found) return found;
  }
  return null;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** How to become root for apt-get without a question: '' as root, 'sudo -n', or null when impossible. */
function aptPrefix() {
  if (!findProgram(['apt-get'])) return null;
  if (process.getuid?.() === 0) return [];
  const sudo = findProgram(['sudo']);
  return sudo && spawnSync(sudo, ['-n', 'true']).status === 0 ? [sudo, '-n'] : null;
}

export const canInstallPrograms = () => aptPrefix() !== null;

/** Installs Debian packages; whether that worked. @param {string[]} packages */
export function aptInstall(packages) {
  const prefix = aptPrefix();
  if (!prefix) return false;
  console.log(`Installing ${packages.join(', ')} (apt-get)…`);
  /** @param {string[]} args */
  const apt = (args) => {
    const [program = '', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    const { status, stdout, stderr } = spawnSync(program, rest, { encoding: 'utf8' });
    if (status !== 0) console.error(`${stdout ?? ''}${stderr ?? ''}`.split('\n').slice(-15).join('\n'));
    return status === 0;
  };
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  return apt(['update', '-q']) && apt(install);
}
