/**
 * Programs in a Linux guest (test/fixtures/linux-cases.json), predicted from what anybody can ask QEMU before a move: how
 * many pages hold data, and what `calc-dirty-rate` says of one, two and four seconds.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../../engine/engine.ts';
import { MIB } from '../../../model/units.ts';
import type { CaseOutcome } from '../../../simulation/cases/outcome.ts';
import { predict } from '../../../simulation/cases/predict.ts';
import { PROJECT } from '../project.ts';
import { configFor } from './compare.ts';
import { type FormulaOutcome, seriesFor } from './formulas.ts';

export interface ProgramRun {
  id: string;
  program: string;
  quality: 'ok' | 'caution';
  /** What disturbed the run. */
  qualityNotes?: string[];
  /** As a case has them (docs/simulate.md), but for how it writes. */
  inputs: { page_size: number; capabilities: string[] } & Record<string, unknown>;
  /** When it was saved, before the run. */
  nonzeroPages: number;
  /** Dirtied within so many seconds, by that time; whole MiB/s, the rest is cut off. */
  dirtyRates: { seconds: number; MiBps: number }[];
  measured: {
    status: 'completed' | 'cancelled';
    total_time_s?: number;
    transferred_bytes: number;
    dirty_sync_count: number;
    downtime_s?: number;
    observed_heartbeat_gap_s?: number;
  };
}

export interface ProgramReplay {
  run: ProgramRun;
  predicted: CaseOutcome;
  /** The textbook's series, at the rate of one second. */
  series: FormulaOutcome;
}

export const programRuns = (): ProgramRun[] =>
  JSON.parse(readFileSync(join(PROJECT, 'test', 'fixtures', 'linux-cases.json'), 'utf8')) as ProgramRun[];

export function replayProgram(engine: Engine, run: ProgramRun): ProgramReplay {
  const points = curveOf(run);
  const config = configFor(run.id, {
    ...run.inputs,
    pattern: 'workload',
    base_nonzero_pages: 0,
    filled_pages: run.nonzeroPages,
    workload: { kind: 'curve', pages: run.nonzeroPages, points },
  });
  const first = points[0]!;
  return {
    run,
    predicted: predict(engine, config).outcome,
    series: seriesFor(config, first.distinctPages / first.seconds),
  };
}

/** What was cut off is half a MiB/s in the middle. Where more was seen within a shorter time, that holds. */
function curveOf({ inputs, dirtyRates }: ProgramRun): { seconds: number; distinctPages: number }[] {
  let most = 0;
  return dirtyRates.map(({ seconds, MiBps }) => {
    most = Math.max(most, Math.round(((MiBps + 0.5) * seconds * MIB) / inputs.page_size));
    return { seconds, distinctPages: most };
  });
}

export const isPlainProgram = ({ run }: ProgramReplay): boolean =>
  run.quality === 'ok' && run.inputs.capabilities.length === 0;
