/** What acts on a migration from outside, done to the engine: while a run is computed, and when it is repeated. */
import type { Migration } from '../engine/engine.ts';
import type { MoveAct } from '../model/migration.ts';
import type { VirtualNs } from '../model/units.ts';

/** @param at since the migration's start; it has been run to there. Tells whether it had an effect. */
export function actOn(migration: Migration, at: VirtualNs, act: MoveAct): boolean {
  switch (act.kind) {
    case 'change':
      if (migration.ended) return false;
      migration.change(act.changes);
      return true;
    case 'cancel':
      return migration.cancel(at);
    case 'postcopy':
      return migration.askPostcopy();
    case 'hold':
      return migration.holdGuest(at);
    case 'fail':
      return migration.fail(at, act.what);
    case 'recover':
      return migration.recover(at);
  }
}
