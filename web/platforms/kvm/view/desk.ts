/** What can be done to each guest at a moment: worked out once, shown in the lab and in the tables. */
import type { VirtualNs } from '../../../model/units.ts';
import type { MoveOffer, Offer } from '../../../model/world-view.ts';
import type { Standing } from '../migration/standing.ts';
import type { Host } from '../objects/world.ts';
import { Scene, type Situation } from '../rules/case.ts';
import { byRoom, movesOf } from './drag.ts';
import { guestOffers } from './offers.ts';

export interface Deeds {
  moves: readonly MoveOffer[];
  offers: readonly Offer[];
}

export class Desk {
  readonly scene: Scene;
  readonly at: VirtualNs;
  readonly #hosts: readonly Host[];
  readonly #deeds = new Map<string, Deeds>();

  constructor(situation: Situation) {
    this.scene = new Scene(situation);
    this.at = situation.at;
    this.#hosts = byRoom(this.scene);
  }

  deedsFor(standing: Standing): Deeds {
    const { name } = standing.guest;
    const known = this.#deeds.get(name);
    if (known) return known;
    const moves = movesOf(this.scene, standing, this.#hosts);
    const deeds = { moves, offers: guestOffers(standing, moves, this.at) };
    this.#deeds.set(name, deeds);
    return deeds;
  }
}
