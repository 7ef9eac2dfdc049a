import { expect, it } from 'vitest';
import { isInstalled } from '../../tools/lib/install.mjs';

const lock = {
  '': {},
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b-linux': { version: '2.0.0', optional: true },
  'node_modules/b-windows': { version: '2.0.0', optional: true },
};

it('nothing is missing when all is there but packages for other systems', () => {
  const installed = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-linux': { version: '2.0.0' } };
  expect(isInstalled(lock, installed)).toBe(true);
});

it('a package that is missing or of another version is noticed', () => {
  expect(isInstalled(lock, { 'node_modules/b-linux': { version: '2.0.0' } })).toBe(false);
  expect(isInstalled(lock, { 'node_modules/a': { version: '0.9.0' } })).toBe(false);
  const older = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-linux': { version: '1.0.0' } };
  expect(isInstalled(lock, older)).toBe(false);
});
