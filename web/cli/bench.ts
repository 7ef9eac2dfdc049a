/** Speed: the engine's kernels against a twin in C, whole migrations, many at once, going to a moment, and scripts. */
import { timeFleet } from './lib/bench/fleet.ts';
import { compareKernels } from './lib/bench/kernels.ts';
import { timeMigrations } from './lib/bench/migrations.ts';
import { timeScripts } from './lib/bench/scripts.ts';
import { timeSeeks } from './lib/bench/seeks.ts';
import { loadedEngine } from './lib/engine.ts';

const engine = await loadedEngine();
const show = (lines: string[]) => console.log(`${lines.join('\n')}\n`);

show(timeMigrations(engine));
show(await compareKernels(engine));
show([timeFleet(engine)]);
show([timeSeeks(engine)]);
show(await timeScripts());
