import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SITE } from '../../tools/lib/site.mjs';
import { serve } from '../../tools/lib/static-server.mjs';
import { POLICY } from '../../tools/vite/content-security-policy.ts';
import { type StaticServer, SUB_PATH, serveSite } from './harness.ts';

let server: StaticServer;
beforeAll(async () => {
  server = await serveSite();
});
afterAll(() => server.close());

const get = (path: string) => fetch(new URL(path, server.url));
const addresses = async (): Promise<string[]> => {
  const html = await (await get('')).text();
  return [...html.matchAll(/(?:src|href)="([^"#]+)"/g)].map((match) => match[1] ?? '');
};

describe('the built site', () => {
  it('carries the strict policy before anything that it governs', async () => {
    const html = await (await get('')).text();
    const unescaped = html.replaceAll('&#39;', "'");
    expect(unescaped).toContain(POLICY);
    expect(unescaped.indexOf(POLICY)).toBeLessThan(unescaped.search(/<script|<link/));
  });

  it('asks for its files beside the page, never from the root of the host', async () => {
    const asked = await addresses();
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((address) => !address.startsWith('./') && !address.startsWith('data:'))).toEqual([]);
  });

  it('names its files after their contents, so that they can be kept for ever', async () => {
    const asked = (await addresses()).filter((address) => address.startsWith('./assets/'));
    expect(asked.filter((address) => !/-[\w-]{8}\.\w+$/.test(address))).toEqual([]);
  });
});

describe('the server', () => {
  it('serves only what is below the folder and the path', async () => {
    for (const path of ['/', '/some/', `${SUB_PATH}nothing.js`, `${SUB_PATH}..%2f..%2fpackage.json`, '/%00'])
      expect((await get(path)).status, path).toBe(404);
  });

  it('names each kind of file as browsers want it, and leaves gzip packed', async () => {
    const files = (await (await get('sw.js')).text()).match(/assets\/[\w.-]+\.wasm/);
    expect((await get(files?.[0] ?? '')).headers.get('content-type')).toBe('application/wasm');
    expect((await get('')).headers.get('content-type')).toMatch(/^text\/html/);
    expect((await get('sw.js')).headers.get('content-type')).toMatch(/^text\/javascript/);

    const traces = await serve({ root: 'scenarios/traces' });
    const trace = await fetch(`${traces.url}redis-ycsb-a-zipf.trace.gz`);
    expect(trace.headers.get('content-type')).toBe('application/gzip');
    expect(trace.headers.get('content-encoding')).toBeNull();
    const bytes = gunzipSync(Buffer.from(await trace.arrayBuffer()));
    expect(bytes.subarray(0, 4).toString()).toBe('DPTR');
    await traces.close();
  });

  it('takes the next port when the one it wants is taken', async () => {
    const first = await serve({ root: SITE });
    const wanted = Number(new URL(first.url).port);
    const second = await serve({ root: SITE, port: wanted });
    expect(second.url).not.toBe(first.url);
    expect((await fetch(second.url)).status).toBe(200);
    await Promise.all([first.close(), second.close()]);
  });
});
