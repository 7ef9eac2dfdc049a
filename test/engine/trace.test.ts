import { beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../web/engine/engine.ts';
import { seconds } from '../../web/model/units.ts';
import { migrate } from '../../web/simulation/migrate.ts';
import { configOf, recordedWrites, theEngine } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

it('pages that a recorded guest had written before it moved hold data, though they were empty at its start', () => {
  const trace = recordedWrites(1000, [
    { atNs: 1e9, first: 100, end: 300 },
    { atNs: 2e9, first: 200, end: 400 },
    { atNs: 9e9, first: 900, end: 1000 },
  ]);
  const filled = (at: number) =>
    migrate(engine, configOf({ pages: 1000, filled: 0, trace, guestStartNs: seconds(at) })).outcome;
  expect(filled(0.5)).toMatchObject({ normalPages: 0, zeroPages: 1000, resentPages: 0 });
  expect(filled(1.5)).toMatchObject({ normalPages: 200, zeroPages: 800, resentPages: 0 });
  expect(filled(5)).toMatchObject({ normalPages: 300, zeroPages: 700, resentPages: 0 });
});
