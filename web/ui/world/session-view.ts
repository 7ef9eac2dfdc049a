/** What a client sees who is logged in: its terminal up to the moment, read-only, and how long it has been silent. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { NS_PER_S } from '../../model/units.ts';
import type { SessionView } from '../../model/world-view.ts';
import { span } from '../../studio/format.ts';
import { Connection } from '../connection.ts';
import { base } from '../styles.ts';

/** What is older is not drawn: it can be seen by going back in time. */
const MOST_LINES = 200;

@customElement('session-view')
export class SessionPane extends LitElement {
  readonly #connection = new Connection(this, { watch: ({ desk }) => [desk.world.view] });

  #follows = true;

  static override styles = [base, sessionStyles()];

  override render() {
    const session = this.#connection.desk.world.view.get()?.session;
    if (!session) return nothing;
    const first = Math.max(0, session.lines.length - MOST_LINES);
    return html`<div class="words">
        <h2>${session.title}</h2>
        <p class="small">What its user sees</p>
        ${session.ended === null ? silence(session) : html`<p class="ended">${session.ended}</p>`}
        <p class="small num">longest gap <b>${session.longestGapNs > 0 ? span(session.longestGapNs) : 'none'}</b></p>
      </div>
      <div class="screen" role="group" aria-label=${`Terminal of ${session.title}`} tabindex="0">
        ${repeat(
          session.lines.slice(first),
          (_, i) => first + i,
          (line) => html`<p data-tone=${line.tone}>${line.text}</p>`,
        )}
        ${session.ended === null ? html`<p aria-hidden="true"><i class="caret"></i></p>` : nothing}
      </div>`;
  }

  /** Whoever has scrolled back is left there. */
  protected override willUpdate(): void {
    const screen = this.renderRoot?.querySelector('.screen');
    this.#follows = !screen || screen.scrollHeight - screen.scrollTop - screen.clientHeight < 20;
  }

  protected override updated(): void {
    const screen = this.renderRoot.querySelector('.screen');
    if (screen && this.#follows) screen.scrollTop = screen.scrollHeight;
  }
}

/** Grows until the next line comes; against the longest one so far. */
const silence = ({ silentNs, longestGapNs }: SessionView) => html`<div class="silence">
  <span class="small num">silent for <b>${span(Math.floor(silentNs / (NS_PER_S / 10)) * (NS_PER_S / 10))}</b></span>
  <span class="track" aria-hidden="true"><i style=${styleMap({ width: `${longestGapNs > 0 ? Math.min(100, (silentNs / longestGapNs) * 100) : 0}%` })}></i></span>
</div>`;

function sessionStyles() {
  return css`
    :host {
      display: grid;
      grid-template-columns: 148px minmax(0, 1fr);
      gap: var(--s4);
      align-items: stretch;
    }
    h2 {
      font-size: 12.5px;
      font-weight: 600;
    }
    .silence {
      display: grid;
      gap: 3px;
      margin-top: 6px;
    }
    .track {
      height: 4px;
      border-radius: 2px;
      background: var(--well);
      overflow: hidden;
    }
    .track i {
      display: block;
      height: 100%;
      background: var(--p-stop);
      forced-color-adjust: none;
    }
    .ended {
      margin-top: 6px;
      font-size: 12.5px;
      color: var(--bad);
    }
    .screen {
      /* Whole lines: its edge is a border, since what is padding scrolls with the text. */
      height: calc(5lh + 16px);
      overflow: auto;
      border: 8px solid var(--card);
      border-inline-width: 12px;
      border-radius: var(--r-s);
      background: var(--card);
      box-shadow: var(--shadow);
      font: 11.5px / 1.5 var(--m);
    }
    .screen p {
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    [data-tone='warn'] {
      color: var(--warn);
    }
    [data-tone='bad'] {
      color: var(--bad);
    }
    .caret {
      display: inline-block;
      width: 1ch;
      height: 1.1em;
      background: var(--ink-3);
      vertical-align: -2px;
    }
    @media (forced-colors: active) {
      .screen {
        border: 1px solid;
      }
    }
    @media (max-width: 640px) {
      :host {
        grid-template-columns: minmax(0, 1fr);
        gap: 6px;
      }
      .words {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0 var(--s3);
      }
      .words > :nth-child(even) {
        text-align: end;
      }
      .silence {
        margin: 0;
      }
    }
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'session-view': SessionPane;
  }
}
