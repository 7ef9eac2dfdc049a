/** Firefox through WebDriver BiDi, as puppeteer-core speaks it. */
import puppeteer from 'puppeteer-core';
import { FIREFOX } from '../../tools/lib/browsers.mjs';
import type { Driven } from './driven.ts';

export async function firefox(): Promise<Driven> {
  const executablePath = FIREFOX.find()?.browser;
  if (!executablePath) throw new Error(`Firefox is missing. ${FIREFOX.advice}`);
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  const page = await browser.newPage();
  return {
    open: async (url) => {
      await page.goto(url);
    },
    run: async (work, ...args) =>
      (await page.evaluate(work as never, ...(args as unknown as never[]))) as never,
    close: () => browser.close(),
  };
}
