/** Writing a script in a browser: on the text area, on Monaco, and while one takes the place of the other. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadAxe, violationsInEitherTheme } from './axe.ts';
import { buildEditorSite, EDITOR_PAGE, EDITOR_SITE } from './editor-page/site.ts';
import { useChromium } from './harness.ts';

beforeAll(buildEditorSite, 120_000);
const chromium = useChromium(EDITOR_SITE);

const WIDE: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};
/** Everything that is the editor's and not the page's. */
const OF_EDITOR = /monaco|codicon|jetbrains/i;
const MONACO = '**/assets/monaco-*.js';

const ready = (page: Page) => page.locator('run-sentence h1', { hasText: 'is about to move' }).waitFor();
const openScript = (page: Page) => page.getByRole('tab', { name: 'Script' }).click();
const full = (page: Page) => page.locator('script-editor[data-editor=full]').waitFor({ timeout: 30_000 });
const area = (page: Page) => page.locator('script-editor textarea:not(.monaco-editor textarea)');

async function written(options: BrowserContextOptions = WIDE): Promise<Page> {
  const page = await chromium.open(options, EDITOR_PAGE);
  await ready(page);
  await openScript(page);
  await full(page);
  return page;
}

/** As the fake script of the page has it. */
const scripting = <T>(page: Page, read: string): Promise<T> =>
  page.evaluate(`scripting.${read}`) as Promise<T>;
const text = (page: Page) => scripting<string>(page, 'text.get()');
const lines = async (page: Page) => (await text(page)).split('\n');
type Revealing = HTMLElement & { reveal(place: { line: number; column: number }): void };
const goTo = (page: Page, line: number, column = 1) =>
  page
    .locator('script-editor')
    .evaluate((editor: Revealing, place) => editor.reveal(place), { line, column });
const lastLine = async (page: Page) => goTo(page, (await lines(page)).length);
const squiggles = (page: Page) => page.locator('script-editor .squiggly-error');

/** The middle of the first time that a word is drawn in the editor. */
const placeOf = (page: Page, word: string) =>
  page.locator('script-editor .view-lines').evaluate((drawn, what) => {
    const texts = document.createTreeWalker(drawn, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const at = node.textContent?.indexOf(what) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + what.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
    throw new Error(`${what} is not drawn`);
  }, word);

describe('the editor', () => {
  it('is not asked for before a script is opened', async () => {
    const page = await chromium.open(WIDE, EDITOR_PAGE);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await ready(page);
    for (const name of ['Checks', 'Tasks', 'Tune']) await page.getByRole('tab', { name }).click();
    await page.waitForLoadState('networkidle');
    const loaded = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    expect([...loaded, ...asked].filter((url) => OF_EDITOR.test(url))).toEqual([]);
    await openScript(page);
    await full(page);
    expect(asked.filter((url) => OF_EDITOR.test(url)).length).toBeGreaterThan(3);
  });

  it('suggests what the API has, with what it is, and nothing else', async () => {
    const page = await written();
    await lastLine(page);
    await page.keyboard.type('db.');
    const list = page.locator('.suggest-widget .monaco-list-row');
    await list.first().waitFor();
    const names = await list.locator('.label-name').allTextContents();
    expect(names).toContain('migrate');
    expect(names).not.toContain('addEventListener');
    await page.keyboard.type('mig');
    await expect
      .poll(() => page.locator('.suggest-details').textContent())
      .toMatch(/Guest\.migrate\(to: Host.*Begins a move/s);
  });

  it('imports what is chosen from the list', async () => {
    const page = await written();
    await lastLine(page);
    await page.keyboard.type('note');
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'switchover' }).first().waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => text(page)).toMatch(/^import \{ expect, lab, log, note, param, sleep \}/);
    expect((await lines(page)).at(-1)).toBe('note');
  });

  it('explains a name under the pointer, with its units', async () => {
    const page = await written();
    const { x, y } = await placeOf(page, 'memory');
    await expect
      .poll(
        async () => {
          // Once more, where the language was not there yet.
          await page.mouse.move(x, y + 60);
          await page.mouse.move(x, y);
          await page.waitForTimeout(1000);
          return page.locator('.monaco-hover').allTextContents();
        },
        { timeout: 20_000 },
      )
      .toContainEqual(
        expect.stringMatching(/HostOptions\.memory.*Memory for guests\..*KiB, MB, MiB, GB, GiB/s),
      );
  });

  it('underlines a wrong unit while it is typed, and says which there are', async () => {
    const page = await written();
    expect(await squiggles(page).count()).toBe(0);
    await lastLine(page);
    await page.keyboard.type("lab.network({ bandwidth: '10 Gbps' });");
    await squiggles(page).first().waitFor();
    await page.keyboard.press('F8');
    await expect
      .poll(() => page.locator('script-editor .marker-widget').textContent())
      .toMatch(/'"10 Gbps"' is not assignable.*RateText: a number, a space, and B\/s/s);
  });

  it('marks what was wrong with a run, lists it, and jumps to it', async () => {
    const page = await written();
    await lastLine(page);
    await page.keyboard.type('// broken');
    await squiggles(page).first().waitFor();
    const problem = page.getByRole('button', { name: /There is no broken here/ });
    await goTo(page, 1);
    await problem.click();
    await page.keyboard.type('X');
    const { length } = await lines(page);
    expect((await lines(page))[length - 1]).toBe('// Xbroken');
    await page.getByRole('button', { name: 'Reset to original' }).click();
    await expect.poll(() => squiggles(page).count()).toBe(0);
    await expect.poll(() => problem.count()).toBe(0);
  });

  it('runs at the key, in either', async () => {
    const page = await written();
    await lastLine(page);
    const before = await scripting<number>(page, 'runs');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => scripting(page, 'runs')).toBe(before + 1);
    expect(await lines(page)).toHaveLength(18);
    const phone = await chromium.open(PHONE, EDITOR_PAGE);
    await ready(phone);
    await openScript(phone);
    await area(phone).press('Control+Enter');
    await expect.poll(() => scripting(phone, 'runs')).toBe(1);
  });

  it('undoes nothing in a script that was done in the one before it', async () => {
    const page = await written();
    await lastLine(page);
    await page.keyboard.type('// mine', { delay: 10 });
    await page.keyboard.press('Control+z');
    await expect.poll(() => text(page)).not.toContain('mine');
    await page.evaluate("scripting.show({ id: 'other', title: 'Another', source: '// another\\n' })");
    await expect.poll(() => text(page)).toBe('// another\n');
    await goTo(page, 1);
    await page.keyboard.type('// of mine', { delay: 10 });
    await expect.poll(() => text(page)).toBe('// of mine// another\n');
    for (let i = 0; i < 9; i++) await page.keyboard.press('Control+z');
    await expect.poll(() => text(page)).toBe('// another\n');
  });

  it('keeps its keys to itself, and lets Tab leave when it is told to', async () => {
    const page = await written();
    await lastLine(page);
    await page.keyboard.type(' .,+-?dw', { delay: 10 });
    expect((await lines(page)).at(-1)).toBe(' .,+-?dw');
    expect(await page.locator('time-player #clock').textContent()).toBe('00:00.000');
    expect(await page.getByRole('dialog').count()).toBe(0);
    const inside = () => page.evaluate(() => Boolean(document.activeElement?.closest('script-editor')));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await inside()).toBe(true);
    const hint = page.locator('script-editor .hint');
    expect(await hint.textContent()).toContain('Ctrl+M lets it leave');
    await page.keyboard.press('Control+m');
    await expect.poll(() => hint.textContent()).toContain('Tab leaves the editor');
    await page.keyboard.press('Tab');
    expect(await inside()).toBe(false);
  });

  it('has a name, and looks like the page', async () => {
    const page = await written({ ...WIDE, colorScheme: 'light' });
    expect(await page.getByRole('textbox', { name: 'Script of the scenario' }).count()).toBe(1);
    const colours = () =>
      page.evaluate(() => {
        const of = (selector: string) =>
          getComputedStyle(document.querySelector(selector) as Element).backgroundColor;
        const brush = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
        const pixel = (colour: string) => {
          brush.fillStyle = colour;
          brush.fillRect(0, 0, 1, 1);
          return [...brush.getImageData(0, 0, 1, 1).data].join();
        };
        return [pixel(of('script-editor .place')), pixel(of('script-editor .monaco-editor'))];
      });
    const [card, background] = await colours();
    expect(background).toBe(card);
    await page.getByRole('button', { name: /^Theme: system/ }).click();
    await page.getByRole('button', { name: /^Theme: light/ }).click();
    await expect.poll(async () => (await colours())[0]).not.toBe(card);
    await expect.poll(async () => new Set(await colours()).size).toBe(1);
    await page.emulateMedia({ forcedColors: 'active' });
    await expect
      .poll(() =>
        page.locator('script-editor .monaco-editor.hc-black, script-editor .monaco-editor.hc-light').count(),
      )
      .toBeGreaterThan(0);
  });

  it('has nothing that axe finds wrong in either theme', async () => {
    const page = await written({ ...WIDE, reducedMotion: 'reduce' });
    await loadAxe(page);
    expect(await violationsInEitherTheme(page)).toEqual([]);
    await lastLine(page);
    await page.keyboard.type('// broken');
    await page.getByRole('button', { name: /There is no broken here/ }).waitFor();
    expect(await violationsInEitherTheme(page)).toEqual([]);
    const phone = await chromium.open({ ...PHONE, reducedMotion: 'reduce' }, EDITOR_PAGE);
    await ready(phone);
    await openScript(phone);
    await area(phone).waitFor();
    await loadAxe(phone);
    expect(await violationsInEitherTheme(phone)).toEqual([]);
  });

  it('offers the text to copy, and the run as a file', async () => {
    const page = await written({ ...WIDE, permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await text(page));
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export as script' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe('a-busy-database.ts');
    const chunks = await (await download.createReadStream()).toArray();
    expect(Buffer.concat(chunks).toString()).toBe(`${await text(page)}\n// exported`);
  });

  it('says what the script said, and goes to the moment it said it', async () => {
    const page = await written();
    const output = page.locator('script-output');
    expect(await output.getByRole('listitem').count()).toBe(5);
    expect(await output.getByText('1 of 2 expectations held').count()).toBe(1);
    await output.getByRole('button', { name: 'Go to 00:02.000' }).click();
    await expect.poll(() => page.locator('time-player #clock').textContent()).toBe('00:02.000');
  });
});

describe('the text area', () => {
  it('gives its place up with text, choice, view and focus as they are', async () => {
    const page = await chromium.open({ viewport: { width: 1440, height: 620 } }, EDITOR_PAGE);
    await ready(page);
    let letCome = () => {};
    const held = new Promise<void>((resolve) => {
      letCome = resolve;
    });
    await page.route(MONACO, async (route) => {
      await held;
      await route.continue();
    });
    await page.evaluate("scripting.edit(scripting.text.get() + '// more\\n'.repeat(60))");
    await openScript(page);
    await area(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('abcdef');
    for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowLeft');
    const before = await area(page).evaluate((a: HTMLTextAreaElement) => ({
      top: a.scrollTop,
      text: a.value,
    }));
    expect(before.top).toBeGreaterThan(100);
    letCome();
    await full(page);
    expect(await area(page).count()).toBe(0);
    expect(await text(page)).toBe(before.text);
    const top = await page.locator('script-editor .view-lines').evaluate((e) => {
      const first =
        e.getBoundingClientRect().top - (e.closest('.place') as Element).getBoundingClientRect().top;
      return Math.round(-first);
    });
    expect(Math.abs(top - before.top)).toBeLessThanOrEqual(1);
    // What is typed takes the place of what was chosen; the caret was at its start.
    await page.keyboard.type('Z');
    expect((await lines(page)).at(-1)).toBe('abZ');
  });

  it('stays where a finger points, in the same font, and runs what is typed', async () => {
    const page = await chromium.open(PHONE, EDITOR_PAGE);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await ready(page);
    await page.getByRole('tab', { name: 'Script' }).tap();
    await area(page).tap();
    await area(page).press('End');
    await page.keyboard.type('// x');
    await expect.poll(() => scripting(page, 'runs')).toBeGreaterThan(0);
    await page.waitForLoadState('networkidle');
    expect(asked.filter((url) => /monaco|codicon/i.test(url))).toEqual([]);
    expect(asked.some((url) => /jetbrains/i.test(url))).toBe(true);
    const box = await area(page).boundingBox();
    expect(box && box.width > 300 && box.height > 200).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });

  it('stays and says so where the editor does not come', async () => {
    const page = await chromium.open(WIDE, EDITOR_PAGE);
    await ready(page);
    await page.route(MONACO, (route) => route.abort());
    await openScript(page);
    await page.locator('script-editor[data-editor=missing]').waitFor();
    await area(page).fill("import { lab } from 'switchover';\nbroken");
    await page.getByRole('button', { name: /There is no broken here/ }).click();
    await page.keyboard.type('X');
    expect(await lines(page)).toEqual(["import { lab } from 'switchover';", 'Xbroken']);
    expect(await page.locator('script-editor .hint').textContent()).toMatch(/could not be loaded/);
    expect(chromium.trouble.splice(0).filter((line) => !/Failed to load resource/.test(line))).toEqual([]);
  });
});
