/** When no program of a partition ran anywhere, although it had been started: what whoever uses it feels. */
import type { Span } from '../../../model/recording.ts';
import type { VirtualNs } from '../../../model/units.ts';
import { wparOf } from '../objects/world.ts';
import { runningOn } from '../objects/wpar.ts';
import type { Snapshot } from '../placement/policy.ts';

/** Of all that was until `upTo`. The last may not have ended by then; after a stop there is none, as nothing waits to go on. */
export function pausesOf(snapshots: readonly Snapshot[], wpar: string, upTo: VirtualNs): Span[] {
  const pauses: Span[] = [];
  let since: VirtualNs | null = null;
  let ran = false;
  let over = false;
  for (const { at, world } of snapshots) {
    if (at > upTo) break;
    const here = wparOf(world, wpar);
    const runs = here !== undefined && runningOn(here) !== null;
    if (runs && since !== null) {
      pauses.push({ fromNs: since, toNs: at });
      since = null;
    } else if (!runs && ran) since ??= at;
    ran ||= runs;
    over = !here || here.life.ended !== null;
  }
  if (since !== null && !over) pauses.push({ fromNs: since, toNs: upTo });
  return pauses;
}

/** Those that begin within the given span; the last may not have ended at its end. */
export const pausesWithin = (snapshots: readonly Snapshot[], wpar: string, { fromNs, toNs }: Span): Span[] =>
  pausesOf(snapshots, wpar, toNs).filter((pause) => pause.fromNs >= fromNs);

export const longestOf = (spans: readonly Span[]): number =>
  Math.max(0, ...spans.map(({ fromNs, toNs }) => toNs - fromNs));
