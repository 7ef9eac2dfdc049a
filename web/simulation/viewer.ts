/**
 * The memory map at any moment of a recording. A viewer repeats the migration in question up to the moment;
 * on the way it keeps keyframes under a fixed cap, from which it starts again when time is turned back.
 */
import type { Engine, Migration } from '../engine/engine.ts';
import { type Frame, type MapRequest, type MemoryMap, PAGE_STATES } from '../model/frame.ts';
import type { MoveRecord, Recording } from '../model/recording.ts';
import { ns, seconds, type VirtualNs, ZERO_NS } from '../model/units.ts';
import { type Step, stepsOf } from './acts.ts';
import type { Computation } from './run.ts';

const KEYFRAME_EVERY = seconds(1);
const KEYFRAME_CAP_BYTES = 64 * 2 ** 20;

interface View {
  key: string;
  totalPages: number;
  migration: Migration;
  /** What acted on the move. */
  steps: readonly Step[];
  at: number;
  keyframes: { at: number; state: Uint8Array }[];
}

export class Viewer {
  readonly #engine: Engine;
  readonly #run: Pick<Computation, 'configOf'>;
  readonly #recording: Recording;
  #view: View | null = null;

  constructor(engine: Engine, run: Pick<Computation, 'configOf'>, recording: Recording) {
    this.#engine = engine;
    this.#run = run;
    this.#recording = recording;
  }

  frame(at: VirtualNs, request: MapRequest | null): Frame {
    return { at, map: request && this.#map(at, request) };
  }

  #map(at: VirtualNs, { partition, cells }: MapRequest): MemoryMap | null {
    const move = this.#recording.moves.findLast((m) => m.partition === partition && m.startNs <= at);
    const offset = move ? at - move.startNs : 0;
    const view = this.#viewOf(partition, move);
    if (!view) return null;
    this.#seek(view, offset);
    const { totalPages } = view;
    const pagesPerCell = Math.max(1, Math.ceil(totalPages / Math.max(1, cells)));
    const counts = view.migration.map(ns(offset), cells, pagesPerCell);
    const totals = PAGE_STATES.map(() => 0);
    for (let i = 0; i < counts.length; i++) {
      const state = i % totals.length;
      totals[state] = (totals[state] ?? 0) + (counts[i] ?? 0);
    }
    const sending = move !== undefined && at < move.endNs;
    const cursorPage = sending ? Math.min(totalPages - 1, view.migration.cursorPage) : -1;
    return { partition, totalPages, pagesPerCell, cells, counts, totals, cursorPage };
  }

  #viewOf(partition: string, move: MoveRecord | undefined): View | null {
    const key = `${partition}@${move?.startNs ?? -1}`;
    if (this.#view?.key === key) return this.#view;
    const config = this.#run.configOf(partition, move?.startNs ?? ZERO_NS, move);
    if (!config) return null;
    const totalPages = config.guest.memoryBytes / config.guest.pageBytes;
    const migration = this.#engine.start(config);
    const steps = move ? stepsOf(move) : [];
    const keyframes = [{ at: 0, state: migration.save() }];
    this.#view = { key, totalPages, migration, steps, at: 0, keyframes };
    return this.#view;
  }

  #seek(view: View, offset: number): void {
    if (offset < view.at) {
      const from = view.keyframes.findLast((keyframe) => keyframe.at <= offset);
      if (from) {
        view.migration.restore(from.state);
        view.at = from.at;
      }
    }
    while (view.at < offset) {
      // A keyframe was taken before a change of its very moment.
      for (const { at, apply } of view.steps) if (at === view.at) apply(view.migration);
      const change = view.steps.find(({ at }) => at > view.at)?.at ?? offset;
      const keyframe = (Math.floor(view.at / KEYFRAME_EVERY) + 1) * KEYFRAME_EVERY;
      const next = Math.min(offset, change, keyframe);
      view.migration.run(ns(next));
      view.at = next;
      const newest = view.keyframes.at(-1)?.at ?? 0;
      if (next % KEYFRAME_EVERY === 0 && next > newest) this.#keep(view, next);
    }
  }

  /** Thins with age: every other keyframe goes when the cap is reached, never the first. */
  #keep(view: View, at: number): void {
    if (view.migration.ended) return;
    if ((view.keyframes.length + 1) * view.migration.stateBytes > KEYFRAME_CAP_BYTES) {
      view.keyframes = view.keyframes.filter((_, index) => index % 2 === 0);
    }
    if ((view.keyframes.length + 1) * view.migration.stateBytes > KEYFRAME_CAP_BYTES) return;
    view.keyframes.push({ at, state: view.migration.save() });
  }
}
