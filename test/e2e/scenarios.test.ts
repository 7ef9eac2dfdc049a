/** Scenario scripts on the built page: chosen, played, turned, asked, broken, hung; equal to what Node computes. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readFingerprint, useChromium } from './harness.ts';
import { focused } from './platform-page.ts';

// biome-ignore lint/suspicious/noExplicitAny: the page's own objects, reached from outside
type Any = any;

const chromium = useChromium();

const golden = (id: string): string =>
  /^fingerprint (.*)$/m.exec(readFileSync(`test/golden/${id}.txt`, 'utf8'))?.[1] ?? '';

async function opened(): Promise<Page> {
  const page = await chromium.open({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await page.locator('time-player .band').first().waitFor({ state: 'attached' });
  return page;
}

async function choose(page: Page, title: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Scenarios' }).click();
  await page.getByRole('dialog', { name: 'Scenarios' }).getByRole('button', { name: title }).click();
}

const fingerprint = (page: Page) => page.evaluate(readFingerprint);
const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();

/** Puts another text in place of the script, in whichever editor is there. */
async function write(page: Page, text: string): Promise<void> {
  await tab(page, 'Script');
  await page.locator('script-editor').waitFor();
  await page.evaluate((source) => {
    const studio = document.querySelector('app-shell') as unknown as {
      workplace: { scripting: { edit(t: string): void } };
    };
    studio.workplace.scripting.edit(source);
  }, text);
}

const TO_AND_FRO = `import { lab, log } from 'switchover';
const [a, b] = [lab.kvm.host('a', { memory: '1 GiB' }), lab.kvm.host('b', { memory: '1 GiB' })];
const box = lab.kvm.guest('box', { host: a, memory: '64 KiB' });
for (let i = 0; i < 300; i++) await box.migrate(i % 2 === 0 ? b : a);
log('300 times');
`;

describe('scenarios', () => {
  it('come from the gallery and run in the page as they do in Node', async () => {
    const page = await opened();
    await choose(page, /A migration that converges/);
    await expect.poll(() => fingerprint(page)).toBe(golden('kvm-converges'));
    await choose(page, /^A first active move/);
    await expect.poll(() => fingerprint(page), { timeout: 20_000 }).toBe(golden('powervm-first-move'));
  }, 60_000);

  it('are all there to be chosen', async () => {
    const page = await opened();
    await page.getByRole('button', { name: 'Scenarios' }).click();
    const ids = readdirSync('scenarios').filter((name) => name.endsWith('.ts'));
    await expect.poll(() => page.locator('gallery-sheet .item').count()).toBe(ids.length);
  });

  it('have knobs: each turn is another run, and can be taken back', async () => {
    const page = await opened();
    await choose(page, /A migration that converges/);
    await expect.poll(() => fingerprint(page)).toBe(golden('kvm-converges'));
    const box = page.locator('[data-knob=link]').getByRole('spinbutton');
    await box.fill('1 Gbit/s');
    await box.press('Enter');
    await expect.poll(() => fingerprint(page)).not.toBe(golden('kvm-converges'));
    await page.locator('[data-knob=link]').getByRole('button', { name: /^was/ }).click();
    await expect.poll(() => fingerprint(page)).toBe(golden('kvm-converges'));
  });

  it('ask where time stands still, and go on with the answer', async () => {
    const page = await opened();
    await choose(page, /never converges/);
    await expect.poll(() => page.locator('.scenario').textContent()).toMatch(/never converges/);
    await page.keyboard.press('End');
    await page.getByRole('button', { name: 'allow a longer pause' }).press('Enter');
    await expect.poll(() => page.locator('run-captions .ask').count()).toBe(0);
    await expect.poll(() => focused(page)).toMatch(/^(Play|Pause)$/);
  });

  it('say at which line they are broken, keep the last good run, and what hangs is ended', async () => {
    const page = await opened();
    await choose(page, /A migration that converges/);
    await expect.poll(() => fingerprint(page)).toBe(golden('kvm-converges'));
    await write(page, "import { lab } from 'switchover';\nlab.kvm.host('alpha', { memory: '64 Gbit/s' });\n");
    await page
      .getByText(/a size is wanted/)
      .first()
      .waitFor();
    expect(await fingerprint(page)).toBe(golden('kvm-converges'));
    await write(page, 'for (;;) {}\n');
    await page
      .getByText(/never stops/)
      .first()
      .waitFor();
    expect(await fingerprint(page)).toBe(golden('kvm-converges'));
    // The page lives, and the next run is clean.
    await write(page, readFileSync('scenarios/kvm-post-copy.ts', 'utf8'));
    await expect.poll(() => fingerprint(page), { timeout: 20_000 }).toBe(golden('kvm-post-copy'));
    // As many moves as a run may have do not use up what a browser has for instances of the engine.
    await write(page, TO_AND_FRO);
    await page.getByText('300 times', { exact: true }).first().waitFor({ timeout: 20_000 });
  }, 60_000);

  it('take up what a person does, and give it back as a script', async () => {
    const page = await opened();
    await choose(page, /A migration that converges/);
    await expect.poll(() => fingerprint(page)).toBe(golden('kvm-converges'));
    await page.evaluate(() => {
      const { studio } = (document.querySelector('app-shell') as unknown as { workplace: { studio: Any } })
        .workplace;
      studio.clock.seek(4e9);
      void studio.act({ kind: 'cancel', partition: 'shop' });
    });
    await expect.poll(() => fingerprint(page)).not.toBe(golden('kvm-converges'));
    const acted = await fingerprint(page);
    const text = await page.evaluate(() =>
      (
        document.querySelector('app-shell') as unknown as { workplace: { scripting: { exported(): string } } }
      ).workplace.scripting.exported(),
    );
    expect(text).toContain('.move!.cancel()');
    await page.evaluate(() =>
      (
        document.querySelector('app-shell') as unknown as { workplace: { studio: Any } }
      ).workplace.studio.undo(),
    );
    await expect.poll(() => fingerprint(page)).toBe(golden('kvm-converges'));
    await write(page, text);
    await expect.poll(() => fingerprint(page)).toBe(acted);
  });

  it('stand in the address: a link opens one, and a reload opens it again with what was written of it', async () => {
    const page = await opened();
    await page.goto(`${chromium.url}?scenario=kvm-post-copy`);
    await expect.poll(() => fingerprint(page), { timeout: 20_000 }).toBe(golden('kvm-post-copy'));
    await choose(page, /A migration that converges/);
    await expect.poll(() => page.url()).toContain('?scenario=kvm-converges');
    await expect.poll(() => fingerprint(page)).toBe(golden('kvm-converges'));
    // The browser's way back, and an undo, are told by the address too.
    await page.goBack();
    await expect.poll(() => fingerprint(page)).toBe(golden('kvm-post-copy'));
    await page
      .locator('app-shell')
      .evaluate((shell) =>
        (shell as unknown as { workplace: { studio: { undo(): Promise<boolean> } } }).workplace.studio.undo(),
      );
    await expect.poll(() => page.url()).toContain('?scenario=kvm-converges');
    await expect.poll(() => fingerprint(page)).toBe(golden('kvm-converges'));
    await write(page, `${readFileSync('scenarios/kvm-converges.ts', 'utf8')}\nlog('mine');\n`);
    await page.getByText('mine', { exact: true }).first().waitFor();
    // Saved a moment after typing has stopped.
    await page.waitForTimeout(1000);
    await page.reload();
    await tab(page, 'Script');
    await page.getByText('mine', { exact: true }).first().waitFor();
  }, 60_000);

  it('that do not exist are said not to', async () => {
    const page = await chromium.open({}, '?scenario=nowhere');
    await page
      .getByText(/There is no scenario nowhere/)
      .first()
      .waitFor();
  });
});

it('what the controls have made is opened as a script, and stays the same run', async () => {
  const page = await opened();
  const before = await fingerprint(page);
  await tab(page, 'Script');
  await page.getByRole('button', { name: 'Open as script' }).click();
  await page.locator('script-editor').waitFor();
  await expect.poll(() => page.getByText('lab.kvm.scenario').count(), { timeout: 20_000 }).toBeGreaterThan(0);
  await expect.poll(() => fingerprint(page)).toBe(before);
});

it('a script that hangs where nobody can count is ended by the watchdog, said so, and not tried again', async () => {
  const page = await opened();
  await choose(page, /A migration that converges/);
  await expect.poll(() => fingerprint(page)).toBe(golden('kvm-converges'));
  await write(
    page,
    'let o = {}; for (let i = 0; i < 1e5; i++) o = Object.create(o); for (;;) (o as any).x;\n',
  );
  await page
    .getByText(/did not answer for 5 s and was ended/)
    .first()
    .waitFor();
  expect(await fingerprint(page)).toBe(golden('kvm-converges'));
  await write(page, readFileSync('scenarios/kvm-post-copy.ts', 'utf8'));
  await expect.poll(() => fingerprint(page), { timeout: 20_000 }).toBe(golden('kvm-post-copy'));
}, 90_000);
