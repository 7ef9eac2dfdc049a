/**
 * npm start: installs what is missing, builds, serves the site on this machine and opens it.
 * Options: --port N (default 8080; the next free one if it is taken), --no-open.
 */
import { spawn } from 'node:child_process';
import { installPackages, requireNode } from './lib/install.mjs';

requireNode();
const args = process.argv.slice(2);
const portAt = args.indexOf('--port');
const port = portAt === -1 ? 8080 : Number(args[portAt + 1]);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error('--port wants a number from 0 to 65535 (0: any free one).');
  process.exit(2);
}

installPackages();
const { buildSite } = await import('./lib/site.mjs');
const { serve } = await import('./lib/static-server.mjs');

/** @type {string} */
let root;
try {
  root = await buildSite();
} catch (error) {
  console.error(`The site could not be built: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
const { url } = await serve({ root, port });
console.log(`Switchover: ${url}   (Ctrl+C ends it)`);
if (!args.includes('--no-open') && hasDisplay()) open(url);

function hasDisplay() {
  if (process.env.CI || !process.stdout.isTTY) return false;
  if (process.platform === 'darwin' || process.platform === 'win32') return !process.env.SSH_CONNECTION;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** @param {string} address */
function open(address) {
  const [program = '', ...rest] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '""', address]
        : ['xdg-open', address];
  const child = spawn(program, rest, { stdio: 'ignore', detached: true });
  // No opener: the address is on the screen.
  child.on('error', () => {});
  child.unref();
}
