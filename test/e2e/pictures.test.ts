/** What the pictures show of a move that is no plain pre-copy, and what their legends and tables say of it. */
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { readFingerprint, useChromium } from './harness.ts';

const chromium = useChromium();

const WIDE: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };

const text = async (locator: Locator) =>
  ((await locator.textContent()) ?? '').replace(/[\u00a0\u202f]/g, ' ');
const headline = (page: Page) => page.locator('run-sentence h1');
const legend = (page: Page, picture: string) => page.locator(picture).locator('.legend');
/** Opens, with a guest that writes faster than the link carries, moved as a product does. */
const moving = async (preset: string) => {
  const page = await chromium.open(WIDE);
  await headline(page).filter({ hasText: 'is about to move' }).waitFor();
  await page.getByRole('combobox', { name: 'Workload' }).selectOption('uniform');
  for (const [parameter, value] of [
    ['Writes', '9000'],
    ['Pages', '30000'],
  ] as const) {
    await page.getByRole('searchbox').fill(parameter);
    const box = page.locator('[data-field^="uniform."]').getByRole('spinbutton', { name: parameter });
    await box.fill(value);
    await box.press('Enter');
    await expect.poll(() => box.getAttribute('aria-valuenow')).toBe(value);
  }
  await page.getByRole('searchbox').fill('');
  await page.getByRole('combobox', { name: 'Preset' }).selectOption(preset);
  await expect
    .poll(() => page.getByRole('combobox', { name: 'Preset' }).inputValue(), { timeout: 20_000 })
    .toBe(preset);
  return page;
};
/** To the middle of a phase, by its band in the player. */
const toPhase = (page: Page, kind: string) =>
  page.locator('time-player').evaluate((player, kind) => {
    const band = player.shadowRoot?.querySelector<HTMLElement>(`.band.${kind}`);
    const range = player.shadowRoot?.querySelector<HTMLInputElement>('input[type=range]');
    if (!band || !range) throw new Error(`there is no ${kind}`);
    range.value = `${(Number(band.dataset.from) + Number(band.dataset.to)) / 2e9}`;
    range.dispatchEvent(new Event('input'));
  }, kind);
const table = (page: Page, picture: string) =>
  page.locator(picture).getByRole('button', { name: 'Table' }).click();

it('shows the steps of a throttle, in the chart and in its table', async () => {
  const page = await moving('qemu-10.2-auto-converge');
  await expect.poll(() => text(legend(page, 'progress-chart')), { timeout: 20_000 }).toContain('throttled');
  await expect.poll(() => page.locator('progress-chart .throttle-edge').count()).toBeGreaterThan(2);
  const chart = page.locator('progress-chart svg[role=img]');
  expect(await chart.getAttribute('aria-label')).toMatch(/throttled by up to \d+ %/);
  await table(page, 'progress-chart');
  expect(await page.locator('progress-chart').getByRole('row').filter({ hasText: 'by 20 %' }).count()).toBe(
    1,
  );
});

it('shows what follows in post-copy, and who waits for it', async () => {
  const page = await moving('qemu-10.2-postcopy');
  await expect.poll(() => page.locator('time-player .band.postcopy').count(), { timeout: 20_000 }).toBe(1);
  await toPhase(page, 'postcopy');
  await expect.poll(() => text(headline(page))).toMatch(/^redis runs on beta; .* still follow$/);
  expect(await text(legend(page, 'progress-chart'))).toContain('waits for pages');
  expect(await text(legend(page, 'memory-map'))).toMatch(/waiting.*asked for/);
  expect(await page.locator('progress-chart rect.wait').count()).toBeGreaterThan(2);
  await table(page, 'progress-chart');
  await table(page, 'memory-map');
  expect(await text(page.locator('progress-chart .twin'))).toMatch(
    /In post-copy .* follow: .* waits for missing pages/,
  );
  await expect
    .poll(() => page.locator('memory-map').getByRole('row').filter({ hasText: 'asked for' }).count())
    .toBe(1);
});

it('tells a partition that stands still all the time, and one of which nothing crosses', async () => {
  const page = await moving('wpar-synchronous');
  await expect.poll(() => page.locator('time-player .band.round').count(), { timeout: 20_000 }).toBe(0);
  await toPhase(page, 'pause');
  await expect.poll(() => text(headline(page))).toBe('The pause: redis stands still');
  const over = await page.evaluate(readFingerprint);
  await page.getByRole('combobox', { name: 'Preset' }).selectOption('powervm-suspended');
  await expect.poll(() => text(page.locator('header .platform'))).toBe('PowerVM');
  await expect.poll(() => page.evaluate(readFingerprint), { timeout: 20_000 }).not.toBe(over);
  await toPhase(page, 'pause');
  await expect.poll(() => text(headline(page)), { timeout: 20_000 }).toBe('redis is down while it moves');
  await expect.poll(() => text(page.locator('memory-map .scale'))).toMatch(/None of it crosses/);
  await page.getByRole('button', { name: 'To the end' }).click();
  const total = page.locator('stage-view result-card dl.facts div').filter({ hasText: 'Total time' });
  await expect.poll(() => text(total)).toMatch(/Total time\d+(\.\d)? sno memory crossed/);
});
