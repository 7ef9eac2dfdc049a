/**
 * `<script-editor>`: where the script of the open scenario is written. It begins as a text area; Monaco comes when it
 * is first seen or focused, and never where a finger points. It stands in the document itself and is slotted into the
 * panel, since Monaco shows no hovers inside a shadow root.
 */
import type { ScriptPlace } from '../model/script.ts';
import type { Scripting } from '../studio/scripting.ts';
import './editor.css';
import { RUN_KEY, TAB_KEY } from './keys.ts';
import { PlainSurface } from './plain-surface.ts';
import { type Occasion, START, type Surface, withLineFeeds } from './surface.ts';

const LABEL = 'Script of the scenario';

type Fullness = 'plain' | 'coming' | 'full' | 'missing';

export class ScriptEditor extends HTMLElement {
  readonly #place = document.createElement('div');
  readonly #hint = document.createElement('p');
  #scripting: Scripting | null = null;
  #surface: Surface | null = null;
  /** The script whose text it shows. */
  #shown: string | null = null;
  #fullness: Fullness = 'plain';
  readonly #seen = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#fill();
  });

  constructor() {
    super();
    this.#place.className = 'place';
    this.#hint.className = 'hint';
    this.#hint.setAttribute('role', 'status');
    this.addEventListener('focusin', () => void this.#fill());
    // What is typed here is text: no key of it is one of the page's.
    this.addEventListener('keydown', (event) => event.stopPropagation());
  }

  connectedCallback(): void {
    this.append(this.#place, this.#hint);
    this.#seen.observe(this);
  }

  disconnectedCallback(): void {
    this.#seen.disconnect();
  }

  /** Shows the script that is open from now on. */
  start(scripting: Scripting): void {
    this.#scripting = scripting;
    scripting.text.subscribe((text) => this.#show(text));
    scripting.diagnostics.subscribe((diagnostics) => this.#surface?.mark(diagnostics));
    this.#show(scripting.text.get());
  }

  /** Puts the caret on a place of the script, and shows it. */
  reveal(place: ScriptPlace): void {
    this.#surface?.reveal(place);
  }

  #show(given: string | null): void {
    if (given === null) return;
    const text = withLineFeeds(given);
    const id = this.#scripting?.open.get()?.id ?? null;
    const another = id !== this.#shown;
    this.#shown = id;
    if (this.#surface) {
      if (another) this.#surface.begin(text);
      else if (this.#surface.text !== text) this.#surface.replace(text);
      return;
    }
    this.#surface = new PlainSurface(this.#place, this.#occasion({ text, stand: START }));
    this.#tell();
  }

  #occasion(now: Pick<Surface, 'text' | 'stand'>): Occasion {
    return {
      text: now.text,
      stand: now.stand,
      label: LABEL,
      edited: (text) => this.#scripting?.edit(text),
      run: () => this.#scripting?.runNow(),
    };
  }

  /** Monaco takes the place of the text area, with text, caret and view as they are at that moment. */
  async #fill(): Promise<void> {
    const plain = this.#surface;
    if (!(plain instanceof PlainSurface) || this.#fullness !== 'plain') return;
    if (matchMedia('(pointer: coarse)').matches) return;
    this.#become('coming');
    try {
      const { MonacoSurface, readied } = await import('./monaco.ts');
      await readied(this);
      await plain.settled();
      const occasion = this.#occasion(plain);
      plain.remove();
      const full = new MonacoSurface(this.#place, { ...occasion, tabLeaves: (leaves) => this.#tell(leaves) });
      full.mark(this.#scripting?.diagnostics.get() ?? []);
      this.#surface = full;
      this.#become('full');
    } catch {
      this.#become('missing');
    }
  }

  #become(fullness: Fullness): void {
    this.#fullness = fullness;
    this.dataset.editor = fullness;
    this.#tell();
  }

  #tell(tabLeaves = false): void {
    this.#hint.textContent = hints[this.#fullness](tabLeaves);
  }
}

const hints: Record<Fullness, (tabLeaves: boolean) => string> = {
  plain: () => '',
  coming: () => `${RUN_KEY} runs. Suggestions are on their way.`,
  full: (tabLeaves) =>
    `${RUN_KEY} runs. ${tabLeaves ? `Tab leaves the editor; ${TAB_KEY} lets it indent.` : `Tab indents; ${TAB_KEY} lets it leave the editor.`}`,
  missing: () =>
    'The full editor could not be loaded: this one has no suggestions. Reload the page to try again.',
};

customElements.define('script-editor', ScriptEditor);

declare global {
  interface HTMLElementTagNameMap {
    'script-editor': ScriptEditor;
  }
}
