/**
 * When a partition's programs run, and where, for one life of it: from a start to whatever ends it. While they stand still
 * their own time does; a sleep that was under way has the same rest before and after.
 */
import type { VirtualNs } from '../../../model/units.ts';
import { type Ending, runningOn, type Wpar } from '../objects/wpar.ts';
import type { Snapshot } from '../placement/policy.ts';

export interface Running {
  fromNs: number;
  /** Infinity: as far as it is known. */
  toNs: number;
  system: string;
}

export interface LifeStory {
  spans: readonly Running[];
  /** What everybody who is logged in was told, and when. */
  notice: { at: VirtualNs; text: string } | null;
  end: { at: VirtualNs; how: Ending } | null;
}

/** Of the life that is there at `fromNs`; null: its programs do not live then. */
export function lifeFrom(snapshots: readonly Snapshot[], name: string, fromNs: number): LifeStory | null {
  const first = snapshots.findLastIndex(({ at }) => at <= fromNs);
  const start = wparIn(snapshots[first], name);
  if (!start || start.life.starts === 0 || start.life.ended !== null || runningOn(start) === null)
    return null;
  const spans: Running[] = [];
  let notice: LifeStory['notice'] = null;
  for (const snapshot of snapshots.slice(first)) {
    const wpar = wparIn(snapshot, name);
    const at = Math.max(snapshot.at, fromNs) as VirtualNs;
    const last = spans.at(-1);
    const close = (): void => {
      if (last && last.toNs === Infinity) last.toNs = at;
    };
    if (!wpar || wpar.life.starts !== start.life.starts || wpar.life.ended !== null) {
      close();
      return { spans, notice, end: { at, how: wpar?.life.ended ?? 'stop' } };
    }
    if (wpar.life.notice !== null && notice === null && wpar.life.notice !== start.life.notice)
      notice = { at, text: wpar.life.notice };
    const system = runningOn(wpar);
    if (last?.toNs === Infinity && last.system === system) continue;
    close();
    if (system !== null) spans.push({ fromNs: at, toNs: Infinity, system });
  }
  return { spans, notice, end: null };
}

const wparIn = (snapshot: Snapshot | undefined, name: string): Wpar | undefined =>
  snapshot?.world.wpars.find((wpar) => wpar.name === name);

/** The moment at which its programs have run so long since `fromNs`, and where; null: not as far as is known. */
export function momentOf(
  spans: readonly Running[],
  fromNs: number,
  ownNs: number,
): { at: number; system: string } | null {
  let left = ownNs;
  for (const { fromNs: begin, toNs, system } of spans) {
    const from = Math.max(begin, fromNs);
    if (toNs <= from) continue;
    if (from + left < toNs) return { at: from + left, system };
    left -= toNs - from;
  }
  return null;
}

export const systemAt = (spans: readonly Running[], at: number): string | null =>
  spans.find(({ fromNs, toNs }) => fromNs <= at && at < toNs)?.system ?? null;

/** Spans in which they stand still between two in which they run, and the one that has no end yet. */
export function pausesOf({ spans, end }: LifeStory): { fromNs: number; toNs: number }[] {
  return spans.flatMap(({ toNs }, i) => {
    const next = spans[i + 1]?.fromNs ?? end?.at ?? Infinity;
    return toNs < next ? [{ fromNs: toNs, toNs: next }] : [];
  });
}
