/** What acts on a migration from outside, done to the engine: while a run is computed, and when it is repeated. */
import type { Migration } from '../engine/engine.ts';
import type { MoveAct } from '../model/migration.ts';
import type { MoveRecord } from '../model/recording.ts';
import { ns, type VirtualNs } from '../model/units.ts';

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
    case 'go-on':
      return migration.goOn(at);
    case 'fail':
      return migration.fail(at, act.what);
    case 'recover':
      return migration.recover(at);
  }
}

/** Acts on a migration that has been run to `at`, since its start. */
export interface Step {
  at: number;
  apply(migration: Migration): void;
}

/** What a move has to be given to come out as it did, ascending; what acted at the moment of a new rate came first. */
export function stepsOf({ startNs, rates = [], acts = [] }: MoveRecord): Step[] {
  const done = acts.map((act): Step => {
    const at = ns(act.at - startNs);
    return { at, apply: (migration) => void actOn(migration, at, act) };
  });
  const given = rates.map(
    ({ at, bytesPerSecond }): Step => ({
      at: at - startNs,
      apply: (migration) => migration.setLinkRate(bytesPerSecond),
    }),
  );
  return [...done, ...given].sort((a, b) => a.at - b.at);
}
