/** `npm run fidelity`: predicts the measured migrations and writes docs/fidelity.md, and the table of inputs in docs/simulate.md. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadedEngine } from './lib/engine.ts';
import { fidelityOf } from './lib/fidelity/fidelity.ts';
import { report } from './lib/fidelity/report.ts';
import { fieldTable } from './lib/field-table.ts';
import { PROJECT } from './lib/project.ts';

const fidelity = fidelityOf(await loadedEngine());
const file = join(PROJECT, 'docs', 'fidelity.md');
await writeFile(file, report(fidelity));
const simulate = join(PROJECT, 'docs', 'simulate.md');
const text = await readFile(simulate, 'utf8');
await writeFile(simulate, text.replace(/^\| field \| unit \| range[\s\S]*?\n(?=\n)/m, fieldTable()));
console.log(`${fidelity.comparisons.length} runs compared, ${fidelity.replays.length} replayed: ${file}`);
