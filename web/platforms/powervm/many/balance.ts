/**
 * Spreading partitions over servers by memory and load. Again and again the move is made that makes the fullest server
 * emptier the most, as long as there is one that helps. Few moves that help much come before many that help little.
 */

import type { Constants } from '../mobility/constants.ts';
import { examined, foreseen } from '../mobility/examine.ts';
import { isError } from '../mobility/findings.ts';
import { moveOf, type Scene, standing } from '../mobility/scene.ts';
import { procUnitsOf } from '../objects/describe.ts';
import type { Lpar } from '../objects/lpar.ts';
import type { ManagedSystem } from '../objects/managed-system.ts';
import { systemOf } from '../objects/world.ts';
import type { PlannedMove } from './evacuate.ts';
import type { OrderOptions } from './suggest.ts';

/** How full a server is, each 0 to 1: memory and processing units that are taken. */
export interface Fullness {
  readonly memory: number;
  readonly processors: number;
}

const share = (total: number, free: number): number => (total > 0 ? (total - free) / total : 1);

export const fullnessOf = (system: ManagedSystem): Fullness => ({
  memory: share(system.configurableMemoryMb, system.availableMemoryMb),
  processors: share(system.configurableProcUnits, system.availableProcUnits),
});

interface Server {
  readonly name: string;
  readonly memoryMb: number;
  readonly units: number;
  usedMb: number;
  usedUnits: number;
}

const load = ({ memoryMb, units, usedMb, usedUnits }: Server): number =>
  (usedMb / Math.max(1, memoryMb) + usedUnits / Math.max(1, units)) / 2;

/** The difference between the fullest and the emptiest, 0 to 1. */
const spread = (servers: readonly Server[]): number => {
  const loads = servers.map(load);
  return Math.max(...loads) - Math.min(...loads);
};

/** A move has to help by so much, or it is not worth the trouble. */
const LEAST_GAIN = 0.02;
const MOST_MOVES = 50;

export function balancePlan(
  scene: Scene,
  names: readonly string[],
  constants: Constants,
  rest: OrderOptions = {},
): PlannedMove[] {
  const world = foreseen(scene);
  const servers = names.flatMap((name): Server[] => {
    const system = systemOf(world, name);
    if (!system) return [];
    return [
      {
        name,
        memoryMb: system.configurableMemoryMb,
        units: system.configurableProcUnits,
        usedMb: system.configurableMemoryMb - system.availableMemoryMb,
        usedUnits: system.configurableProcUnits - system.availableProcUnits,
      },
    ];
  });
  const movable = standing(scene).filter(
    (lpar) => lpar.state === 'Running' && names.includes(lpar.system) && !moveOf(scene, lpar),
  );
  const at = new Map(movable.map((lpar) => [lpar, lpar.system]));
  const planned: PlannedMove[] = [];
  while (planned.length < MOST_MOVES) {
    const best = bestMove(scene, servers, at, constants, rest);
    if (!best) break;
    const { lpar, to, why } = best;
    planned.push({ lpar: lpar.name, source: lpar.system, target: to, why });
    at.delete(lpar);
  }
  return planned;
}

function bestMove(
  scene: Scene,
  servers: readonly Server[],
  at: ReadonlyMap<Lpar, string>,
  constants: Constants,
  rest: OrderOptions,
): { lpar: Lpar; to: string; why: string } | null {
  const before = spread(servers);
  const tries = [...at].flatMap(([lpar, from]) =>
    servers
      .filter(({ name }) => name !== from)
      .map((to) => ({ lpar, to, after: spreadAfter(servers, lpar, from, to.name) })),
  );
  const helpful = tries
    .filter(({ after, to, lpar }) => before - after >= LEAST_GAIN && fits(to, lpar))
    .sort((a, b) => a.after - b.after || (a.lpar.name < b.lpar.name ? -1 : 1));
  for (const { lpar, to, after } of helpful) {
    const order = { lpar: lpar.name, source: lpar.system, target: to.name, ...rest };
    if (
      examined(scene, order, constants).findings.some(
        (each) => isError(each) && !/^concurrency/.test(each.id),
      )
    )
      continue;
    const from = servers.find(({ name }) => name === lpar.system);
    if (from) shift(from, lpar, -1);
    shift(to, lpar, 1);
    const percent = (value: number) => `${Math.round(value * 100)} %`;
    return {
      lpar,
      to: to.name,
      why: `brings fullest and emptiest from ${percent(before)} to ${percent(after)} apart`,
    };
  }
  return null;
}

const fits = ({ memoryMb, units, usedMb, usedUnits }: Server, lpar: Lpar): boolean =>
  usedMb + lpar.runningMemoryMb <= memoryMb && usedUnits + procUnitsOf(lpar) <= units;

function shift(server: Server, lpar: Lpar, sign: 1 | -1): void {
  server.usedMb += sign * lpar.runningMemoryMb;
  server.usedUnits += sign * procUnitsOf(lpar);
}

function spreadAfter(servers: readonly Server[], lpar: Lpar, from: string, to: string): number {
  return spread(
    servers.map((server) => {
      const sign = server.name === to ? 1 : server.name === from ? -1 : 0;
      if (sign === 0) return server;
      const next = { ...server };
      shift(next, lpar, sign);
      return next;
    }),
  );
}
