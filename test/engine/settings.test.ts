import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SETTINGS } from '../../web/engine/settings.ts';

it('the engine and its host name the same settings in the same order', () => {
  const source = readFileSync('assembly/settings.ts', 'utf8');
  const fields = [...source.matchAll(/^ {2}(\w+): f64;/gm)].map((match) => match[1]);
  expect(fields).toEqual([...SETTINGS]);
});
