/**
 * The site works without a network after the first visit: a service worker (web/sw.ts) keeps its files. Where
 * there is none (an old browser, a private window, `npm run dev`, a frame that may not store anything) the
 * page works all the same, online.
 *
 * `used` are addresses of large files that this page has fetched, such as its trace: the first visit fetches
 * them before there is a service worker that could keep them.
 */
export function registerOffline(used: readonly string[] = []): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const start = (): void => {
    register(used).catch(() => {
      // Refused: storage is blocked or full. Nothing is lost but the offline copy.
    });
  };
  // The first picture has the network to itself.
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, { once: true });
}

async function register(used: readonly string[]): Promise<void> {
  const { serviceWorker } = navigator;
  // Beside the page, whatever path the site is published under.
  await serviceWorker.register(new URL('sw.js', document.baseURI), { updateViaCache: 'none' });
  const { active } = await serviceWorker.ready;
  active?.postMessage(used.map((address) => new URL(address, document.baseURI).href));
}
