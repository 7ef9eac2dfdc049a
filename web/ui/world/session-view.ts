/** What a client sees who is logged in: its terminal up to the moment, where it types, and how long it has been silent. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { NS_PER_S } from '../../model/units.ts';
import type { SessionTyping, SessionView } from '../../model/world-view.ts';
import { span } from '../../studio/format.ts';
import { Connection } from '../connection.ts';
import { base, typedLine } from '../styles.ts';

/** What is older is not drawn: it can be seen by going back in time. */
const MOST_LINES = 200;

@customElement('session-view')
export class SessionPane extends LitElement {
  readonly #connection = new Connection(this, { watch: ({ desk }) => [desk.world.view] });

  @query('input') private input!: HTMLInputElement | null;

  #follows = true;

  static override styles = [base, typedLine, sessionStyles()];

  override render() {
    const session = this.#connection.desk.world.view.get()?.session;
    if (!session) return nothing;
    const { typing } = session;
    const first = Math.max(0, session.lines.length - MOST_LINES);
    return html`<div class="words">
        <h2>${session.title}</h2>
        <p class="small">What its user sees</p>
        ${session.ended === null ? silence(session) : html`<p class="ended">${session.ended}</p>`}
        <p class="small num">longest gap <b>${session.longestGapNs > 0 ? span(session.longestGapNs) : 'none'}</b></p>
        <p class="small unheard" role="status">${typing ? unheardText(typing) : nothing}</p>
      </div>
      <div class="screen" role="group" aria-label=${`Terminal of ${session.title}`} tabindex="0" @click=${this.#focus}>
        ${repeat(
          session.lines.slice(first),
          (_, i) => first + i,
          (line) => html`<p data-tone=${line.tone}>${line.text}</p>`,
        )}
        ${typing ? this.#line(session.title, typing) : nothing}
      </div>`;
  }

  #line(title: string, { prompt }: SessionTyping) {
    return html`<form @submit=${this.#submit}>
      <label for="line"><span class="offstage">Type into ${title}</span><span aria-hidden="true">${prompt && `${prompt} `}</span></label>
      <input id="line" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
        placeholder=${prompt === '' ? 'Ctrl+C ends the loop' : 'Type here: date, topas, help'} @keydown=${this.#keys} />
    </form>`;
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    this.#type(this.input?.value.trim() ?? '');
  };

  readonly #keys = (event: KeyboardEvent): void => {
    const marked = this.input?.selectionStart !== this.input?.selectionEnd;
    if (!event.ctrlKey || event.key !== 'c' || marked) return;
    event.preventDefault();
    this.#type('^C');
  };

  #type(line: string): void {
    const { desk } = this.#connection;
    const typing = desk.world.view.get()?.session?.typing;
    if (!typing || line === '') return;
    this.#follows = true;
    if (this.input) this.input.value = '';
    void desk.perform([{ ...typing.call, args: [line] }]);
  }

  /** A click anywhere means the line, unless something is being selected. */
  readonly #focus = (): void => {
    if (getSelection()?.isCollapsed ?? true) this.input?.focus({ preventScroll: true });
  };

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

const unheardText = ({ unheard }: SessionTyping) =>
  unheard === 0 ? nothing : `${unheard} ${unheard === 1 ? 'line' : 'lines'} typed, not answered yet`;

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
    form {
      display: flex;
      align-items: center;
    }
    label {
      white-space: pre;
      color: var(--ink-3);
    }
    input::placeholder {
      color: var(--ink-3);
      font-family: var(--f);
    }
    .screen:has(input:focus-visible) {
      outline: 2px solid var(--accent);
      outline-offset: 2px;
    }
    .unheard {
      color: var(--warn);
    }
    .unheard:empty {
      display: none;
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
