/** A choice: a list of buttons where each says why this one or why not, a select where there is nothing to say. */
import { html, nothing } from 'lit';
import type { CallValue } from '../../model/call.ts';
import type { Choice, FormField } from '../../model/world-view.ts';
import { same } from '../../studio/forms.ts';

export function choiceField(
  field: FormField,
  choices: readonly Choice[],
  value: CallValue,
  set: (value: CallValue) => void,
) {
  const speaks = choices.some((c) => c.about !== '' || c.refused !== null || c.suggested);
  return speaks || choices.length < 4
    ? asList(field, choices, value, set)
    : asSelect(field, choices, value, set);
}

const OPEN: Choice = { value: null, label: 'By default', about: '', suggested: false, refused: null };

function asList(
  { path, label, about, required }: FormField,
  choices: readonly Choice[],
  value: CallValue,
  set: (value: CallValue) => void,
) {
  const offered = required ? choices : [OPEN, ...choices];
  return html`<fieldset>
    <legend>${label}</legend>
    ${about ? html`<p class="small">${about}</p>` : nothing}
    <div class="choices">
      ${offered.map(
        (choice, i) => html`<label class="choice" ?data-refused=${choice.refused !== null}>
          <input type="radio" name=${path} id=${`f-${path}-${i}`} .checked=${same(choice.value, value)} ?disabled=${choice.refused !== null}
            @change=${() => set(choice.value)} />
          <span class="what">${choice.label}${choice.suggested ? html` <em>suggested</em>` : nothing}</span>
          ${(choice.refused ?? choice.about) ? html`<span class="small why">${choice.refused ?? choice.about}</span>` : nothing}
        </label>`,
      )}
    </div>
  </fieldset>`;
}

function asSelect(
  { path, label, about, required }: FormField,
  choices: readonly Choice[],
  value: CallValue,
  set: (value: CallValue) => void,
) {
  const id = `f-${path}`;
  const pick = (e: Event) => set(choices[(e.target as HTMLSelectElement).selectedIndex - 1]?.value ?? null);
  return html`<label for=${id}>${label}</label>
    <select id=${id} @change=${pick}>
      <option ?selected=${value === null}>${required ? 'Choose' : 'By default'}</option>
      ${choices.map((c) => html`<option ?selected=${same(c.value, value)}>${c.label}</option>`)}
    </select>
    ${about ? html`<p class="small">${about}</p>` : nothing}`;
}
