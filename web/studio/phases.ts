/** A move in its phases: what the player's bands, the chart's bands and the task list show. */
import type { MoveRecord, Span, Sync } from '../model/recording.ts';
import { ms, ns, type VirtualNs } from '../model/units.ts';
import { levelsAt } from './levels.ts';

/** From one bitmap synchronisation to the next is a round; before the first lies the setup. */
export interface Phase {
  /** `prepare`, `mirror` (disks go first) and `cleanup`: what the product does around the migration; `tail`: what it does itself at its end. */
  kind: 'prepare' | 'mirror' | 'setup' | 'round' | 'pause' | 'postcopy' | 'tail' | 'cleanup';
  /** Of a round, from 1; 0 otherwise. */
  number: number;
  fromNs: VirtualNs;
  toNs: VirtualNs;
  /** Bytes left at its start and at its end, before what was dirtied meanwhile is counted. */
  leftAtStart: number;
  leftAtEnd: number;
  /** Bytes that were found dirty again at its end. */
  redirtiedBytes: number;
  /** Whether anybody looked what was dirtied in it; not when the move broke off. */
  counted: boolean;
  sentBytes: number;
}

/** It stops when what is left fits the limit; the sync in the pause itself decides nothing. */
export const switchesOver = (sync: Sync): boolean =>
  sync.thresholdBytes > 0 && sync.remainingBytes <= sync.thresholdBytes;

/** When the copy no longer runs beside the partition: it stopped, or the move ended. */
const stopOf = (move: MoveRecord): VirtualNs => move.stoppedNs ?? move.endNs;

/** The syncs after which a round began: all but the deciding one and those in the pause. */
function opening(move: MoveRecord): Sync[] {
  const running = move.syncs.filter((s) => !s.stopped && s.at < stopOf(move));
  const last = running.at(-1);
  if (!last || move.stoppedNs === null) return running;
  const rest = move.stoppedNs - last.at;
  // One that is asked to stop in the middle of a round does not decide by itself.
  const decides = switchesOver(last) ? rest < A_DECISION : rest < AT_ONCE;
  return decides ? running.slice(0, -1) : running;
}

/** Too short for anything to be sent. */
const AT_ONCE = ms(1);
/** Between the sync that decides and the stop lies no more than this. */
const A_DECISION = ms(50);

const known = new WeakMap<MoveRecord, Phase[]>();

export function phasesOf(move: MoveRecord): Phase[] {
  const cached = known.get(move);
  if (cached) return cached;
  const phases = [...before(move), ...rounds(move), ...after(move)].filter((p) => p.toNs > p.fromNs);
  known.set(move, phases);
  return phases;
}

const NOTHING = {
  number: 0,
  leftAtStart: 0,
  leftAtEnd: 0,
  redirtiedBytes: 0,
  counted: true,
  sentBytes: 0,
};

function before(move: MoveRecord): Phase[] {
  const total = move.totalPages * move.pageBytes;
  const all = { ...NOTHING, leftAtStart: total, leftAtEnd: total };
  const setup: Phase = {
    ...all,
    kind: 'setup',
    fromNs: move.startNs,
    toNs: ns(Math.min(move.syncs[0]?.at ?? Infinity, stopOf(move))),
  };
  const tasks = (move.tasks ?? []).filter((t) => t.kind !== 'cleanup' && t.fromNs < stopOf(move));
  return [...tasks.map((task): Phase => ({ ...all, ...task })), setup];
}

function rounds(move: MoveRecord): Phase[] {
  const begun = opening(move);
  return begun.map((sync, i): Phase => {
    const next = move.syncs[i + 1];
    const toNs = begun[i + 1]?.at ?? stopOf(move);
    const end = levelsAt(move, toNs);
    // Where the partition was made to stand still in mid-round, the sync comes later.
    const own = next && next.at <= toNs + A_DECISION ? next : undefined;
    return {
      kind: 'round',
      number: i + 1,
      fromNs: sync.at,
      toNs,
      leftAtStart: sync.remainingBytes,
      leftAtEnd: own ? own.unsentPages * move.pageBytes : end.remainingBytes,
      redirtiedBytes: (next?.newDirtyPages ?? 0) * move.pageBytes,
      counted: next !== undefined,
      sentBytes: (own?.sentBytes ?? end.sentBytes) - sync.sentBytes,
    };
  });
}

function after(move: MoveRecord): Phase[] {
  const cleanups = (move.tasks ?? [])
    .filter((task) => task.kind === 'cleanup' && task.fromNs >= (move.resumedNs ?? 0))
    .map((task): Phase => ({ ...NOTHING, ...task }));
  if (move.stoppedNs === null) return cleanups;
  const upTo = move.resumedNs ?? move.endNs;
  const { postcopy, sentBytes } = move.outcome;
  const last = move.syncs.at(-1);
  const before = levelsAt(move, move.stoppedNs);
  const earlier = move.syncs.findLast((s) => !s.stopped && s.at <= stopOf(move));
  // The last sync finds what else is to be sent, unless it comes late: the partition was made to stand still.
  const atOnce = last && last.at < stopOf(move) + A_DECISION;
  const decided = earlier && stopOf(move) - earlier.at < A_DECISION;
  const [resumed, end] = [levelsAt(move, upTo), levelsAt(move, move.endNs)];
  const pause: Phase = {
    ...NOTHING,
    kind: 'pause',
    fromNs: move.stoppedNs,
    toNs: upTo,
    leftAtStart: atOnce ? last.remainingBytes : before.remainingBytes,
    leftAtEnd: postcopy ? resumed.remainingBytes : 0,
    sentBytes: (postcopy ? resumed.sentBytes : sentBytes) - (decided ? earlier.sentBytes : before.sentBytes),
  };
  const rest: Phase = {
    ...NOTHING,
    kind: postcopy ? 'postcopy' : 'tail',
    fromNs: upTo,
    toNs: move.endNs,
    leftAtStart: postcopy ? resumed.remainingBytes : 0,
    leftAtEnd: postcopy ? end.remainingBytes : 0,
    sentBytes: postcopy ? sentBytes - resumed.sentBytes : 0,
  };
  return [pause, rest, ...cleanups];
}

/** A pause of which nothing more is known than when it was. */
export const standing = ({ fromNs, toNs }: Span): Phase => ({ ...NOTHING, kind: 'pause', fromNs, toNs });

/** Rounds in a row that are shorter than `leastNs` become one; its sums are theirs. */
export function joined(phases: readonly Phase[], leastNs: number): Phase[] {
  const out: Phase[] = [];
  for (const phase of phases) {
    const last = out.at(-1);
    const both = last?.kind === 'round' && phase.kind === 'round' && phase.toNs - phase.fromNs < leastNs;
    if (last && both && last.toNs - last.fromNs < leastNs)
      out[out.length - 1] = {
        ...last,
        toNs: phase.toNs,
        leftAtEnd: phase.leftAtEnd,
        redirtiedBytes: Math.max(last.redirtiedBytes, phase.redirtiedBytes),
        sentBytes: last.sentBytes + phase.sentBytes,
      };
    else out.push(phase);
  }
  return out;
}

/** Memory crosses in it. */
export const sends = ({ kind }: Phase): boolean =>
  kind === 'round' || kind === 'pause' || kind === 'postcopy';

const NAMES: Partial<Record<Phase['kind'], string>> = {
  prepare: 'preparing',
  mirror: 'copying disks',
  postcopy: 'post-copy',
  tail: 'clean-up',
  cleanup: 'clean-up',
};

export const phaseName = (phase: Phase): string =>
  phase.kind === 'round' ? `round ${phase.number}` : (NAMES[phase.kind] ?? phase.kind);
