/**
 * Serves a folder as a plain static host would: no special headers, no content negotiation, and a file that
 * is gzip stays gzip (no `content-encoding`: the page unpacks its traces itself).
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.gz': 'application/gzip',
};

/**
 * The file that an address means, or null: outside of `base`, outside of the folder, or not there.
 * @param {string} root @param {string} base @param {string} path
 * @returns {Promise<string | null>}
 */
async function fileOf(root, base, path) {
  if (!path.startsWith(base)) return null;
  let name;
  try {
    name = normalize(decodeURIComponent(path.slice(base.length)));
  } catch {
    return null;
  }
  if (name.includes('\0') || name === '..' || name.startsWith(`..${sep}`)) return null;
  let file = join(root, name);
  const found = await stat(file).catch(() => null);
  if (found?.isDirectory()) file = join(file, 'index.html');
  return (await stat(file).catch(() => null))?.isFile() ? file : null;
}

/**
 * Starts serving `root` under the path `base`. Takes `port`, or the next free one if that is taken.
 * @param {{ root: string, base?: string, port?: number, host?: string }} options
 * @returns {Promise<{ url: string, requests: string[], close: () => Promise<void> }>}
 *   the address, the paths that were asked for, and how to end it
 */
export async function serve({ root, base = '/', port = 0, host = '127.0.0.1' }) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    requests.push(path);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const file = await fileOf(root, base, path);
    if (!file) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
      return;
    }
    const { size } = await stat(file);
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-length': size,
      'cache-control': 'no-cache',
    });
    if (request.method === 'HEAD') response.end();
    else
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
  });

  const chosen = await listen(server, host, port);
  const name = host === '127.0.0.1' ? 'localhost' : host;
  return {
    url: `http://${name}:${chosen}${base}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {import('node:http').Server} server @param {string} host @param {number} port
 * @returns {Promise<number>} the port it listens on
 */
async function listen(server, host, port) {
  for (let tries = 0; ; tries++) {
    try {
      return await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port === 0 ? 0 : port + tries, host, () => {
          server.off('error', reject);
          resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
        });
      });
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if ((code !== 'EADDRINUSE' && code !== 'EACCES') || tries >= 50) throw error;
    }
  }
}
