import { expect, it } from 'vitest';
import { violations } from '../../tools/vite/content-security-policy.ts';

it.each([
  ['a script without a file', '<script>go()</script>', 'inline script'],
  ['a handler in an attribute', '<button type="button" onclick="go()">', 'inline handler'],
  ['a script from elsewhere', '<script src="https://example.org/a.js"></script>', 'another origin'],
  ['a style from elsewhere', '<link rel="stylesheet" href="//example.org/a.css">', 'another origin'],
])('the build refuses %s', (_, html, reason) => {
  expect(violations(html)).toEqual([expect.stringContaining(reason)]);
});

it('takes files beside the page, and links that only point', () => {
  const html =
    '<script type="module" src="./a.js"></script><link rel="canonical" href="https://example.org/">';
  expect(violations(`${html}<a href="https://example.org/">there</a>`)).toEqual([]);
});
