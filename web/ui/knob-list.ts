/** The knobs of the script that is open: what its author made to be turned. All else stands in its text. */
import { html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Diagnostic } from '../model/result.ts';
import type { Knob } from '../model/script.ts';
import type { Setting } from '../studio/tune/field.ts';
import { knobMisfit, knobText, numberOf, valueFrom, writtenAs } from '../studio/tune/knobs.ts';
import { Connection } from './connection.ts';
import type { FieldChange, FieldMisread } from './number-field.ts';
import './number-field.ts';
import { refusalNote, refusalNoteStyles } from './refusal-note.ts';
import { base, selects } from './styles.ts';
import { fieldStyles } from './tune-styles.ts';

@customElement('knob-list')
export class KnobList extends LitElement {
  readonly #connection = new Connection(this, {
    watch: ({ studio }) => [studio.run.shown, studio.experiment, studio.refusal],
  });

  static override styles = [base, selects, refusalNoteStyles, fieldStyles];

  override render() {
    const knobs = this.#connection.studio.run.shown.get()?.recording.scripted?.report.knobs ?? [];
    return html`${knobs.map((knob) => this.#knob(knob))}
      <p class="small">${
        knobs.length > 0
          ? 'These are the knobs of the script. Everything else stands in its text: see Script.'
          : 'This scenario is a script, and it has no knobs: everything stands in its text, see Script.'
      }</p>`;
  }

  #knob(knob: Knob) {
    const { studio } = this.#connection;
    const changed = knob.value !== knob.default;
    return html`<div class="field ${changed ? 'changed' : ''}" data-field=${`knob-${knob.name}`}>
      <div class="row"><label for="knob-${knob.name}">${knob.name}</label>${this.#control(knob, changed)}</div>
      ${
        knob.about || changed
          ? html`<div class="hint small num"><span>${changed ? html`<span class="was">was ${knobText(knob, knob.default)}</span>${knob.about ? ' · ' : ''}` : nothing}${knob.about}</span>
            ${changed ? html`<button aria-label=${`Reset ${knob.name}`} @click=${() => studio.turn(knob.name, null)}>reset</button>` : nothing}</div>`
          : nothing
      }
      ${refusalNote(studio, `knob-${knob.name}`, true, () => '')}
    </div>`;
  }

  #control(knob: Knob, changed: boolean) {
    const { studio } = this.#connection;
    const field = numberOf(knob);
    const value = valueFrom(knob, knob.value);
    if (field)
      return html`<number-field .field=${field} .value=${value} name=${knob.name} ?changed=${changed} ?refused=${studio.refusal.get()?.cause === field.id}
        @field-change=${(event: FieldChange) => this.#turn(knob, event.value)}
        @field-misread=${(event: FieldMisread) => this.#refuse(knob, event.why)}></number-field>`;
    if (knob.kind === 'flag')
      return html`<button class="flag" role="switch" aria-checked=${value === true} aria-label=${knob.name}
        @click=${() => this.#turn(knob, value !== true)}><i></i>${value === true ? 'on' : 'off'}</button>`;
    return html`<select id="knob-${knob.name}" @change=${(event: Event) => this.#turn(knob, (event.target as HTMLSelectElement).value)}>
      ${(knob.of ?? [knob.value]).map((word) => html`<option .selected=${word === value}>${word}</option>`)}</select>`;
  }

  #turn(knob: Knob, value: Setting): void {
    const why = knobMisfit(knob, value);
    if (why) this.#refuse(knob, why);
    else {
      this.#connection.studio.refusal.set(null);
      const written = writtenAs(knob, value);
      void this.#connection.studio.turn(knob.name, written === knob.default ? null : written);
    }
  }

  #refuse({ name }: Knob, why: Diagnostic): void {
    this.#connection.studio.refusal.set({ cause: `knob-${name}`, diagnostics: [why] });
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'knob-list': KnobList;
  }
}
