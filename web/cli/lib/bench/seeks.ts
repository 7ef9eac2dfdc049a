/**
 * Going to another moment: the memory map anywhere in ten minutes in which 64 GiB never converge. Beside it the ratio to
 * computing the whole run, which is what a map without keyframes would cost at its end.
 */
import type { Engine } from '../../../engine/engine.ts';
import { type Job, STEADY } from '../../../model/scenario.ts';
import { GIB, ms, ns, seconds } from '../../../model/units.ts';
import { Run } from '../../../simulation/run.ts';
import { Viewer } from '../../../simulation/viewer.ts';
import { median } from './statistics.ts';

const PAGES = (64 * GIB) / 4096;
const CELLS = 2000;
const SEEKS = 60;
/** What a person does not notice (docs/architecture.md). */
const AIM_MS = 100;

const JOB: Job = {
  scenario: {
    title: 'Never through',
    platform: 'KVM · QEMU 10.2',
    seed: 1,
    hosts: ['alpha', 'beta'].map((id) => ({ id, memoryBytes: 128 * GIB })),
    partitions: [
      {
        id: 'large',
        host: 'alpha',
        about: '',
        guest: {
          memoryBytes: 64 * GIB,
          pageBytes: 4096,
          filled: [{ first: 0, end: PAGES }],
          workload: { kind: 'uniform', firstPage: 0, pages: PAGES / 4, writesPerSecond: 400_000 },
          pace: STEADY,
        },
      },
    ],
    link: { bytesPerSecond: 1.25e9, oneWayDelayNs: ms(0.1) },
    tuning: { era: 'qemu-10.2-kvm', maxBandwidthBytesPerSecond: 0, downtimeLimitMs: 300 },
    moves: [{ at: seconds(1), partition: 'large', to: 'beta' }],
    horizonNs: seconds(600),
    client: { partition: 'large', everyMs: 100 },
  },
  interventions: [],
  attachments: [],
};

export function timeSeeks(engine: Engine): string {
  const run = new Run(engine, JOB, new Map());
  const whole = timed(() => {
    while (!run.step());
  });
  const recording = run.recording();
  const viewer = new Viewer(engine, run, recording);
  const request = { partition: 'large', cells: CELLS };
  viewer.frame(ns(0), request);
  const ahead = timed(() => {
    while (viewer.ahead());
  });
  // Back and forth over all of it, by the golden section.
  const times = Array.from({ length: SEEKS }, (_, i) => {
    const at = ns(recording.durationNs * ((i * 0.618_034) % 1));
    return timed(() => viewer.frame(at, request));
  });
  const worst = Math.max(...times);
  const over = worst > AIM_MS ? `, over ${AIM_MS} ms` : '';
  return `going to a moment of ${(recording.durationNs / 1e9).toFixed(0)} s with 64 GiB in migration: median ${median(times).toFixed(1)} ms, worst ${worst.toFixed(0)} ms${over} = ${(worst / whole).toFixed(2)}× computing the run (${whole.toFixed(0)} ms); looked ahead in ${ahead.toFixed(0)} ms`;
}

function timed(act: () => void): number {
  const from = performance.now();
  act();
  return performance.now() - from;
}
