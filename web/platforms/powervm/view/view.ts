/** The console of a PowerVM world at a moment. What does not depend on the moment is found once for each scene. */
import type { VirtualNs } from '../../../model/units.ts';
import type { Offer, WorldView } from '../../../model/world-view.ts';
import { type Course, sceneAt } from '../course/course.ts';
import type { Scene } from '../mobility/scene.ts';
import type { Lpar } from '../objects/lpar.ts';
import { hostViews } from './hosts.ts';
import { type ChoicesOf, choicesIn } from './moves.ts';
import { lparOffers, movingOffers } from './offers.ts';
import { consolesPanel } from './panels/consoles.ts';
import { manyPanel } from './panels/many.ts';
import { movesPanel } from './panels/moves.ts';
import { partitionsPanel } from './panels/partitions.ts';
import { systemsPanel } from './panels/systems.ts';
import { viosPanel } from './panels/vios.ts';
import { type CarriedAt, NOBODY_KNOWS } from './progress.ts';

/** What can be done with each partition, and where each can go. */
interface Offered {
  readonly choicesOf: ChoicesOf;
  readonly of: Map<Lpar, Offer[]>;
}

const OFFERED = new WeakMap<Scene, Offered>();

export function viewOf(course: Course, at: VirtualNs, carried: CarriedAt = NOBODY_KNOWS): WorldView {
  const scene = sceneAt(course, at);
  const offered = OFFERED.get(scene) ?? { choicesOf: choicesIn(scene, course), of: new Map() };
  OFFERED.set(scene, offered);
  const { choicesOf } = offered;
  const offersOf = (lpar: Lpar, label: string): Offer[] => {
    const standing = offered.of.get(lpar) ?? lparOffers(scene, course, lpar, label, () => choicesOf(lpar));
    offered.of.set(lpar, standing);
    return [...movingOffers(course, scene, lpar, label, at), ...standing];
  };
  return {
    platform: 'powervm',
    console: scene.world.consoles.map(({ name, product }) => `${product} ${name}`).join(', '),
    hosts: hostViews(scene, choicesOf, offersOf),
    panels: [
      systemsPanel(scene),
      partitionsPanel(scene, offersOf),
      viosPanel(scene, course),
      movesPanel(course, scene, at, carried),
      manyPanel(course, at),
      consolesPanel(scene),
    ],
    session: null,
  };
}
