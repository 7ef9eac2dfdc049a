/** A system that goes down takes its processes along; what it comes back with is defined, and not running. */

import { type WparWorld, withSystem } from './world.ts';
import type { Copy, Wpar } from './wpar.ts';

const DEAD = { processes: 'none', alias: false, mounted: false } as const;

export const crashed = (world: WparWorld, system: string): WparWorld => ({
  ...withSystem(world, system, (old) => ({ ...old, up: false })),
  wpars: world.wpars.map((wpar) => {
    const here = wpar.copies.find((copy) => copy.system === system);
    if (!here) return wpar;
    const copies = wpar.copies.map((copy) => (copy === here ? { ...copy, ...DEAD } : copy));
    return here.processes !== 'none' && lives(wpar) && !livesElsewhere(wpar, here)
      ? { ...wpar, copies, life: { ...wpar.life, ended: 'crash' } }
      : { ...wpar, copies };
  }),
});

/** A copy that a finished relocation would have removed is gone after the restart. */
export function restarted(world: WparWorld, system: string): WparWorld {
  if (world.systems.some(({ name, up }) => name === system && up)) return world;
  return {
    ...withSystem(world, system, (old) => ({ ...old, up: true })),
    wpars: world.wpars.map((wpar) => afterRestart(wpar, system)),
  };
}

function afterRestart(wpar: Wpar, system: string): Wpar {
  if (wpar.task !== null || !wpar.copies.some((copy) => copy.system === system)) return wpar;
  const others = wpar.copies.filter((copy) => copy.system !== system);
  if (others.length > 0 && wpar.home !== system) return { ...wpar, copies: others };
  const alive = others.some(({ processes }) => processes !== 'none');
  return {
    ...wpar,
    image: null,
    unkillable: false,
    copies: wpar.copies.map((copy) =>
      copy.system === system ? { ...copy, ...DEAD, state: 'Defined' } : copy,
    ),
    life: lives(wpar) && !alive ? { ...wpar.life, ended: 'crash' } : wpar.life,
  };
}

const lives = ({ life }: Wpar): boolean => life.starts > 0 && life.ended === null;
const livesElsewhere = ({ copies }: Wpar, here: Copy): boolean =>
  copies.some((copy) => copy !== here && copy.processes !== 'none');
