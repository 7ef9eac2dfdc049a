/** One measured run against its prediction and against the formulas. */

import type { Engine } from '../../../engine/engine.ts';
import type { MigrationConfig } from '../../../model/migration.ts';
import { sentence } from '../../../model/result.ts';
import { configOf } from '../../../simulation/cases/config.ts';
import { parseCases } from '../../../simulation/cases/parse.ts';
import { type Prediction, predict } from '../../../simulation/cases/predict.ts';
import { type Formulas, formulasFor } from './formulas.ts';
import { isKnifeEdge } from './knife-edge.ts';
import type { MeasuredRun } from './measured.ts';

export interface Comparison {
  run: MeasuredRun;
  predicted: Prediction;
  formulas: Formulas;
  /** The prediction ends as the measurement did. */
  sameVerdict: boolean;
  knifeEdge: boolean;
  /**
   * The same run at the pace that the guest turned out to have, on average, while it migrated. Not a prediction: it
   * tells how much of an error is the pace, which nobody could know. Null where a throttle or post-copy slowed it.
   */
  atRealPace: Prediction | null;
}

export function compare(engine: Engine, run: MeasuredRun): Comparison {
  const config = configFor(run.id, run.inputs);
  const predicted = predict(engine, config);
  return {
    run,
    predicted,
    formulas: formulasFor(config),
    sameVerdict: predicted.outcome.status === run.outcome.status,
    knifeEdge: isKnifeEdge(config, run.outcome.writes_per_s_during),
    atRealPace: slowed(run, config) ? null : predict(engine, atPace(config, run.outcome.tick_rate_during)),
  };
}

/** What was seen before the migration is no longer asked. */
const atPace = (config: MigrationConfig, tickHz: number): MigrationConfig => ({
  ...config,
  guest: { ...config.guest, pace: { ...config.guest.pace, tickHz } },
});

const slowed = ({ outcome, inputs }: MeasuredRun, { machine }: MigrationConfig): boolean =>
  outcome.throttle_steps.length > 0 ||
  inputs.capabilities.includes('postcopy-ram') ||
  // Threads that compete with the guest are part of the prediction.
  (machine.guestLossPerThread > 0 &&
    inputs.capabilities.some((name) => name === 'multifd' || name === 'compress'));

export function configFor(id: string, inputs: object): MigrationConfig {
  const parsed = parseCases(JSON.stringify([{ id, inputs }]));
  const config = parsed.ok ? configOf(parsed.value.cases[0]!, null) : parsed;
  if (!config.ok) throw new Error(config.diagnostics.map(sentence).join('\n'));
  return config.value;
}
