/** What a partition takes of its target before anything is copied, and what it gives back to its source. */
import { changeSystem } from '../objects/change.ts';
import { procUnitsOf } from '../objects/describe.ts';
import type { Lpar } from '../objects/lpar.ts';
import type { MobilityType } from '../objects/lpar-state.ts';
import { freeIds, lparOf, type PowerWorld, partitionsOf } from '../objects/world.ts';
import { caseOf } from '../rules/case.ts';
import { memoryNeed, processorNeed } from '../rules/needs.ts';
import type { MoveOrder } from './order.ts';
import type { Reserved } from './scene.ts';

const hundredths = (units: number): number => Math.round(units * 100) / 100;

/** A partition that does not run holds nothing. */
const NOTHING = { memoryMb: 0, procUnits: 0, ioEntitledMb: 0 };

/** What an arriving partition holds from its shell on. */
export function reservedFor(world: PowerWorld, order: MoveOrder, type: MobilityType): Reserved {
  const c = caseOf(world, { ...order, type });
  const lpar = lparOf(world, order.source, order.lpar);
  const lparId = idFor(world, order, lpar);
  if (type !== 'active' || !c || !lpar) return { ...NOTHING, lparId };
  return {
    lparId,
    memoryMb: memoryNeed(c).amount,
    procUnits: processorNeed(c).amount,
    ioEntitledMb: lpar.memoryMode === 'shared' ? lpar.ioEntitledMb : 0,
  };
}

/** The one asked for, or its own where that is free, or the lowest one. */
function idFor(world: PowerWorld, { target, options }: MoveOrder, lpar: Lpar | undefined): number {
  const taken = new Set(partitionsOf(world, target).map(({ id }) => id));
  const [lowest = 1] = freeIds(world, target, 1);
  const wanted = options?.destLparId ?? lpar?.id ?? lowest;
  return taken.has(wanted) ? lowest : wanted;
}

/** What a partition holds of the server it runs on. */
export const heldBy = (lpar: Lpar): Omit<Reserved, 'lparId'> => ({
  memoryMb: lpar.memoryMode === 'shared' ? 0 : lpar.runningMemoryMb,
  procUnits: procUnitsOf(lpar),
  ioEntitledMb: lpar.memoryMode === 'shared' ? lpar.ioEntitledMb : 0,
});

/** The server with so much less, or with a sign of -1 so much more. */
export const taken = (
  world: PowerWorld,
  system: string,
  { memoryMb, procUnits, ioEntitledMb }: Omit<Reserved, 'lparId'>,
  sign: 1 | -1,
): PowerWorld =>
  changeSystem(world, system, (old) => ({
    availableMemoryMb: old.availableMemoryMb - sign * memoryMb,
    availableProcUnits: hundredths(old.availableProcUnits - sign * procUnits),
    sharedMemoryPool: old.sharedMemoryPool && {
      ...old.sharedMemoryPool,
      freeMb: old.sharedMemoryPool.freeMb - sign * ioEntitledMb,
    },
  }));
