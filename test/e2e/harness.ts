/**
 * The built site on a sub-path of a static server, in a real Chromium. A page that logs an error, throws,
 * breaks its own security policy or asks another origin fails the test that opened it.
 */
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { CHROMIUM } from '../../tools/lib/browsers.mjs';
import { SITE } from '../../tools/lib/site.mjs';
import { serve } from '../../tools/lib/static-server.mjs';

/** Deep enough that an address that begins at the server's root would miss. */
export const SUB_PATH = '/some/sub/path/';

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type StaticServer = Awaited<ReturnType<typeof serve>>;

export async function launch(): Promise<Browser> {
  const executablePath = CHROMIUM.find()?.browser;
  if (!executablePath) throw new Error(`Chromium is missing. ${CHROMIUM.advice}`);
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args: [...FLAGS, ...asRoot] });
}

export const serveSite = (root: string = SITE): Promise<StaticServer> => serve({ root, base: SUB_PATH });

/** Everything about a page that must not happen, as sentences, while it is open. */
export function watch(context: BrowserContext, origin: string, trouble: string[]): void {
  const watchPage = (page: Page): void => {
    page.on('pageerror', (error) => trouble.push(`page error: ${error.message}`));
  };
  context.pages().forEach(watchPage);
  context.on('page', watchPage);
  // Violations of the security policy and files that are not there are logged as errors, too.
  context.on('console', (message) => {
    if (message.type() === 'error') trouble.push(`console error: ${message.text()}`);
  });
  context.on('weberror', (error) => {
    if (!error.page()) trouble.push(`error outside of a page: ${error.error().message}`);
  });
  context.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol.startsWith('http') && asked !== origin) trouble.push(`another origin: ${request.url()}`);
  });
}

export interface Chromium {
  /** The address of the site. */
  readonly url: string;
  readonly server: StaticServer;
  readonly browser: Browser;
  /** A page of its own context that shows the site; everything it does wrong ends up in `trouble`. */
  open(options?: BrowserContextOptions, path?: string): Promise<Page>;
  /** What went wrong since the test began; a test that wants an error takes it out. */
  readonly trouble: string[];
}

/** Starts server and browser for the tests of a file; after each, no trouble may be left. */
export function useChromium(root: string = SITE): Chromium {
  let browser: Browser | undefined;
  let server: StaticServer | undefined;
  const trouble: string[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([serveSite(root), launch()]);
  });
  afterEach(async () => {
    const found = trouble.splice(0);
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
    expect(found).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const started = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('only inside a test');
    return value;
  };
  return {
    get url() {
      return started(server).url;
    },
    get server() {
      return started(server);
    },
    get browser() {
      return started(browser);
    },
    trouble,
    async open(options = {}, path = '') {
      const context = await started(browser).newContext({ ...options });
      watch(context, new URL(this.url).origin, trouble);
      const page = await context.newPage();
      await page.goto(this.url + path);
      return page;
    },
  };
}

/**
 * The text of the first `[data-fingerprint]` that has any, through shadow roots. Plain enough to be sent to
 * any browser as source text.
 */
export function readFingerprint(): string {
  const roots: ParentNode[] = [document];
  for (let root = roots.pop(); root; root = roots.pop()) {
    for (const element of root.querySelectorAll('*')) {
      const text = element.matches('[data-fingerprint]') ? element.textContent?.trim() : '';
      if (text) return text;
      if (element.shadowRoot) roots.push(element.shadowRoot);
    }
  }
  return '';
}
