import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { SITE } from '../../tools/lib/site.mjs';
import { readFingerprint, useChromium } from './harness.ts';

// A copy, because one test publishes a new version of it.
const site = mkdtempSync(join(tmpdir(), 'switchover-site-'));
cpSync(SITE, site, { recursive: true });
afterAll(() => rmSync(site, { recursive: true, force: true }));

const chromium = useChromium(site);
const showsRun = async (page: Page): Promise<string> => {
  await expect.poll(() => page.evaluate(readFingerprint), { timeout: 30_000 }).not.toBe('');
  return page.evaluate(readFingerprint);
};
const versions = (page: Page) => page.evaluate(() => caches.keys());
/** A version is in use when its worker is, and none is on its way. */
const isInUse = (page: Page, version: string) =>
  page.evaluate(async (name) => {
    const registration = await navigator.serviceWorker.ready;
    const { installing, waiting, active } = registration;
    const settled = !installing && !waiting && active?.state === 'activated';
    return settled && (await caches.keys()).some((key) => key.endsWith(name));
  }, version);
const takesUp = (page: Page, version: string) =>
  expect.poll(() => isInUse(page, version), { timeout: 30_000 }).toBe(true);
const keptFiles = (page: Page) =>
  page.evaluate(async () => {
    const opened = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const kept = await Promise.all(opened.map((cache) => cache.keys()));
    return kept.flat().map((request) => request.url);
  });
const keepsItsTrace = (page: Page) =>
  expect
    .poll(async () => (await keptFiles(page)).some((file) => file.endsWith('.gz')), { timeout: 30_000 })
    .toBe(true);

it('runs without a network after the first visit', async () => {
  const page = await chromium.open();
  const before = await showsRun(page);
  await keepsItsTrace(page);

  await page.context().setOffline(true);
  const asked = chromium.server.requests.length;
  await page.reload();
  expect(await showsRun(page)).toBe(before);
  expect(chromium.server.requests.length).toBe(asked);
});

it('keeps one copy of each file, and no trace before one is used', async () => {
  const page = await chromium.open();
  await keepsItsTrace(page);
  const kept = await keptFiles(page);
  expect(new Set(kept).size).toBe(kept.length);
  const listed = await page.evaluate(async () => (await fetch('sw.js')).text());
  expect(listed).not.toContain('.gz');
});

it('shows a new version at the next load, and does not disturb the page that is open', async () => {
  const page = await chromium.open();
  const before = await showsRun(page);
  await keepsItsTrace(page);
  const [first = ''] = await versions(page);
  await page.reload();

  publish(first.split(' ').at(-1) ?? '', 'second version', 'Second');
  const next = await page.context().newPage();
  await next.goto(chromium.url);
  // At once, not only at the load after: what the first version has not used yet is gone from the server.
  expect(await next.title()).toMatch(/^Second/);
  await takesUp(page, 'second version');
  // A file of the first version that is wanted only now: gone from the server, still there for this page.
  const file = (await keptFiles(page)).find((url) => url.endsWith('.wasm')) ?? '';
  await page.context().setOffline(true);
  expect(await page.evaluate(async (url) => (await fetch(url)).ok, file)).toBe(true);
  await page.reload();
  expect(await page.title()).toMatch(/^Second/);
  expect(await showsRun(page)).toBe(before);
  await page.context().setOffline(false);

  publish('second version', 'third version', 'Third');
  await page.reload();
  await takesUp(page, 'third version');
  expect(await versions(page)).not.toContain(first);
  expect(await versions(page)).toHaveLength(2);
});

/** Puts a version of the site on the server that differs in its title. */
function publish(from: string, to: string, title: string): void {
  const edit = (file: string, pattern: string | RegExp, replacement: string): void => {
    const text = readFileSync(join(site, file), 'utf8');
    const edited = text.replace(pattern, replacement);
    expect(edited).not.toBe(text);
    writeFileSync(join(site, file), edited);
  };
  edit('index.html', /<title>(\w+: )?/, `<title>${title}: `);
  edit('sw.js', from, to);
}
