/** Whole migrations, from the instance of the engine to the last event: test/bench/*.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../../engine/engine.ts';
import type { MigrationConfig } from '../../../model/migration.ts';
import { ns } from '../../../model/units.ts';
import { configOf } from '../../../simulation/cases/config.ts';
import { parseCases } from '../../../simulation/cases/parse.ts';
import { Mover } from '../../../simulation/mover.ts';
import { PROJECT } from '../project.ts';
import { spread } from './statistics.ts';
import { table } from './table.ts';

const CASES = [
  { file: '1-gib', rounds: 201 },
  { file: '64-gib', rounds: 31 },
  { file: '1-tib', rounds: 7 },
];
const FOR_EVER = ns(Number.MAX_SAFE_INTEGER);

export function timeMigrations(engine: Engine): string[] {
  const rows = [['migration', 'first', 'median', 'engine memory', 'pages sent']];
  for (const { file, rounds } of CASES) {
    const config = configIn(join(PROJECT, 'test/bench', `${file}.json`));
    const times: number[] = [];
    let megabytes = '';
    let pages = 0;
    for (let round = 0; round <= rounds; round++) {
      const from = performance.now();
      const mover = new Mover(engine, config);
      mover.run(FOR_EVER);
      times.push(performance.now() - from);
      const { stateBytes, counters } = mover.migration;
      megabytes = `${(stateBytes / 2 ** 20).toFixed(1)} MiB`;
      pages = counters.normalPages + counters.zeroPages;
    }
    const [first = 0, ...others] = times;
    rows.push([file, `${first.toFixed(2)} ms`, `${spread(others)} ms`, megabytes, String(pages)]);
  }
  return table(rows);
}

function configIn(path: string): MigrationConfig {
  const parsed = parseCases(readFileSync(path, 'utf8'));
  const config = parsed.ok && parsed.value.cases[0] ? configOf(parsed.value.cases[0], null) : null;
  if (!config?.ok) throw new Error(`${path} cannot be read.`);
  return config.value;
}
