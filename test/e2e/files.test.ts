/** Files that a person brings to the page. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { useChromium } from './harness.ts';

const chromium = useChromium();

const inputs = { ram_bytes: 2 ** 26, page_size: 4096, filled_pages: 4000, pattern: 'none' };
const MIXED = [
  { id: 'first', inputs },
  { id: 'broken', inputs: { ...inputs, ram_bytes: 'much' } },
  { id: 'second', inputs: { ...inputs, max_bandwidth_Bps: 2 ** 22 } },
  { id: 'magic', inputs: { ...inputs, capabilities: ['teleport'] } },
];

const OPENING = /^Redis under load/;
const title = (page: Page) => page.locator('app-shell .scenario').innerText();
const shows = (page: Page, expected: string | RegExp) => expect.poll(() => title(page)).toMatch(expected);

async function openCases(): Promise<Page> {
  const page = await chromium.open();
  await shows(page, OPENING);
  await page.locator('file-section input[type=file]').setInputFiles({
    name: 'cases.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(MIXED)),
  });
  await shows(page, 'first');
  return page;
}

it('plays the good cases of a file, and says what is wrong with the others', async () => {
  const page = await openCases();
  const section = page.locator('file-section');
  expect(await section.getByRole('option').allInnerTexts()).toEqual(['first', 'second']);
  await section.getByText('2 of 4 cases cannot be played').waitFor();
  expect((await section.getByRole('listitem').allInnerTexts()).join('\n')).toMatch(
    /case "broken", inputs\.ram_bytes: "much" is no number\..*\n.*case "magic", inputs\.capabilities: There is no capability "teleport"\./,
  );
  await page.getByRole('button', { name: 'To the end' }).click();
  await expect.poll(() => page.locator('run-sentence h1').innerText()).toMatch(/guest runs on destination/);
});

it('goes back to the case before on undo, in the run as in the list', async () => {
  const page = await openCases();
  const list = page.getByRole('combobox', { name: 'Case' });
  const undo = page.getByRole('button', { name: 'Undo' });
  await list.selectOption('second');
  await shows(page, 'second');
  await undo.click();
  await shows(page, 'first');
  expect(await list.inputValue()).toBe('first');
  await undo.click();
  await shows(page, OPENING);
  expect(await list.count()).toBe(0);
});
