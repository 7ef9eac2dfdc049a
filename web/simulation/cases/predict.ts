/** One case, run: the prediction in the words of the measured runs. */
import type { Engine } from '../../engine/engine.ts';
import type { MigrationConfig } from '../../model/migration.ts';
import { migrate } from '../migrate.ts';
import { type CaseOutcome, type CaseRound, outcomeOf, roundsOf } from './outcome.ts';

export interface Prediction {
  outcome: CaseOutcome;
  rounds: CaseRound[];
}

export function predict(engine: Engine, config: MigrationConfig): Prediction {
  const record = migrate(engine, config);
  return {
    outcome: outcomeOf(record, config.machine.deviceStateBytes),
    rounds: roundsOf(record),
  };
}
