/**
 * The memory map at any moment of a recording. A viewer repeats the migration in question up to the moment, from the
 * nearest keyframe before it. Keyframes are taken on the way, and by a scout that runs ahead while nobody asks: through
 * the move that was looked at last, then through the next one of its partition.
 */
import type { Engine } from '../engine/engine.ts';
import { type Frame, type MapRequest, type MemoryMap, PAGE_STATES } from '../model/frame.ts';
import type { MoveRecord, Recording } from '../model/recording.ts';
import { ns, type VirtualNs, ZERO_NS } from '../model/units.ts';
import { stepsOf } from './acts.ts';
import { Keyframes } from './keyframes.ts';
import { Replay } from './replay.ts';
import type { Computation } from './run.ts';

/** Of migrations that are kept beside the one that is looked at. */
const SPARE_BYTES = 128 * 2 ** 20;
/** Likewise, however small: each holds instances of the engine, and a browser has room for some hundred. */
const MOST_VIEWS = 8;

interface View {
  key: string;
  partition: string;
  startNs: VirtualNs | null;
  totalPages: number;
  replay: Replay;
  keyframes: Keyframes;
  /** Null when it has been through. */
  scout: Replay | null;
}

export class Viewer {
  readonly #engine: Engine;
  readonly #run: Pick<Computation, 'configOf'>;
  readonly #recording: Recording;
  /** The one that was looked at last comes first. */
  #views: readonly View[] = [];

  constructor(engine: Engine, run: Pick<Computation, 'configOf'>, recording: Recording) {
    this.#engine = engine;
    this.#run = run;
    this.#recording = recording;
  }

  frame(at: VirtualNs, request: MapRequest | null): Frame {
    return { at, map: request && this.#map(at, request) };
  }

  /** Takes one more keyframe of what was asked for last; false: there are all. */
  ahead(): boolean {
    const view = this.#views.find(({ scout }) => scout !== null) ?? this.#upcoming();
    if (!view?.scout) return false;
    const { scout, keyframes } = view;
    const next = keyframes.nextNs(scout.at);
    if (next === Infinity || scout.migration.ended) {
      scout.migration.leave();
      view.scout = null;
    } else {
      scout.runTo(next);
      keyframes.keep(next, scout.migration.state);
    }
    return true;
  }

  /** What will be looked at next, if time goes on. */
  #upcoming(): View | null {
    const [now] = this.#views;
    const next = this.#recording.moves.find(
      ({ partition, startNs }) => partition === now?.partition && startNs > (now.startNs ?? -1),
    );
    if (!now || !next || this.#views.some((view) => view.key === keyOf(next.partition, next))) return null;
    const view = this.#opened(next.partition, next);
    if (!view || bytesOf([now, view]) > SPARE_BYTES) return null;
    this.#views = [now, view, ...this.#views.slice(1)];
    this.#drop();
    return view;
  }

  /** Those that were looked at longest ago go first; the present one stays in any case. */
  #drop(): void {
    while (
      this.#views.length > MOST_VIEWS ||
      (this.#views.length > 1 && bytesOf(this.#views) > SPARE_BYTES)
    ) {
      const last = this.#views.at(-1);
      last?.replay.migration.leave();
      last?.scout?.migration.leave();
      this.#views = this.#views.slice(0, -1);
    }
  }

  #map(at: VirtualNs, { partition, cells }: MapRequest): MemoryMap | null {
    const move = this.#recording.moves.findLast((m) => m.partition === partition && m.startNs <= at);
    const offset = move ? at - move.startNs : 0;
    const view = this.#viewOf(partition, move);
    if (!view) return null;
    this.#seek(view, offset);
    const { totalPages, replay } = view;
    const pagesPerCell = Math.max(1, Math.ceil(totalPages / Math.max(1, cells)));
    const counts = replay.migration.map(ns(offset), cells, pagesPerCell);
    const totals = PAGE_STATES.map(() => 0);
    for (let i = 0; i < counts.length; i++) {
      const state = i % totals.length;
      totals[state] = (totals[state] ?? 0) + (counts[i] ?? 0);
    }
    const sending = move !== undefined && at < move.endNs;
    const cursorPage = sending ? Math.min(totalPages - 1, replay.migration.cursorPage) : -1;
    return { partition, totalPages, pagesPerCell, cells, counts, totals, cursorPage };
  }

  #viewOf(partition: string, move: MoveRecord | undefined): View | null {
    const key = keyOf(partition, move);
    const view = this.#views.find((each) => each.key === key) ?? this.#opened(partition, move);
    if (!view) return null;
    this.#views = [view, ...this.#views.filter((each) => each !== view)];
    this.#drop();
    return view;
  }

  #opened(partition: string, move: MoveRecord | undefined): View | null {
    const config = this.#run.configOf(partition, move?.startNs ?? ZERO_NS, move);
    if (!config) return null;
    const totalPages = config.guest.memoryBytes / config.guest.pageBytes;
    const steps = move ? stepsOf(move) : [];
    const lengthNs = move ? move.endNs - move.startNs : 0;
    const replay = new Replay(this.#engine, config, steps);
    const keyframes = new Keyframes(lengthNs, replay.migration.state);
    const scout = lengthNs > 0 ? new Replay(this.#engine, config, steps) : null;
    const key = keyOf(partition, move);
    return { key, partition, startNs: move?.startNs ?? null, totalPages, replay, keyframes, scout };
  }

  /** From where it is, or from a keyframe that is nearer. */
  #seek({ replay, keyframes }: View, offset: number): void {
    const nearest = keyframes.before(offset);
    if (replay.at > offset || nearest > replay.at) replay.jumpTo(nearest, keyframes);
    for (;;) {
      const next = Math.min(offset, keyframes.nextNs(replay.at));
      replay.runTo(next);
      if (next === offset) return;
      keyframes.keep(next, replay.migration.state);
    }
  }
}

const keyOf = (partition: string, move: MoveRecord | undefined): string =>
  `${partition}@${move?.startNs ?? -1}`;

const bytesOf = (views: readonly View[]): number =>
  views.reduce((sum, { replay }) => sum + replay.migration.stateBytes, 0);
