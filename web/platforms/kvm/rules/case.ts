/** What every rule looks at: a guest on its way from one host to another, and what else there is at that moment. */
import type { VirtualNs } from '../../../model/units.ts';
import type { KvmMove, MoveOptions, MoveSetup } from '../migration/setup.ts';
import { setupOf } from '../migration/setup.ts';
import { type Standing, standingsAt } from '../migration/standing.ts';
import { type Guest, type Host, hostOf, type KvmWorld } from '../objects/world.ts';

export interface MoveRequest {
  readonly guest: string;
  readonly to: string;
  readonly options?: MoveOptions;
}

export interface Case {
  readonly world: KvmWorld;
  readonly request: MoveRequest;
  readonly options: MoveOptions;
  readonly setup: MoveSetup;
  readonly guest: Guest;
  readonly standing: Standing;
  readonly source: Host;
  readonly target: Host;
  /** Of all guests. */
  readonly standings: readonly Standing[];
  /** Under way, or to be begun at this very moment. */
  readonly movesUnderWay: readonly KvmMove[];
}

/** The world at a moment of a run. */
export interface Situation {
  readonly world: KvmWorld;
  readonly moves: readonly KvmMove[];
  readonly at: VirtualNs;
}

/** Null where the guest or one of the hosts is not there. */
export function caseOf({ world, moves, at }: Situation, request: MoveRequest): Case | null {
  const standings = standingsAt(world, moves, at);
  const standing = standings.find(({ guest }) => guest.name === request.guest);
  const source = standing && hostOf(world, standing.host);
  const target = hostOf(world, request.to);
  if (!standing || !source || !target) return null;
  const options = request.options ?? {};
  return {
    world,
    request,
    options,
    setup: setupOf(world, standing.guest, source.name, options),
    guest: standing.guest,
    standing,
    source,
    target,
    standings,
    movesUnderWay: standings.flatMap(({ move }) => move ?? []),
  };
}
