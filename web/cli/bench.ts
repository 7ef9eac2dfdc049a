/** Speed: the engine's kernels against a twin in C, and whole migrations. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import type { ZERO_NS } from '../model/units.ts';
import { configOf } from '../simulation/cases/config.ts';
import { parseCases } from '../simulation/cases/parse.ts';
import { Mover } from '../simulation/mover.ts';
import { compareKernels } from './lib/bench/kernels.ts';
import { loadedEngine } from './lib/engine.ts';
import { PROJECT } from './lib/project.ts';

const FOR_EVER = Number.MAX_SAFE_INTEGER as typeof ZERO_NS;

function timed(work: () => unknown): number {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}

function migrations(engine: Engine): void {
  let baseline = 0;
  for (const file of ['1-gib', '64-gib', '1-tib']) {
    const parsed = parseCases(readFileSync(join(PROJECT, 'test/bench', `${file}.json`), 'utf8'));
    const config = parsed.ok && parsed.value.cases[0] ? configOf(parsed.value.cases[0], null) : null;
    if (!config?.ok) throw new Error(`test/bench/${file}.json cannot be read.`);
    let bytes = 0;
    const took = timed(() => {
      const mover = new Mover(engine, config.value);
      mover.run(FOR_EVER);
      bytes = mover.migration.stateBytes;
    });
    baseline ||= took;
    const size = `${(bytes / 2 ** 20).toFixed(0)} MiB`;
    console.log(
      `${file}: ${took.toFixed(1)} ms, ${(took / baseline).toFixed(1)} × the first, ${size} in use`,
    );
  }
}

const engine = await loadedEngine();
for (const line of await compareKernels(engine)) console.log(line);
migrations(engine);
