/** What is to happen in a run, in order of its moments; at equal ones by rank, and else in the order in which it was planned. */
import type { VirtualNs } from '../model/units.ts';

/**
 * At one moment, whoever leaves makes room first; then people act, then what was planned or what a script does; a copy
 * begins last and takes what there is.
 */
export const RANK = { leaves: 0, person: 1, plan: 2, copy: 3 } as const;
export type Rank = (typeof RANK)[keyof typeof RANK];

export interface Due {
  at: VirtualNs;
  rank: Rank;
  happens(): void;
}

export class Agenda {
  readonly #due: Due[] = [];

  plan(at: VirtualNs, rank: Rank, happens: () => void): void {
    const before = ({ at: a, rank: r }: Due) => a < at || (a === at && r <= rank);
    let index = this.#due.length;
    while (index > 0 && !before(this.#due[index - 1] as Due)) index--;
    this.#due.splice(index, 0, { at, rank, happens });
  }

  /** When something happens next; Infinity: nothing will. */
  get nextNs(): number {
    return this.#due[0]?.at ?? Infinity;
  }

  peek(): Due | null {
    return this.#due[0] ?? null;
  }

  /** Takes the next one out; null: there is none. */
  take(): Due | null {
    return this.#due.shift() ?? null;
  }
}
