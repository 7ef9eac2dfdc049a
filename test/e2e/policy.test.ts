/**
 * The page's security policy: what it refuses, tried, and that everything the page is made of runs within it. The
 * harness fails each test on a violation; those that are meant are taken out here.
 */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { useChromium } from './harness.ts';

const chromium = useChromium();
const ELSEWHERE = 'https://elsewhere.example/';

const opened = async (): Promise<Page> => {
  const page = await chromium.open({ viewport: { width: 1440, height: 900 } });
  await page.locator('run-sentence h1', { hasText: 'is about to move' }).waitFor();
  return page;
};

/** Which directives were violated while a page did something. */
async function violated(page: Page, attempt: string): Promise<string[]> {
  const found = await page.evaluate(`(async () => {
    const found = [];
    document.addEventListener('securitypolicyviolation', (event) => found.push(event.effectiveDirective));
    // What is asked for from outside may make code from text; what comes of a timer may not.
    await new Promise((done) => setTimeout(done));
    ${attempt}
    await new Promise((done) => setTimeout(done, 300));
    return found;
  })()`);
  chromium.trouble.splice(0);
  return found as string[];
}

it.each([
  [
    'an inline script',
    'script-src-elem',
    `const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.head.append(s);`,
  ],
  [
    'an inline handler',
    'script-src-attr',
    `document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.ran = 1">');`,
  ],
  ['code from text', 'script-src', `try { (0, eval)('window.ran = 1'); } catch {}`],
  ['a function from text', 'script-src', `try { new Function('window.ran = 1')(); } catch {}`],
  [
    'a script from another origin',
    'script-src-elem',
    `const s = document.createElement('script'); s.src = '${ELSEWHERE}x.js'; document.head.append(s);`,
  ],
  [
    'a script from a blob',
    'script-src-elem',
    `const s = document.createElement('script'); s.src = URL.createObjectURL(new Blob(['window.ran = 1'])); document.head.append(s);`,
  ],
  ['a request to another origin', 'connect-src', `await fetch('${ELSEWHERE}').catch(() => {});`],
  ['a picture from another origin', 'img-src', `new Image().src = '${ELSEWHERE}x.png';`],
  [
    'a style sheet from another origin',
    'style-src-elem',
    `const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = '${ELSEWHERE}x.css'; document.head.append(l);`,
  ],
  [
    'a font from another origin',
    'font-src',
    `const f = new FontFace('x', 'url(${ELSEWHERE}x.woff2)'); await f.load().catch(() => {});`,
  ],
  [
    'a worker from a blob',
    'worker-src',
    `try { new Worker(URL.createObjectURL(new Blob(['1']))); } catch {}`,
  ],
  [
    'a frame',
    'frame-src',
    `const f = document.createElement('iframe'); f.src = '${ELSEWHERE}'; document.body.append(f);`,
  ],
  [
    'a form that is sent',
    'form-action',
    `const f = document.createElement('form'); f.action = '${ELSEWHERE}'; document.body.append(f); f.submit();`,
  ],
  [
    'another base',
    'base-uri',
    `const b = document.createElement('base'); b.href = '${ELSEWHERE}'; document.head.append(b);`,
  ],
])('the page refuses %s', async (_, directive, attempt) => {
  const page = await opened();
  const asked: string[] = [];
  await page.context().route(`${ELSEWHERE}**`, (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  expect(await violated(page, attempt)).toContain(directive);
  expect(await page.evaluate('window.ran')).toBeUndefined();
  expect(asked).toEqual([]);
});

it('page, worker, engine, sandbox, drafts and editor run within it', async () => {
  const page = await opened();
  const fingerprint = () => page.locator('[data-fingerprint]').first().textContent();
  const before = await fingerprint();
  await page.getByRole('button', { name: 'Scenarios' }).click();
  await page.locator('gallery-sheet .item').first().click();
  await expect.poll(fingerprint, { timeout: 30_000 }).not.toBe(before);
  await page.getByRole('tab', { name: 'Script' }).click();
  await page.locator('script-editor[data-editor=full]').waitFor({ timeout: 30_000 });
  const good = await fingerprint();
  await page.locator('script-editor .view-lines').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type("import { now } from 'switchover';\nnow();\nnope();\n");
  await page.locator('script-editor .squiggly-error').first().waitFor();
  await page.getByRole('button', { name: /There is no nope here/ }).waitFor({ timeout: 30_000 });
  // While it is broken, the last good run stays; and what came is what came once more.
  expect(await fingerprint()).toBe(good);
  await page.getByRole('button', { name: 'Reset to original' }).click();
  await page.getByText('This is what you see').waitFor({ timeout: 30_000 });
  await expect.poll(fingerprint, { timeout: 30_000 }).toBe(good);
});
