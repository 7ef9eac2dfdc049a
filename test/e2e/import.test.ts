/** An environment of somebody's own on the built page: pasted, asked about, opened, moved in, kept, handed on. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { loadAxe, violationsInEitherTheme } from './axe.ts';
import { readFingerprint, useChromium } from './harness.ts';

const chromium = useChromium();

const FOLDER = resolve('test/fixtures/lpm/two-servers');
const file = (name: string): string => readFileSync(`${FOLDER}/${name}`, 'utf8');
/** Two servers, of one of which the commands were not copied along. */
const SESSION = [
  'systems.txt',
  'P780-B.log',
  'P770-A/partitions.txt',
  'P770-A/processors.txt',
  'P770-A/virtual-io.log',
]
  .map(file)
  .join('\n');
const FOREIGN = 'Dear colleagues,\nplease find the numbers below.\n';

const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  reducedMotion: 'reduce',
  hasTouch: true,
  isMobile: true,
};

const fingerprint = (page: Page) => page.evaluate(readFingerprint);
const sheet = (page: Page) => page.getByRole('dialog', { name: 'Bring your own environment' });
const output = (page: Page) => sheet(page).getByRole('textbox', { name: 'Output of the commands' });
const status = (page: Page) => sheet(page).getByRole('status');
const open = (page: Page) => sheet(page).getByRole('button', { name: 'Open this environment' });
const questions = (page: Page) =>
  sheet(page).getByRole('combobox', { name: 'Which server does this belong to?' });
const chip = (page: Page, name: string) => page.locator(`[data-chip=${name}]`);
const host = (page: Page, name: string) => page.locator(`[data-host=${name}]`);

/** From the scenarios, with the keyboard alone. */
async function atSheet(options = DESKTOP, path = ''): Promise<Page> {
  const page = await chromium.open(options, path);
  await page.locator('run-sentence h1').waitFor();
  await expect.poll(() => fingerprint(page)).not.toBe('');
  await page.getByRole('button', { name: 'Scenarios' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Bring your own environment' }).focus();
  await page.keyboard.press('Enter');
  await sheet(page).waitFor();
  return page;
}

/** As with Ctrl+V. */
const paste = (page: Page, text: string) =>
  output(page).evaluate((area: HTMLTextAreaElement, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', {
      clipboardData,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    if (area.dispatchEvent(event)) area.setRangeText(pasted);
    area.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }, text);

async function answerAll(page: Page, server: string): Promise<void> {
  const open = () => questions(page).evaluateAll((all) => all.map((s) => (s as HTMLSelectElement).value));
  for (let left = (await open()).indexOf(''); left >= 0; left = (await open()).indexOf('')) {
    const asked = await status(page).textContent();
    await questions(page).nth(left).selectOption({ label: server });
    await expect.poll(() => status(page).textContent()).not.toBe(asked);
    await expect.poll(() => status(page).textContent()).not.toBe('Reading …');
  }
}

async function drag(page: Page, partition: string, to: string): Promise<void> {
  const [from, target] = [await chip(page, partition).boundingBox(), await host(page, to).boundingBox()];
  if (!from || !target) throw new Error(`${partition} and ${to} are drawn`);
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 5 });
  await page.mouse.up();
}

describe('an environment that is pasted', () => {
  it('is reported on at once, asked about, opened, and moved in; a reload finds it again', async () => {
    const page = await atSheet();
    const before = await fingerprint(page);
    expect(await output(page).evaluate((area) => area.matches(':focus'))).toBe(true);
    await paste(page, SESSION);
    await expect
      .poll(() => status(page).textContent())
      .toMatch(/^2 servers, 4 VIOS, 5 partitions\..*question/);
    const found = sheet(page).getByRole('region', { name: 'What was found' });
    await found.getByText('configurable_sys_proc_units=16.0').waitFor();
    await found.getByText('Not shown: usual values stand in').click();
    await found.getByText('No rule refuses a move because of a value that nobody has seen.').waitFor();
    await found.getByText('Left alone').click();
    await found.getByText('Connection to hmc1 closed.').waitFor();
    await answerAll(page, 'P770-A');
    expect(await status(page).textContent()).toBe('2 servers, 4 VIOS, 5 partitions.');
    expect(await fingerprint(page)).toBe(before);

    await open(page).click();
    await host(page, 'P770-A').locator('[data-chip=app01]').waitFor();
    await host(page, 'P780-B').locator('[data-chip=web01]').waitFor();
    expect(await sheet(page).count()).toBe(0);
    // Of 16 processors 5.4 are free: that is what was answered.
    await host(page, 'P770-A').getByText('10.6 of 16').waitFor();
    const opened = await fingerprint(page);

    await drag(page, 'db01', 'P780-B');
    await page.getByRole('button', { name: 'Show why' }).click();
    await expect
      .poll(() => page.locator('examination-panel .verdict').textContent())
      .toMatch(/rules are against it/);
    await drag(page, 'app01', 'P780-B');
    await expect.poll(() => fingerprint(page), { timeout: 20_000 }).not.toBe(opened);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => fingerprint(page)).toBe(opened);

    await page.reload();
    await host(page, 'P770-A').locator('[data-chip=app01]').waitFor();
    await expect.poll(() => fingerprint(page)).toBe(opened);
    await page.getByRole('button', { name: 'Scenarios' }).click();
    await page.getByRole('button', { name: /^Remove: Your environment: P770-A/ }).waitFor();
    await loadAxe(page);
    expect(await violationsInEitherTheme(page)).toEqual([]);
    await page.getByRole('button', { name: /^Remove: Your environment: P770-A/ }).click();
    await page.getByRole('button', { name: /^Remove for good/ }).click();
    const gallery = page.getByRole('dialog', { name: 'Scenarios' });
    await expect.poll(() => gallery.getByText('Your environment').count()).toBe(0);
  }, 60_000);

  it('may be of a server that only the person can name', async () => {
    const page = await atSheet();
    await paste(page, 'name=app01,lpar_id=7,lpar_env=aixlinux,state=Running\n');
    await expect.poll(() => status(page).textContent()).toBe('It cannot be opened yet.');
    await questions(page).selectOption({ label: 'Another server…' });
    await page.keyboard.type('mine');
    await page.keyboard.press('Enter');
    await expect.poll(() => status(page).textContent()).toBe('1 server, 1 partition.');
    await expect.poll(() => questions(page).inputValue()).toBe('mine');
  });
});

const LSWPAR = `x203:/ # lswpar -c
#name:state:type:hostname:directory:rootvgwpar
web01:A:S:web01:/wpars/web01:no
db01:D:S:db01:/wpars/db01:no
x203:/ # lswpar -c -M
#name:mountpoint:device:vfs:nodename:options
web01:/:/backup/wpars/web01:nfs:nfs1:bg,intr
`;

describe('an environment of AIX', () => {
  it('comes from the console of its world as lswpar printed it, and a partition of it moves', async () => {
    const page = await chromium.open(DESKTOP, '?scenario=wpar-forced-stop');
    await page
      .getByRole('group', { name: 'What stands below the lab' })
      .getByRole('button', { name: 'Console' })
      .click();
    await page.getByRole('button', { name: 'Bring your own environment' }).click();
    await paste(page, LSWPAR);
    await expect.poll(() => status(page).textContent()).toBe('1 server, 2 partitions.');
    await sheet(page).getByText('nfs1 exports /backup/wpars/web01 to x203 and web01, with root.').waitFor();
    await expect.poll(() => open(page).getAttribute('aria-disabled')).toBe('false');
    await open(page).click();
    await host(page, 'x203').locator('[data-chip=web01]').waitFor();
    const before = await fingerprint(page);
    await drag(page, 'web01', 'arrival');
    await expect.poll(() => fingerprint(page)).not.toBe(before);
    await page.keyboard.press('End');
    await host(page, 'arrival').locator('[data-chip=web01]').waitFor();
  }, 40_000);
});

describe('an environment in files', () => {
  it('comes as a folder from the console of a PowerVM world, and keeps what somebody wants to keep to themselves', async () => {
    const page = await chromium.open(DESKTOP, '?scenario=powervm-first-move');
    await page
      .getByRole('group', { name: 'What stands below the lab' })
      .getByRole('button', { name: 'Console' })
      .click();
    await page.getByRole('button', { name: 'Bring your own environment' }).click();
    await sheet(page).locator('input[webkitdirectory]').setInputFiles(FOLDER);
    await expect.poll(() => status(page).textContent()).toBe('2 servers, 4 VIOS, 5 partitions.');
    await sheet(page)
      .getByRole('checkbox', { name: /^Keep addresses/ })
      .check();
    await expect.poll(() => status(page).textContent()).toBe('2 servers, 4 VIOS, 5 partitions.');
    await expect.poll(() => open(page).getAttribute('aria-disabled')).toBe('false');
    await open(page).click();
    await host(page, 'P770-A').locator('[data-chip=app01]').waitFor();
    await page.getByRole('tab', { name: 'Script' }).click();
    const shown = () => page.evaluate(() => document.querySelector('script-editor')?.textContent ?? '');
    await expect.poll(shown).toContain('06F17A0');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export as script' }).click();
    const exported = readFileSync(await (await download).path(), 'utf8');
    expect(exported).toContain("serial: 'X00000");
    expect(exported).not.toMatch(/06F17A0|1003EFP/);
  }, 40_000);
});

describe('what is no environment', () => {
  it('is told so in words, changes nothing, and the page lives', async () => {
    const page = await atSheet();
    const before = await fingerprint(page);
    const refused = async (what: RegExp) => {
      await sheet(page).getByText(what).first().waitFor();
      expect(await open(page).getAttribute('aria-disabled')).toBe('true');
      await open(page).click({ force: true });
      expect(await sheet(page).isVisible()).toBe(true);
    };
    await paste(page, ' \n');
    await refused(/^Nothing is here yet\.$/);
    await paste(page, FOREIGN);
    await refused(
      /^Nothing here says of any server or partition\. Bring the output of HMC commands, or of lswpar -c\.$/,
    );
    await output(page).fill('');
    await sheet(page)
      .locator('input[type=file]:not([webkitdirectory])')
      .setInputFiles({ name: 'core', mimeType: '', buffer: Buffer.from([127, 69, 76, 70, 0, 0, 1]) });
    await refused(/^core: It is no text, and was left out\./);
    await paste(page, 'x=1,'.repeat(2.5 * 2 ** 20));
    await refused(/^What you pasted has 10 MiB, and at most 8 can be read at once\. It was left out\./);
    await paste(page, 'some,line\n'.repeat(100_000));
    await refused(/^This is too much: 100,00\d lines, and at most 50,000 can be read at once\./);
    await page.keyboard.press('Escape');
    await expect.poll(() => sheet(page).count()).toBe(0);
    const scenarios = page.getByRole('button', { name: 'Scenarios' });
    expect(await scenarios.evaluate((button) => button.matches(':focus'))).toBe(true);
    expect(await fingerprint(page)).toBe(before);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
  }, 40_000);
});

describe.each([
  ['1440 px', DESKTOP],
  ['390 px', PHONE],
])('at %s', (_, options) => {
  it('axe finds nothing wrong in either theme', async () => {
    const page = await atSheet(options);
    await loadAxe(page);
    await paste(page, `${SESSION}${FOREIGN}`);
    await questions(page).first().waitFor();
    await questions(page).first().selectOption({ label: 'Another server…' });
    await sheet(page)
      .locator('environment-report details')
      .evaluateAll((all) => {
        for (const details of all) (details as HTMLDetailsElement).open = true;
      });
    expect(await violationsInEitherTheme(page)).toEqual([]);
  }, 40_000);
});
