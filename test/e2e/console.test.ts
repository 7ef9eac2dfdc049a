/** What a person can do in the console of any platform, with a made-up world behind it. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { loadAxe, violationsInEitherTheme } from './axe.ts';
import { consolePath, performed, seek, useConsole } from './console.ts';

const chromium = useConsole();

const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const TABLET: BrowserContextOptions = { viewport: { width: 1024, height: 768 } };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

const opened = async (world: string, options: BrowserContextOptions = DESKTOP) => {
  const page = await chromium.open({ reducedMotion: 'reduce', ...options }, consolePath(world));
  await page.locator('world-lab .chip').first().waitFor();
  await page.locator('time-player .band').first().waitFor({ state: 'attached' });
  return page;
};
const chip = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name},`) });
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
const face = (page: Page, name: string) =>
  page.getByRole('group', { name: 'What stands below the lab' }).getByRole('button', { name }).click();
const centre = async (page: Page, selector: string): Promise<[number, number]> => {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is drawn`);
  return [box.x + box.width / 2, box.y + box.height / 2];
};
const check = async (page: Page, partition: string) => {
  await tab(page, 'Checks');
  await page.getByRole('combobox', { name: 'Partition' }).selectOption(partition);
  await page.locator('examination-panel examination-list .verdict').waitFor();
};

describe('the lab of a world', () => {
  it('moves a partition with the keyboard alone, to the suggested host first', async () => {
    const page = await opened('powervm');
    await chip(page, 'app01').focus();
    await page.keyboard.press('Enter');
    const items = page.getByRole('menuitem');
    await expect
      .poll(() => items.first().textContent())
      .toMatch(/Move to p770-2.*Suggested: most memory free/s);
    await page.keyboard.press('Enter');
    await expect.poll(() => performed(page)).toEqual(['move app01']);
    await page.close();
  });

  it('says why not while something is dragged, and moves it where it is let go', async () => {
    const page = await opened('powervm');
    const drop = async (host: string) => {
      await page.mouse.move(...(await centre(page, '[data-chip=sapdb]')));
      await page.mouse.down();
      await page.mouse.move(...(await centre(page, `[data-host=${host}]`)), { steps: 5 });
      const answers = await page.locator('.answer').allTextContents();
      await page.mouse.up();
      return answers;
    };
    expect(await drop('p750')).toEqual([
      expect.stringMatching(/^Suggested: most memory free/),
      'It has 96 GiB free, and sapdb needs 128 GiB.',
    ]);
    expect(await performed(page)).toEqual([]);
    await drop('p770-1');
    await expect.poll(() => performed(page)).toEqual(['move sapdb']);
    expect(await page.locator('.answer').count()).toBe(0);
    await page.close();
  });

  it('folds away what cannot be done now, and says why when it is wanted', async () => {
    const page = await opened('powervm');
    await chip(page, 'web01').click();
    await page.getByRole('menuitem', { name: '4 more cannot be done now' }).click();
    const resume = page.getByRole('menuitem', { name: /^Resume/ });
    expect(await resume.textContent()).toMatch(/There is nothing to resume\./);
    expect(await resume.evaluate((r) => (r.getRootNode() as ShadowRoot).activeElement === r)).toBe(true);
    await page.keyboard.press('Enter');
    expect(await performed(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await resume.isVisible()).toBe(false);
    await page.close();
  });

  it('asks before it stops something, and gives the focus back', async () => {
    const page = await opened('powervm');
    await chip(page, 'web01').click();
    await page.getByRole('menuitem', { name: 'Shut down' }).click();
    const dialog = page.getByRole('dialog', { name: 'Shut down' });
    await dialog.getByText('Whoever works on it is cut off.').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    expect(await performed(page)).toEqual([]);
    const focused = chip(page, 'web01').evaluate((c) => (c.getRootNode() as ShadowRoot).activeElement === c);
    expect(await focused).toBe(true);
    await chip(page, 'web01').click();
    await page.getByRole('menuitem', { name: 'Shut down' }).click();
    await dialog.getByRole('button', { name: 'Shut down' }).click();
    await expect.poll(() => performed(page)).toEqual(['shutdown web01']);
    await page.close();
  });

  it('holds sixteen hosts and two hundred partitions without pushing the rest away', async () => {
    const page = await opened('large');
    const lab = await page.locator('world-lab').boundingBox();
    const below = await page.locator('stage-view .place').boundingBox();
    expect(lab?.height).toBeLessThan(360);
    expect(below?.height).toBeGreaterThanOrEqual(220);
    expect(await page.locator('[data-host]').count()).toBe(16);
    const host = page.locator('[data-host=node-06]');
    await expect.poll(() => host.getByText('Paused').count()).toBe(1);
    await host.getByRole('button', { name: /more$/ }).click();
    expect(await host.locator('[data-chip]').count()).toBe(13);
    await page.close();
  });
});

describe('the rules', () => {
  it('hold a move back, say why, and let it begin all the same', async () => {
    const page = await opened('powervm');
    await chip(page, 'app02').click();
    await page.getByRole('menuitem', { name: /^Move to p770-2/ }).click();
    await page.getByText('10 rules are against it.').first().waitFor();
    await button(page, 'Show why').click();
    await page.locator('examination-panel').getByText('A virtual optical device is assigned').waitFor();
    expect(await performed(page)).toEqual([]);
    await button(page, 'Begin all the same').click();
    await expect.poll(() => performed(page)).toEqual(['move app02']);
    await page.close();
  });

  it('are asked again after a fix, which asks first where it stops something', async () => {
    const page = await opened('powervm');
    await check(page, 'app02');
    const verdict = page.locator('examination-panel .verdict');
    expect(await verdict.textContent()).toBe('10 rules are against it; 2 warnings.');
    await button(page, 'Remove vtopt0').click();
    await expect.poll(() => verdict.textContent()).toBe('9 rules are against it; 2 warnings.');
    await button(page, /^Set 256 MiB and restart p770-2/).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('This stops sapci, sapdb and ibmi1. Go on?').waitFor();
    await dialog.getByRole('button', { name: 'Set 256 MiB' }).click();
    await expect.poll(() => verdict.textContent()).toBe('8 rules are against it; 2 warnings.');
    await page.close();
  });

  it('lead to the row of what they are about', async () => {
    const page = await opened('powervm');
    await check(page, 'app02');
    await button(page, 'p770-1/vios1 · vhost3').click();
    const row = page.locator('panel-table').getByRole('button', { name: 'p770-1/vios1', exact: true });
    await expect.poll(() => row.getAttribute('aria-expanded')).toBe('true');
    await expect
      .poll(() => row.evaluate((r) => (r.getRootNode() as ShadowRoot).activeElement === r))
      .toBe(true);
    await page.close();
  });

  it('say what is unverified, what is undecided and what holds', async () => {
    const page = await opened('powervm');
    await check(page, 'app02');
    const panel = page.locator('examination-panel');
    expect(await panel.getByText('typical, unverified').count()).toBe(1);
    await panel.getByText('Nobody has seen the zones of fabric B.').waitFor();
    const holds = panel.locator('summary');
    expect(await holds.textContent()).toBe('8 rules hold');
    expect(await panel.getByText('Every disk is on the SAN.').isVisible()).toBe(false);
    await holds.click();
    expect(await panel.getByText('Every disk is on the SAN.').isVisible()).toBe(true);
    await page.close();
  });
});

describe('a form', () => {
  it('says what is missing, shows the rules while it is filled in, and makes its call', async () => {
    const page = await opened('powervm');
    await chip(page, 'web01').click();
    await page.getByRole('menuitem', { name: /with options/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Move web01' });
    const send = dialog.getByRole('button', { name: 'Move', exact: true });
    await expect.poll(() => dialog.locator('#reason').textContent()).toBe('To is needed.');
    await send.click({ force: true });
    expect(await performed(page)).toEqual([]);
    await dialog.getByRole('radio', { name: /^p770-2/ }).check();
    await dialog.getByText('Nothing is against it.').waitFor();
    expect(await dialog.getByRole('radio', { name: /^Inactive/ }).isDisabled()).toBe(true);
    const limit = dialog.getByRole('spinbutton', { name: 'Bandwidth limit' });
    expect(await limit.isVisible()).toBe(false);
    await dialog.getByText('More options').click();
    await limit.fill('800');
    await send.click();
    await expect.poll(() => performed(page)).toEqual(['move web01']);
    const args = await page.evaluate(
      () => (globalThis as unknown as { world: { performed: { args: unknown }[] } }).world.performed[0]?.args,
    );
    expect(args).toEqual([
      { $ref: 'System', name: 'p770-2' },
      { type: 'active', limit: 800, redundant: false },
    ]);
    await page.close();
  });

  it('cannot be sent while rules are against it, and says so', async () => {
    const page = await opened('powervm');
    await chip(page, 'app02').click();
    await page.getByRole('menuitem', { name: /with options/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /^p770-2/ }).check();
    await expect.poll(() => dialog.locator('#reason').textContent()).toBe('10 rules are against it.');
    await dialog.getByRole('button', { name: 'Move', exact: true }).click({ force: true });
    expect(await performed(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Begin all the same' }).click();
    await expect.poll(() => performed(page)).toEqual(['move app02']);
    await page.close();
  });
});

describe('the console', () => {
  it('orders and finds rows, and opens what else is known', async () => {
    const page = await opened('powervm');
    await face(page, 'Console');
    await tab(page, 'Partitions');
    const table = page.locator('panel-table');
    const first = () => table.locator('tbody tr').first().getAttribute('data-row');
    await table.getByRole('button', { name: 'Memory' }).click();
    await table.getByRole('button', { name: 'Memory' }).click();
    await expect.poll(first).toBe('sapdb');
    await page.getByRole('searchbox', { name: 'Find in Partitions' }).fill('linux p750');
    await expect.poll(() => table.locator('tbody tr').count()).toBe(1);
    await table.getByRole('button', { name: 'web02', exact: true }).click();
    await table.getByText('2 × vSCSI, 1 × Ethernet (VLAN 4), all desired').waitFor();
    await page.close();
  });

  it('answers in its terminal: history, many pasted lines, deeds', async () => {
    const page = await opened('powervm');
    await face(page, 'Terminal');
    const line = page.getByRole('textbox', { name: 'Command' });
    await line.fill('lslparmigr -r lpar');
    await line.press('Enter');
    const log = page.getByRole('log');
    await log.getByText('migration_state=Migration In Progress').waitFor();
    await line.press('ArrowUp');
    expect(await line.inputValue()).toBe('lslparmigr -r lpar');
    await line.press('ArrowDown');
    await line.evaluate((input) => {
      const data = new DataTransfer();
      data.setData('text/plain', 'ls -l\nchsyscfg -r lpar -i msp=1\ndate');
      input.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await log.getByText('Part of the run from here on').waitFor();
    expect(await log.locator('.err').textContent()).toContain('ls: not found');
    expect(await line.inputValue()).toBe('date');
    await expect.poll(() => performed(page)).toEqual(['setMover vios1']);
    await line.press('f');
    expect(await line.inputValue()).toBe('datef');
    await page.close();
  });

  it('shows tasks down to the cause of a failure, and what it takes to go on', async () => {
    const page = await opened('powervm');
    await seek(page, 12);
    await tab(page, 'Tasks');
    const tasks = page.locator('task-activity');
    await tasks.getByRole('button', { name: /Move dev1/ }).click();
    const text = async () =>
      (await tasks.evaluate((t) => t.shadowRoot?.textContent ?? '')).replace(/\s+/g, ' ');
    await expect
      .poll(text)
      .toMatch(
        /Failed in ?Read the saved state.*Message.*Cause ?The reserved storage pool.*Remedy ?Create a pool/,
      );
    await expect.poll(text).toMatch(/migrlpar -o m -m p750.*reserved storage device not found/);
    await tasks.getByRole('combobox', { name: 'Status' }).selectOption('running');
    await expect.poll(text).not.toMatch(/Evacuate/);
    await tasks.getByRole('button', { name: /Move app01/ }).waitFor();
    await page.close();
  });

  it('cancels a task that can be cancelled, after asking', async () => {
    const page = await opened('powervm');
    await seek(page, 3);
    await tab(page, 'Tasks');
    await button(page, 'Cancel it').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel Move app01' }).click();
    await expect.poll(() => performed(page)).toEqual(['cancel t2']);
    await page.close();
  });

  it('shows what a client sees, and how long it has been silent', async () => {
    const page = await opened('wpar');
    await seek(page, 80);
    const session = page.locator('session-view');
    await expect
      .poll(async () => (await session.evaluate((s) => s.shadowRoot?.textContent ?? '')).replace(/\s+/g, ' '))
      .toMatch(/silent for 25 s longest gap 25 s.*while true; do date; sleep 15; done/);
    expect(await page.locator('client-strip').count()).toBe(0);
    await page.close();
  });
});

const phoneOf = (options: BrowserContextOptions): boolean => options === PHONE;
const close = async (page: Page) => {
  const sheet = page.locator('side-panel').getByRole('button', { name: 'Close' });
  if (await sheet.isVisible()) await sheet.click();
};

/** In the order of a visit; each begins where the one before has ended. */
const STATES: [string, (page: Page, phone: boolean) => Promise<unknown>][] = [
  ['the lab, a move under way', (page) => seek(page, 6)],
  ['the menu of a partition', (page) => chip(page, 'app02').click()],
  [
    'a move that is held back',
    async (page) => {
      await page.getByRole('menuitem', { name: /^Move to p770-2/ }).click();
      await button(page, 'Show why').waitFor();
    },
  ],
  ['the checks', (page) => button(page, 'Show why').click()],
  ['what holds', (page) => page.locator('examination-panel summary').click()],
  [
    'the tasks',
    async (page) => {
      await tab(page, 'Tasks');
      await page.locator('task-activity .task').first().waitFor();
    },
  ],
  [
    'a step of a task',
    (page) =>
      page
        .getByRole('button', { name: /Bring the memory over/ })
        .last()
        .click(),
  ],
  [
    'the console',
    async (page) => {
      await close(page);
      await face(page, 'Console');
      await page.locator('panel-table tbody tr').first().waitFor();
    },
  ],
  [
    'an open row',
    (page) => page.locator('panel-table').getByRole('button', { name: 'p770-2', exact: true }).click(),
  ],
  [
    'the terminal',
    async (page) => {
      await face(page, 'Terminal');
      await page.getByRole('textbox', { name: 'Command' }).fill('ls');
      await page.keyboard.press('Enter');
      await page.getByRole('log').getByText('ls: not found').waitFor();
    },
  ],
  [
    'a form',
    async (page) => {
      await chip(page, 'app02').click();
      await page.getByRole('menuitem', { name: /with options/ }).click();
      await page.getByRole('radio', { name: /^p770-2/ }).check();
      await page.getByRole('dialog').getByText('10 rules are against it').first().waitFor();
    },
  ],
];

describe.each([
  ['1440 px', DESKTOP],
  ['1024 px', TABLET],
  ['390 px', PHONE],
])('the console at %s', (_, options) => {
  it('has nothing that axe finds wrong in either theme, nor scrolls sideways', async () => {
    const page = await opened('powervm', options);
    await loadAxe(page);
    const found: string[] = [];
    for (const [state, enter] of STATES) {
      await enter(page, phoneOf(options));
      found.push(...(await violationsInEitherTheme(page)).map((line) => `${state}: ${line}`));
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (sideways > 0) found.push(`${state}: scrolls sideways by ${sideways} px`);
    }
    expect(found).toEqual([]);
    await page.close();
  }, 120_000);
});
