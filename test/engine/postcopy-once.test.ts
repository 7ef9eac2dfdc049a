import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../web/engine/engine.ts';
import { keepAccount } from './page-versions.ts';
import { postcopyAdventures } from './random-worlds.ts';
import { theEngine } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

it('post-copy sends no page twice, but after a recovery: then what was under way when the connection broke', () => {
  let recovered = 0;
  let lostPages = 0;
  fc.assert(
    fc.property(postcopyAdventures, (adventure) => {
      const { broken, events, lost } = keepAccount(engine, adventure);
      expect(broken.twice).toEqual([]);
      expect(broken.miscounted).toEqual([]);
      recovered += events.filter(({ kind }) => kind === 'recovered').length;
      lostPages += lost;
    }),
    { numRuns: 250 },
  );
  expect(recovered).toBeGreaterThan(0);
  expect(lostPages).toBeGreaterThan(0);
});
