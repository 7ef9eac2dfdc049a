/**
 * What a person can do on the page, done in a browser. Independent of how a browser is started: `open` gives
 * a page that shows the site, with the given context options.
 */
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

export type Open = (options?: BrowserContextOptions) => Promise<Page>;

const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

const headline = (page: Page) => page.locator('run-sentence h1');
const clock = async (page: Page) => (await page.locator('time-player #clock').textContent()) ?? '';
const fingerprint = async (page: Page) =>
  (await page.locator('[data-fingerprint]').first().textContent()) ?? '';
const text = async (locator: Locator) =>
  ((await locator.textContent()) ?? '').replace(/[\u00a0\u202f]/g, ' ');
const says = (page: Page, pattern: RegExp) =>
  expect.poll(() => text(headline(page)), { timeout: 20_000 }).toMatch(pattern);
/** The words in an element's shadow. */
const inside = async (locator: Locator) =>
  (await locator.evaluate((e) => e.shadowRoot?.textContent ?? '')).replace(/[\u00a0\u202f]/g, ' ');
const drawn = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
const ready = async (page: Page) => {
  await page.locator('time-player .band').first().waitFor({ state: 'attached', timeout: 30_000 });
  await says(page, /is about to move/);
};
const toEnd = (page: Page) => page.getByRole('button', { name: 'To the end' }).click();

export const describePage = (open: Open): void => {
  const opened = async (options: BrowserContextOptions = DESKTOP) => {
    const page = await open(options);
    await ready(page);
    return page;
  };

  describe('the page', () => {
    it('opens paused on the first picture, with one thing to press', async () => {
      const page = await opened();
      expect(await clock(page)).toBe('00:00.000');
      expect(await page.getByRole('button', { name: 'Play', exact: true }).count()).toBe(1);
      await expect
        .poll(() => page.locator('memory-map canvas').getAttribute('aria-label'))
        .toMatch(/^Memory of redis: .* waiting, .* zero/);
      // A number there would say that something is against the move.
      await page.getByRole('tab', { name: 'Checks', exact: true }).waitFor();
      await page.close();
    });

    it('plays, pauses and holds still', async () => {
      const page = await opened();
      await page.getByRole('combobox', { name: 'Speed' }).selectOption('2');
      await page.getByRole('button', { name: 'Play', exact: true }).click();
      await says(page, /^Round 1/);
      await page.getByRole('button', { name: 'Pause', exact: true }).click();
      const at = await clock(page);
      await page.waitForTimeout(200);
      expect(await clock(page)).toBe(at);
      await page.close();
    });

    it('steps through the rounds with the keyboard, and back to the same words', async () => {
      const page = await opened();
      const words: string[] = [];
      for (let i = 0; i < 5; i++) {
        await page.keyboard.press('.');
        await drawn(page);
        words.push(await text(headline(page)));
      }
      expect(words.some((w) => /^Round 2/.test(w))).toBe(true);
      await page.keyboard.press('Home');
      await says(page, /about to move/);
      for (let i = 0; i < 5; i++) await page.keyboard.press('.');
      await drawn(page);
      expect(await text(headline(page))).toBe(words.at(-1));
      await page.close();
    });

    it('shows the result at the end, and the curve again when one goes back', async () => {
      const page = await opened();
      await toEnd(page);
      await says(page, /^redis runs on beta; it stood still for/);
      const card = page.locator('stage-view result-card');
      await expect
        .poll(() => inside(card))
        .toMatch(/Total time.*Downtime.*The pause in its parts.*Round by round.*Fingerprint/s);
      await expect
        .poll(() => page.locator('memory-map canvas').getAttribute('aria-label'))
        .toMatch(/^Memory of redis: .* there, (?!.*waiting)/);
      await page.keyboard.press('Home');
      await expect.poll(() => card.count()).toBe(0);
      expect(await page.locator('progress-chart svg[role=img]').isVisible()).toBe(true);
      await page.close();
    });

    it('moves a partition that is dragged to the other host, and takes it back', async () => {
      const page = await opened();
      const before = await fingerprint(page);
      await toEnd(page);
      const chip = await page.getByRole('button', { name: /^web-1/ }).boundingBox();
      const beta = await page.locator('[data-host=beta]').boundingBox();
      if (!chip || !beta) throw new Error('the lab is drawn');
      await page.mouse.move(chip.x + 12, chip.y + 12);
      await page.mouse.down();
      await page.mouse.move(beta.x + 60, beta.y + 50, { steps: 6 });
      await page.mouse.up();
      await expect.poll(() => fingerprint(page), { timeout: 30_000 }).not.toBe(before);
      await expect.poll(() => text(page.locator('memory-map h2'))).toBe('Memory of web-1');
      await page.getByRole('button', { name: 'Pause', exact: true }).click();
      await page.keyboard.press('Control+z');
      await expect.poll(() => fingerprint(page), { timeout: 30_000 }).toBe(before);
      await page.close();
    });

    it('does the same without a pointer: focus, Enter, Enter', async () => {
      const page = await opened();
      const chip = page.getByRole('button', { name: /^redis/ });
      await chip.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('menuitem', { name: 'Move to beta' }).waitFor();
      await page.keyboard.press('Escape');
      await expect
        .poll(() => chip.evaluate((c) => (c.getRootNode() as ShadowRoot).activeElement === c))
        .toBe(true);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await says(page, /redis gets ready|^Round 1/);
      await page.close();
    });

    it('computes anew when a setting changes, says what it was, and comes back to the same run', async () => {
      const page = await opened();
      const before = await fingerprint(page);
      const limit = page.getByRole('spinbutton', { name: 'downtime-limit' });
      await limit.fill('60');
      await limit.press('Enter');
      await expect.poll(() => text(page.locator('tune-field .was'))).toBe('was 300 ms');
      await expect.poll(() => fingerprint(page), { timeout: 30_000 }).not.toBe(before);
      await page.getByRole('button', { name: 'Reset Allowed pause' }).click();
      await expect.poll(() => fingerprint(page), { timeout: 30_000 }).toBe(before);
      await page.close();
    });

    it('shows in the lab what the new run carries, not what the old one did', async () => {
      const page = await opened();
      await page.keyboard.press('.');
      await page.keyboard.press('.');
      await page.keyboard.press('ArrowRight');
      const speed = page.getByRole('spinbutton', { name: 'Link speed' });
      await speed.fill('25');
      await speed.press('Enter');
      const link = page.locator('lab-view link-meter');
      await expect.poll(() => inside(link), { timeout: 30_000 }).toMatch(/% of 25 Mbit\/s/);
      expect(Number.parseFloat(await text(link.locator('#speed')))).toBeLessThan(3.2);
      await page.close();
    });

    it('turns a bad file down with a reason, and changes nothing', async () => {
      const page = await opened();
      const before = await fingerprint(page);
      await page.locator('tune-panel input[type=file]').setInputFiles({
        name: 'broken.trace',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from('DPTR but not really'),
      });
      await expect.poll(() => page.locator('lab-view [role=alert]').count()).toBeGreaterThan(0);
      expect(await fingerprint(page)).toBe(before);
      await says(page, /about to move/);
      await page.close();
    });

    it('has a table for every picture', async () => {
      const page = await opened();
      await page.keyboard.press('End');
      await page.getByRole('button', { name: 'Left to copy' }).first().click();
      for (const name of ['memory-map', 'progress-chart']) {
        await page.locator(name).getByRole('button', { name: 'Table' }).click();
        expect(await page.locator(name).getByRole('row').count()).toBeGreaterThan(3);
      }
      await page.close();
    });

    it('reports the pages of a cell under the arrow keys', async () => {
      const page = await opened();
      await page.locator('memory-map canvas').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await expect
        .poll(() => text(page.locator('memory-map .tip')))
        .toMatch(/^Pages \d+.*: .*(waiting|there|zero)/);
      expect(await clock(page)).toBe('00:00.000');
      await page.close();
    });

    it('remembers the theme a person chose', async () => {
      const page = await opened({ ...DESKTOP, colorScheme: 'light' });
      const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const light = await paper();
      await page.getByRole('button', { name: /^Theme: system/ }).click();
      await page.getByRole('button', { name: /^Theme: light/ }).click();
      expect(await paper()).not.toBe(light);
      await page.reload();
      await ready(page);
      expect(await page.getByRole('button', { name: /^Theme: dark/ }).count()).toBe(1);
      expect(await paper()).not.toBe(light);
      await page.close();
    });

    it('still goes through time for those who asked for less motion', async () => {
      const page = await opened({ ...DESKTOP, reducedMotion: 'reduce' });
      await page.keyboard.press(' ');
      await expect.poll(() => clock(page), { timeout: 10_000 }).not.toBe('00:00.000');
      await page.close();
    });
  });

  describe('the page on a phone', () => {
    it('never scrolls sideways, and its sheets open over the stage and close', async () => {
      const page = await opened(PHONE);
      const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(await sideways()).toBeLessThanOrEqual(0);
      for (const name of ['Tune', 'Script', 'Checks', 'Tasks']) {
        await page.getByRole('tab', { name }).tap();
        await page.locator('side-panel [role=tabpanel][data-open]').waitFor();
        expect(await sideways()).toBeLessThanOrEqual(0);
      }
      await page.getByRole('button', { name: 'Close' }).tap();
      await page.locator('side-panel [role=tabpanel]:not([data-open])').waitFor({ state: 'attached' });
      await page.close();
    });

    it('offers targets that a finger hits', async () => {
      const page = await opened(PHONE);
      for (const name of ['Play', 'Previous round', 'Next round']) {
        const box = await page.getByRole('button', { name, exact: true }).boundingBox();
        expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
      }
      await page.close();
    });
  });
};
