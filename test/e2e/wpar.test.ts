/** A WPAR world on the built page: the article's way from an empty directory to a stopped partition, by hand and by script. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useChromium } from './harness.ts';
import {
  becomes,
  changesFrom,
  chip,
  drag,
  face,
  fingerprint,
  ghost,
  golden,
  headline,
  host,
  item,
  opened,
  seek,
  tab,
  types,
} from './platform-page.ts';

const chromium = useChromium();

const ARTICLE = 'wpar-article';
/** It runs on x103 since its relocation, and is not paused yet. */
const RELOCATED = 640;

const session = (page: Page) => page.locator('session-view').evaluate((s) => s.shadowRoot?.textContent ?? '');
const screen = (page: Page) => page.locator('session-view .screen p:not([aria-hidden])').allTextContents();
const result = (page: Page) => page.locator('stage-view result-card dl.facts').textContent();
const task = (page: Page, name: string) =>
  page.locator('task-activity li.task').filter({ hasText: name }).first();

describe('a relocation while somebody is logged in', () => {
  it('crosses over an image on the NFS server, and is told as one', async () => {
    const page = await opened(chromium, ARTICLE);
    await seek(page, 586.5);
    await expect.poll(() => ghost(page, 'x054')).toMatch(/x150 · \d+\s% here/);
    await seek(page, 595);
    await expect.poll(() => ghost(page, 'x054')).toBe('x150 · image');
    await expect.poll(() => chip(page, 'x150').textContent()).toContain('Paused');
    await seek(page, 601);
    await expect.poll(() => ghost(page, 'x103')).toMatch(/x150 · \d+\s% here/);
    await seek(page, RELOCATED);
    await host(page, 'x103').locator('[data-chip=x150]').waitFor();
    await expect.poll(() => result(page)).toMatch(/Pause18\ss/);
    await expect.poll(() => headline(page)).toMatch(/It took 23\ss.*stood still for 18\ss/s);
    await page.getByText(/^pause 18\ss$/).waitFor();
  }, 40_000);

  it('is a gap of 33 s between two lines of the session, which lives', async () => {
    const page = await opened(chromium, ARTICLE);
    await seek(page, 587);
    await expect.poll(() => session(page)).toMatch(/silent for/);
    const before = await screen(page);
    await seek(page, 604);
    await expect.poll(() => session(page)).toMatch(/silent for \s*2\d/);
    expect(await screen(page)).toEqual(before);
    await seek(page, RELOCATED);
    await expect.poll(() => session(page)).toMatch(/longest gap \s*33\ss/);
    const dates = (await screen(page)).flatMap((line) => /\d\d:(\d\d):(\d\d) CET/.exec(line) ?? []);
    expect(dates.length).toBeGreaterThan(3);
    expect((await screen(page)).length).toBeGreaterThan(before.length);
    const line = page.getByRole('textbox', { name: /^Type into ssh root@x150/ });
    await line.press('Control+c');
    await expect.poll(async () => (await screen(page)).at(-1)).toBe('^C');
    await line.fill('hostname');
    await line.press('Enter');
    await expect.poll(async () => (await screen(page)).slice(-2)).toEqual(['# hostname', 'x150']);
  }, 40_000);

  it('can be drilled into: from the task to the step, to its command and to what it printed', async () => {
    const page = await opened(chromium, ARTICLE);
    await seek(page, 601);
    await tab(page, 'Tasks');
    const moving = task(page, 'Relocate');
    await moving.getByText('Compatibility tests').waitFor();
    await moving.getByRole('button', { name: /^Restore the state/ }).click();
    await moving.getByText('restartwpar x150').waitFor();
    await moving.getByText(/Restoring 120 MB/).waitFor();
  }, 40_000);

  it('stopped from the manager the session ends without a clue; shut down inside it says why', async () => {
    const page = await opened(chromium, ARTICLE);
    await page.keyboard.press('End');
    await expect.poll(() => session(page)).toMatch(/ended/);
    const stopped = await screen(page);
    expect(stopped.join('\n')).not.toMatch(/shut down/i);
    await seek(page, RELOCATED);
    await expect.poll(() => chip(page, 'x150').textContent()).not.toContain('Defined');
    await chip(page, 'x150').click();
    await item(page, /Shut down inside/).click();
    await changesFrom(page, golden(ARTICLE));
    await seek(page, RELOCATED + 120);
    await expect.poll(async () => (await screen(page)).join('\n')).toMatch(/will be shut down/);
    await expect.poll(() => session(page)).toMatch(/x150 was shut down, and said so/);
  }, 60_000);
});

describe('by hand', () => {
  it('a partition is dragged back to where it came from, and that is undone', async () => {
    const page = await opened(chromium, ARTICLE);
    await seek(page, RELOCATED);
    await drag(page, 'x150', 'x203');
    await changesFrom(page, golden(ARTICLE));
    await seek(page, RELOCATED + 40);
    await host(page, 'x203').locator('[data-chip=x150]').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await becomes(page, golden(ARTICLE));
  }, 60_000);

  it('it is paused and resumed with the keyboard alone', async () => {
    const page = await opened(chromium, ARTICLE);
    await seek(page, RELOCATED);
    await chip(page, 'x150').focus();
    await page.keyboard.press('Enter');
    await item(page, /^\s*Pause\s*$/).press('Enter');
    await changesFrom(page, golden(ARTICLE));
    const paused = await fingerprint(page);
    await seek(page, RELOCATED + 15);
    await expect.poll(() => chip(page, 'x150').textContent()).toContain('Paused');
    await chip(page, 'x150').focus();
    await page.keyboard.press('Enter');
    await item(page, /^\s*Resume\s*$/).press('Enter');
    await tab(page, 'Tasks');
    await seek(page, RELOCATED + 30);
    await task(page, 'Resume').waitFor();
    await expect.poll(() => chip(page, 'x150').textContent()).not.toContain('Paused');
    expect(paused).not.toBe(golden(ARTICLE));
  }, 60_000);

  it('a new one is made in its form, on the system that is chosen, with its steps', async () => {
    const page = await opened(chromium, ARTICLE);
    await seek(page, RELOCATED);
    await face(page, 'Console');
    await page.getByRole('button', { name: 'New…' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: /name/ }).first().fill('x151');
    await form.getByRole('button', { name: /Create|Deploy/ }).click();
    await tab(page, 'Tasks');
    await seek(page, RELOCATED + 20);
    await task(page, 'x151').waitFor();
    await page
      .getByText(/2 partitions|x151/)
      .first()
      .waitFor();
  }, 60_000);
});

describe('the terminal', () => {
  it('shows the same world by the commands of AIX, from whichever machine one is on', async () => {
    const page = await opened(chromium, ARTICLE);
    await seek(page, RELOCATED);
    await face(page, 'Terminal');
    const log = page.getByRole('log');
    await types(page, 'ssh x103');
    await types(page, 'lswpar -c');
    await log.getByText(/^x150:A:S:/).waitFor();
    await types(page, 'ssh x054');
    await types(page, 'showmount -e');
    await log
      .getByText(/\/backup\/wpars\/x150 +x203,x103,x150/)
      .first()
      .waitFor();
    await types(page, 'du -s /backup/wpars/x150');
    await log.getByText(/^105744/).waitFor();
    await types(page, 'ssh x103');
    await types(page, 'stopwpar x150');
    await changesFrom(page, golden(ARTICLE));
  }, 60_000);
});

describe('an error to learn from', () => {
  it('leads from the task to the step, the message, the cause and the remedy', async () => {
    const page = await opened(chromium, 'wpar-export-errors');
    await seek(page, 7.5);
    await tab(page, 'Tasks');
    const failed = page.locator('task-activity li.task[data-status=failed]');
    await failed.getByText('Check name and address').first().waitFor();
    for (const words of ['Failed in', 'Message', 'Cause', 'Remedy', /is not exported/])
      await failed.getByText(words).first().waitFor();
  }, 40_000);
});
