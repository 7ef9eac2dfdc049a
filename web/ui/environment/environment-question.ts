/** Asks which server some rows belong to: one of those that are known, or one that nothing has named yet. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Environment, EnvironmentQuestion as Question } from '../../model/environment.ts';
import { count } from '../../studio/format.ts';
import { base, selects } from '../styles.ts';

/** A value that no server has: names have no line ends. */
const OTHER = '\n';

/** `server`: as it is called in what was brought; null: the answer is taken back. */
export type Answered = CustomEvent<{ question: string; server: string | null }>;

@customElement('environment-question')
export class EnvironmentQuestion extends LitElement {
  @property({ attribute: false }) question!: Question;
  @property({ attribute: false }) servers: Environment['servers'] = [];
  @state() private naming = false;

  static override styles = [
    base,
    selects,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 6px;
        font-size: 13px;
      }
      p {
        overflow-wrap: anywhere;
      }
      code {
        font: 12px var(--m);
      }
      .sample {
        display: block;
        color: var(--ink-2);
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .answer {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px var(--s3);
      }
      label {
        font-weight: 560;
      }
      select,
      input {
        max-width: 100%;
        background-color: var(--card);
        box-shadow: inset 0 0 0 1px var(--edge);
      }
      input {
        border: 0;
        border-radius: var(--r-s);
        padding: 4px 10px;
        min-height: 28px;
        width: 20ch;
      }
      @media (pointer: coarse) {
        input {
          min-height: 44px;
          font-size: 16px;
        }
      }
    `,
  ];

  override render() {
    const { command, rows, piece, line, sample, answer } = this.question;
    const chosen = this.servers.find(({ name }) => name === answer)?.original ?? '';
    return html`<p>${rows === 1 ? 'One row' : `${count(rows)} rows`} of <code>${command}</code>, from line ${count(line)} of ${piece}
        ${sample === '' ? nothing : html`<code class="sample">${sample}</code>`}</p>
      <div class="answer">
        <label for="server">Which server does this belong to?</label>
        <select id="server" @change=${this.#choose}>
          <option value="" .selected=${chosen === '' && !this.naming}>Leave it out</option>
          ${this.servers.map(
            ({ original, name }) =>
              html`<option value=${original} .selected=${original === chosen && !this.naming}>${name}</option>`,
          )}
          <option value=${OTHER} .selected=${this.naming}>Another server…</option>
        </select>
        ${
          this.naming
            ? html`<input aria-label="Name of the server" placeholder="Its name" maxlength="60" autocomplete="off" spellcheck="false" @change=${this.#name} />`
            : nothing
        }
      </div>`;
  }

  readonly #choose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    this.naming = value === OTHER;
    if (this.naming)
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('input')?.focus());
    else this.#say(value === '' ? null : value);
  };

  readonly #name = (event: Event): void => {
    const name = (event.target as HTMLInputElement).value.trim();
    if (name === '') return;
    this.naming = false;
    this.#say(name);
    this.renderRoot.querySelector<HTMLElement>('select')?.focus();
  };

  #say(server: string | null): void {
    const detail = { question: this.question.id, server };
    this.dispatchEvent(
      new CustomEvent('answered', { detail, bubbles: true, composed: true }) satisfies Answered,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'environment-question': EnvironmentQuestion;
  }
}
