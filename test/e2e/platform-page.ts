/** The built page with a scenario of a platform's world, as somebody handles it: what stands where, and what is done to it. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Chromium, readFingerprint } from './harness.ts';

/** What a scenario's run has in Node. */
export const golden = (id: string): string =>
  /^fingerprint (.*)$/m.exec(readFileSync(`test/golden/${id}.txt`, 'utf8'))?.[1] ?? '';

export const fingerprint = (page: Page): Promise<string> => page.evaluate(readFingerprint);

export const becomes = (page: Page, print: string): Promise<void> =>
  expect.poll(() => fingerprint(page), { timeout: 20_000 }).toBe(print);
export const changesFrom = (page: Page, print: string): Promise<void> =>
  expect.poll(() => fingerprint(page), { timeout: 20_000 }).not.toBe(print);

export async function opened(chromium: Chromium, id: string): Promise<Page> {
  const page = await chromium.open(
    { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' },
    `?scenario=${id}`,
  );
  await becomes(page, golden(id));
  await page.locator('world-lab .host').first().waitFor();
  return page;
}

/** What the focus is on, through shadow roots; '' where it is on nothing. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element === document.body ? '' : (element?.ariaLabel ?? element?.textContent ?? '').trim();
  });

export const host = (page: Page, name: string): Locator => page.locator(`[data-host=${name}]`);
export const chip = (page: Page, name: string): Locator => page.locator(`[data-chip=${name}]`);
/** What of a partition has come to a host, or stays there of it. */
export const ghost = (page: Page, name: string): Promise<string | null> =>
  host(page, name).locator('.ghost').textContent();
export const item = (page: Page, name: RegExp): Locator => page.getByRole('menuitem', { name });
export const tab = (page: Page, name: string): Promise<void> =>
  page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
/** Memory, console or terminal. */
export const face = (page: Page, name: string): Promise<void> =>
  page.getByRole('group', { name: 'What stands below the lab' }).getByRole('button', { name }).click();
export const headline = (page: Page): Promise<string> =>
  page.locator('run-sentence').evaluate((sentence) => sentence.shadowRoot?.textContent ?? '');

export const seek = (page: Page, seconds: number): Promise<void> =>
  page.evaluate((s) => {
    const shell = document.querySelector('app-shell') as unknown as {
      workplace: { studio: { clock: { seek(at: number): void } } };
    };
    shell.workplace.studio.clock.seek(s * 1e9);
  }, seconds);

export async function drag(page: Page, partition: string, to: string): Promise<void> {
  const [from, target] = [await chip(page, partition).boundingBox(), await host(page, to).boundingBox()];
  if (!from || !target) throw new Error(`${partition} and ${to} are drawn`);
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 5 });
  await page.mouse.up();
}

/** Types a line into the platform's terminal. */
export async function types(page: Page, line: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Command' });
  await box.fill(line);
  await box.press('Enter');
}
