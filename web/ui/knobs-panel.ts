/** What a script lets people change: its knobs. Each turn is another run of the same script. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Knob } from '../model/script.ts';
import { fieldOfKnob, numberOf, textOf } from '../studio/knobs.ts';
import { Connection } from './connection.ts';
import type { FieldChange, FieldMisread } from './number-field.ts';
import './number-field.ts';
import { refusalLines } from './refusal-lines.ts';
import { base, selects } from './styles.ts';

@customElement('knobs-panel')
export class KnobsPanel extends LitElement {
  readonly #connection = new Connection(this, {
    watch: ({ studio }) => [studio.experiment, studio.refusal, studio.run.shown],
  });

  static override styles = [
    base,
    selects,
    css`
      .intro {
        font-size: 13px;
        margin-bottom: var(--s4);
      }
      .knob {
        padding: var(--s3) 0;
        border-top: 1px solid var(--line);
      }
      .knob > .row {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--s3);
        min-height: 30px;
      }
      .name {
        font-size: 13px;
        font-weight: 550;
      }
      .about {
        margin-top: 2px;
      }
      .was {
        color: var(--accent);
        font-size: 12px;
        padding: 2px 6px;
        margin-inline-start: -6px;
      }
      .wrong {
        color: var(--bad);
        font-size: 12px;
        margin-top: 4px;
      }
      input[type='checkbox'] {
        width: 18px;
        height: 18px;
        accent-color: var(--accent);
      }
      number-field {
        display: block;
      }
    `,
  ];

  override render() {
    const { studio } = this.#connection;
    const knobs = studio.run.shown.get()?.recording.scripted?.report.knobs ?? [];
    return html`<p class="intro quiet">${
      knobs.length > 0
        ? 'This scenario is a script, and these are its knobs. Everything else can be changed in its text.'
        : 'This scenario is a script without knobs. Change its text to change the run.'
    }</p>
      ${repeat(
        knobs,
        ({ name }) => name,
        (knob) => this.#knob(knob),
      )}`;
  }

  #knob(knob: Knob) {
    const { studio } = this.#connection;
    const refusal = studio.refusal.get();
    const wrong = refusal?.cause === `knob-${knob.name}` ? refusalLines(refusal.diagnostics) : [];
    const changed = knob.value !== knob.default;
    return html`<div class="knob" data-knob=${knob.name}>
      ${this.#control(knob)}
      ${knob.about ? html`<p class="about small">${knob.about}</p>` : nothing}
      ${changed ? html`<button class="was" @click=${() => studio.turn(knob.name, null)}>was ${knob.default}</button>` : nothing}
      ${wrong.map((line) => html`<p class="wrong" role="alert">${line}</p>`)}
    </div>`;
  }

  #control(knob: Knob) {
    const field = fieldOfKnob(knob);
    const turn = (text: string) => void this.#connection.studio.turn(knob.name, text);
    if (field) {
      return html`<div class="row"><span class="name">${knob.name}</span></div>
        <number-field .field=${field} .value=${numberOf(knob, knob.value)} .name=${knob.name} ?changed=${knob.value !== knob.default}
          @field-change=${(event: FieldChange) => turn(textOf(knob, Number(event.value)))}
          @field-misread=${(event: FieldMisread) =>
            this.#connection.studio.refusal.set({
              cause: `knob-${knob.name}`,
              diagnostics: [event.why],
            })}></number-field>`;
    }
    if (knob.kind === 'flag') {
      return html`<label class="row"><span class="name">${knob.name}</span>
        <input type="checkbox" .checked=${knob.value === 'true'} @change=${(event: Event) =>
          turn(String((event.target as HTMLInputElement).checked))} /></label>`;
    }
    return html`<label class="row"><span class="name">${knob.name}</span>
      <select @change=${(event: Event) => turn((event.target as HTMLSelectElement).value)}>
        ${(knob.of ?? [knob.value]).map((each) => html`<option value=${each} ?selected=${each === knob.value}>${each}</option>`)}
      </select></label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'knobs-panel': KnobsPanel;
  }
}
