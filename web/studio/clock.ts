/** Where one is in virtual time, and how fast it passes. */
import type { Recording } from '../model/recording.ts';
import { ms, ns, toSeconds, type VirtualNs, ZERO_NS } from '../model/units.ts';
import { stations } from './moment.ts';
import { Store } from './store.ts';

export const SPEEDS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100] as const;

/** Whoever presses Play wants to see how it ends. */
const LONGEST_TO_WATCH_S = 100;

/** The slowest at which a run is watched to its end before patience is over, but no slower than time itself. */
export const paceFor = (durationNs: VirtualNs): number =>
  SPEEDS.find((speed) => speed >= 1 && toSeconds(durationNs) / speed <= LONGEST_TO_WATCH_S) ??
  (SPEEDS.at(-1) as number);

/** Going back while it plays must get past the station just left. */
const SLACK = ms(1);

export class Clock {
  readonly playing = new Store(false);
  /** Virtual seconds per second. */
  readonly speed = new Store<number>(1);
  readonly #recording: () => Recording | undefined;
  readonly #changed: () => void;
  #at: VirtualNs = ZERO_NS;

  /** `changed` is called when there is another moment to show. */
  constructor(recording: () => Recording | undefined, changed: () => void) {
    this.#recording = recording;
    this.#changed = changed;
  }

  /** Changes every frame: read it inside frame listeners. */
  get at(): VirtualNs {
    return this.#at;
  }

  get duration(): VirtualNs {
    return this.#recording()?.durationNs ?? ZERO_NS;
  }

  seek(at: number): void {
    this.#at = ns(Math.min(Math.max(at, 0), this.duration));
    this.#changed();
  }

  play(): void {
    if (!this.#recording()) return;
    if (this.#at >= this.duration) this.seek(0);
    this.playing.set(true);
    this.#changed();
  }

  pause(): void {
    this.playing.set(false);
    this.#changed();
  }

  /** To the next (1) or previous (-1) round, pause or end. */
  step(direction: 1 | -1): void {
    const recording = this.#recording();
    if (!recording) return;
    this.pause();
    const all = stations(recording);
    const to = direction > 0 ? all.find((t) => t > this.#at) : all.findLast((t) => t < this.#at - SLACK);
    this.seek(to ?? (direction > 0 ? this.duration : 0));
  }

  faster(direction: 1 | -1): void {
    const i = SPEEDS.findIndex((s) => s >= this.speed.get());
    this.speed.set(SPEEDS[Math.min(Math.max(i + direction, 0), SPEEDS.length - 1)] ?? 1);
  }

  /** Wall time has passed; at the end it stops. */
  advance(elapsedMs: number): void {
    if (!this.playing.get()) return;
    this.#at = ns(Math.min(this.#at + ms(elapsedMs) * this.speed.get(), this.duration));
    if (this.#at >= this.duration) this.playing.set(false);
  }
}
