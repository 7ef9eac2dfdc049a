/** One migration on its own, from beginning to end: what cases ask for. */
import type { Engine } from '../engine/engine.ts';
import type { MigrationConfig } from '../model/migration.ts';
import type { MoveRecord } from '../model/recording.ts';
import { ns, ZERO_NS } from '../model/units.ts';
import { Mover } from './mover.ts';

export function migrate(engine: Engine, config: MigrationConfig): MoveRecord {
  const mover = new Mover(engine, config);
  mover.run(ns(Number.MAX_SAFE_INTEGER));
  return mover.record('', '', '', ZERO_NS);
}
