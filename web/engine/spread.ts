/** How writes are spread over pages, as sets and sweeps that the engine knows: by Zipf’s law, and by a curve D(t). */
import { logOf, powerOf } from '../model/exact.ts';

/** Pages with neighbouring ranks, and the share of all writes that they take together. */
export interface RankGroup {
  rank: number;
  pages: number;
  share: number;
}

/** So many of the hottest pages stand for themselves. */
const SINGLE_RANKS = 8;
/** Each further group ends at a rank that is so much larger; within it rates differ by that to the power of s. */
const GROUP_GROWTH = 1.3;

/** Zipf’s law over `pages` pages: that of rank r takes writes in proportion to r^−exponent. */
export function zipfGroups(pages: number, exponent: number): RankGroup[] {
  const groups: RankGroup[] = [];
  let rank = 0;
  while (rank < pages) {
    const end = rank < SINGLE_RANKS ? rank + 1 : Math.ceil(rank * GROUP_GROWTH);
    const to = Math.min(pages, end);
    groups.push({ rank, pages: to - rank, share: massOf(rank, to, exponent) });
    rank = to;
  }
  const all = groups.reduce((sum, { share }) => sum + share, 0);
  return groups.map((group) => ({ ...group, share: group.share / all }));
}

/** Σ r^−s over ranks [from + 1, to]: exactly where they are few, else the integral between their middles. */
function massOf(from: number, to: number, s: number): number {
  if (to - from <= SINGLE_RANKS) {
    let sum = 0;
    for (let rank = from + 1; rank <= to; rank++) sum += powerOf(rank, -s);
    return sum;
  }
  const [a, b] = [from + 0.5, to + 0.5];
  // Both forms are the same in the limit, and the first loses its digits near 1.
  if (Math.abs(s - 1) < 1e-6) return logOf(b / a);
  return (powerOf(b, 1 - s) - powerOf(a, 1 - s)) / (1 - s);
}

/** Pages that are each written once in so many seconds. */
export interface PacedPages {
  pages: number;
  everySeconds: number;
}

export interface Point {
  seconds: number;
  distinctPages: number;
}

/**
 * The only pages that leave exactly this curve behind, whenever one begins to look: those that are written every T
 * seconds leave min(t/T, 1) of them, so each bend of the curve, at T, is made by T times the change of its slope there.
 * Where a measured curve bends the wrong way its upper hull is taken.
 * @param points in any order, above 0 @param pages all there are: behind its last point the curve goes on as it came
 */
export function pacesOf(points: readonly Point[], pages: number): PacedPages[] {
  const hull = hullOf(points, pages);
  const bends = hull.map(({ seconds }, i) => ({
    seconds,
    change: slopeTo(hull, i) - (i + 1 < hull.length ? slopeTo(hull, i + 1) : 0),
  }));
  // Rounded so that no page is lost or won on the way.
  let exact = 0;
  let given = 0;
  return bends.flatMap(({ seconds, change }) => {
    exact += seconds * change;
    const own = Math.min(pages, Math.round(exact)) - given;
    given += own;
    return own > 0 ? [{ pages: own, everySeconds: seconds }] : [];
  });
}

function slopeTo(hull: readonly Point[], i: number): number {
  const before = hull[i - 1] ?? { seconds: 0, distinctPages: 0 };
  const { seconds, distinctPages } = hull[i] as Point;
  return (distinctPages - before.distinctPages) / (seconds - before.seconds);
}

/** Corners of the smallest curve through zero that is nowhere below the points, only grows, and bends one way. */
function hullOf(points: readonly Point[], pages: number): Point[] {
  const hull: Point[] = [];
  for (const each of [...points].sort((a, b) => a.seconds - b.seconds)) {
    const distinctPages = Math.min(pages, each.distinctPages);
    if (distinctPages <= (hull.at(-1)?.distinctPages ?? 0)) continue;
    hull.push({ ...each, distinctPages });
    while (hull.length > 1 && slopeTo(hull, hull.length - 1) >= slopeTo(hull, hull.length - 2)) {
      hull.splice(-2, 1);
    }
  }
  const last = hull.at(-1);
  const flat = last && points.some(({ seconds }) => seconds > last.seconds);
  if (!last || flat || last.distinctPages >= pages) return hull;
  const seconds = last.seconds + (pages - last.distinctPages) / slopeTo(hull, hull.length - 1);
  return [...hull.slice(0, -1), { seconds, distinctPages: pages }];
}

/** Earliest and latest bend of a power law, s: a tick, and as long as any run. */
const FIRST_S = 0.001;
const LAST_S = 1e6;
/** Between its corners a curve with this step lies 0.4 % low at most. */
const STEP = 1.5;

/** Corners of min(c t^α, pages). */
export function powerLawPoints(firstSecondPages: number, exponent: number, pages: number): Point[] {
  if (firstSecondPages === 0) return [];
  const full = powerOf(pages / firstSecondPages, 1 / exponent);
  const last = Math.min(LAST_S, Math.max(FIRST_S, full));
  const points: Point[] = [];
  for (let seconds = FIRST_S; seconds < last; seconds *= STEP) {
    points.push({ seconds, distinctPages: firstSecondPages * powerOf(seconds, exponent) });
  }
  return [...points, { seconds: last, distinctPages: firstSecondPages * powerOf(last, exponent) }];
}
