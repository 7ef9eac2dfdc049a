/** Brings memory over by two formulas, every carriage as if it were alone: what it takes without an engine. */
import type { MoveAct } from '../../web/model/migration.ts';
import type { MoveStatus } from '../../web/model/recording.ts';
import { NS_PER_S, ns, type VirtualNs } from '../../web/model/units.ts';
import type { Carrier, CarryId, CarryNews, CarryOrder } from '../../web/world/carrier.ts';

interface UnderWay {
  id: CarryId;
  due: CarryNews[];
  resumed: boolean;
  blockedSinceNs: number | null;
}

export class FormulaCarrier implements Carrier {
  now = 0 as VirtualNs;
  readonly orders: CarryOrder[] = [];
  #underWay: UnderWay[] = [];

  get nextNs(): number {
    return Math.min(
      Infinity,
      ...this.#underWay.map(({ due, blockedSinceNs }) =>
        blockedSinceNs === null ? (due[0]?.at ?? Infinity) : Infinity,
      ),
    );
  }

  /** What has happened by now, one at a time. */
  take(): CarryNews | null {
    for (const each of this.#underWay) {
      const news = each.blockedSinceNs === null && each.due[0];
      if (!news || news.at > this.now) continue;
      each.due.shift();
      if (news.what === 'resumed') each.resumed = true;
      if (news.what === 'ended') this.#underWay = this.#underWay.filter((other) => other !== each);
      return news;
    }
    return null;
  }

  begin(order: CarryOrder): CarryId {
    const id = this.orders.push(order);
    this.#underWay.push({ id, due: newsOf(id, order, this.now), resumed: false, blockedSinceNs: null });
    return id;
  }

  act(id: CarryId, act: MoveAct): boolean {
    const way = this.#underWay.find((each) => each.id === id);
    if (!way || (act.kind === 'cancel' && way.resumed)) return false;
    const status: MoveStatus = act.kind === 'cancel' ? 'cancelled' : way.resumed ? 'lost' : 'failed';
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

/** Stop-and-copy: the fixed parts, then the memory at the cap. Post-copy: first what is needed, later the rest. */
function newsOf(id: CarryId, { guest, tuning }: CarryOrder, now: VirtualNs): CarryNews[] {
  const { maxBandwidthBytesPerSecond: rate, policy } = tuning;
  const parts = policy?.pause ?? [];
  const fixedNs = parts.reduce(
    (sum, { fixedMs }) => sum + (typeof fixedMs === 'number' ? fixedMs * 1e6 : 0),
    0,
  );
  const firstBytes = parts.reduce((sum, { bytes }) => sum + (typeof bytes === 'number' ? bytes : 0), 0);
  const bytes = policy?.method.kind === 'postcopy' ? firstBytes : guest.memoryBytes;
  const resumedNs = ns(now + fixedNs + (bytes / rate) * NS_PER_S);
  const endedNs = ns(resumedNs + ((guest.memoryBytes - bytes) / rate) * NS_PER_S);
  return [
    { id, at: now, what: 'stopped' },
    { id, at: resumedNs, what: 'resumed' },
    { id, at: endedNs, what: 'ended', status: 'completed' },
  ];
}
