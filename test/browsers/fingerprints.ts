/**
 * A run is a pure function of its inputs: whatever computes it, its fingerprint is the one that Node finds.
 * Stated once, for any browser that can be driven.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFingerprint, type StaticServer, serveSite } from '../e2e/harness.ts';
import type { Driven } from './driven.ts';
import { CASES, caseFile, fingerprintInNode, openingInNode } from './in-node.ts';

const COMPUTES_MS = { timeout: 60_000, interval: 100 };

/** Opens a case file as a person would: through the page's file field, wherever in the shadows it is. */
function chooseFile(name: string, text: string): boolean {
  const roots: ParentNode[] = [document];
  for (let root = roots.pop(); root; root = roots.pop()) {
    const field = root.querySelector<HTMLInputElement>('input[type=file]');
    if (field) {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name, { type: 'application/json' }));
      field.files = transfer.files;
      field.dispatchEvent(new Event('change', { bubbles: true }));
      return true;
    }
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
  }
  return false;
}

export function describeFingerprints(browserName: string, start: () => Promise<Driven>): void {
  describe(`in ${browserName}`, () => {
    let server: StaticServer;
    let browser: Driven;
    beforeAll(async () => {
      server = await serveSite();
      browser = await start();
    });
    afterAll(async () => {
      await browser?.close();
      await server?.close();
    });
    const shown = () => browser.run(readFingerprint);

    it('the opening run has the fingerprint that it has in Node', async () => {
      const expected = await openingInNode();
      await browser.open(server.url);
      await expect.poll(shown, COMPUTES_MS).toBe(expected);
    });

    it.each(CASES)('so has the measured case %s', async (id: string) => {
      const expected = await fingerprintInNode(id);
      expect(expected).not.toBe(await openingInNode());
      await browser.open(server.url);
      await expect.poll(shown, COMPUTES_MS).not.toBe('');
      expect(await browser.run(chooseFile, `${id}.json`, caseFile(id))).toBe(true);
      await expect.poll(shown, COMPUTES_MS).toBe(expected);
    });
  });
}
