import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { POLICY } from '../../tools/vite/content-security-policy.ts';
import { useChromium } from './harness.ts';

const site = mkdtempSync(join(tmpdir(), 'switchover-wrong-'));
afterAll(() => rmSync(site, { recursive: true, force: true }));
const write = (name: string, text: string) => writeFileSync(join(site, name), text);
const meta = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
const pageWith = (...lines: string[]) => `<!doctype html><link rel="icon" href="data:,">${lines.join('\n')}`;

write('well.html', pageWith(meta, '<p>All is well.</p>'));
write('throws.html', pageWith('<script>throw new Error("thrown")</script>'));
write('logs.html', pageWith('<script>console.error("logged")</script>'));
write('misses.html', pageWith('<script src="missing.js"></script>'));
write('inline.html', pageWith(meta, '<script>1</script>'));
write('elsewhere.html', pageWith('<img src="http://127.0.0.2:9/picture.png" alt="">'));

const chromium = useChromium(site);

it('a page that does nothing wrong is no trouble', async () => {
  await chromium.open({}, 'well.html');
  expect(chromium.trouble).toEqual([]);
});

it.each([
  ['throws', 'throws', /page error: thrown/],
  ['logs an error', 'logs', /console error: logged/],
  ['misses a file', 'misses', /console error: .*404/],
  ['breaks its policy', 'inline', /console error: .*Content Security Policy/],
  ['asks another origin', 'elsewhere', /another origin: http:\/\/127\.0\.0\.2/],
])('a page that %s is trouble', async (_, file, expected) => {
  await chromium.open({}, `${file}.html`);
  await expect.poll(() => chromium.trouble.join('\n')).toMatch(expected);
  chromium.trouble.length = 0;
});
