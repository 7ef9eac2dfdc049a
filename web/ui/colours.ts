/**
 * Tokens as colours a canvas understands. A probe element resolves them, so that `light-dark()` and the
 * system's own colours come out as the browser shows them; they are read again when the theme changes.
 */
import type { LitElement, ReactiveController } from 'lit';

export const THEME_CHANGE = 'theme-change';

export class Colours implements ReactiveController {
  readonly #host: LitElement;
  readonly #names: readonly string[];
  readonly #changed: () => void;
  readonly #media = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) =>
    matchMedia(query),
  );
  #values: string[] | null = null;

  /** `changed` is called when the colours are others than before. */
  constructor(host: LitElement, names: readonly string[], changed: () => void) {
    this.#host = host;
    this.#names = names;
    this.#changed = changed;
    host.addController(this);
  }

  get values(): readonly string[] {
    this.#values ??= this.#resolve();
    return this.#values;
  }

  hostConnected(): void {
    document.addEventListener(THEME_CHANGE, this.#forget);
    for (const query of this.#media) query.addEventListener('change', this.#forget);
  }

  hostDisconnected(): void {
    document.removeEventListener(THEME_CHANGE, this.#forget);
    for (const query of this.#media) query.removeEventListener('change', this.#forget);
  }

  readonly #forget = (): void => {
    this.#values = null;
    this.#changed();
  };

  #resolve(): string[] {
    const probe = document.createElement('i');
    this.#host.renderRoot.append(probe);
    probe.style.setProperty('forced-color-adjust', 'none');
    const values = this.#names.map((name) => {
      probe.style.color = `var(${name})`;
      return getComputedStyle(probe).color;
    });
    probe.remove();
    return values;
  }
}
