/** The console of the platform: its panels, one at a time, each with what can be done beside its rows. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Offer, Panel } from '../../model/world-view.ts';
import { Connection } from '../connection.ts';
import { base, panels } from '../styles.ts';
import './panel-table.ts';

/** From so many rows on one can look for words. */
const MANY_ROWS = 9;

@customElement('console-face')
export class ConsoleFace extends LitElement {
  @state() private chosen = '';
  @state() private filter = '';
  readonly #connection = new Connection(this, {
    watch: ({ desk }) => [desk.world.view, desk.place],
  });
  #led: object | null = null;

  static override styles = [base, panels, consoleStyles()];

  protected override willUpdate(): void {
    const place = this.#connection.desk.place.get();
    if (!place || place === this.#led) return;
    this.#led = place;
    this.chosen = place.panel;
    this.filter = '';
  }

  override render() {
    const { desk } = this.#connection;
    const view = desk.world.view.get();
    const panel = view?.panels.find((p) => p.id === this.chosen) ?? view?.panels[0];
    if (!view || !panel) return nothing;
    const place = desk.place.get();
    return html`<div class="head">
        <div class="tabs" role="tablist" aria-label=${view.console} @keydown=${this.#arrows}>
          ${view.panels.map((p) => this.#tab(p, p === panel))}
        </div>
        <span class="ends">
          <span class="small console">${view.console}</span>
          ${this.#brings() ? html`<button class="offer" aria-haspopup="dialog" @click=${this.#bring}>Bring your own environment</button>` : nothing}
        </span>
      </div>
      <div class="card" id="panel" role="tabpanel" tabindex="0" aria-labelledby=${`tab-${panel.id}`}>
        <div class="about">
          <p class="quiet">${panel.about}</p>
          ${
            panel.rows.length >= MANY_ROWS
              ? html`<input type="search" placeholder="Find" aria-label=${`Find in ${panel.title}`} .value=${this.filter}
                  @input=${(e: Event) => {
                    this.filter = (e.target as HTMLInputElement).value;
                  }} />`
              : nothing
          }
          ${panel.offers.map((offer) => this.#offer(offer))}
        </div>
        <panel-table .panel=${panel} .filter=${this.filter} .place=${place?.panel === panel.id ? place : null}></panel-table>
      </div>`;
  }

  /** Whether one can bring a world of this platform. */
  #brings(): boolean {
    const { bringing, studio } = this.#connection.workplace;
    return bringing?.platforms.some((name) => studio.shownScenario.platform.startsWith(name)) ?? false;
  }

  readonly #bring = (): void => {
    this.dispatchEvent(new Event('bring-environment', { bubbles: true, composed: true }));
  };

  #tab(panel: Panel, chosen: boolean) {
    return html`<button role="tab" id=${`tab-${panel.id}`} aria-controls="panel" aria-selected=${chosen} tabindex=${chosen ? 0 : -1}
      @click=${() => this.#choose(panel.id)}>${panel.title} <span class="small num">${panel.rows.length}</span></button>`;
  }

  #offer(offer: Offer) {
    const { desk } = this.#connection;
    return html`<button class="offer" aria-disabled=${offer.refused !== null} title=${offer.refused ?? nothing} aria-description=${offer.refused ?? nothing}
      @click=${() => desk.choose(offer)}>${offer.label}</button>`;
  }

  #choose(panel: string): void {
    if (panel !== this.chosen) this.filter = '';
    this.chosen = panel;
  }

  readonly #arrows = (event: KeyboardEvent): void => {
    const panels = this.#connection.desk.world.view.get()?.panels ?? [];
    const now = Math.max(
      0,
      panels.findIndex((p) => p.id === this.chosen),
    );
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: panels.length - 1 }[event.key];
    const next = to === undefined ? undefined : panels[(to + panels.length) % panels.length];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    this.#choose(next.id);
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[aria-selected=true]')?.focus(),
    );
  };
}

function consoleStyles() {
  return css`
    :host {
      display: flex;
      flex-direction: column;
      min-height: 0;
      container-type: inline-size;
    }
    .head {
      flex: none;
    }
    .tabs {
      display: flex;
      gap: 2px;
      margin-inline-start: -8px;
      min-width: 0;
      overflow-x: auto;
      scrollbar-width: none;
    }
    .tabs button {
      flex: none;
      font-size: 13px;
      padding: 3px 8px;
      min-height: 26px;
      color: var(--ink-2);
      white-space: nowrap;
      outline-offset: -2px;
    }
    [aria-selected='true'] {
      color: var(--ink);
      font-weight: 600;
    }
    .ends {
      display: flex;
      align-items: center;
      gap: var(--s3);
      flex: none;
    }
    .console {
      white-space: nowrap;
    }
    .card {
      flex: 1;
      min-height: 0;
      overflow: auto;
    }
    .about {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--s2) var(--s3);
      padding: 10px 12px 4px 14px;
      font-size: 12.5px;
    }
    .about p {
      flex: 1 1 20em;
    }
    input {
      border: 0;
      border-radius: var(--r-s);
      background: var(--well);
      padding: 4px 10px;
      width: 16ch;
      min-height: 28px;
      font-size: 13px;
    }
    .offer {
      background: var(--well);
      font-size: 12.5px;
      font-weight: 560;
    }
    [aria-disabled='true'] {
      color: var(--ink-3);
      cursor: default;
    }
    @media (forced-colors: active) {
      [aria-selected='true'] {
        outline: 1px solid;
      }
      input,
      .offer {
        border: 1px solid;
      }
    }
    @media (pointer: coarse) {
      input,
      .tabs button {
        min-height: 44px;
      }
      input {
        font-size: 16px;
      }
    }
    @container (max-width: 1000px) {
      .console {
        display: none;
      }
    }
    @media (max-width: 640px) {
      .head {
        flex-wrap: wrap;
      }
    }
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'console-face': ConsoleFace;
  }
}
