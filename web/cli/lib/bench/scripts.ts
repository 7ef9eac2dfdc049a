/**
 * From an edited script to its run, for every scenario of the gallery: what passes between the last key and the new picture,
 * without the 120 ms for which typing has to rest. Beside it the ratio to a script that does nothing, in the same run.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../project.ts';
import { runHere } from '../scenario/run-here.ts';
import { siteTraces } from '../scenario/scenario.ts';
import { median } from './statistics.ts';
import { table } from './table.ts';

const ROUNDS = 7;
const NOTHING = "import { log } from 'switchover';\nlog('nothing');\n";
/** What a person does not notice (docs/architecture.md). */
const AIM_MS = 150;

export async function timeScripts(): Promise<string[]> {
  const folder = join(PROJECT, 'scenarios');
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  // Loads what a page has loaded by then, and warms it up.
  await timed(NOTHING);
  const nothing = await timed(NOTHING);
  const rows = [['script, edited to computed', 'median', 'of one that does nothing', '']];
  for (const name of names) {
    const took = await timed(readFileSync(join(folder, name), 'utf8'));
    const over = took > AIM_MS ? `over ${AIM_MS} ms` : '';
    rows.push([name, `${took.toFixed(0)} ms`, `${(took / nothing).toFixed(1)}×`, over]);
  }
  return table(rows);
}

async function timed(source: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const from = performance.now();
    const result = await runHere({
      source,
      seed: null,
      parameters: {},
      answers: {},
      attended: false,
      interventions: [],
      attachments: siteTraces(source),
    });
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    times.push(performance.now() - from);
  }
  return median(times);
}
