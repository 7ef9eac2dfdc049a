/** The page with a made-up world, built like the site, so that the console's elements can be tried in a browser. */
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { beforeAll } from 'vitest';
import { at } from '../../tools/lib/paths.mjs';
import { contentSecurityPolicy } from '../../tools/vite/content-security-policy.ts';
import type { FakeWorld } from '../ui/worlds/fake-world.ts';
import { useChromium } from './harness.ts';

const ROOT = at('build', 'console-page');

export const consolePath = (world: string): string => `test/ui/page/index.html?world=${world}`;

export function useConsole() {
  beforeAll(async () => {
    await build({
      root: at(),
      base: './',
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      plugins: [contentSecurityPolicy()],
      build: {
        outDir: ROOT,
        emptyOutDir: true,
        target: 'es2022',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: at('test', 'ui', 'page', 'index.html') },
      },
    });
  });
  return useChromium(ROOT);
}

/** What was done to the world so far, as `verb name`. */
export const performed = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    (globalThis as unknown as { world: FakeWorld }).world.performed.map(
      ({ on, verb }) => `${verb} ${on.name}`,
    ),
  );

export const seek = (page: Page, seconds: number): Promise<void> =>
  page.evaluate(
    (s) =>
      (globalThis as unknown as { studio: { clock: { seek(at: number): void } } }).studio.clock.seek(s * 1e9),
    seconds,
  );
