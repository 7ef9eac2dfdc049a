/** The measured migrations: test/fixtures/qemu-cases.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseOutcome } from '../../../simulation/cases/outcome.ts';
import { PROJECT } from '../project.ts';

export interface MeasuredRun {
  id: string;
  group: string;
  inputs: { capabilities: string[]; guest_tick_rate_hz: number; pattern: string } & Record<string, unknown>;
  environment: {
    quality: 'ok' | 'caution';
    /** What disturbed the run. */
    quality_notes?: string[];
  };
  outcome: MeasuredOutcome;
}

/** A field that was null in the measurement is missing. */
export interface MeasuredOutcome {
  status: 'completed' | 'cancelled';
  total_time_s?: number;
  downtime_s?: number;
  observed_heartbeat_gap_s?: number;
  transferred_bytes: number;
  dirty_sync_count: number;
  throttle_steps: CaseOutcome['throttle_steps'];
  xbzrle?: NonNullable<CaseOutcome['xbzrle']>;
  /** Bytes of the stop phase, and how fast it sent them, bytes per second. */
  downtime_bytes: number;
  stop_phase_Bps?: number;
  postcopy?: { requests: number; dst_blocktime_ms: number };
  /** What the guest got to do while it migrated: never an input of a prediction. */
  writes_per_s_during: number;
  tick_rate_during: number;
}

export function measuredRuns(): MeasuredRun[] {
  return JSON.parse(
    readFileSync(join(PROJECT, 'test', 'fixtures', 'qemu-cases.json'), 'utf8'),
  ) as MeasuredRun[];
}

export const isUndisturbed = (run: MeasuredRun): boolean => run.environment.quality === 'ok';
