/** What a line in the terminal is about: the world at a moment, and one guest of it. */

import { thingName } from '../../../model/call.ts';
import type { VirtualNs } from '../../../model/units.ts';
import type { Source } from '../migration/parameters.ts';
import { type KvmMove, setupOf } from '../migration/setup.ts';
import { type Standing, standingOf } from '../migration/standing.ts';
import { begunNs } from '../migration/timeline.ts';
import { DEFAULT_VERSION } from '../objects/version.ts';
import type { Host, KvmWorld } from '../objects/world.ts';
import { hostOf } from '../objects/world.ts';
import type { Situation } from '../rules/case.ts';

export interface Context extends Situation {
  readonly standing: Standing;
  /** Of the guest, the last one begun; null: none was. */
  readonly move: KvmMove | null;
  readonly source: Source;
  readonly version: string;
  /** It is asked of the QEMU that the last move goes to, or went to. */
  readonly incoming: boolean;
}

export function contextOf(
  world: KvmWorld,
  moves: readonly KvmMove[],
  at: VirtualNs,
  guest: string,
  asked?: string,
): Context | null {
  const standing = standingOf(world, moves, guest, at);
  if (!standing) return null;
  const begun = moves.filter((each) => each.record.partition === guest && begunNs(each) <= at);
  const move = begun.at(-1) ?? null;
  const host: Host | undefined = hostOf(world, standing.host);
  const setup = standing.move?.setup ?? setupOf(host?.qemu ?? DEFAULT_VERSION, standing.guest);
  const incoming = move !== null && asked === move.record.to;
  const there = incoming ? hostOf(world, move.record.to)?.qemu : undefined;
  return {
    ...{ world, moves, at, standing, move, incoming },
    source: { setup, move: standing.move },
    version: there ?? standing.move?.setup.version ?? host?.qemu ?? setup.version,
  };
}

/** The move under way of a guest, as a thing of the API: it goes by the guest's name. */
export const moveOf = (guest: string) => thingName('Move', guest);
