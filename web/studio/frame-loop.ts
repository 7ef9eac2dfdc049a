/**
 * The one animation frame of the page. In order: the clock moves, texts follow (about ten times a second),
 * pictures follow (each frame). It sleeps when nothing moves and wakes on `invalidate`. Under reduced motion
 * everything happens twice a second.
 */
export interface FrameListener {
  /** Numbers in the document. */
  text?(): void;
  /** Pictures; `elapsedMs` of wall time since the last one, 0 after a sleep. */
  paint?(elapsedMs: number): void;
}

export type Schedule = (callback: (nowMs: number) => void) => void;

const TEXT_EVERY_MS = 100;
const CALM_EVERY_MS = 500;

export class FrameLoop {
  calm = false;
  readonly #listeners = new Set<FrameListener>();
  readonly #schedule: Schedule;
  readonly #advance: (elapsedMs: number) => boolean;
  #asked = false;
  #last = -1;
  #lastText = -Infinity;
  #stale = true;

  /** `advance` moves the clock and answers whether there will be more to show. */
  constructor(schedule: Schedule, advance: (elapsedMs: number) => boolean) {
    this.#schedule = schedule;
    this.#advance = advance;
  }

  add(listener: FrameListener): () => void {
    this.#listeners.add(listener);
    this.invalidate();
    return () => this.#listeners.delete(listener);
  }

  /** Something changed: show it with the next frame, texts at once. */
  invalidate(): void {
    this.#stale = true;
    this.wake();
  }

  wake(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.#schedule((now) => this.#frame(now));
  }

  #frame(now: number): void {
    this.#asked = false;
    const elapsed = this.#last < 0 ? 0 : now - this.#last;
    if (this.calm && !this.#stale && this.#last >= 0 && elapsed < CALM_EVERY_MS) {
      this.wake();
      return;
    }
    const more = this.#advance(elapsed);
    const texts = this.#stale || now - this.#lastText >= TEXT_EVERY_MS || !more;
    this.#stale = false;
    if (texts) {
      this.#lastText = now;
      for (const listener of this.#listeners) listener.text?.();
    }
    for (const listener of this.#listeners) listener.paint?.(elapsed);
    this.#last = more ? now : -1;
    if (more) this.wake();
  }
}
