/**
 * Which movers stream for a partition. Pairs that cannot talk are left out; then the faster link of equal ends, the
 * fewer moves, the lower ids. A second pair, where there is one, stands by.
 */

import type { ManagedSystem } from '../objects/managed-system.ts';
import type { MoverAddress } from '../objects/network.ts';
import type { Vios } from '../objects/vios.ts';
import { keyOf, type PowerWorld, viosesOf } from '../objects/world.ts';
import type { Options } from '../rules/request.ts';
import type { Constants } from './constants.ts';
import { fastest, moverLimit } from './limits.ts';
import type { MoverPair, MoveState, Scene } from './scene.ts';

export interface Candidate {
  readonly source: Vios;
  readonly target: Vios;
  /** Why it cannot be used; null: it can. */
  readonly refused: string | null;
  /** Slower end of the pair, Mbit/s; 0: unknown. */
  readonly mbitPerSecond: number;
}

const working = ({ msp, state, vasi }: Vios): boolean => msp && state === 'Running' && vasi;

export const moversOf = (world: PowerWorld, system: string): Vios[] =>
  viosesOf(world, system).filter(working);

/** Two that may work for somebody, whatever they are busy with. */
export function connected(world: PowerWorld, source: Vios, target: Vios): string | null {
  const [one, other] = [keyOf(source), keyOf(target)];
  if (world.brokenPaths.some((path) => path.includes(one) && path.includes(other)))
    return `${source.name} of ${source.system} does not reach ${target.name} of ${target.system}.`;
  for (const vios of [source, target]) {
    if (!vios.portsOpen) return `A firewall keeps the ports of ${vios.name} on ${vios.system} closed.`;
    if (vios.viosecure === 'high' && !vios.secureTunnel)
      return `${vios.name} of ${vios.system} has the security level high and no secure tunnel.`;
  }
  return null;
}

function busy(vios: Vios, constants: Constants): string | null {
  const most = moverLimit(vios, constants);
  return vios.movesInProgress < most
    ? null
    : `${vios.name} of ${vios.system} serves ${vios.movesInProgress} of ${most} moves at once.`;
}

/** Streams that go through a mover now; one that stands by streams nothing. */
const streams = (moves: readonly MoveState[], { system, name }: Vios): number =>
  moves.filter(({ order, pairs, failedOver }) => {
    const pair = pairs[failedOver ? 1 : 0];
    return (
      (order.source === system && pair?.source === name) || (order.target === system && pair?.target === name)
    );
  }).length;

/** Every pair of movers between two servers, the best first. */
export function candidates(
  { world, moves }: Pick<Scene, 'world' | 'moves'>,
  source: ManagedSystem,
  target: ManagedSystem,
  constants: Constants,
): Candidate[] {
  const pairs = moversOf(world, source.name).flatMap((from) =>
    moversOf(world, target.name).map((to): Candidate => {
      const refused = connected(world, from, to) ?? busy(from, constants) ?? busy(to, constants);
      return { source: from, target: to, refused, mbitPerSecond: Math.min(fastest(from), fastest(to)) };
    }),
  );
  const equal = ({ source: a, target: b }: Candidate) => (fastest(a) === fastest(b) ? 0 : 1);
  const load = ({ source: a, target: b }: Candidate) => streams(moves, a) + streams(moves, b);
  return pairs.sort(
    (a, b) =>
      Number(a.refused !== null) - Number(b.refused !== null) ||
      equal(a) - equal(b) ||
      b.mbitPerSecond - a.mbitPerSecond ||
      load(a) - load(b) ||
      a.source.id - b.source.id ||
      a.target.id - b.target.id,
  );
}

const best = ({ addresses }: Vios): MoverAddress | undefined =>
  [...addresses].sort((a, b) => b.mbitPerSecond - a.mbitPerSecond)[0];

const pairOf = ({ source, target }: Candidate): MoverPair => ({
  source: source.name,
  sourceAddress: best(source)?.address ?? '',
  target: target.name,
  targetAddress: best(target)?.address ?? '',
});

const asked =
  ({ sourceMsp, destMsp }: Options) =>
  ({ source, target }: Candidate): boolean =>
    (sourceMsp === null || sourceMsp === source.name) && (destMsp === null || destMsp === target.name);

/** Why a move has to wait for its movers; null: a pair is free, or none could ever be, which no waiting changes. */
export function moversBusy(
  scene: Pick<Scene, 'world' | 'moves'>,
  source: ManagedSystem,
  target: ManagedSystem,
  options: Options,
  constants: Constants,
): string | null {
  const able = candidates(scene, source, target, constants)
    .filter(asked(options))
    .filter(({ source: from, target: to }) => connected(scene.world, from, to) === null);
  return able.some(({ refused }) => refused === null) ? null : (able[0]?.refused ?? null);
}

export type Chosen = { ok: true; pairs: readonly MoverPair[] } | { ok: false; why: string };

/** The pair that streams, and the one that stands by where redundancy is wanted and there are four movers. */
export function chosenPairs(
  scene: Pick<Scene, 'world' | 'moves'>,
  source: ManagedSystem,
  target: ManagedSystem,
  options: Options,
  constants: Constants,
): Chosen {
  const all = candidates(scene, source, target, constants);
  const wanted = all.filter(asked(options));
  const first = wanted.find(({ refused }) => refused === null);
  if (!first)
    return {
      ok: false,
      why: wanted[0]?.refused ?? `No mover of ${source.name} can stream to ${target.name}.`,
    };
  const second = all.find(
    (other) => other.refused === null && other.source !== first.source && other.target !== first.target,
  );
  const redundant = options.redundantMsps !== 0 && second !== undefined;
  return { ok: true, pairs: redundant ? [pairOf(first), pairOf(second)] : [pairOf(first)] };
}
