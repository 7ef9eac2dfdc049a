/** Asks which server or VIOS some rows belong to: one of those that are known, or one that nothing has named yet. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Called, EnvironmentQuestion as Question } from '../../model/environment.ts';
import { count } from '../../studio/format.ts';
import { base, selects } from '../styles.ts';

/** A value that no server has: names have no line ends. */
const OTHER = '\n';

/** `server`: as it is called in what was brought; null: the answer is taken back. */
export type Answered = CustomEvent<{ question: string; server: string | null }>;

@customElement('environment-question')
export class EnvironmentQuestion extends LitElement {
  @property({ attribute: false }) question!: Question;
  @property({ attribute: false }) known: readonly Called[] = [];
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
    const { command, rows, piece, line, sample, about, answer } = this.question;
    const what = about === 'vios' ? 'VIOS' : 'server';
    const chosen = this.known.find(({ name }) => name === answer)?.original ?? '';
    return html`<p>${rows === 1 ? 'One row' : `${count(rows)} rows`} of <code>${command}</code>, from line ${count(line)} of ${piece}
        ${sample === '' ? nothing : html`<code class="sample">${sample}</code>`}</p>
      <div class="answer">
        <label for="server">Which ${what} does this belong to?</label>
        <select id="server" @change=${this.#choose}>
          <option value="" .selected=${chosen === '' && !this.naming}>Leave it out</option>
          ${this.known.map(
            ({ original, name }) =>
              html`<option value=${original} .selected=${original === chosen && !this.naming}>${name}</option>`,
          )}
          <option value=${OTHER} .selected=${this.naming}>Another ${what}…</option>
        </select>
        ${
          this.naming
            ? html`<input aria-label=${`Name of the ${what}`} placeholder=${about === 'vios' ? 'SERVER/VIOS' : 'Its name'} pattern=${about === 'vios' ? '.+/.+' : nothing} title=${about === 'vios' ? 'Server and VIOS, with a slash between them' : nothing} maxlength="60" autocomplete="off" spellcheck="false" @change=${this.#name} />`
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
    const input = event.target as HTMLInputElement;
    const name = input.value.trim();
    if (name === '' || !input.reportValidity()) return;
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
