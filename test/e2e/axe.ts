/** What axe finds wrong with a page as it stands. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const OPTIONS: RunOptions = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } };

export const loadAxe = (page: Page): Promise<unknown> => page.evaluate(AXE);

/** Rules that ask for colours; all others find the same in either theme. */
const OF_COLOUR: RunOptions = {
  ...OPTIONS,
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

async function violations(page: Page, options: RunOptions): Promise<string[]> {
  const { violations } = (await page.evaluate(
    (options) => (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(document, options),
    options,
  )) as AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) => `${id}: ${node.target.flat().join(' ')}: ${node.failureSummary?.replace(/\s+/g, ' ')}`,
    ),
  );
}

/**
 * Each violation as a line: in which theme, which rule, which elements and why. The page has `loadAxe` behind it and
 * nothing in it glides, so that no colour is caught half way; it is light before and after.
 */
export async function violationsInEitherTheme(page: Page): Promise<string[]> {
  const inTheme = async (colorScheme: 'light' | 'dark', options: RunOptions): Promise<string[]> => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(() => new Promise(requestAnimationFrame));
    return (await violations(page, options)).map((line) => `${colorScheme}: ${line}`);
  };
  const dark = await inTheme('dark', OF_COLOUR);
  return [...(await inTheme('light', OPTIONS)), ...dark];
}
