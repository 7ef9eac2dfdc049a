/** Brings memory over as somebody planned it, every carriage as if it were alone: what it takes without an engine. */
import type { MoveAct } from '../../web/model/migration.ts';
import { ns, type VirtualNs } from '../../web/model/units.ts';
import type { Carrier, CarryId, CarryNews, CarryOrder } from '../../web/world/carrier.ts';

interface UnderWay {
  id: CarryId;
  due: CarryNews[];
  stopped: boolean;
  resumed: boolean;
  blockedSinceNs: number | null;
}

/** What an order will bring, in order, where nothing comes in between. */
export type CarryPlan = (id: CarryId, order: CarryOrder, now: VirtualNs) => CarryNews[];

export class PlannedCarrier implements Carrier {
  now = 0 as VirtualNs;
  readonly orders: CarryOrder[] = [];
  readonly acts: { id: CarryId; act: MoveAct }[] = [];
  readonly served: { mover: string; bytesPerSecond: number }[] = [];
  readonly #plan: CarryPlan;
  readonly #givenUpUntil: 'stopped' | 'resumed';
  #underWay: UnderWay[] = [];

  /** @param givenUpUntil from when on a carriage can no longer be called off */
  constructor(plan: CarryPlan, givenUpUntil: 'stopped' | 'resumed') {
    this.#plan = plan;
    this.#givenUpUntil = givenUpUntil;
  }

  get carrying(): number {
    return this.#underWay.length;
  }

  get nextNs(): number {
    return Math.min(Infinity, ...this.#underWay.map(nextOf));
  }

  /** What has happened by now, one at a time. */
  take(): CarryNews | null {
    const way = this.#underWay.find((each) => nextOf(each) <= this.now);
    const news = way?.due.shift();
    if (!way || !news) return null;
    if (news.what === 'stopped') way.stopped = true;
    if (news.what === 'resumed') way.resumed = true;
    if (news.what === 'ended') this.#underWay = this.#underWay.filter((other) => other !== way);
    return news;
  }

  begin(order: CarryOrder): CarryId {
    const id = this.orders.push(order);
    const due = this.#plan(id, order, this.now);
    this.#underWay.push({ id, due, stopped: false, resumed: false, blockedSinceNs: null });
    return id;
  }

  act(id: CarryId, act: MoveAct): boolean {
    this.acts.push({ id, act });
    const way = this.#underWay.find((each) => each.id === id);
    if (!way || act.kind === 'change') return way !== undefined;
    if (act.kind === 'cancel' && way[this.#givenUpUntil]) return false;
    const status = act.kind === 'cancel' ? 'cancelled' : way.resumed ? 'lost' : 'failed';
    way.due = [{ id, at: this.now, what: 'ended', status }];
    way.blockedSinceNs = null;
    return true;
  }

  serve(mover: string, bytesPerSecond: number): void {
    this.served.push({ mover, bytesPerSecond });
  }

  block(id: CarryId, blocked: boolean): void {
    const way = this.#underWay.find((each) => each.id === id);
    if (!way) return;
    if (blocked) way.blockedSinceNs ??= this.now;
    else if (way.blockedSinceNs !== null) {
      const lateNs = this.now - way.blockedSinceNs;
      way.due = way.due.map((news) => ({ ...news, at: ns(news.at + lateNs) }));
      way.blockedSinceNs = null;
    }
  }

  progress(): { sentBytes: number; remainingBytes: number } {
    return { sentBytes: 0, remainingBytes: 0 };
  }
}

const nextOf = ({ due, blockedSinceNs }: UnderWay): number =>
  blockedSinceNs === null ? (due[0]?.at ?? Infinity) : Infinity;
