/** What axe can see: names, roles, contrast, targets, structure. In each state of the page that looks different. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { loadAxe, violationsInEitherTheme } from './axe.ts';
import { useChromium } from './harness.ts';

const chromium = useChromium();

const WIDE: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
/** Half of the way through time, held still. */
const toMiddle = (page: Page) =>
  page.locator('time-player input[type=range]').evaluate((range: HTMLInputElement) => {
    range.value = `${Number(range.max) / 2}`;
    range.dispatchEvent(new Event('input'));
  });
const headline = (page: Page) => page.locator('run-sentence h1');
const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click();

/** The states in the order of a visit; each begins where the one before has ended. */
const STATES: [string, (page: Page, phone: boolean) => Promise<unknown>][] = [
  ['the first picture', (page) => headline(page).filter({ hasText: 'is about to move' }).waitFor()],
  ['the menu of a partition', (page) => page.getByRole('button', { name: /^redis/ }).click()],
  [
    'the middle of the run',
    async (page) => {
      await page.keyboard.press('Escape');
      await toMiddle(page);
      await headline(page)
        .filter({ hasText: /^Round/ })
        .waitFor();
    },
  ],
  ['the map as a table', (page) => page.locator('memory-map').getByRole('button', { name: 'Table' }).click()],
  [
    'the curve as a table',
    async (page, phone) => {
      if (phone) await press(page, 'Left to copy');
      await page.locator('progress-chart').getByRole('button', { name: 'Table' }).click();
    },
  ],
  [
    'the result',
    async (page) => {
      await press(page, 'To the end');
      await page.locator('stage-view result-card').waitFor();
    },
  ],
  ['Script', (page) => tab(page, 'Script')],
  ['Checks', (page) => tab(page, 'Checks')],
  ['Tasks', (page) => tab(page, 'Tasks')],
  ['Tune', (page) => tab(page, 'Tune')],
  [
    'groups of Tune that are open, a parameter that is explained',
    async (page) => {
      for (const group of ['Throttling the guest', 'How pages travel', 'Client'])
        await page.locator('tune-panel summary').filter({ hasText: group }).click();
      await page.getByRole('button', { name: 'About Compression' }).click();
      await page.locator('tune-field .about dt').first().waitFor();
    },
  ],
  [
    'parameters that were looked for',
    async (page) => {
      await page.getByRole('searchbox').fill('throttle');
      await page.getByRole('button', { name: 'Choose that' }).first().waitFor();
    },
  ],
  [
    'a value that is refused',
    async (page) => {
      await page.getByRole('searchbox').fill('');
      const link = page.getByRole('spinbutton', { name: 'Link speed' });
      await link.fill('3 MiB');
      await link.press('Enter');
      await page.locator('tune-field').getByRole('alert').waitFor();
      await link.press('Escape');
    },
  ],
  [
    'a changed setting, a file that is not taken',
    async (page) => {
      const limit = page.getByRole('spinbutton', { name: 'downtime-limit' });
      await limit.fill('60');
      await limit.press('Enter');
      await page.getByText('was 300 ms').waitFor();
      const file = { name: 'no.trace', mimeType: 'application/octet-stream', buffer: Buffer.from('no') };
      await page.locator('file-section input[type=file]').setInputFiles(file);
      await page.locator('file-section .refusal').waitFor();
    },
  ],
  [
    'the keys',
    async (page, phone) => {
      if (phone) await press(page, 'Close');
      await page.locator('time-player').getByRole('button', { name: 'Play' }).focus();
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  ],
];

describe.each([
  ['1440 px', WIDE],
  ['390 px', PHONE],
])('at %s', (_, options) => {
  it('axe finds nothing wrong in either theme', async () => {
    const page = await chromium.open({ ...options, reducedMotion: 'reduce' });
    await loadAxe(page);
    const found: string[] = [];
    for (const [state, enter] of STATES) {
      await enter(page, options === PHONE);
      found.push(...(await violationsInEitherTheme(page)).map((line) => `${state}: ${line}`));
    }
    expect(found).toEqual([]);
  }, 120_000);
});
