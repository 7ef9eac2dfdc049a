/** What drafts need of the page: wall time, names, waiting, and being told that it is left or seen again. */
import type { Drafting, Surroundings } from './drafting.ts';

const RADIX = 36;

export const surroundings = (): Surroundings => ({
  now: () => Date.now(),
  name: () => [Date.now(), Math.random() * 2 ** 52].map((part) => Math.floor(part).toString(RADIX)).join('-'),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
});

/** Saves when the page is hidden or left, and looks around when it is seen again. */
export function followPage(drafting: Drafting): void {
  addEventListener('pagehide', () => void drafting.flush());
  document.addEventListener('visibilitychange', () => {
    void (document.visibilityState === 'hidden' ? drafting.flush() : drafting.look());
  });
}
