/** The engine's kernels against their twin in C, in the same run: ratios, which a busy machine hardly moves. */
import type { Engine } from '../../../engine/engine.ts';
import { engineRunner } from './engine-runner.ts';
import { median, spread } from './statistics.ts';
import { type Runner, STEPS } from './steps.ts';
import { table } from './table.ts';
import { twinRunner } from './twin-runner.ts';

const FLAGS = [['-O3'], ['-O3', '-march=native']];
/** The first ones let the compilers of the engine finish. */
const WARM_UP = 20;
const ROUNDS = 201;

export async function compareKernels(engine: Engine): Promise<string[]> {
  const twins = FLAGS.map(twinRunner).filter((twin) => twin !== null);
  if (twins.length === 0) return ['kernels: there is no C compiler (cc) here, so they are not compared.'];
  const runners = [engineRunner(engine), ...twins];
  const times = runners.map(() => STEPS.map((): number[] => []));
  for (let round = -WARM_UP; round < ROUNDS; round++) await oneRound(runners, round, times);
  for (const runner of runners) runner.end();

  const rows = [
    ['kernel (median; between the quartiles)', 'engine', ...twins.map((twin) => `× ${twin.name}`)],
  ];
  STEPS.forEach(({ name }, step) => {
    if (name === null) return;
    const [ours = [], ...theirs] = times.map((ofRunner) => ofRunner[step] ?? []);
    const ratios = theirs.map((their) => spread(ours.map((took, i) => took / (their[i] ?? Number.NaN))));
    rows.push([name, `${median(ours).toFixed(2)} ms`, ...ratios]);
  });
  return table(rows);
}

/** All runners take each step before the next one; who begins changes from step to step and round to round. */
async function oneRound(runners: Runner[], round: number, times: number[][][]): Promise<void> {
  for (const runner of runners) await runner.begin();
  for (const [step, { command }] of STEPS.entries()) {
    const computed = new Set<string>();
    for (let i = 0; i < runners.length; i++) {
      const which = (i + step + round + WARM_UP) % runners.length;
      const answer = await runners[which]?.run(command);
      if (!answer) continue;
      computed.add(answer.computed);
      if (round >= 0) times[which]?.[step]?.push(answer.tookMs);
    }
    if (computed.size > 1) {
      throw new Error(`The engine and its twin disagree after "${command.do}": ${[...computed].join(' | ')}`);
    }
  }
}
