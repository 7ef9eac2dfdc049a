/** The simulation is lost in the middle of a run: its thread is replaced and the run comes again. */
import type { Page, Worker } from 'playwright-core';
import { expect, it } from 'vitest';
import { useChromium } from './harness.ts';

const chromium = useChromium();

const fingerprint = (page: Page) => page.locator('time-player [data-fingerprint]').innerText();
const showsRun = async (page: Page): Promise<string> => {
  await expect.poll(() => fingerprint(page), { timeout: 30_000 }).not.toBe('');
  return fingerprint(page);
};
const mapLabel = (page: Page) => page.locator('memory-map canvas').getAttribute('aria-label');
const busy = (page: Page) => page.getByRole('progressbar', { name: 'Computing the run' });

const thread = (page: Page): Worker => {
  const [worker] = page.workers();
  if (!worker) throw new Error('the page has a worker');
  return worker;
};
const replaced = (page: Page, lost: Worker) =>
  expect.poll(() => page.workers().length === 1 && thread(page) !== lost, { timeout: 30_000 }).toBe(true);

/** Whatever the engine reads next is nonsense, so that it leaves its memory and traps. */
const spoilMemory = (worker: Worker) =>
  worker.evaluate(() => {
    const { prototype } = WebAssembly.Memory;
    const get = Object.getOwnPropertyDescriptor(prototype, 'buffer')?.get;
    Object.defineProperty(prototype, 'buffer', {
      get(this: WebAssembly.Memory) {
        const buffer = get?.call(this) as ArrayBuffer;
        new Uint8Array(buffer).fill(0xff);
        return buffer;
      },
    });
  });

/** A run is computed in slices of time, with a message in between: after a short one it waits for ever. */
const holdInMidRun = (worker: Worker) =>
  worker.evaluate(() => {
    let now = performance.now();
    performance.now = () => {
      now += 5;
      return now;
    };
    MessagePort.prototype.postMessage = () => {};
  });

const crash = (worker: Worker) =>
  worker.evaluate(() =>
    queueMicrotask(() => {
      throw new Error('crashed on purpose');
    }),
  );

/** Whether the browser still tells of what ended a thread depends on how soon it is gone. */
const onlyTold = (purpose: RegExp) =>
  expect(chromium.trouble.splice(0).filter((message) => !purpose.test(message))).toEqual([]);

const setDowntimeLimit = async (page: Page, ms: string) => {
  const limit = page.getByRole('spinbutton', { name: 'downtime-limit' });
  await limit.fill(ms);
  await limit.press('Enter');
};

it('goes on playing when the engine traps, and has the map again', async () => {
  const page = await chromium.open();
  const before = await showsRun(page);
  const first = thread(page);
  await page.getByRole('button', { name: 'Next round' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => mapLabel(page), { timeout: 10_000 }).toMatch(/there/);

  onlyTold(/^$/);
  await spoilMemory(first);
  await replaced(page, first);
  const still = await mapLabel(page);
  await expect.poll(() => mapLabel(page), { timeout: 30_000 }).not.toBe(still);
  expect(await fingerprint(page)).toBe(before);
  expect(await page.locator('lab-view [role=alert]').count()).toBe(0);

  await page.getByRole('button', { name: 'To the end' }).click();
  await expect.poll(() => mapLabel(page)).toMatch(/^Memory of redis: .* there, (?!.*waiting)/);
  onlyTold(/^page error: .*(bounds|length|offset|unreachable|memory)/i);
});

it('repeats a run that was half computed, and shows the last good one until then', async () => {
  const undisturbed = await chromium.open();
  await showsRun(undisturbed);
  await setDowntimeLimit(undisturbed, '60');
  const page = await chromium.open();
  const before = await showsRun(page);
  await expect.poll(() => fingerprint(undisturbed)).not.toBe(before);
  const expected = await fingerprint(undisturbed);

  const first = thread(page);
  await holdInMidRun(first);
  await setDowntimeLimit(page, '60');
  await busy(page).waitFor();
  expect(await fingerprint(page)).toBe(before);
  expect(await mapLabel(page)).toMatch(/^Memory of redis: .* waiting/);

  await crash(first);
  await replaced(page, first);
  await expect.poll(() => fingerprint(page), { timeout: 30_000 }).toBe(expected);
  await busy(page).waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => fingerprint(page), { timeout: 30_000 }).toBe(before);
  await page.getByRole('button', { name: 'To the end' }).click();
  await expect.poll(() => mapLabel(page)).toMatch(/^Memory of redis: .* there, (?!.*waiting)/);
  onlyTold(/^page error: crashed on purpose$/);
});
