/** The size of a box that an element has drawn, in whole CSS pixels; the element is drawn again when it changes. */
import type { LitElement, ReactiveController } from 'lit';

export class BoxSize implements ReactiveController {
  width = 0;
  height = 0;
  readonly #host: LitElement;
  readonly #selector: string;
  readonly #changed: (() => void) | undefined;
  #box: Element | null = null;
  readonly #observer = new ResizeObserver(([entry]) => this.#take(entry?.contentRect));

  /** `changed` is called after each change, before the element is drawn. */
  constructor(host: LitElement, selector: string, changed?: () => void) {
    this.#host = host;
    this.#selector = selector;
    this.#changed = changed;
    host.addController(this);
  }

  hostUpdated(): void {
    const box = this.#host.renderRoot.querySelector(this.#selector);
    if (box === this.#box) return;
    this.hostDisconnected();
    this.#box = box;
    if (box) this.#observer.observe(box);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#box = null;
  }

  #take(box: DOMRectReadOnly | undefined): void {
    if (!box) return;
    const [width, height] = [Math.round(box.width), Math.round(box.height)];
    if (width === this.width && height === this.height) return;
    this.width = width;
    this.height = height;
    this.#changed?.();
    this.#host.requestUpdate();
  }
}
