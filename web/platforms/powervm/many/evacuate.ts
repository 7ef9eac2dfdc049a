/**
 * Emptying a server: who leaves, in which order, and whereto. The largest go first, because they find a place the
 * least easily; the target of each is chosen when its turn comes.
 */

import type { Constants } from '../mobility/constants.ts';
import { moveOf, type Scene, standing } from '../mobility/scene.ts';
import type { Lpar } from '../objects/lpar.ts';
import { typeOfState } from '../objects/lpar-state.ts';
import { choices, type OrderOptions, suggestion } from './suggest.ts';

const ORDER = { active: 0, suspended: 1, inactive: 2 } as const;

const rank = ({ state }: Lpar): number => {
  const type = typeOfState(state);
  return type === null ? ORDER.inactive + 1 : ORDER[type];
};

/** Running ones by size, then suspended ones, then those that are shut down. Who is moving already leaves anyway. */
export const leaving = (scene: Scene, system: string): Lpar[] =>
  standing(scene)
    .filter((lpar) => lpar.system === system && !moveOf(scene, lpar))
    .sort((a, b) => rank(a) - rank(b) || b.runningMemoryMb - a.runningMemoryMb || (a.name < b.name ? -1 : 1));

export interface PlannedMove {
  readonly lpar: string;
  readonly source: string;
  /** Null: nobody can take it. */
  readonly target: string | null;
  readonly why: string;
}

/** What an evacuation would do, as things stand: shown before it begins. */
export function evacuationPlan(
  scene: Scene,
  system: string,
  constants: Constants,
  rest: OrderOptions = {},
  among: readonly string[] | null = null,
): PlannedMove[] {
  let foreseenScene = scene;
  return leaving(scene, system).map((lpar) => {
    const all = choices(foreseenScene, lpar, constants, rest, among);
    const best = suggestion(all);
    const order = { lpar: lpar.name, source: system };
    if (!best) return { ...order, target: null, why: all[0]?.refused ?? 'There is no other server.' };
    const move = {
      task: '',
      order: { ...order, target: best.target },
      type: typeOfState(lpar.state) ?? 'active',
      phase: 'validate',
      pairs: [],
      reserved: null,
      going: 'waiting',
      failedOver: false,
    } as const;
    foreseenScene = { ...foreseenScene, moves: [...foreseenScene.moves, move] };
    return { ...order, target: best.target, why: best.why };
  });
}
