/**
 * Keeps the site for use without a network. One cache per version of the site, filled as a whole before the
 * version is used, so that a page never begins with files of two versions.
 *
 * The page itself is asked for first, and the kept one shown where no answer comes: a page of a version that is gone
 * would look in vain for what is not kept before it is used, recorded traces and the editor. All other files carry a
 * hash of their contents in their names. A new version is kept in the background, and the one before it stays
 * until the one after it has come, for pages that are open meanwhile.
 */
declare const __FILES__: readonly string[];
declare const __VERSION__: string;

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const scope = worker.registration.scope;
/** Caches belong to the whole origin; another copy of the site may live on another path of it. */
const family = `switchover ${scope} `;
const current = family + __VERSION__;
const home = new URL('index.html', scope).href;

/** Whoever has a network that does not answer waits no longer than this for a page that is kept. */
const PATIENCE_MS = 3000;

/** Our caches but the current one, oldest first. */
const earlier = async (): Promise<string[]> =>
  (await caches.keys()).filter((name) => name.startsWith(family) && name !== current);

async function install(): Promise<void> {
  const cache = await caches.open(current);
  try {
    await cache.addAll(__FILES__.map((file) => new Request(new URL(file, scope), { cache: 'no-cache' })));
  } catch (error) {
    await caches.delete(current);
    throw error;
  }
  await worker.skipWaiting();
}

async function removeAllButThePreviousVersion(): Promise<void> {
  const old = await earlier();
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
}

async function answerPage(request: Request): Promise<Response> {
  const cache = await caches.open(current);
  // The folder is its index.html; the query holds view options, which the page reads for itself.
  const [path] = request.url.split(/[?#]/);
  const kept = await cache.match(path === scope ? home : request, { ignoreSearch: true });
  if (!kept) return fetch(request);
  const fresh = await Promise.race([fetch(request, { cache: 'no-cache' }), tired()]).catch(() => null);
  return fresh?.ok ? fresh : kept;
}

const tired = (): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));

async function answerFile(request: Request): Promise<Response> {
  const cache = await caches.open(current);
  for (const name of [current, ...(await earlier()).reverse()]) {
    const kept = await caches.match(request, { cacheName: name });
    if (kept) return kept;
  }
  const response = await fetch(request);
  // A full disk must not turn an answer into a failure.
  if (response.ok) await cache.put(request, response.clone()).catch(() => {});
  return response;
}

/** Keeps what a page used before this worker was there to see it. */
async function keep(addresses: unknown): Promise<void> {
  if (!Array.isArray(addresses)) return;
  const ours = addresses.filter((address) => typeof address === 'string' && address.startsWith(scope));
  await Promise.all(ours.map((address) => answerFile(new Request(address))));
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(removeAllButThePreviousVersion()));
worker.addEventListener('message', (event) => event.waitUntil(keep(event.data)));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope) || request.headers.has('range')) return;
  event.respondWith(request.mode === 'navigate' ? answerPage(request) : answerFile(request));
});
