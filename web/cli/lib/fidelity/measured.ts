/** The measured migrations (test/fixtures/qemu-cases.json), and which of them a plain pre-copy is held against. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../project.ts';

export interface MeasuredRun {
  id: string;
  group: string;
  inputs: Record<string, unknown>;
  environment: { quality: 'ok' | 'caution' };
  /** A field that was null in the measurement is missing. */
  outcome: {
    status: 'completed' | 'cancelled';
    total_time_s?: number;
    downtime_s?: number;
    observed_heartbeat_gap_s?: number;
    transferred_bytes: number;
    dirty_sync_count: number;
    /** Writes that the guest got to do while it migrated: never an input of a prediction. */
    writes_per_s_during: number;
  };
  /** One column per field, one entry per sync. */
  rounds: {
    t_s: number[];
    new_dirty_pages: number[];
    threshold_bytes: (number | null)[];
    remaining_after_bytes: number[];
    vm_stopped: (0 | 1)[];
  };
}

export const PRE_COPY_GROUPS = [
  'idle',
  'bandwidth',
  'uniform',
  'seq',
  'hotcold',
  'ramsize',
  'timevar',
  'position',
  'downtime_limit',
  'downtime_limit_link',
  'link',
] as const;

export function measuredRuns(): MeasuredRun[] {
  return JSON.parse(
    readFileSync(join(PROJECT, 'test', 'fixtures', 'qemu-cases.json'), 'utf8'),
  ) as MeasuredRun[];
}

/** Quality `ok`, in the order of the groups. */
export function preCopyRuns(runs = measuredRuns()): MeasuredRun[] {
  return PRE_COPY_GROUPS.flatMap((group) =>
    runs.filter((run) => run.group === group && run.environment.quality === 'ok'),
  );
}
