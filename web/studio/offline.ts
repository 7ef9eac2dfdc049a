/**
 * The site works without a network after the first visit: a service worker (web/sw.ts) keeps its files. Where
 * there is none (an old browser, a private window, `npm run dev`, a frame that may not store anything) the
 * page works all the same, online.
 */
export function registerOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = (): void => {
    // Beside the page, whatever path the site is published under.
    const script = new URL('sw.js', document.baseURI);
    navigator.serviceWorker.register(script, { updateViaCache: 'none' }).catch(() => {
      // Refused: storage is blocked or full. Nothing is lost but the offline copy.
    });
  };
  // The first picture has the network to itself.
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}
