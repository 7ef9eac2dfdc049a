/** When a partition answers, and how fast it is: what clients feel of its moves. */
import type { MoveOutcome, MoveRecord, Span } from '../../model/recording.ts';
import { ns, type VirtualNs } from '../../model/units.ts';

/** Of a move, what somebody outside can feel. */
export type FeltMove = Pick<
  MoveRecord,
  'partition' | 'stoppedNs' | 'resumedNs' | 'endNs' | 'speed' | 'stalls'
> & { outcome: Pick<MoveOutcome, 'status'> };

/** Moves that end so leave the partition on its source, running. */
const STAYED: ReadonlySet<string> = new Set(['cancelled', 'failed']);

/** From `fromNs` on, to the next stretch, the partition runs at this share of its speed; 0 = nobody is answered. */
export interface Stretch {
  fromNs: number;
  speed: number;
}

/**
 * Spans without any answer, ascending and apart from each other: the pause, then the time until the network has
 * found the partition's new place, whatever it stood still for want of a page, and while it did not run at all.
 * @param away the last of these; null: nobody knows, and one that was lost stays so
 */
export function silencesOf(
  moves: readonly FeltMove[],
  foundAfterNs: VirtualNs,
  endNs: VirtualNs,
  away: readonly Span[] | null = null,
): Span[] {
  const spans = moves.flatMap(({ stalls = [], ...move }): Span[] => {
    const forGood = away === null && move.outcome.status === 'lost';
    const gone = forGood ? [{ fromNs: move.endNs, toNs: endNs }] : [];
    if (move.stoppedNs === null) return [...stalls, ...gone];
    const toNs = backAt(move, foundAfterNs) ?? (away === null ? endNs : move.endNs);
    return [{ fromNs: move.stoppedNs, toNs }, ...stalls, ...gone];
  });
  const merged: Span[] = [];
  for (const { fromNs, toNs } of [...spans, ...(away ?? [])].sort((a, b) => a.fromNs - b.fromNs)) {
    const last = merged.at(-1);
    if (last && fromNs <= last.toNs) last.toNs = ns(Math.max(last.toNs, toNs));
    else if (toNs > fromNs) merged.push({ fromNs, toNs });
  }
  return merged;
}

function backAt({ resumedNs, endNs, outcome }: FeltMove, foundAfterNs: VirtualNs): VirtualNs | null {
  if (resumedNs !== null) return ns(resumedNs + foundAfterNs);
  return STAYED.has(outcome.status) ? endNs : null;
}

/** Silences and throttling as one course from 0 on; neighbours differ. */
export function courseOf(moves: readonly FeltMove[], silences: readonly Span[]): Stretch[] {
  const throttled = moves.flatMap(({ speed = [], resumedNs, endNs }): Stretch[] =>
    speed.length === 0
      ? []
      : [
          ...speed.map(({ at, share }) => ({ fromNs: at, speed: share })),
          { fromNs: resumedNs ?? endNs, speed: 1 },
        ],
  );
  throttled.sort((a, b) => a.fromNs - b.fromNs);
  const edges = [0, ...throttled.map(({ fromNs }) => fromNs), ...silences.flatMap((s) => [s.fromNs, s.toNs])];
  const course: Stretch[] = [];
  let [i, k, full] = [0, 0, 1];
  for (const fromNs of [...new Set(edges)].sort((a, b) => a - b)) {
    for (let next = throttled[i]; next && next.fromNs <= fromNs; next = throttled[i]) {
      full = next.speed;
      i++;
    }
    while (k < silences.length && (silences[k]?.toNs ?? 0) <= fromNs) k++;
    const speed = (silences[k]?.fromNs ?? Infinity) <= fromNs ? 0 : full;
    if (course.at(-1)?.speed !== speed) course.push({ fromNs, speed });
  }
  return course;
}
