/** The console's terminal: a log that can be read and copied like any text, and one line to type. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Entry } from '../../studio/transcript.ts';
import { Connection } from '../connection.ts';
import { icons } from '../icons.ts';
import { base, panels, typedLine } from '../styles.ts';

@customElement('console-terminal')
export class ConsoleTerminal extends LitElement {
  @state() private copied = false;
  @query('input') private input!: HTMLInputElement;
  readonly #connection = new Connection(this, {
    watch: ({ desk }) => [desk.transcript.entries, desk.transcript.waiting, desk.transcript.place],
  });
  /** Which of the typed lines is shown, from the end; 0: a new one. */
  #back = 0;

  static override styles = [base, panels, typedLine, terminalStyles()];

  override render() {
    const { transcript, world } = this.#connection.desk;
    const entries = transcript.entries.get();
    return html`<div class="head">
        <h2>Terminal of ${world.view.get()?.console ?? 'the console'}</h2>
        <div class="tools" ?hidden=${entries.length === 0}>
          <button @click=${this.#copy}><span role="status">${this.copied ? 'Copied' : 'Copy'}</span></button>
          <button @click=${this.#clear}>Clear</button>
        </div>
      </div>
      <div class="card" @click=${this.#focus}>
        <div class="log" role="log" aria-label="Terminal" tabindex="0">
          ${entries.length === 0 ? html`<p class="small hint">What only reads leaves no trace. What acts becomes part of the run, at the moment you look at. ↑ brings back what was typed; many lines can be pasted at once.</p>` : nothing}
          ${entries.map((entry) => lineOf(entry))}
        </div>
        <form @submit=${this.#submit}>
          <label for="line"><span class="offstage">Command</span><span aria-hidden="true">${transcript.place.get() || '$'}</span></label>
          <input id="line" type="text" autocomplete="off" autocapitalize="off" spellcheck="false" @keydown=${this.#keys} @paste=${this.#paste} />
          <span class="small" ?hidden=${transcript.waiting.get() === 0}>…</span>
        </form>
      </div>`;
  }

  protected override updated(): void {
    const log = this.renderRoot.querySelector('.log');
    if (log) log.scrollTop = log.scrollHeight;
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    this.#send(this.input.value);
    this.input.value = '';
  };

  #send(text: string): void {
    this.#back = 0;
    void this.#connection.desk.transcript.send(text);
  }

  readonly #keys = (event: KeyboardEvent): void => {
    const { transcript } = this.#connection.desk;
    if (event.ctrlKey && event.key === 'l') {
      event.preventDefault();
      transcript.clear();
    }
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    this.#back = Math.max(0, Math.min(transcript.typed.length, this.#back + step));
    this.input.value = this.#back === 0 ? '' : (transcript.typed.at(-this.#back) ?? '');
  };

  /** Whole lines run at once; what follows the last of them waits in the line. */
  readonly #paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    if (end < 0) return;
    event.preventDefault();
    this.#send(this.input.value + text.slice(0, end));
    this.input.value = text.slice(end + 1);
  };

  readonly #clear = (): void => {
    this.#connection.desk.transcript.clear();
    this.input.focus({ preventScroll: true });
  };

  readonly #copy = (): void => {
    void navigator.clipboard.writeText(this.#connection.desk.transcript.text).then(() => {
      this.copied = true;
      setTimeout(() => {
        this.copied = false;
      }, 1600);
    });
  };

  /** A click anywhere means the line, unless something is being selected. */
  readonly #focus = (): void => {
    if (getSelection()?.isCollapsed ?? true) this.input.focus({ preventScroll: true });
  };
}

const lineOf = ({ kind, text, prompt = '$' }: Entry) =>
  kind === 'typed'
    ? html`<p class="typed"><span aria-hidden="true">${prompt} </span>${text}</p>`
    : kind === 'deed'
      ? html`<p class="deed">${icons.pass}<span>${text}</span></p>`
      : html`<p class=${kind}>${kind === 'err' ? html`<span class="offstage">Error: </span>` : nothing}${text}</p>`;

function terminalStyles() {
  return css`
    :host {
      display: flex;
      flex-direction: column;
      min-height: 0;
    }
    .head {
      flex: none;
    }
    .card {
      flex: 1;
      min-height: 0;
      display: flex;
      flex-direction: column;
      font: 12.5px / 1.5 var(--m);
      cursor: text;
    }
    .log {
      flex: 0 1 auto;
      min-height: 0;
      overflow: auto;
      padding: 12px var(--s4) 0;
      outline-offset: -2px;
    }
    .log p {
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    .log .hint {
      font-family: var(--f);
      padding-bottom: var(--s2);
      max-width: 64ch;
    }
    .typed {
      font-weight: 600;
      margin-top: 4px;
    }
    .typed span,
    label {
      color: var(--ink-3);
      font-weight: 430;
    }
    .err {
      color: var(--bad);
    }
    .deed {
      display: flex;
      gap: 8px;
      color: var(--accent);
    }
    .deed svg {
      flex: none;
      margin-top: 2px;
    }
    form {
      flex: none;
      display: flex;
      align-items: center;
      gap: 1ch;
      padding: 2px var(--s4) 10px;
    }
    input {
      padding: 4px 0;
    }
    .card:has(input:focus-visible) {
      outline: 2px solid var(--accent);
      outline-offset: 2px;
    }
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'console-terminal': ConsoleTerminal;
  }
}
