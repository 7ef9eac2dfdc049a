/** What a person asked for and did not get, below the lab, with the way back. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { RunNote } from '../model/recording.ts';
import { Connection } from './connection.ts';
import { icons } from './icons.ts';
import { refusalLines } from './refusal-lines.ts';
import { base } from './styles.ts';

/** Refusals that concern the whole run; those of a single control are told beside it. */
const STAGE_CAUSES = ['move', 'run', 'file'];

@customElement('lab-notes')
export class LabNotes extends LitElement {
  @state() private dismissed: RunNote[] = [];
  readonly #connection = new Connection(this, {
    watch: ({ studio, desk }) => [studio.refusal, studio.run.shown, studio.steps, desk.held],
  });

  static override styles = [base, noteStyles()];

  override render() {
    const { studio, desk } = this.#connection;
    const refusal = studio.refusal.get();
    const held = desk.held.get();
    const shown = studio.run.shown.get();
    const asked = new Set((shown?.job.interventions ?? []).map((i) => i.at));
    const notes = (shown?.recording.notes ?? []).filter(
      (n) => asked.has(n.at) && !this.dismissed.includes(n),
    );
    const undo = studio.steps.get().undo;
    return html`${
      refusal && STAGE_CAUSES.includes(refusal.cause)
        ? html`<div class="note" role="alert">
            ${icons.fail}<span>${refusalLines(refusal.diagnostics).map((line) => html`<p>${line}</p>`)}</span>
            ${close(() => studio.refusal.set(null))}
          </div>`
        : nothing
    }
    ${
      held
        ? html`<div class="note" role="alert">
            ${icons.fail}<span>${held.title}: ${held.errors === 1 ? 'one rule is' : `${held.errors} rules are`} against it.</span>
            <button @click=${() => this.dispatchEvent(new Event('show-checks', { bubbles: true, composed: true }))}>Show why</button>
            <button title="To see how it fails" @click=${() => desk.insist()}>Begin all the same</button>
            ${close(() => desk.held.set(null))}
          </div>`
        : nothing
    }
    ${notes.map(
      (note) => html`<div class="note" role="alert">
        ${icons.warn}<span>${note.text}</span>
        ${undo ? html`<button @click=${() => studio.undo()}>Undo ${undo}</button>` : nothing}
        ${close(() => {
          this.dismissed = [...this.dismissed, note];
        })}
      </div>`,
    )}`;
  }
}

const close = (act: () => void) => html`<button aria-label="Dismiss" @click=${act}>${icons.close}</button>`;

function noteStyles() {
  return css`
    .note {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: var(--s1) var(--s2);
      margin-top: var(--s2);
      padding: 8px 12px;
      border-radius: var(--r-s);
      background: var(--bad-soft);
      font-size: 13px;
    }
    .note > svg {
      color: var(--bad);
      flex: none;
      align-self: center;
    }
    .note span {
      flex: 1 1 12em;
    }
    button:has(svg) {
      align-self: center;
      display: grid;
      place-items: center;
    }
    @media (forced-colors: active) {
      .note,
      button {
        border: 1px solid;
      }
    }
    button {
      min-height: 26px;
      padding: 2px 8px;
    }
    @media (max-width: 640px) {
      .note span {
        flex-basis: calc(100% - 32px);
      }
      .note button:last-of-type {
        margin-inline-start: auto;
      }
    }
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-notes': LabNotes;
  }
}
