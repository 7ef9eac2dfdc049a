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

  cut(fromNs: VirtualNs, spanNs: number): void {
    this.#cuts.push({ fromNs, toNs: ns(fromNs + spanNs) });
  }

  get schedule(): CapacityChange[] {
    const moments = new Set<VirtualNs>([
      ...this.#set.map(({ at }) => at),
      ...this.#cuts.flatMap(({ fromNs, toNs }) => [fromNs, toNs]),
    ]);
    const isCut = (at: VirtualNs) => this.#cuts.some(({ fromNs, toNs }) => fromNs <= at && at < toNs);
    const all: CapacityChange[] = [];
    let wasCut = false;
    for (const at of [...moments].sort((a, b) => a - b)) {
      const cut = isCut(at);
      if (!cut || !wasCut) all.push({ at, bytesPerSecond: cut ? 0 : rateIn(this.#set, this.#first, at) });
      wasCut = cut;
    }
    return all;
  }
}
