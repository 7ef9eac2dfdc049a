/** What can be changed about the run, and why the migration decided as it did. Draws the table of fields. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { FIELDS, type Field, valueText } from '../studio/fields.ts';
import { moveAt } from '../studio/moment.ts';
import { subjectOf } from '../studio/subject.ts';
import { type Why, whyAt } from '../studio/why.ts';
import { Connection } from './connection.ts';
import { icons } from './icons.ts';
import type { FieldChange } from './number-field.ts';
import './number-field.ts';
import { openButton } from './open-file.ts';
import { refusalLines } from './refusal-lines.ts';
import { base } from './styles.ts';

@customElement('tune-panel')
export class TunePanel extends LitElement {
  @state() private why: Why | null = null;
  readonly #connection = new Connection(this, {
    watch: ({ studio }) => [
      studio.job,
      studio.original,
      studio.refusal,
      studio.traces,
      studio.cases,
      studio.shown,
    ],
    text: () => this.#decide(),
  });

  static override styles = [
    base,
    css`
      .field {
        margin-bottom: 10px;
      }
      .row {
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: var(--s2);
        font-size: 13px;
        min-height: 30px;
      }
      select {
        appearance: none;
        max-width: 62%;
        text-overflow: ellipsis;
        border: 0;
        border-radius: var(--r-s);
        background: var(--well);
        font-weight: 560;
        padding: 4px 10px;
        min-height: 28px;
        cursor: pointer;
      }
      .changed select {
        color: var(--accent);
      }
      option {
        background: var(--card);
        color: var(--ink);
      }
      .hint {
        display: flex;
        justify-content: space-between;
        gap: var(--s2);
        align-items: baseline;
      }
      .hint span {
        flex: 1;
        min-width: 0;
      }
      .hint button {
        flex: none;
        margin-inline-end: -6px;
        font-size: 12px;
        padding: 2px 6px;
        min-height: 24px;
        color: var(--accent);
        white-space: nowrap;
      }
      h3 {
        font-size: 12px;
        font-weight: 600;
        color: var(--ink-3);
        margin: 18px 0 4px;
      }
      h3:first-child {
        margin-top: 0;
      }
      .decision {
        border-top: 1px solid var(--line);
        margin-top: var(--s4);
        padding-top: var(--s3);
        font-size: 12.5px;
        line-height: 1.5;
        color: var(--ink-2);
      }
      .refusal {
        color: var(--bad);
        font-size: 12.5px;
        display: flex;
        gap: 6px;
      }
      .refusal svg {
        flex: none;
        margin-top: 1px;
      }
      .files {
        border-top: 1px solid var(--line);
        margin-top: var(--s4);
        padding-top: var(--s3);
        display: grid;
        gap: 6px;
        justify-items: start;
      }
      .open {
        display: inline-flex;
        gap: 7px;
        align-items: center;
        font-size: 13px;
        background: var(--well);
      }
      .files select {
        max-width: 100%;
      }
      @media (pointer: coarse) {
        select {
          min-height: 44px;
          font-size: 16px;
        }
      }
    `,
  ];

  override render() {
    const { studio } = this.#connection;
    const scenario = studio.job.get().scenario;
    const shown = FIELDS.filter((f) => f.applies?.(scenario) ?? true);
    const groups = [...new Set(shown.map((f) => f.group))];
    const name = (group: string) =>
      group === 'Guest' ? `${subjectOf(scenario)?.id ?? 'Guest'}, the partition that moves` : group;
    return html`${groups.map((g) => html`<h3>${name(g)}</h3>${shown.filter((f) => f.group === g).map((f) => this.#field(f))}`)}
      ${this.#decision()}
      <div class="files">
        ${openButton(studio)} ${this.#refused('file')}
        ${studio.cases.get().length > 1 ? this.#cases() : nothing}
        <p class="small">A recorded trace becomes what ${subjectOf(scenario)?.id ?? 'the partition'} writes; a case file becomes the run. Or drop it anywhere.</p>
      </div>`;
  }

  #field(field: Field) {
    const { studio } = this.#connection;
    const scenario = studio.job.get().scenario;
    const original = studio.original.get();
    const value = field.get(scenario);
    const comparable = field.applies?.(original) ?? true;
    const was = comparable ? field.get(original) : value;
    const changed = was !== value;
    return html`<div class="field ${changed ? 'changed' : ''}">
      ${
        field.kind === 'number'
          ? html`<number-field .field=${field} .value=${value as number} ?changed=${changed}
            @field-change=${(e: FieldChange) => this.#set(field, e.value)}></number-field>`
          : html`<div class="row"><label for=${field.id}>${field.label}</label>
            <select id=${field.id} @change=${(e: Event) => this.#set(field, (e.target as HTMLSelectElement).value)}>
              ${field.options(scenario, studio.traces.get()).map((o) => html`<option value=${o.value} ?selected=${o.value === value} .selected=${o.value === value}>${o.label}</option>`)}
            </select></div>`
      }
      <div class="hint small num">
        <span>${changed ? `was ${valueText(field, original, studio.traces.get())} · ` : ''}${field.hint(scenario)}</span>
        ${changed ? html`<button @click=${() => this.#set(field, was)} aria-label=${`Reset ${field.label}`}>reset</button>` : nothing}
      </div>
      ${this.#refused(field.id)}
    </div>`;
  }

  #set(field: Field, value: string | number): void {
    const { studio } = this.#connection;
    const scenario = studio.job.get().scenario;
    const next =
      field.kind === 'number' ? field.set(scenario, Number(value)) : field.set(scenario, String(value));
    void studio
      .tune(next, { label: field.label, cause: field.id, merge: field.id })
      .then(() => this.requestUpdate());
  }

  #refused(cause: string) {
    const refusal = this.#connection.studio.refusal.get();
    if (refusal?.cause !== cause) return nothing;
    return refusalLines(refusal.diagnostics).map(
      (line) => html`<p class="refusal" role="alert">${icons.fail}<span>${line}</span></p>`,
    );
  }

  #cases() {
    const { studio } = this.#connection;
    const choose = (event: Event) => {
      const found = studio.cases.get()[Number((event.target as HTMLSelectElement).value)];
      if (found) void studio.load(found.scenario, `opening case ${found.id}`);
    };
    return html`<select aria-label="Case" @change=${choose}>${studio.cases.get().map((c, i) => html`<option value=${i}>${c.id}</option>`)}</select>`;
  }

  #decision() {
    const { why } = this;
    if (!why) return nothing;
    return html`<div class="decision num"><b>${why.title}</b>
      ${why.lines.map((line) => html`<div>${line.split('*').map((part, i) => (i % 2 ? html`<b>${part}</b>` : part))}</div>`)}</div>`;
  }

  #decide(): void {
    const { studio } = this.#connection;
    const shown = studio.shown.get();
    const move = shown && moveAt(shown.recording, studio.at);
    const why = move ? whyAt(move, studio.at, shown.job.scenario.tuning.downtimeLimitMs) : null;
    if (why?.lines.join() !== this.why?.lines.join() || why?.title !== this.why?.title) this.why = why;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tune-panel': TunePanel;
  }
}
