/** When no program of a partition ran anywhere, although it had been started: what whoever uses it feels. */
import type { Span } from '../../../model/recording.ts';
import type { VirtualNs } from '../../../model/units.ts';
import { wparOf } from '../objects/world.ts';
import { runningOn } from '../objects/wpar.ts';
import type { Snapshot } from '../placement/policy.ts';

/** Spans that begin within the given one; the last may not have ended yet. */
export function pausesWithin(snapshots: readonly Snapshot[], wpar: string, { fromNs, toNs }: Span): Span[] {
  const pauses: Span[] = [];
  let since: VirtualNs | null = null;
  let ran = false;
  for (const { at, world } of snapshots) {
    if (at > toNs) break;
    const here = wparOf(world, wpar);
    const runs = here !== undefined && runningOn(here) !== null;
    if (runs && since !== null) {
      if (since >= fromNs) pauses.push({ fromNs: since, toNs: at });
      since = null;
    } else if (!runs && ran) since ??= at;
    ran ||= runs;
  }
  if (since !== null && since >= fromNs) pauses.push({ fromNs: since, toNs });
  return pauses;
}

export const longestOf = (spans: readonly Span[]): number =>
  Math.max(0, ...spans.map(({ fromNs, toNs }) => toNs - fromNs));
