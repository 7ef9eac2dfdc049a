/** The client's date loop as a strip: one answer per interval, none while it has to wait. */
import type { MoveRecord, Recording, Span } from '../model/recording.ts';
import type { VirtualNs } from '../model/units.ts';

type Client = Recording['client'];

/** How many answers there are at most. */
export const mostAnswers = ({ everyNs, gaps }: Client, until: VirtualNs): number =>
  Math.floor(until / everyNs) + 1 + gaps.length;

/** The moments of the answers up to `until`: the steady beat, and the one that ends each silence. */
export function answers({ everyNs, gaps }: Client, until: VirtualNs): number[] {
  const at: number[] = [];
  const answered = (moment: number): void => {
    if (moment <= until && moment !== at.at(-1)) at.push(moment);
  };
  let next = 0;
  const ended = (moment: number): void => {
    for (let gap = gaps[next]; gap && gap.toNs <= moment; gap = gaps[++next]) answered(gap.toNs);
  };
  for (let t = 0; t <= until; t += everyNs) {
    ended(t);
    if ((gaps[next]?.fromNs ?? Infinity) >= t) answered(t);
  }
  ended(until);
  return at;
}

/** Silences as they can be told apart: those that are closer than `nearNs` are one. */
export function apart(gaps: Client['gaps'], nearNs: number): Span[] {
  const all: Span[] = [];
  for (const { fromNs, toNs } of gaps) {
    const last = all.at(-1);
    if (last && fromNs - last.toNs < nearNs) last.toNs = toNs;
    else all.push({ fromNs, toNs });
  }
  return all;
}

/** What a client did not hear of a move. */
export interface Silences {
  /** Because of its pause; 0: it noticed nothing. */
  pauseNs: number;
  /** The longest after that, as long as memory still follows; 0: none was longer. */
  laterNs: number;
}

export function silencesAround(
  { stoppedNs, resumedNs, endNs, outcome }: MoveRecord,
  { gaps }: Client,
): Silences {
  const back = resumedNs ?? 0;
  const pause = gaps.find((gap) => gap.fromNs < back && gap.toNs > (stoppedNs ?? 0));
  const pauseNs = pause ? pause.toNs - pause.fromNs : 0;
  const follows = outcome.postcopy !== null && resumedNs !== null;
  const later = follows ? gaps.filter(({ fromNs }) => fromNs >= back && fromNs < endNs) : [];
  const laterNs = Math.max(0, ...later.map(({ fromNs, toNs }) => toNs - fromNs));
  return { pauseNs, laterNs: laterNs > pauseNs ? laterNs : 0 };
}

/** The longest silence so far, nanoseconds; a gap under way counts up to now. */
export function longestGap(client: Client, at: VirtualNs): number {
  return client.gaps
    .filter((g) => g.fromNs < at)
    .reduce((longest, g) => Math.max(longest, Math.min(g.toNs, at) - g.fromNs), 0);
}
