/** What can be changed about a run: found by name, given in any unit, refused with a reason, taken back one by one. */
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { useChromium } from './harness.ts';

const chromium = useChromium();

const WIDE: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

const text = async (locator: Locator) =>
  ((await locator.textContent()) ?? '').replace(/[\u00a0\u202f]/g, ' ');
const headline = (page: Page) => page.locator('run-sentence h1');
const fingerprint = async (page: Page) =>
  (await page.locator('[data-fingerprint]').first().textContent()) ?? '';
const changedFrom = (page: Page, before: string) =>
  expect.poll(() => fingerprint(page), { timeout: 30_000 }).not.toBe(before);
const backTo = (page: Page, before: string) =>
  expect.poll(() => fingerprint(page), { timeout: 30_000 }).toBe(before);
const opened = async (options = WIDE) => {
  const page = await chromium.open(options);
  await headline(page).filter({ hasText: 'is about to move' }).waitFor();
  await page.locator('tune-panel tune-field').first().waitFor({ state: 'attached' });
  return page;
};
const find = (page: Page, words: string) =>
  page.getByRole('searchbox', { name: 'Find a parameter' }).fill(words);
const field = (page: Page, id: string) => page.locator(`tune-field [data-field="${id}"]`);
const refusal = (page: Page, id: string) => field(page, id).getByRole('alert');

it('finds a parameter by the product’s name, takes what it needs, and any unit', async () => {
  const page = await opened();
  await find(page, 'cpu-throttle-initial');
  const first = field(page, 'throttle.initialPercent');
  await first.getByRole('button', { name: 'Choose that' }).click();
  const box = first.getByRole('spinbutton', { name: 'First throttle step' });
  await box.fill('70');
  await box.press('Enter');
  await expect.poll(() => box.getAttribute('aria-valuenow')).toBe('70');
  await find(page, 'max-bandwidth');
  await field(page, 'max-bandwidth').getByRole('button', { name: 'no limit' }).click();
  const rate = field(page, 'max-bandwidth').getByRole('spinbutton');
  await rate.fill('80 Mbit/s');
  await rate.press('Enter');
  await expect.poll(() => rate.getAttribute('aria-valuetext')).toBe('10 MB/s');
});

it('opens in groups that say what was changed, and takes each change back', async () => {
  const page = await opened();
  const before = await fingerprint(page);
  const transport = page.locator('tune-panel details').filter({ hasText: 'How pages travel' });
  await transport.locator('summary').click();
  await page.getByRole('switch', { name: /^Several connections/ }).click();
  await changedFrom(page, before);
  expect(await text(transport.locator('summary'))).toMatch(/[1-9] changed/);
  expect(await page.getByRole('switch', { name: /^Several connections/ }).getAttribute('aria-checked')).toBe(
    'true',
  );
  await page.getByRole('button', { name: /^Reset Several connections/ }).click();
  await backTo(page, before);
  expect(await page.getByRole('button', { name: 'Reset', exact: true }).count()).toBe(0);
});

it('moves as another product does, all the way, and back', async () => {
  const page = await opened();
  const before = await fingerprint(page);
  await page.getByRole('combobox', { name: 'Preset' }).selectOption('powervm');
  await changedFrom(page, before);
  expect(await text(page.locator('header .platform'))).toBe('PowerVM');
  await page.getByRole('button', { name: 'To the end' }).click();
  await expect.poll(() => text(headline(page)), { timeout: 20_000 }).toMatch(/^redis runs on beta/);
  await page.keyboard.press('Control+z');
  await backTo(page, before);
});

it('refuses a wrong value at its place, keeps what was written until it is mended, and changes nothing', async () => {
  const page = await opened();
  const before = await fingerprint(page);
  const limit = page.getByRole('spinbutton', { name: 'downtime-limit' });
  for (const [wrong, why] of [
    ['-5', /too small.*0 s to 33 min 20 s/],
    ['1 h', /too large/],
    ['3 MiB', /is a size, and a time is wanted.*Did you mean/],
    ['soon', /not a time.*300 ms/],
  ] as const) {
    await limit.fill(wrong);
    await limit.press('Enter');
    await expect.poll(() => text(refusal(page, 'downtime-limit'))).toMatch(why);
    expect(await limit.inputValue()).toBe(wrong);
    expect(await limit.getAttribute('aria-invalid')).toBe('true');
  }
  expect(await fingerprint(page)).toBe(before);
  await limit.press('Escape');
  await expect.poll(() => refusal(page, 'downtime-limit').count()).toBe(0);
  expect(await limit.inputValue()).toBe('300');
  expect(await fingerprint(page)).toBe(before);
});

it('refuses a wrong combination with the reason and what to do', async () => {
  const page = await opened();
  const before = await fingerprint(page);
  await find(page, 'rounds at most');
  const rounds = field(page, 'stopRule.maxRounds');
  await rounds.getByRole('button', { name: 'none' }).click();
  await expect
    .poll(() => text(refusal(page, 'stopRule.maxRounds')))
    .toMatch(/nothing happens when it is reached\. Choose what then happens/);
  expect(await fingerprint(page)).toBe(before);
  await find(page, 'does not converge');
  await page.getByRole('combobox', { name: 'When it does not converge' }).selectOption('stop-and-copy');
  await expect.poll(() => text(field(page, 'whenNotConverging').locator('.was'))).toBe('was keep going');
  await find(page, 'rounds at most');
  await rounds.getByRole('button', { name: 'none' }).click();
  await expect.poll(() => rounds.getByRole('spinbutton').inputValue()).toBe('10');
});

it('is worked by keys alone', async () => {
  const page = await opened();
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('announce');
  await page.keyboard.press('Tab');
  await expect.poll(() => page.locator('tune-field').count()).toBeGreaterThan(4);
  await page.getByRole('searchbox').focus();
  await page.keyboard.press('Escape');
  expect(await page.getByRole('searchbox').inputValue()).toBe('');
  const limit = page.getByRole('spinbutton', { name: 'downtime-limit' });
  await limit.focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => limit.inputValue()).toBe('310');
  const group = page.locator('tune-panel summary').filter({ hasText: 'Throttling' });
  await group.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Throttling' }).waitFor();
  expect(await text(page.locator('time-player #clock'))).toBe('00:00.000');
});

it('tells what a parameter does, what it may be, what is usual and who says so', async () => {
  const page = await opened();
  await page.getByRole('button', { name: 'About Allowed pause' }).click();
  const about = field(page, 'downtime-limit').locator('.about');
  await expect.poll(() => text(about)).toMatch(/Range.*33 min.*Usual.*300 ms.*Sourced.*QEMU/s);
  await page.getByRole('combobox', { name: 'Preset' }).selectOption('powervm');
  await find(page, 'noticing');
  await expect.poll(() => text(field(page, 'postcopy.faultNs'))).toMatch(/typical.*Typical, unverified/s);
});

it('has room on a phone', async () => {
  const page = await opened(PHONE);
  await page.getByRole('tab', { name: 'Tune' }).tap();
  await page.locator('side-panel [role=tabpanel][data-open]').waitFor();
  for (const summary of await page.locator('tune-panel summary').all()) await summary.tap();
  const panel = page.locator('side-panel [role=tabpanel]');
  const sideways = await panel.evaluate((box) => box.scrollWidth - box.clientWidth);
  expect(sideways).toBeLessThanOrEqual(0);
});
