/** What can be changed about the run, and why the migration decided as it did. Draws the table of fields. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Scenario } from '../model/scenario.ts';
import { FIELDS, type Field, valueText } from '../studio/fields.ts';
import { moveAt } from '../studio/moment.ts';
import { subjectOf } from '../studio/subject.ts';
import { type Why, whyAt } from '../studio/why.ts';
import { Connection } from './connection.ts';
import './file-section.ts';
import type { FieldChange } from './number-field.ts';
import './number-field.ts';
import { refusalNote, refusalNoteStyles } from './refusal-note.ts';
import { base, selects } from './styles.ts';

@customElement('tune-panel')
export class TunePanel extends LitElement {
  @state() private why: Why | null = null;
  readonly #connection = new Connection(this, {
    watch: ({ studio }) => [studio.experiment, studio.refusal, studio.run.shown],
    text: () => this.#decide(),
  });

  static override styles = [
    base,
    selects,
    refusalNoteStyles,
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
        max-width: 62%;
      }
      .changed select {
        color: var(--accent);
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
      file-section {
        border-top: 1px solid var(--line);
        margin-top: var(--s4);
        padding-top: var(--s3);
      }
    `,
  ];

  override render() {
    const { studio } = this.#connection;
    const scenario = studio.job.scenario;
    const shown = FIELDS.filter((f) => f.applies?.(scenario) ?? true);
    const groups = [...new Set(shown.map((f) => f.group))];
    const name = (group: string) =>
      group === 'Guest' ? `${subjectOf(scenario)?.id ?? 'Guest'}, the partition that moves` : group;
    return html`${groups.map((g) => html`<h3>${name(g)}</h3>${shown.filter((f) => f.group === g).map((f) => this.#field(f))}`)}
      ${this.#decision()}
      <file-section></file-section>`;
  }

  #field(field: Field) {
    const { studio } = this.#connection;
    const { job, original, traces } = studio.experiment.get();
    const { scenario } = job;
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
              ${field.options(scenario, traces).map((o) => html`<option value=${o.value} ?selected=${o.value === value} .selected=${o.value === value}>${o.label}</option>`)}
            </select></div>`
      }
      <div class="hint small num">
        <span>${changed ? `was ${valueText(field, original, traces)} · ` : ''}${field.hint(scenario)}</span>
        ${changed ? html`<button @click=${() => this.#set(field, was)} aria-label=${`Reset ${field.label}`}>reset</button>` : nothing}
      </div>
      ${refusalNote(studio, field.id)}
    </div>`;
  }

  #set(field: Field, value: string | number): void {
    const next = (scenario: Scenario) =>
      field.kind === 'number' ? field.set(scenario, Number(value)) : field.set(scenario, String(value));
    void this.#connection.studio
      .tune(next, { label: field.label, cause: field.id, merge: field.id })
      .then(() => this.requestUpdate());
  }

  #decision() {
    const { why } = this;
    if (!why) return nothing;
    return html`<div class="decision num"><b>${why.title}</b>
      ${why.lines.map((line) => html`<div>${line.split('*').map((part, i) => (i % 2 ? html`<b>${part}</b>` : part))}</div>`)}</div>`;
  }

  #decide(): void {
    const { studio } = this.#connection;
    const shown = studio.run.shown.get();
    const move = shown && moveAt(shown.recording, studio.clock.at);
    const why = move ? whyAt(move, studio.clock.at, shown.job.scenario.tuning.downtimeLimitMs) : null;
    if (why?.lines.join() !== this.why?.lines.join() || why?.title !== this.why?.title) this.why = why;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tune-panel': TunePanel;
  }
}
