/** What platforms' tasks have ordered to be carried: the engine's side of it, and the news of it in order of time. */
import type { MoveAct } from '../../model/migration.ts';
import { ns, type VirtualNs } from '../../model/units.ts';
import type { Carrier, CarryId, CarryNews, CarryOrder } from '../../world/carrier.ts';
import type { Fleet } from '../fleet.ts';
import type { Journey } from '../journey.ts';

interface Carriage {
  id: CarryId;
  journey: Journey;
  told: Set<CarryNews['what']>;
}

export class Carriages implements Carrier {
  readonly #fleet: Fleet;
  readonly #now: () => VirtualNs;
  readonly #all: Carriage[] = [];
  #underWay: Carriage[] = [];

  constructor(fleet: Fleet, now: () => VirtualNs) {
    this.#fleet = fleet;
    this.#now = now;
  }

  get any(): boolean {
    return this.#underWay.length > 0;
  }

  begin(order: CarryOrder): CarryId {
    // What is under way already has been computed up to where the network was last shared.
    const at = ns(Math.max(this.#fleet.now, this.#now()));
    const carriage = {
      id: this.#all.length + 1,
      journey: this.#fleet.carry(at, order),
      told: new Set<never>(),
    };
    this.#all.push(carriage);
    this.#underWay.push(carriage);
    return carriage.id;
  }

  act(id: CarryId, act: MoveAct): boolean {
    const { journey } = this.#at(id);
    return this.#fleet.actOn(journey, act, ns(Math.max(this.#fleet.now, this.#now())));
  }

  block(id: CarryId, blocked: boolean): void {
    this.#fleet.block(this.#at(id).journey, blocked);
  }

  serve(mover: string, bytesPerSecond: number): void {
    this.#fleet.changeMover(mover, ns(Math.max(this.#fleet.now, this.#now())), bytesPerSecond);
  }

  progress(id: CarryId): { sentBytes: number; remainingBytes: number } {
    const { migration, config } = this.#at(id).journey.mover;
    return {
      sentBytes: migration.sentBytes,
      remainingBytes: migration.waitingPages * config.guest.pageBytes,
    };
  }

  /** What has happened since it was last asked, in order of time. */
  news(): CarryNews[] {
    const found: CarryNews[] = [];
    for (const carriage of this.#underWay) tellNews(carriage, found);
    if (found.length === 0) return found;
    this.#underWay = this.#underWay.filter(({ told }) => !told.has('ended'));
    return found.sort((a, b) => a.at - b.at || a.id - b.id);
  }

  #at(id: CarryId): Carriage {
    const found = this.#all[id - 1];
    if (!found) throw new Error(`Nothing was carried under the number ${id}.`);
    return found;
  }
}

/** Adds to `news` what has not been told of it. */
function tellNews({ id, journey, told }: Carriage, news: CarryNews[]): void {
  const { mover, startNs, endNs } = journey;
  const { stoppedNs, resumedNs } = mover;
  if (stoppedNs !== null && !told.has('stopped')) {
    told.add('stopped');
    news.push({ id, at: ns(startNs + stoppedNs), what: 'stopped' });
  }
  if (resumedNs !== null && !told.has('resumed')) {
    told.add('resumed');
    news.push({ id, at: ns(startNs + resumedNs), what: 'resumed' });
  }
  if (endNs !== null && !told.has('ended')) {
    told.add('ended');
    news.push({ id, at: endNs, what: 'ended', status: mover.status });
  }
}
