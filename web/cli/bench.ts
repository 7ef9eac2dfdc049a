/** Speed, as ratios within one run: the engine's kernels against a C twin, whole migrations against the first. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { STEADY } from '../model/scenario.ts';
import { ZERO_NS } from '../model/units.ts';
import { configOf } from '../simulation/cases/config.ts';
import { parseCases } from '../simulation/cases/parse.ts';
import { machineFor } from '../simulation/machines.ts';
import { Mover } from '../simulation/mover.ts';
import { loadedEngine } from './lib/engine.ts';
import { PROJECT } from './lib/project.ts';

const PAGES = 2 ** 26;
/** Below one write in 32 pages every write is marked singly, in the engine as in the twin. */
const WRITES = 2 ** 20;
const FOR_EVER = Number.MAX_SAFE_INTEGER as typeof ZERO_NS;

type Times = Record<'mark' | 'count' | 'sync', number>;

function timed(work: () => unknown): number {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}

function engineKernels(engine: Engine): Times {
  const { kernels } = engine.start({
    guest: {
      memoryBytes: PAGES * 4096,
      pageBytes: 4096,
      filled: [],
      workload: { kind: 'idle' },
      pace: STEADY,
    },
    trace: null,
    tuning: { era: 'qemu-7.2-tcg', maxBandwidthBytesPerSecond: 0, downtimeLimitMs: 300 },
    machine: machineFor('qemu-7.2-tcg'),
    seed: 1,
    guestStartNs: ZERO_NS,
    timeCapNs: ZERO_NS,
  });
  return {
    mark: timed(() => kernels.kernelMark(WRITES)),
    count: timed(() => kernels.kernelCount()),
    sync: timed(() => kernels.kernelHarvest()),
  };
}

function native(): (() => Times) | null {
  const out = join(mkdtempSync(join(tmpdir(), 'bench-')), 'twin');
  try {
    execFileSync('cc', ['-O3', '-march=native', join(PROJECT, 'test/bench/twin.c'), '-o', out]);
  } catch {
    return null;
  }
  return () => JSON.parse(execFileSync(out, [String(PAGES), String(WRITES)], { encoding: 'utf8' })) as Times;
}

const least = (runs: Times[], name: keyof Times) => Math.min(...runs.map((run) => run[name]));

function kernels(engine: Engine): void {
  const twin = native();
  if (!twin) console.log('kernels: no C compiler here, not compared');
  else {
    const rounds = Array.from({ length: 5 }, () => ({ ours: engineKernels(engine), theirs: twin() }));
    for (const name of ['mark', 'count', 'sync'] as const) {
      const ours = least(
        rounds.map((r) => r.ours),
        name,
      );
      const theirs = least(
        rounds.map((r) => r.theirs),
        name,
      );
      console.log(`${name}: ${(ours / theirs).toFixed(2)} × native (${ours.toFixed(2)} ms, ${PAGES} pages)`);
    }
  }
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
kernels(engine);
migrations(engine);
