/**
 * Keeps the site for use without a network. One cache per version of the site, filled as a whole before the
 * version is used: a page never mixes files of two versions.
 *
 * A new version waits until the next load: the open page goes on with the files it began with (their names
 * carry a hash of their contents), and the old cache goes when no page uses it any more. Recorded traces and
 * the editor are large and not always wanted, so they are kept when they are first used.
 */
declare const __FILES__: readonly string[];
declare const __VERSION__: string;

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const scope = worker.registration.scope;
/** Caches belong to the whole origin; another copy of the site may live on another path of it. */
const family = `switchover ${scope} `;
const current = family + __VERSION__;
const home = new URL('index.html', scope).href;

async function install(): Promise<void> {
  const cache = await caches.open(current);
  await cache.addAll(__FILES__.map((file) => new Request(new URL(file, scope), { cache: 'no-cache' })));
}

async function removeOldVersions(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(family) && name !== current);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(current);
  const address = new URL(request.url);
  const isPage = request.mode === 'navigate';
  // The folder is its index.html; the query holds view options that the page reads for itself.
  const kept = await cache.match(isPage && address.href.split(/[?#]/)[0] === scope ? home : request, {
    ignoreSearch: isPage,
  });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && response.type === 'basic' && !isPage) await cache.put(request, response.clone());
  return response;
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(removeOldVersions()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const isOurs = request.method === 'GET' && request.url.startsWith(scope) && !request.headers.has('range');
  if (isOurs) event.respondWith(answer(request));
});
