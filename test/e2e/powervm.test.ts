/** A PowerVM world on the built page, as somebody uses it who has never seen it: played, dragged, refused, fixed, emptied. */
import { readFileSync } from 'node:fs';
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
  focused,
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

/** How many partitions had left by then, after the scenario's log. */
const movedBy = (seconds: number): number =>
  readFileSync('test/golden/powervm-evacuate.txt', 'utf8')
    .split('\n')
    .map((line) => /^ *([\d.]+) s {2}task .* Move app\d+ to [^ ]+, active: done$/.exec(line)?.[1])
    .filter((at) => at !== undefined && Number(at) <= seconds).length;
const verdict = (page: Page) => page.locator('examination-panel .verdict').textContent();

describe('a first move', () => {
  it('plays from the one server to the other, with the fingerprint that it has in Node', async () => {
    const page = await opened(chromium, 'powervm-first-move');
    await host(page, 's824-a').locator('[data-chip=app01]').waitFor();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await seek(page, 40);
    await expect.poll(() => ghost(page, 's824-b')).toMatch(/app01 · \d+\s% here/);
    await page.keyboard.press('End');
    await host(page, 's824-b').locator('[data-chip=app01]').waitFor();
    await expect.poll(() => host(page, 's824-a').locator('[data-chip=app01]').count()).toBe(0);
  }, 40_000);

  it('names the VIOS as they are called on their server', async () => {
    const page = await opened(chromium, 'powervm-first-move');
    for (const server of ['s824-a', 's824-b'])
      expect((await host(page, server).locator('.name').allTextContents()).slice(0, 2)).toEqual([
        'vios1',
        'vios2',
      ]);
  });

  it('begins sooner where somebody drags the partition and the check finds nothing, and can be undone', async () => {
    const page = await opened(chromium, 'powervm-first-move');
    await seek(page, 1);
    await drag(page, 'app01', 's824-b');
    await changesFrom(page, golden('powervm-first-move'));
    await seek(page, 20);
    await host(page, 's824-b').locator('.ghost').waitFor();
    // The button goes when there is nothing more to be undone; whoever pressed it is left beside it.
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await becomes(page, golden('powervm-first-move'));
    await expect.poll(() => focused(page)).toBe('Keys');
  }, 60_000);

  it('can be asked for with the keyboard alone, and is stopped from its menu', async () => {
    const page = await opened(chromium, 'powervm-first-move');
    await seek(page, 1);
    await chip(page, 'app01').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => item(page, /^Move to s824-b/).textContent()).toMatch(/Suggested: Leaves/);
    await page.keyboard.press('Enter');
    await changesFrom(page, golden('powervm-first-move'));
    await seek(page, 40);
    await host(page, 's824-b').locator('.ghost').waitFor();
    await chip(page, 'app01').click();
    const moving = await fingerprint(page);
    await item(page, /^Stop the move/).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop the move' }).click();
    await changesFrom(page, moving);
    await seek(page, 60);
    await expect.poll(() => host(page, 's824-b').locator('.ghost').count()).toBe(0);
    await host(page, 's824-a').locator('[data-chip=app01]').waitFor();
  }, 60_000);

  it('offers movers and limits in its dialog, beside what the rules say', async () => {
    const page = await opened(chromium, 'powervm-first-move');
    await seek(page, 1);
    await chip(page, 'app01').click();
    await item(page, /^Move…/).click();
    const dialog = page.getByRole('dialog', { name: 'Move app01' });
    await dialog.getByText('Nothing is against it.').waitFor();
    expect(await dialog.getByRole('radio', { name: /^s824-b suggested/ }).isChecked()).toBe(true);
    await dialog.getByText('More options').click();
    for (const group of ['Mover at the source', 'Mover at the target', 'Second pair of movers', 'At most'])
      expect(await dialog.getByText(group, { exact: true }).isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
  });

  it('is seen by the console’s commands', async () => {
    const page = await opened(chromium, 'powervm-first-move');
    await seek(page, 40);
    await face(page, 'Terminal');
    const log = page.getByRole('log');
    await types(page, 'lssyscfg -r lpar -m s824-a -F name,state');
    await log.getByText('app01,Migrating - Running').waitFor();
    await types(page, 'lslparmigr -r lpar -m s824-a');
    await log.getByText(/migration_state=Migration In Progress/).waitFor();
    await types(page, 'migrlpar -o s -m s824-a -p app01');
    await changesFrom(page, golden('powervm-first-move'));
  }, 40_000);

  it('comes with what it is not: disaster recovery, or in place of PowerHA', async () => {
    const page = await opened(chromium, 'powervm-first-move');
    await face(page, 'Console');
    await page.getByText(/no disaster recovery, and does not replace PowerHA/).waitFor();
  });
});

describe('a move that is refused', () => {
  it('says everything that is against it, and begins when all of it is put right', async () => {
    const page = await opened(chromium, 'powervm-eleven-findings');
    await seek(page, 1);
    await drag(page, 'app01', 'p770-b');
    await page
      .getByText(/11 rules are against it\./)
      .first()
      .waitFor();
    expect(await fingerprint(page)).toBe(golden('powervm-eleven-findings'));
    await page.getByRole('button', { name: 'Show why' }).click();
    const panel = page.locator('examination-panel');
    const errors = panel.locator('li.fail');
    // What is activated again has been put right in more than one way: a fix takes one away, or several.
    for (let left = await errors.count(); left > 0; left = await errors.count()) {
      const stops = await errors.first().locator('.fix .stops').count();
      await errors.first().locator('.fix').click();
      if (stops > 0) await page.getByRole('dialog').getByRole('button').last().click();
      await expect.poll(() => errors.count(), { timeout: 20_000 }).toBeLessThan(left);
    }
    await expect.poll(() => verdict(page), { timeout: 20_000 }).toMatch(/^Nothing is against it/);
    const before = await fingerprint(page);
    await panel.getByRole('button', { name: 'Do it now' }).click();
    await changesFrom(page, before);
    await seek(page, 20);
    await host(page, 'p770-b').locator('.ghost').waitFor();
  }, 120_000);

  it('leads there from the menu, too', async () => {
    const page = await opened(chromium, 'powervm-eleven-findings');
    await seek(page, 1);
    await chip(page, 'app01').click();
    await item(page, /^Move to p770-b.*Not now: /s).click();
    await page.getByRole('button', { name: 'Show why' }).click();
    await expect.poll(() => verdict(page)).toMatch(/^11 rules are against it/);
  }, 40_000);
});

describe('an evacuation', () => {
  it('counts up on its board, says who could not, and agrees with the headline', async () => {
    const page = await opened(chromium, 'powervm-evacuate');
    await face(page, 'Console');
    await tab(page, 'Evacuations');
    const board = page.locator('panel-table tbody tr').first();
    const counts = [10, 60, 80, 100].map((at) => [at, movedBy(at)] as const);
    expect(new Set(counts.map(([, moved]) => moved)).size).toBe(counts.length);
    for (const [at, moved] of counts) {
      await seek(page, at);
      await expect.poll(() => board.textContent()).toContain(`${moved} of 10`);
    }
    await seek(page, 60);
    await expect.poll(() => headline(page)).toContain(`${movedBy(60)} of 10 are through`);
    await seek(page, 160);
    await expect.poll(() => board.textContent()).toContain('9 of 10');
    await page
      .locator('panel-table')
      .getByRole('button', { name: /^Evacuate/ })
      .click();
    await page
      .locator('panel-table')
      .getByText(/^failed: .*/)
      .waitFor();
  }, 60_000);
});

describe('a target that fails', () => {
  it('ends the copy as a failure, and the move is recovered', async () => {
    const page = await opened(chromium, 'powervm-target-lost');
    await seek(page, 44);
    await expect.poll(() => host(page, 'p780-b').locator('[data-chip][data-tone=bad]').count()).toBe(2);
    await page.getByText('The copy broke off: there was no pause.').waitFor();
    await page.keyboard.press('End');
    await host(page, 'p780-c').locator('[data-chip=app01]').waitFor();
  });
});
