/** What a person did in this run, in the order of virtual time: to go there, to take it back, to have it as script. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Intervention } from '../model/scenario.ts';
import { deedText } from '../studio/deeds.ts';
import { clock } from '../studio/format.ts';
import { scriptLine } from '../studio/script-lines.ts';
import { Connection } from './connection.ts';
import { icons } from './icons.ts';
import { base } from './styles.ts';

@customElement('did-list')
export class DidList extends LitElement {
  @state() private copied: Intervention | null = null;
  readonly #connection = new Connection(this, { watch: ({ studio }) => [studio.experiment] });

  static override styles = [base, didStyles()];

  override render() {
    const { interventions } = this.#connection.studio.job;
    if (interventions.length === 0) return nothing;
    return html`<section>
      <h3>What you did</h3>
      <ul>${interventions.toSorted((a, b) => a.at - b.at).map((each) => this.#item(each))}</ul>
    </section>`;
  }

  #item(intervention: Intervention) {
    const { studio } = this.#connection;
    const { at, action } = intervention;
    const text = deedText(action);
    const line = scriptLine(action, studio.job);
    const copy = async () => {
      await navigator.clipboard.writeText(line);
      this.copied = intervention;
      setTimeout(() => {
        if (this.copied === intervention) this.copied = null;
      }, 1600);
    };
    return html`<li>
      <button class="at small num" title="Go there" @click=${() => studio.clock.seek(at)}>${clock(at)}</button>
      <div>
        <p>${text}</p>
        ${line ? html`<code>${atDots(line)}</code>` : nothing}
      </div>
      <span class="acts">
        ${line ? html`<button title="Copy the line of script" aria-label=${`Copy as script: ${text}`} @click=${() => void copy()}>${this.copied === intervention ? icons.pass : icons.copy}</button>` : nothing}
        <button title="Take it back" aria-label=${`Take back: ${text}`} @click=${() => void studio.unact(intervention)}>${icons.undo}</button>
      </span>
    </li>`;
  }
}

/** Broken, where it has to be, before a dot rather than within a word. */
const atDots = (line: string) => line.split(/(?=\.\w)/).map((part) => html`<wbr>${part}`);

function didStyles() {
  return css`
    section {
      margin-top: var(--s5);
    }
    h3 {
      font-size: 13px;
      font-weight: 600;
      margin-bottom: 4px;
    }
    li {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      gap: 8px;
      align-items: start;
      padding: 5px 0;
      border-top: 1px solid var(--line);
      font-size: 12.5px;
    }
    li p {
      padding-top: 2px;
      overflow-wrap: anywhere;
    }
    code {
      display: block;
      font: 11.5px / 1.45 var(--m);
      color: var(--ink-2);
      overflow-wrap: break-word;
    }
    .at {
      padding: 2px 6px;
      margin-inline-start: -6px;
      min-height: 24px;
    }
    .acts {
      display: flex;
    }
    .acts button {
      display: grid;
      place-items: center;
      padding: 2px;
      min-width: 28px;
      color: var(--ink-2);
    }
    @media (pointer: coarse) {
      .acts button {
        min-width: 44px;
      }
    }
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'did-list': DidList;
  }
}
