/** What a person has written, in the storage of a real browser. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { buildEditorSite, EDITOR_PAGE, EDITOR_SITE } from './editor-page/site.ts';
import { useChromium } from './harness.ts';

beforeAll(buildEditorSite, 120_000);
const chromium = useChromium(EDITOR_SITE);

/** Where a finger points, so that the text area stays: what is kept does not depend on where it was written. */
const OPTIONS: BrowserContextOptions = {
  viewport: { width: 1440, height: 900 },
  hasTouch: true,
  isMobile: true,
};

const area = (page: Page) => page.locator('script-editor textarea');
const script = async (page: Page): Promise<Page> => {
  await page.locator('run-sentence h1', { hasText: 'is about to move' }).waitFor();
  await page.getByRole('tab', { name: 'Script' }).click();
  await area(page).waitFor();
  return page;
};
const opened = async () => script(await chromium.open(OPTIONS, EDITOR_PAGE));
const reloaded = async (page: Page) => {
  await page.reload();
  return script(page);
};
const text = (page: Page) => area(page).inputValue();
const write = (page: Page, what: string) => area(page).fill(what);
/** The texts that are in storage. */
const kept = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const request = indexedDB.open('switchover');
        request.onsuccess = () => {
          const all = request.result.transaction('drafts').objectStore('drafts').getAll();
          all.onsuccess = () => {
            request.result.close();
            resolve((all.result as { text: string }[]).map((draft) => draft.text));
          };
        };
      }),
  );

it('a text is there again after a reload, even one that comes at once', async () => {
  const page = await opened();
  await write(page, 'mine');
  await reloaded(page);
  expect(await text(page)).toBe('mine');
  expect(await page.getByText(/This is what you had written, as of/).count()).toBe(1);
  await write(page, 'mine, further');
  await expect.poll(() => kept(page)).toEqual(['mine, further']);
  await reloaded(page);
  expect(await text(page)).toBe('mine, further');
  expect(await kept(page)).toEqual(['mine, further']);
});

it('so is one that was written before the storage had opened', async () => {
  const page = await opened();
  await page.addInitScript(() => {
    if (sessionStorage.getItem('opens') === null) IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
    sessionStorage.setItem('opens', 'the next time');
  });
  await reloaded(page);
  await write(page, 'mine');
  await reloaded(page);
  expect(await text(page)).toBe('mine');
  expect(await kept(page)).toEqual(['mine']);
});

it('a text that was reset is gone', async () => {
  const page = await opened();
  const original = await text(page);
  await write(page, 'mine');
  await expect.poll(() => kept(page)).toEqual(['mine']);
  await page.getByRole('button', { name: 'Reset to original' }).click();
  await expect.poll(() => kept(page)).toEqual([]);
  await reloaded(page);
  expect(await text(page)).toBe(original);
});

it('two pages do not overwrite each other; each offers what the other wrote', async () => {
  const a = await opened();
  await write(a, 'of a');
  await expect.poll(() => kept(a)).toEqual(['of a']);
  const b = await a.context().newPage();
  await b.goto(a.url());
  await script(b);
  expect(await text(b)).toBe('of a');
  await write(b, 'of b');
  await expect.poll(async () => (await kept(b)).sort()).toEqual(['of a', 'of b']);
  await write(a, 'of a, further');
  await expect.poll(async () => (await kept(a)).sort()).toEqual(['of a, further', 'of b']);
  await reloaded(a);
  await reloaded(b);
  expect([await text(a), await text(b)]).toEqual(['of a, further', 'of b']);
  await b.getByRole('button', { name: /^Show the text of/ }).click();
  await expect.poll(() => text(b)).toBe('of a, further');
  await b.getByRole('button', { name: /^Discard the text of/ }).click();
  await expect.poll(() => kept(b)).toEqual(['of a, further']);
});

it.each([
  [
    'is blocked',
    'Object.defineProperty(globalThis, "indexedDB", { get() { throw new DOMException("no", "SecurityError"); } })',
  ],
  ['never answers', 'IDBFactory.prototype.open = () => ({})'],
  ['is full', 'IDBObjectStore.prototype.put = () => { throw new DOMException("no", "QuotaExceededError"); }'],
])('storage that %s is spoken of once, and one can write all the same', async (_, breaking) => {
  const page = await chromium.open(OPTIONS, EDITOR_PAGE);
  await page.addInitScript(breaking);
  await reloaded(page);
  await write(page, 'mine');
  const note = page.getByText(/^What you write cannot be kept/);
  await note.waitFor();
  await write(page, 'mine, further');
  await page.waitForTimeout(500);
  expect(await note.count()).toBe(1);
  expect(await text(page)).toBe('mine, further');
  // The page itself still knows it, and says again that nobody else does.
  await reloaded(page);
  await expect.poll(() => text(page)).toBe('mine, further');
  await note.waitFor();
});

it('something else in storage is left alone, and said', async () => {
  const page = await opened();
  await write(page, 'mine');
  await expect.poll(() => kept(page)).toEqual(['mine']);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open('switchover');
        request.onsuccess = () => {
          const change = request.result.transaction('drafts', 'readwrite');
          change
            .objectStore('drafts')
            .put({ version: 7, half: 'of something' }, ['busy-database', 'strange']);
          change.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
      }),
  );
  await reloaded(page);
  expect(await text(page)).toBe('mine');
  expect(await page.getByText(/can no longer be read/).count()).toBe(1);
  expect(await kept(page)).toHaveLength(2);
});
