/** The client's date loop as a strip: one answer per interval, none while it has to wait. */
import type { MoveRecord, Recording, Span } from '../model/recording.ts';
import type { VirtualNs } from '../model/units.ts';

type Client = Recording['client'];

/** The moments of the answers up to `until`: the steady beat, and the one that ends each silence. */
export function answers(client: Client, until: VirtualNs): number[] {
  const at: number[] = [];
  for (let t = 0; t <= until; t += client.everyNs)
    if (!client.gaps.some((g) => g.fromNs < t && t < g.toNs)) at.push(t);
  for (const gap of client.gaps) if (gap.toNs <= until && !at.includes(gap.toNs)) at.push(gap.toNs);
  return at.sort((a, b) => a - b);
}

/** The silence that the pause of a move made, if it was noticed. */
export const gapOf = ({ stoppedNs, resumedNs }: MoveRecord, { gaps }: Client): Span | undefined =>
  gaps.find((gap) => gap.fromNs < (resumedNs ?? 0) && gap.toNs > (stoppedNs ?? 0));

/** The longest silence so far, nanoseconds; a gap under way counts up to now. */
export function longestGap(client: Client, at: VirtualNs): number {
  return client.gaps
    .filter((g) => g.fromNs < at)
    .reduce((longest, g) => Math.max(longest, Math.min(g.toNs, at) - g.fromNs), 0);
}
