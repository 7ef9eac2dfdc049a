/**
 * The request stream as a fluid: requests come evenly, `workers` of them are worked on at the partition's speed,
 * the others wait in line. Work is counted in nanoseconds of a worker at full speed. Between the moments at which
 * something changes all of it is linear, so that only these moments are computed, and the series is exact.
 */
import type { RequestSpec } from '../../model/client.ts';
import type { RequestSeries } from '../../model/recording.ts';
import { NS_PER_MS, NS_PER_S, ns, type VirtualNs } from '../../model/units.ts';
import type { Stretch } from './availability.ts';

/** A moment of the course: how much work a worker can have done by then. */
interface Milestone {
  atNs: number;
  doneNs: number;
  speed: number;
}

/** A request that comes at this moment is answered when a worker has done so much work. */
interface Corner {
  atNs: number;
  workNs: number;
  answersPerSecond: number;
}

export function requestSeries(
  spec: RequestSpec,
  course: readonly Stretch[],
  endNs: VirtualNs,
): RequestSeries | undefined {
  if (spec.perSecond <= 0) return undefined;
  const serviceNs = spec.serviceMs * NS_PER_MS;
  const milestones = milestonesOf(course, endNs);
  const corners = cornersOf(spec, serviceNs, milestones);
  const rows: [atNs: number, latencyMs: number, answersPerSecond: number][] = [];
  for (const { atNs, workNs, answersPerSecond } of withLeaps(corners, milestones)) {
    if (atNs > endNs) break;
    const [first, last] = momentsOf(milestones, workNs);
    rows.push([atNs, (first - atNs) / NS_PER_MS, answersPerSecond]);
    if (last > first) rows.push([atNs, (last - atNs) / NS_PER_MS, answersPerSecond]);
  }
  const column = (i: 0 | 1 | 2) => Float64Array.from(rows, (row) => (i === 0 ? ns(row[0]) : row[i]));
  return {
    atNs: column(0),
    latencyMs: column(1),
    requestsPerSecond: column(2),
    slowestMs: rows.reduce((slowest, row) => Math.max(slowest, row[1]), 0),
    longestSilenceNs: longestSilence(rows, endNs),
  };
}

/** Whatever still waits at the end of the recording is served from then on. */
function milestonesOf(course: readonly Stretch[], endNs: number): Milestone[] {
  const milestones: Milestone[] = [];
  for (const { fromNs, speed } of [...course.filter((s) => s.fromNs < endNs), { fromNs: endNs, speed: 1 }]) {
    const last = milestones.at(-1);
    const doneNs = last ? last.doneNs + (fromNs - last.atNs) * last.speed : 0;
    milestones.push({ atNs: fromNs, doneNs, speed });
  }
  return milestones;
}

/** Where the line begins to grow or to shrink, or is empty again. */
function cornersOf(spec: RequestSpec, serviceNs: number, milestones: readonly Milestone[]): Corner[] {
  const { perSecond, workers } = spec;
  /** Work that comes in a nanosecond, for each worker. */
  const comes = (perSecond * serviceNs) / NS_PER_S / workers;
  const corners: Corner[] = [];
  let waitingNs = 0;
  milestones.forEach(({ atNs, doneNs, speed }, i) => {
    const busy = waitingNs > 0 || speed < comes;
    const answersPerSecond = busy ? (speed / comes) * perSecond : perSecond;
    corners.push({ atNs, workNs: doneNs + waitingNs + serviceNs, answersPerSecond });
    const toNs = milestones[i + 1]?.atNs ?? Infinity;
    const emptyNs = waitingNs > 0 && speed > comes ? atNs + waitingNs / (speed - comes) : Infinity;
    if (emptyNs < toNs) {
      const workNs = doneNs + (emptyNs - atNs) * speed + serviceNs;
      corners.push({ atNs: emptyNs, workNs, answersPerSecond: perSecond });
      waitingNs = 0;
    } else if (toNs < Infinity) waitingNs = Math.max(0, waitingNs + (comes - speed) * (toNs - atNs));
  });
  return corners;
}

/** The corners, and between them the requests that are done just when the course changes. */
function withLeaps(corners: readonly Corner[], milestones: readonly Milestone[]): Corner[] {
  const all = [...corners];
  let k = 0;
  for (const workNs of new Set(milestones.map(({ doneNs }) => doneNs))) {
    while (k + 1 < corners.length && (corners[k + 1]?.workNs ?? 0) <= workNs) k++;
    const [from, to] = [corners[k], corners[k + 1]];
    if (!from || !to || workNs <= from.workNs) continue;
    const part = (workNs - from.workNs) / (to.workNs - from.workNs);
    const { answersPerSecond } = from;
    all.push({ atNs: from.atNs + (to.atNs - from.atNs) * part, workNs, answersPerSecond });
  }
  return all.sort((a, b) => a.atNs - b.atNs || a.workNs - b.workNs);
}

/** The first and the last moment at which a worker can have done so much; they differ across a silence. */
function momentsOf(milestones: readonly Milestone[], workNs: number): [number, number] {
  let [low, high] = [0, milestones.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((milestones[middle]?.doneNs ?? 0) <= workNs) low = middle;
    else high = middle - 1;
  }
  const last = milestones[low] as Milestone;
  const before = milestones[low - 1];
  const moment = last.atNs + (workNs - last.doneNs) / last.speed;
  return [workNs === last.doneNs && before?.speed === 0 ? before.atNs : moment, moment];
}

function longestSilence(rows: readonly (readonly [number, number, number])[], endNs: number): VirtualNs {
  let [longest, since] = [0, -1];
  for (const [atNs, , answersPerSecond] of [...rows, [endNs, 0, 1] as const]) {
    if (answersPerSecond === 0) {
      if (since < 0) since = atNs;
    } else if (since >= 0) {
      longest = Math.max(longest, atNs - since);
      since = -1;
    }
  }
  return ns(longest);
}
