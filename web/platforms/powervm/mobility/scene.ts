/** The world together with the moves in it: what changes while time passes. */

import type { Place } from '../objects/change.ts';
import type { Lpar } from '../objects/lpar.ts';
import type { MobilityType } from '../objects/lpar-state.ts';
import { lparOf, type PowerWorld } from '../objects/world.ts';
import type { MoveOrder } from './order.ts';
import type { PhaseId } from './phases.ts';

/** Two movers that stream for one partition, by name, with their addresses. */
export interface MoverPair {
  readonly source: string;
  readonly sourceAddress: string;
  readonly target: string;
  readonly targetAddress: string;
}

/** A server adapter of the target's VIOS, made for an adapter of the partition. */
export interface Served {
  readonly is: 'scsi' | 'fc';
  /** The partition's slot. */
  readonly slot: number;
  readonly vios: string;
  readonly viosSlot: number;
  readonly port: string | null;
}

/** What the target holds for a partition that is on its way. */
export interface Reserved {
  readonly lparId: number;
  readonly memoryMb: number;
  readonly procUnits: number;
  readonly ioEntitledMb: number;
}

export interface MoveState {
  /** The task that makes it. */
  readonly task: string;
  readonly order: MoveOrder;
  readonly type: MobilityType;
  readonly phase: PhaseId;
  /** The first one streams, the second stands by. Empty where no memory moves. */
  readonly pairs: readonly MoverPair[];
  /** Null before there is a shell. */
  readonly reserved: Reserved | null;
  /** `waiting` for a free place, `failed` until somebody recovers it. */
  readonly going: 'waiting' | 'on' | 'back' | 'failed';
  /** The second pair took over. */
  readonly failedOver: boolean;
}

export interface Scene {
  readonly world: PowerWorld;
  /** Under way, or to be recovered, in the order in which they began. */
  readonly moves: readonly MoveState[];
  /** Consoles that do not work, by name. */
  readonly consolesDown: readonly string[];
}

export const sceneOf = (world: PowerWorld): Scene => ({ world, moves: [], consolesDown: [] });

/** A partition makes one move at a time: where it came from and its name tell which. */
export const keyOfMove = ({ order }: Pick<MoveState, 'order'>): string => `${order.source}/${order.lpar}`;

export const moveWith = (scene: Scene, key: string): MoveState | undefined =>
  scene.moves.find((move) => keyOfMove(move) === key);

export const withMove = (scene: Scene, key: string, set: Partial<MoveState>): Scene => ({
  ...scene,
  moves: scene.moves.map((move) => (keyOfMove(move) === key ? { ...move, ...set } : move)),
});

/** The move of the partition that stands there, whether as itself or as a shell. */
export const moveOf = (scene: Scene, { system, name }: Place): MoveState | undefined =>
  scene.moves.find(
    ({ order }) => order.lpar === name && (order.source === system || order.target === system),
  );

/** Whether what stands there is a shadow: the shell before the switchover, the source's entry after it. */
export function isShadow(scene: Scene, place: Place): boolean {
  const move = moveOf(scene, place);
  if (!move) return false;
  return (homeOf(move) === 'target' ? move.order.source : move.order.target) === place.system;
}

const AT_TARGET: readonly PhaseId[] = ['take-over', 'residual', 'free-source', 'finish'];

/** At which end a partition on its way is itself. */
export const homeOf = ({ phase }: Pick<MoveState, 'phase'>): 'source' | 'target' =>
  AT_TARGET.includes(phase) ? 'target' : 'source';

/** Partitions without their shadows. */
export const standing = (scene: Scene): Lpar[] => scene.world.lpars.filter((lpar) => !isShadow(scene, lpar));

/** How many partitions have a name, found once for a scene. */
const COUNTS = new WeakMap<Scene, ReadonlyMap<string, number>>();

function countsIn(scene: Scene): ReadonlyMap<string, number> {
  const known = COUNTS.get(scene);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const { name } of standing(scene)) counts.set(name, (counts.get(name) ?? 0) + 1);
  COUNTS.set(scene, counts);
  return counts;
}

/** Its name, or `server/name` where there are two of that name. */
export const labelOf = (scene: Scene, { system, name }: Place): string =>
  (countsIn(scene).get(name) ?? 0) <= 1 ? name : `${system}/${name}`;

/** By `server/name`, or by a name alone: the one that is no shadow. A server it has left meanwhile does not matter. */
export function lparNamed(scene: Scene, text: string): Lpar | undefined {
  const [system, name] = text.includes('/') ? text.split('/', 2) : [undefined, text];
  const exact = system === undefined ? undefined : lparOf(scene.world, system, name ?? '');
  if (exact && !isShadow(scene, exact)) return exact;
  return standing(scene).find((lpar) => lpar.name === name);
}
