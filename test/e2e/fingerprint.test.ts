import type { Driven } from '../browsers/driven.ts';
import { describeFingerprints } from '../browsers/fingerprints.ts';
import { launch } from './harness.ts';

async function chromium(): Promise<Driven> {
  const browser = await launch();
  const page = await browser.newPage();
  return {
    open: async (url) => {
      await page.goto(url);
    },
    // Playwright takes one argument, so the call is put into words.
    run: (work, ...args) => page.evaluate(`(${work})(...${JSON.stringify(args)})`) as never,
    close: () => browser.close(),
  };
}

describeFingerprints('Chromium', chromium);
