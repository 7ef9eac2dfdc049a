/** One measured run against its prediction and against the textbook's formula. */

import type { Engine } from '../../../engine/engine.ts';
import type { MigrationConfig } from '../../../model/migration.ts';
import { sentence } from '../../../model/result.ts';
import type { Guest } from '../../../model/scenario.ts';
import { configOf } from '../../../simulation/cases/config.ts';
import { type GeometricAnswer, geometricSeries } from '../../../simulation/cases/geometric.ts';
import { parseCases } from '../../../simulation/cases/parse.ts';
import { type Prediction, predict } from '../../../simulation/cases/predict.ts';
import type { MeasuredRun } from './measured.ts';

export interface Comparison {
  run: MeasuredRun;
  predicted: Prediction;
  formula: GeometricAnswer;
  /** (predicted − measured) / measured; null where either has no such value. */
  totalError: number | null;
  bytesError: number;
  formulaTotalError: number | null;
  formulaBytesError: number | null;
  /** The prediction ends as the measurement did. */
  sameVerdict: boolean;
  /** Chance decides: the memory is dirtied nearly as fast as it can be sent. */
  knifeEdge: boolean;
}

/** Bytes on the wire for a page that holds data, and for a zero page: 8 bytes of header, and the page or one byte. */
const PAGE_HEADER_BYTES = 8;
const ZERO_PAGE_BYTES = 9;
const KNIFE_EDGE = 0.05;

export function compare(engine: Engine, run: MeasuredRun): Comparison {
  const config = configFor(run);
  const predicted = predict(engine, config);
  const formula = formulaFor(config);
  const measured = run.outcome;
  const error = (value: number | null | undefined, truth: number | undefined) =>
    truth === undefined || value === null || value === undefined || !Number.isFinite(value)
      ? null
      : (value - truth) / truth;
  const completed = measured.status === 'completed';
  return {
    run,
    predicted,
    formula,
    totalError: error(predicted.outcome.total_time_s, measured.total_time_s),
    bytesError: error(predicted.outcome.transferred_bytes, measured.transferred_bytes) ?? 0,
    formulaTotalError: error(formula.totalS, measured.total_time_s),
    formulaBytesError: completed ? error(formula.bytes, measured.transferred_bytes) : null,
    sameVerdict: predicted.outcome.status === measured.status,
    knifeEdge: isKnifeEdge(config, measured.writes_per_s_during),
  };
}

function configFor({ id, inputs }: MeasuredRun): MigrationConfig {
  const parsed = parseCases(JSON.stringify([{ id, inputs }]));
  const config = parsed.ok ? configOf(parsed.value.cases[0]!, null) : parsed;
  if (!config.ok) throw new Error(config.diagnostics.map(sentence).join('\n'));
  return config.value;
}

/** What the pages can be sent with: the rate limit, the link or the local socket, whichever is less. */
function bandwidthOf({ tuning, machine }: MigrationConfig): number {
  const limits = [tuning.maxBandwidthBytesPerSecond, machine.linkBytesPerSecond].filter((limit) => limit > 0);
  return Math.min(machine.localBytesPerSecond, ...limits);
}

function formulaFor(config: MigrationConfig): GeometricAnswer {
  const { guest, tuning } = config;
  const filled = guest.filled.reduce((sum, { first, end }) => sum + end - first, 0);
  const pageWireBytes = guest.pageBytes + PAGE_HEADER_BYTES;
  const zeroPages = guest.memoryBytes / guest.pageBytes - filled;
  return geometricSeries({
    bytes: filled * pageWireBytes + zeroPages * ZERO_PAGE_BYTES,
    dirtiedBytesPerSecond: writesPerSecond(guest) * pageWireBytes,
    bytesPerSecond: bandwidthOf(config),
    downtimeLimitS: tuning.downtimeLimitMs / 1000,
  });
}

/** As the guest's timer really ticks. */
function writesPerSecond({ workload, pace }: Guest): number {
  return 'writesPerSecond' in workload ? (workload.writesPerSecond * pace.tickHz) / 1000 : 0;
}

/** Distinct pages that so many writes leave behind. */
function distinctPages({ workload }: Guest, writes: number): number {
  const ofUniform = (pages: number, share: number) => pages * (1 - Math.exp((-share * writes) / pages));
  switch (workload.kind) {
    case 'uniform':
      return ofUniform(workload.pages, 1);
    case 'sweep':
      return Math.min(writes, workload.pages);
    case 'measured-guest':
    case 'hot-cold': {
      const hot = workload.coldPages > 0 ? workload.hotPercent / 100 : 1;
      if (hot === 1) return ofUniform(workload.hotPages, 1);
      return ofUniform(workload.hotPages, hot) + ofUniform(workload.coldPages, 1 - hot);
    }
    default:
      return 0;
  }
}

/**
 * Pages are dirtied at the rate of the writes in the first instant after a sync, and slower the more of them
 * have been dirtied before. If that rate is within 5 % of the bandwidth at any time up to the downtime limit, the
 * outcome is up to chance. Takes the writes that the guest really got to do: this judges the measurement.
 */
function isKnifeEdge(config: MigrationConfig, writesPerSecond: number): boolean {
  const { guest, tuning } = config;
  const pagesPerSecond = bandwidthOf(config) / (guest.pageBytes + PAGE_HEADER_BYTES);
  const limitS = tuning.downtimeLimitMs / 1000;
  const highest = writesPerSecond / pagesPerSecond;
  const lowest = distinctPages(guest, writesPerSecond * limitS) / limitS / pagesPerSecond;
  return highest >= 1 - KNIFE_EDGE && lowest <= 1 + KNIFE_EDGE;
}
