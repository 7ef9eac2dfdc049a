/**
 * Brings memory over by the formula of PowerVM's pre-copy, every carriage at the rate of its order as if it were alone:
 * rounds until little is left, it no longer shrinks or ten are sent; then the rest after the switchover.
 */
import type { MoveAct } from '../../../../web/model/migration.ts';
import { MIB, NS_PER_S, ns, type VirtualNs } from '../../../../web/model/units.ts';
import type { Carrier, CarryId, CarryNews, CarryOrder } from '../../../../web/world/carrier.ts';

interface UnderWay {
  id: CarryId;
  due: CarryNews[];
  stopped: boolean;
  resumed: boolean;
  blockedSinceNs: number | null;
}

const LEFT_BYTES = 256 * MIB;
const ROUNDS = 10;
const SHRINKS = 0.95;

export class RoundsCarrier implements Carrier {
  now = 0 as VirtualNs;
  readonly orders: CarryOrder[] = [];
  readonly acts: { id: CarryId; act: MoveAct }[] = [];
  #underWay: UnderWay[] = [];

  get carrying(): number {
    return this.#underWay.length;
  }

  get nextNs(): number {
    const moments = this.#underWay.map(({ due, blockedSinceNs }) =>
      blockedSinceNs === null ? (due[0]?.at ?? Infinity) : Infinity,
    );
    return Math.min(Infinity, ...moments);
  }

  /** What has happened by now, one at a time. */
  take(): CarryNews | null {
    const way = this.#underWay.find(
      ({ due, blockedSinceNs }) => blockedSinceNs === null && (due[0]?.at ?? Infinity) <= this.now,
    );
    const news = way?.due.shift();
    if (!way || !news) return null;
    if (news.what === 'stopped') way.stopped = true;
    if (news.what === 'resumed') way.resumed = true;
    if (news.what === 'ended') this.#underWay = this.#underWay.filter((other) => other !== way);
    return news;
  }

  begin(order: CarryOrder): CarryId {
    const id = this.orders.push(order);
    const due = newsOf(id, order, this.now);
    this.#underWay.push({ id, due, stopped: false, resumed: false, blockedSinceNs: null });
    return id;
  }

  act(id: CarryId, act: MoveAct): boolean {
    this.acts.push({ id, act });
    const way = this.#underWay.find((each) => each.id === id);
    if (!way || act.kind === 'change') return way !== undefined;
    if (act.kind === 'cancel' && way.stopped) return false;
    const status = act.kind === 'cancel' ? 'cancelled' : way.resumed ? 'lost' : 'failed';
    way.due = [{ id, at: this.now, what: 'ended', status }];
    way.blockedSinceNs = null;
    return true;
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

function newsOf(id: CarryId, { guest, tuning }: CarryOrder, now: VirtualNs): CarryNews[] {
  const rate = tuning.maxBandwidthBytesPerSecond || 1e9;
  const { workload, pageBytes } = guest;
  const writes = workload.kind === 'uniform' ? workload.writesPerSecond * pageBytes : 0;
  const hot = workload.kind === 'uniform' ? workload.pages * pageBytes : 0;
  const touched = guest.filled.reduce((sum, { first, end }) => sum + (end - first) * pageBytes, 0);
  let [sent, atNs] = [touched, now as number];
  for (let round = 0; round < ROUNDS; round++) {
    const seconds = sent / rate;
    atNs += seconds * NS_PER_S;
    const next = Math.min(hot, writes * seconds);
    const over = next <= LEFT_BYTES || next >= SHRINKS * sent;
    sent = next;
    if (over) break;
  }
  const pauseNs = (tuning.policy?.pause ?? []).reduce(
    (sum, { fixedMs, perAdapterMs }) =>
      sum +
      (typeof fixedMs === 'number' ? fixedMs : 0) * 1e6 +
      (perAdapterMs ?? 0) * (guest.adapters ?? 1) * 1e6,
    0,
  );
  return [
    { id, at: ns(atNs), what: 'stopped' },
    { id, at: ns(atNs + pauseNs), what: 'resumed' },
    { id, at: ns(atNs + pauseNs + (sent / rate) * NS_PER_S), what: 'ended', status: 'completed' },
  ];
}
