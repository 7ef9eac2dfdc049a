/**
 * The side: Tune, Script, Checks, Tasks. A column where there is room; elsewhere a strip of tabs whose panel
 * slides over the stage.
 */
import { css, html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { currentChecks } from './checks-panel.ts';
import { Connection } from './connection.ts';
import { icons } from './icons.ts';
import './script-panel.ts';
import './tasks-panel.ts';
import { base } from './styles.ts';

const TABS = ['tune', 'script', 'checks', 'tasks'] as const;
type Tab = (typeof TABS)[number];
const TITLES: Record<Tab, string> = { tune: 'Tune', script: 'Script', checks: 'Checks', tasks: 'Tasks' };

@customElement('side-panel')
export class SidePanel extends LitElement {
  @state() private tab: Tab = 'tune';
  /** Only where the panel is a sheet. */
  @state() private open = false;
  @state() private missing = false;
  readonly #connection = new Connection(this, {
    watch: ({ studio, desk, scripting }) => [
      studio.run.shown,
      studio.experiment,
      desk.world.view,
      desk.inquiry.asked,
      desk.place,
      ...(scripting ? [scripting.open] : []),
    ],
  });
  #led: object | null = null;

  static override styles = [base, sideStyles()];

  /** Tune knows everything that can be set; the first picture does not wait for that. */
  protected override firstUpdated(): void {
    Promise.all([import('./tune-panel.ts'), import('./knobs-panel.ts')]).catch(() => {
      this.missing = true;
    });
  }

  show(tab: Tab): void {
    this.tab = tab;
    this.open = true;
  }

  /** Something was begun that takes its time: where there is a column, it shows that rather than the knobs. */
  followTasks(): void {
    if (this.tab === 'tune') this.tab = 'tasks';
  }

  /** Who is led to a row of the console wants to see it. */
  protected override willUpdate(): void {
    const place = this.#connection.desk.place.get();
    if (place && place !== this.#led) this.open = false;
    this.#led = place;
    this.toggleAttribute('writing', this.tab === 'script' && this.#writes());
  }

  /** A text to write on takes more room than a form. */
  #writes(): boolean {
    return Boolean(this.#connection.workplace.scripting?.open.get());
  }

  override render() {
    return html`<div role="tablist" aria-label="Side panel" @keydown=${this.#arrows}>
        ${TABS.map((tab) => this.#tab(tab))}
      </div>
      <div class="panel" id="panel" role="tabpanel" tabindex="0" aria-labelledby=${`tab-${this.tab}`} ?data-open=${this.open} @keydown=${this.#escape}>
        <div class="sheet-head">
          <h2>${TITLES[this.tab]}</h2>
          <button aria-label="Close" @click=${() => this.#close()}>${icons.close}</button>
        </div>
        ${this.#content()}
      </div>`;
  }

  #tab(tab: Tab) {
    const chosen = tab === this.tab;
    const { number, troubled } = this.#count(tab);
    return html`<button id=${`tab-${tab}`} role="tab" aria-selected=${chosen} aria-controls="panel" tabindex=${chosen ? 0 : -1} ?data-open=${chosen && this.open}
      @click=${() => {
        this.open = !(chosen && this.open);
        this.tab = tab;
      }}>${TITLES[tab]}${number ? html` <span class="small num" ?data-trouble=${troubled}>${number}</span>` : ''}</button>`;
  }

  #count(tab: Tab): { number: number; troubled: boolean } {
    const { studio, desk } = this.#connection;
    const world = desk.world.view.get() !== null;
    if (tab === 'tasks') {
      const requested = desk.world.tasks.get().filter((task) => task.requestedNs <= studio.clock.at);
      const moves = studio.run.shown.get()?.recording.moves ?? [];
      return { number: world ? requested.length : moves.length, troubled: false };
    }
    if (tab !== 'checks') return { number: 0, troubled: false };
    if (world) {
      const found = desk.inquiry.asked.get()?.examination?.findings ?? [];
      return { number: found.length, troubled: found.length > 0 };
    }
    const against = currentChecks(studio).filter((c) => c.verdict !== 'pass').length;
    return { number: against, troubled: against > 0 };
  }

  #content() {
    switch (this.tab) {
      case 'tune':
        return this.missing
          ? html`<p class="quiet">Tune could not be loaded. Load the page again.</p>`
          : this.#connection.studio.experiment.get().script
            ? html`<knobs-panel></knobs-panel>`
            : html`<tune-panel></tune-panel>`;
      case 'script':
        return html`<script-panel><slot name="editor" slot="editor"></slot></script-panel>`;
      case 'checks':
        return html`<checks-panel></checks-panel>`;
      case 'tasks':
        return html`<tasks-panel></tasks-panel>`;
    }
  }

  #close(): void {
    this.open = false;
    this.renderRoot.querySelector<HTMLElement>(`#tab-${this.tab}`)?.focus();
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.open) this.#close();
  };

  readonly #arrows = (event: KeyboardEvent): void => {
    const now = TABS.indexOf(this.tab);
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: TABS.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.tab = TABS[(to + TABS.length) % TABS.length] ?? 'tune';
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`#tab-${this.tab}`)?.focus(),
    );
  };
}

function sideStyles() {
  return css`
    :host {
      display: flex;
      flex-direction: column;
      min-height: 0;
      width: 344px;
      border-inline-start: 1px solid var(--line);
      background: var(--sunk);
    }
    :host([writing]) {
      width: clamp(420px, 40vw, 720px);
    }
    [role='tablist'] {
      display: flex;
      gap: 2px;
      padding: var(--s4) 16px 0;
      flex: none;
    }
    [role='tab'] {
      color: var(--ink-2);
      font-size: 13px;
      padding: 5px 9px;
    }
    [aria-selected='true'] {
      color: var(--ink);
      font-weight: 600;
      background: var(--card);
      box-shadow: var(--shadow);
    }
    @media (forced-colors: active) {
      [aria-selected='true'] {
        outline: 1px solid;
      }
    }
    [data-trouble] {
      color: color-mix(in oklab, var(--warn) 86%, var(--ink));
      font-weight: 600;
    }
    .panel {
      flex: 1;
      min-height: 0;
      overflow: auto;
      padding: var(--s4) var(--s5) var(--s5);
    }
    :host([writing]) .panel {
      display: flex;
      flex-direction: column;
      padding: var(--s3) var(--s4) var(--s4);
    }
    script-panel {
      flex: 1 0 auto;
    }
    :host([writing]) script-panel {
      height: 0;
      min-height: 420px;
    }
    .sheet-head {
      display: none;
    }
    @media (max-width: 1180px) {
      :host,
      :host([writing]) {
        position: relative;
        width: auto;
        border: 0;
        border-top: 1px solid var(--line);
        z-index: 3;
      }
      [role='tablist'] {
        padding: 4px 14px;
        justify-content: flex-end;
      }
      [role='tab'] {
        min-height: 36px;
        min-width: 76px;
      }
      [aria-selected='true']:not([data-open]) {
        background: none;
        box-shadow: none;
        font-weight: 430;
        color: var(--ink-2);
      }
      .panel {
        position: absolute;
        bottom: 100%;
        inset-inline-end: 0;
        width: min(420px, 100vw);
        height: var(--sheet, 62vh);
        background: var(--sunk);
        border-radius: 14px 0 0 0;
        box-shadow: var(--shadow-up);
        visibility: hidden;
        transform: translateY(24px);
        opacity: 0;
        transition:
          transform var(--ease),
          opacity var(--ease),
          visibility 0s 200ms;
        padding-top: 0;
      }
      :host([writing]) .panel {
        width: min(720px, 100vw);
        height: var(--sheet, 74vh);
        padding-top: 0;
      }
      .panel[data-open] {
        visibility: visible;
        transform: none;
        opacity: 1;
        transition:
          transform var(--ease),
          opacity var(--ease);
      }
      .sheet-head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        position: sticky;
        top: 0;
        margin-inline-end: -10px;
        padding: 12px 0 6px;
        background: var(--sunk);
        z-index: 2;
      }
      .sheet-head h2 {
        font-size: 16px;
        font-weight: 620;
      }
      .sheet-head button {
        display: grid;
        place-items: center;
        min-width: 44px;
        min-height: 36px;
      }
    }
    @media (max-width: 640px) {
      .panel {
        border-radius: 14px 14px 0 0;
      }
      [role='tablist'] {
        padding: 2px 8px;
        justify-content: space-between;
      }
      [role='tab'] {
        min-width: 60px;
        min-height: 44px;
      }
    }
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'side-panel': SidePanel;
  }
}
