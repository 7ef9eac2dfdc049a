/** A text area: there at once, at home under a finger, and enough to write and run a script. */
import type { ScriptDiagnostic, ScriptPlace } from '../model/script.ts';
import { type Occasion, offsetOf, type Stand, type Surface } from './surface.ts';

export class PlainSurface implements Surface {
  readonly #area = document.createElement('textarea');
  /** Called once a composition that is under way has ended. */
  #settled: (() => void) | null = null;
  #composing = false;

  constructor(host: HTMLElement, { text, stand, label, edited, run }: Occasion) {
    const area = this.#area;
    area.value = text;
    area.spellcheck = false;
    area.autocapitalize = 'off';
    area.setAttribute('autocorrect', 'off');
    area.setAttribute('aria-label', label);
    area.addEventListener('input', () => edited(area.value));
    area.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      run();
    });
    area.addEventListener('compositionstart', () => {
      this.#composing = true;
    });
    area.addEventListener('compositionend', () => {
      this.#composing = false;
      this.#settled?.();
    });
    host.append(area);
    area.setSelectionRange(stand.start, stand.end, stand.backward ? 'backward' : 'forward');
    area.scrollTo(stand.left, stand.top);
    if (stand.focused) area.focus({ preventScroll: true });
  }

  get text(): string {
    return this.#area.value;
  }

  get stand(): Stand {
    const { selectionStart, selectionEnd, selectionDirection, scrollTop, scrollLeft } = this.#area;
    return {
      start: selectionStart,
      end: selectionEnd,
      backward: selectionDirection === 'backward',
      top: scrollTop,
      left: scrollLeft,
      focused: document.activeElement === this.#area,
    };
  }

  /** When nothing is being composed: taking the area away would cut a syllable in half. */
  settled(): Promise<void> {
    if (!this.#composing) return Promise.resolve();
    return new Promise((resolve) => {
      // The browser writes the composed text after it has said that it is complete.
      this.#settled = () => setTimeout(resolve);
    });
  }

  replace(text: string): void {
    const { start, end, top, left } = this.stand;
    this.#area.value = text;
    this.#area.setSelectionRange(Math.min(start, text.length), Math.min(end, text.length));
    this.#area.scrollTo(left, top);
  }

  begin(text: string): void {
    this.#area.value = text;
    this.#area.setSelectionRange(0, 0);
    this.#area.scrollTo(0, 0);
  }

  mark(diagnostics: readonly ScriptDiagnostic[]): void {
    this.#area.setAttribute('aria-invalid', String(diagnostics.length > 0));
  }

  reveal(place: ScriptPlace): void {
    const at = offsetOf(this.text, place);
    const lineHeight = Number.parseFloat(getComputedStyle(this.#area).lineHeight);
    this.#area.focus();
    this.#area.setSelectionRange(at, at);
    this.#area.scrollTop = (place.line - 1) * lineHeight - this.#area.clientHeight / 2;
  }

  remove(): void {
    this.#area.remove();
  }
}
