/**
 * A form of the console, with what the rules say of it beside the fields while it is filled in. It cannot be sent while
 * something is missing or a rule is against it, and says what; whoever wants to see it fail can begin all the same.
 */
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CallValue } from '../../model/call.ts';
import type { Form, FormField } from '../../model/world-view.ts';
import { begun, callOf, lacks } from '../../studio/forms.ts';
import { errorsOf } from '../../studio/inquiry.ts';
import { Connection } from '../connection.ts';
import { base, dialogs, selects } from '../styles.ts';
import { deskFormStyles } from './desk-form-styles.ts';
import { dialogStyles } from './dialog-styles.ts';
import './examination-list.ts';
import { choiceField } from './choice-field.ts';

const MANY_MORE = 3;
/** It can be left as it is. */
const isExtra = ({ required, value }: FormField): boolean => !required && (value === null || value === false);

@customElement('desk-form')
export class DeskForm extends LitElement {
  @property({ attribute: false }) form!: Form;
  @state() private filled: ReadonlyMap<string, CallValue> = new Map();
  /** What is missing is said once somebody has tried. */
  @state() private tried = false;
  readonly #connection = new Connection(this, { watch: ({ desk }) => [desk.inquiry.asked] });

  static override styles = [base, selects, dialogs, dialogStyles, deskFormStyles];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('form')) {
      this.filled = begun(this.form);
      this.tried = false;
      this.#check();
    }
  }

  override render() {
    const { form, filled } = this;
    const { desk } = this.#connection;
    const missing = lacks(form, filled);
    const asked = desk.inquiry.asked.get();
    const shown = form.checked && missing.size === 0 && asked ? asked.examination : null;
    const errors = errorsOf(shown);
    const [lack] = missing.values();
    const reason =
      lack ??
      (errors > 0 ? (errors === 1 ? 'One rule is against it.' : `${errors} rules are against it.`) : '');
    return html`<form novalidate @submit=${(e: Event) => this.#submit(e, errors === 0)}>
      <header>
        <h2>${form.title}</h2>
        ${form.about ? html`<p class="quiet">${form.about}</p>` : nothing}
      </header>
      <div class="body" ?data-checked=${form.checked}>
        <div class="fields">${this.#fields(missing)}</div>
        ${
          form.checked
            ? html`<div class="rules" role="group" aria-label="What the rules say" tabindex="0">
              ${missing.size > 0 ? html`<p class="small">The rules are looked at as soon as nothing is missing.</p>` : html`<examination-list plain .examination=${shown}></examination-list>`}
            </div>`
            : nothing
        }
      </div>
      <div class="ends">
        <span class="small reason" id="reason">${reason}</span>
        <button type="button" @click=${() => desk.pending.set(null)}>Cancel</button>
        ${errors > 0 ? html`<button type="button" title="To see how it fails" @click=${this.#perform}>Begin all the same</button>` : nothing}
        <button class="main" aria-disabled=${reason !== ''} aria-describedby="reason">${form.submit}</button>
      </div>
    </form>`;
  }

  /** First what must be given, and what is given already; where there is much more, it waits to be asked for. */
  #fields(missing: ReadonlyMap<string, string>) {
    const field = (each: FormField) => this.#field(each, missing.get(each.path));
    const { fields } = this.form;
    const more = fields.filter(isExtra);
    if (more.length < MANY_MORE || more.length === fields.length) return fields.map(field);
    const lacking = more.some(({ path }) => missing.has(path));
    return html`${fields.filter((each) => !isExtra(each)).map(field)}
      <details ?open=${lacking}>
        <summary>More options <span class="small num">${more.length}</span></summary>
        <div class="more">${more.map(field)}</div>
      </details>`;
  }

  #field(field: FormField, lack: string | undefined) {
    const { path, label, about, input } = field;
    const value = this.filled.get(path) ?? null;
    const id = `f-${path}`;
    const said = this.tried && lack ? html`<p class="lack" id=${`${id}-lack`}>${lack}</p>` : nothing;
    const set = (next: CallValue) => this.#set(path, next);
    if (input.kind === 'choice')
      return html`<div class="field">${choiceField(field, input.choices, value, set)}${said}</div>`;
    if (input.kind === 'flag')
      return html`<div class="field flag">
        <input type="checkbox" id=${id} .checked=${value === true} @change=${(e: Event) => set((e.target as HTMLInputElement).checked)} />
        <label for=${id}>${label}${about ? html`<span class="small">${about}</span>` : nothing}</label>
      </div>`;
    const number = input.kind === 'number';
    const typed = (e: Event) => {
      const { value: text, valueAsNumber } = e.target as HTMLInputElement;
      set(number ? (Number.isNaN(valueAsNumber) ? null : valueAsNumber) : text.trim() || null);
    };
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <div class="given">
        <input id=${id} type=${number ? 'number' : 'text'} step="any" autocomplete="off" .value=${value === null ? '' : `${value}`}
          placeholder=${field.required ? nothing : 'by default'} aria-describedby=${`${id}-about ${id}-lack`} aria-invalid=${this.tried && lack !== undefined} @input=${typed} />
        ${number ? html`<span class="small">${input.unit}</span>` : nothing}
      </div>
      ${about ? html`<p class="small" id=${`${id}-about`}>${about}</p>` : nothing}${said}
    </div>`;
  }

  #set(path: string, value: CallValue): void {
    this.filled = new Map([...this.filled, [path, value]]);
    this.#check();
  }

  #check(): void {
    const { form, filled } = this;
    if (form.checked && lacks(form, filled).size === 0)
      void this.#connection.desk.inquiry.ask(callOf(form, filled));
  }

  #submit(event: Event, allowed: boolean): void {
    event.preventDefault();
    this.tried = true;
    const [first] = lacks(this.form, this.filled).keys();
    if (first !== undefined) {
      const field = this.renderRoot.querySelector<HTMLElement>(`[id^="f-${CSS.escape(first)}"]`);
      void this.updateComplete.then(() => field?.focus());
    } else if (allowed) this.#perform();
  }

  readonly #perform = (): void => {
    void this.#connection.desk.perform([callOf(this.form, this.filled)]);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-form': DeskForm;
  }
}
