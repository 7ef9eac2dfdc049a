/** Where each guest stands at a moment, and how: the world, and what the moves made of it. */
import type { VirtualNs } from '../../../model/units.ts';
import { type Guest, guestOf, type KvmWorld } from '../objects/world.ts';
import type { KvmMove } from './setup.ts';
import { isOver, isPostcopy, type MigrationState } from './states.ts';
import { begunNs, overNs, stateAt } from './timeline.ts';

export interface Standing {
  guest: Guest;
  /** It runs, or would run, here: until it runs on the destination that is the source. */
  host: string;
  /** The move it is on, and its state. */
  move: KvmMove | null;
  state: MigrationState;
  /** Neither host has the whole guest. */
  lost: boolean;
}

export function standingOf(
  world: KvmWorld,
  moves: readonly KvmMove[],
  name: string,
  at: VirtualNs,
): Standing | undefined {
  const guest = guestOf(world, name);
  return (
    guest &&
    standing(
      guest,
      moves.filter(({ record }) => record.partition === name),
      at,
    )
  );
}

function standing(guest: Guest, moves: readonly KvmMove[], at: VirtualNs): Standing {
  const own = moves.filter((move) => begunNs(move) <= at);
  let host = guest.host;
  let lost = false;
  for (const { record } of own) {
    if (record.resumedNs !== null && record.resumedNs <= at) host = record.to;
    if (record.outcome.status === 'lost' && record.endNs <= at) lost = true;
  }
  const last = own.at(-1) ?? null;
  const state = last ? stateAt(last, at) : 'none';
  const underWay = last !== null && at < overNs(last);
  return { guest, host, move: underWay ? last : null, state: underWay ? state : 'none', lost };
}

/** Of all guests, in the order of the world. */
export function standingsAt(world: KvmWorld, moves: readonly KvmMove[], at: VirtualNs): Standing[] {
  const own = new Map<string, KvmMove[]>();
  for (const move of moves) own.set(move.record.partition, [...(own.get(move.record.partition) ?? []), move]);
  return world.guests.map((guest) => standing(guest, own.get(guest.name) ?? [], at));
}

/** The host that has a part of it beside the one that it counts for. */
export function otherHost({ move, host, state }: Standing): string | null {
  if (!move || isOver(state)) return null;
  const { from, to } = move.record;
  return host === to ? (isPostcopy(state) ? from : null) : to;
}
