/** `npm run fidelity`: predicts the measured migrations and writes docs/fidelity.md, and the table of inputs in docs/simulate.md. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadedEngine } from './lib/engine.ts';
import { compare } from './lib/fidelity/compare.ts';
import { preCopyRuns } from './lib/fidelity/measured.ts';
import { report } from './lib/fidelity/report.ts';
import { fieldTable } from './lib/field-table.ts';
import { PROJECT } from './lib/project.ts';

const engine = await loadedEngine();
const comparisons = preCopyRuns().map((run) => compare(engine, run));
const file = join(PROJECT, 'docs', 'fidelity.md');
await writeFile(file, report(comparisons));
const simulate = join(PROJECT, 'docs', 'simulate.md');
const text = await readFile(simulate, 'utf8');
await writeFile(simulate, text.replace(/^\| field \| unit \| range[\s\S]*?\n(?=\n)/m, fieldTable()));
console.log(`${comparisons.length} runs compared: ${file}`);
