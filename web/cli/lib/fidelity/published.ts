/** Migrations that others measured and published (test/fixtures/published.json), replayed from what they gave. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../../engine/engine.ts';
import type { MigrationConfig } from '../../../model/migration.ts';
import { presetNamed } from '../../../model/presets.ts';
import type { CaseOutcome } from '../../../simulation/cases/outcome.ts';
import { predict } from '../../../simulation/cases/predict.ts';
import { PROJECT } from '../project.ts';
import { configFor } from './compare.ts';

export interface PublishedRun {
  id: string;
  title: string;
  source: string;
  system: string;
  /** As a case has them (docs/simulate.md). */
  inputs: object;
  /** Where it was not QEMU: which product, and after how many rounds it gave up. */
  policy?: { preset: string; maxRounds: number };
  measured: { total_time_s: number; transferred_bytes?: number; downtime_s?: number };
  /** What the source does not say, and what stands in for it. */
  assumed: string[];
}

export interface UnusableRun {
  id: string;
  title: string;
  source: string;
  missing: string;
}

export interface Replay {
  run: PublishedRun;
  predicted: CaseOutcome;
}

interface Published {
  replayed: PublishedRun[];
  notReplayed: UnusableRun[];
}

export const published = (): Published =>
  JSON.parse(readFileSync(join(PROJECT, 'test', 'fixtures', 'published.json'), 'utf8')) as Published;

export const replay = (engine: Engine, run: PublishedRun): Replay => ({
  run,
  predicted: predict(engine, withPolicy(configFor(run.id, run.inputs), run)).outcome,
});

function withPolicy(config: MigrationConfig, { policy }: PublishedRun): MigrationConfig {
  if (!policy) return config;
  const preset = presetNamed(policy.preset)?.policy;
  if (!preset) throw new Error(`There is no preset "${policy.preset}".`);
  const { tuning } = config;
  return {
    ...config,
    tuning: {
      ...tuning,
      policy: {
        ...preset,
        bandwidth: { ...preset.bandwidth, capBytesPerSecond: tuning.maxBandwidthBytesPerSecond },
        stopRule: { ...preset.stopRule, maxRounds: policy.maxRounds },
        whenNotConverging: 'stop-and-copy',
      },
    },
  };
}
