/** What a link carries over time: what it was set to, and nothing while it is cut, however often that is. */
import type { CapacityChange, LinkSpec } from '../model/network.ts';
import { ns, type VirtualNs } from '../model/units.ts';

const rateIn = (changes: readonly CapacityChange[], first: number, at: VirtualNs): number =>
  changes.findLast((change) => change.at <= at)?.bytesPerSecond ?? first;

export const rateAt = ({ schedule = [], bytesPerSecond }: LinkSpec, at: VirtualNs): number =>
  rateIn(schedule, bytesPerSecond, at);

/** The same changes with another one, in place of the one at that moment. */
export const changed = (changes: readonly CapacityChange[], change: CapacityChange): CapacityChange[] =>
  [...changes.filter(({ at }) => at !== change.at), change].sort((a, b) => a.at - b.at);

export class LinkCourse {
  readonly #first: number;
  #set: CapacityChange[];
  readonly #cuts: { fromNs: VirtualNs; toNs: VirtualNs }[] = [];

  constructor({ bytesPerSecond, schedule = [] }: LinkSpec) {
    this.#first = bytesPerSecond;
    this.#set = [...schedule];
  }

  /** From `at` on, unless it is cut; whatever was planned for later still comes. */
  set(at: VirtualNs, bytesPerSecond: number): void {
    this.#set = changed(this.#set, { at, bytesPerSecond });
  }

  /** Cuts come in the order of their moments; one that begins within the last one lengthens it. */
  cut(fromNs: VirtualNs, spanNs: number): void {
    const toNs = ns(fromNs + spanNs);
    const last = this.#cuts.at(-1);
    if (last && fromNs <= last.toNs) last.toNs = ns(Math.max(last.toNs, toNs));
    else this.#cuts.push({ fromNs, toNs });
  }

  get schedule(): CapacityChange[] {
    const cuts = this.#cuts;
    const edges = [...this.#set.map(({ at }) => at), ...cuts.flatMap(({ fromNs, toNs }) => [fromNs, toNs])];
    const all: CapacityChange[] = [];
    let [rate, set, next, wasCut] = [this.#first, 0, 0, false];
    for (const at of new Set(edges.sort((a, b) => a - b))) {
      for (let change = this.#set[set]; change && change.at <= at; change = this.#set[++set])
        rate = change.bytesPerSecond;
      while ((cuts[next]?.toNs ?? Infinity) <= at) next++;
      const cut = (cuts[next]?.fromNs ?? Infinity) <= at;
      if (!cut || !wasCut) all.push({ at, bytesPerSecond: cut ? 0 : rate });
      wasCut = cut;
    }
    return all;
  }
}
