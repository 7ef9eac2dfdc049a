/**
 * What the chart draws of a move: what is left falls round by round and jumps at each sync, what was sent
 * grows. Times in nanoseconds, sizes in bytes; at most a few points per pixel are kept.
 */
import type { MoveRecord, Sync } from '../model/recording.ts';
import type { VirtualNs } from '../model/units.ts';
import { levelsAt, sampleBefore } from './levels.ts';
import { type Phase, phasesOf } from './phases.ts';

export type Point = readonly [atNs: number, bytes: number];

export interface Curve {
  /** One falling line per round, one for the pause, one for what follows in post-copy. */
  falls: Point[][];
  /** From what was unsent to what is left with the newly dirtied. */
  jumps: { atNs: number; from: number; to: number }[];
  sent: Point[];
  /** How much of its CPU time the partition does not get, percent, from each moment to the next. */
  throttle: { fromNs: number; toNs: number; percent: number }[];
  /** Below how much it would have switched over, each from its moment to the next; the first from the beginning. */
  limits: { fromNs: number; bytes: number }[];
  topBytes: number;
}

const MOST_POINTS = 400;

const thin = (points: Point[]): Point[] => {
  const stride = Math.ceil(points.length / MOST_POINTS);
  return stride <= 1 ? points : points.filter((_, i) => i % stride === 0 || i === points.length - 1);
};

/** On a logarithmic axis a straight line is a bend: points in between, each at most a fifth from the last. */
const bent = (points: Point[]): Point[] =>
  points.flatMap(([at, v], i): Point[] => {
    const [from, u] = points[i - 1] ?? [at, v];
    const low = Math.max(u, v) / 200;
    const ratio = Math.max(v, low) / Math.max(u, low);
    const pieces = u === v ? 1 : Math.max(1, Math.ceil(Math.abs(Math.log(ratio)) / 0.22));
    return Array.from({ length: pieces }, (_, k): Point => {
      const level = k + 1 === pieces ? v : Math.max(u, low) * ratio ** ((k + 1) / pieces);
      return [u === v ? at : from + ((level - u) / (v - u)) * (at - from), level];
    });
  });

/** The stretch of a move that is drawn at once: all of it, or some of very many rounds. */
export interface Extent {
  fromNs: number;
  toNs: number;
  phases: Phase[];
  /** Of how many rounds in all. */
  rounds: number;
}

const ROUNDS_AT_ONCE = 40;

export function extentAt(move: MoveRecord, at: number): Extent {
  const phases = phasesOf(move);
  const rounds = phases.filter((p) => p.kind === 'round');
  if (rounds.length <= 2 * ROUNDS_AT_ONCE)
    return { fromNs: move.startNs, toNs: move.endNs, phases, rounds: rounds.length };
  const number = rounds.findLast((p) => p.fromNs <= at)?.number ?? 1;
  const first = number - 1 - ((number - 1) % ROUNDS_AT_ONCE);
  const last = Math.min(first + ROUNDS_AT_ONCE, rounds.length);
  const fromNs = first === 0 ? move.startNs : (rounds[first]?.fromNs ?? move.startNs);
  const toNs = last === rounds.length ? move.endNs : (rounds[last - 1]?.toNs ?? move.endNs);
  return {
    fromNs,
    toNs,
    phases: phases.filter((p) => p.fromNs >= fromNs && p.toNs <= toNs),
    rounds: rounds.length,
  };
}

export function curveOf(move: MoveRecord, { fromNs, toNs, phases }: Extent): Curve {
  const { samples } = move;
  const falls: Point[][] = [];
  for (const phase of phases) {
    if (phase.kind !== 'round' && phase.kind !== 'pause' && phase.kind !== 'postcopy') continue;
    const points: Point[] = [[phase.fromNs, phase.leftAtStart]];
    for (let i = sampleBefore(samples, phase.fromNs) + 1; i < samples.atNs.length; i++) {
      const at = samples.atNs[i] as number;
      const left = samples.remainingBytes[i] as number;
      if (at >= phase.toNs) break;
      // A sample taken at the sync itself may already count what was dirtied.
      if (at > phase.fromNs && left <= (points.at(-1)?.[1] ?? 0)) points.push([at, left]);
    }
    points.push([phase.toNs, Math.min(phase.leftAtEnd, points.at(-1)?.[1] ?? Infinity)]);
    falls.push(thin(bent(points)));
  }
  const shown = move.syncs.filter((s) => s.at >= fromNs && s.at <= toNs);
  const jumps = shown
    .filter((s) => s.number > 1 && s.newDirtyPages > 0)
    .map((s) => ({ atNs: s.at, from: s.unsentPages * move.pageBytes, to: s.remainingBytes }));
  const sent: Point[] = [];
  for (let i = Math.max(0, sampleBefore(samples, fromNs)); i < samples.atNs.length; i++) {
    if ((samples.atNs[i] as number) > toNs) break;
    sent.push([Math.max(fromNs, samples.atNs[i] as number), samples.sentBytes[i] as number]);
  }
  const sentBytes = levelsAt(move, toNs as VirtualNs).sentBytes;
  const topBytes = Math.max(1, sentBytes, ...shown.map((s) => s.remainingBytes));
  return {
    falls,
    jumps,
    sent: thin(bent(sent)),
    throttle: throttleOf(move, fromNs, toNs),
    limits: limitsOf(shown),
    topBytes,
  };
}

/** The measured speed changes it a little with every sync: that is no other limit. */
const SAME_LIMIT = 0.05;

function limitsOf(syncs: readonly Sync[]): Curve['limits'] {
  const limits: Curve['limits'] = [];
  for (const { at, thresholdBytes } of syncs) {
    const last = limits.at(-1);
    if (thresholdBytes <= 0) continue;
    if (last && Math.abs(thresholdBytes / last.bytes - 1) < SAME_LIMIT) last.bytes = thresholdBytes;
    else limits.push({ fromNs: at, bytes: thresholdBytes });
  }
  return limits;
}

function throttleOf(move: MoveRecord, fromNs: number, toNs: number): Curve['throttle'] {
  const steps = move.throttle ?? [];
  const last = Math.min(toNs, move.stoppedNs ?? move.endNs);
  return steps
    .map(({ at, percent }, i) => ({
      fromNs: Math.max(fromNs, at),
      toNs: Math.min(last, steps[i + 1]?.at ?? last),
      percent,
    }))
    .filter((step) => step.percent > 0 && step.toNs > step.fromNs);
}

/** A logarithmic axis: powers of four that bracket what is shown, and the place of a value, 0 at the bottom. */
export function logAxis(low: number, high: number): { ticks: number[]; place(value: number): number } {
  const [from, to] = [Math.log2(low), Math.log2(Math.max(high, low * 4))];
  const ticks: number[] = [];
  for (let power = Math.ceil(from / 2) * 2; power <= to; power += 2) ticks.push(2 ** power);
  return { ticks, place: (value) => (Math.log2(Math.max(value, low)) - from) / (to - from) };
}
