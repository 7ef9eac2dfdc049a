/** A number with a unit: a box in which people write it in whichever unit they like, and a slider where it helps. */
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { Diagnostic } from '../model/result.ts';
import type { NumberField, Setting } from '../studio/tune/field.ts';
import { amountOf, readAmount } from '../studio/tune/quantity.ts';
import { numberStyles } from './number-styles.ts';
import { base } from './styles.ts';

export class FieldChange extends Event {
  readonly value: Setting;

  constructor(value: Setting) {
    super('field-change');
    this.value = value;
  }
}

/** What was written is no number, or of the wrong unit. */
export class FieldMisread extends Event {
  readonly why: Diagnostic;

  constructor(why: Diagnostic) {
    super('field-misread');
    this.why = why;
  }
}

const STEPS = 1000;

@customElement('number-field')
export class NumberFieldView extends LitElement {
  @property({ attribute: false }) field!: NumberField;
  @property({ attribute: false }) value: Setting = 0;
  /** What it is called to those who do not see it. */
  @property() name = '';
  @property({ type: Number }) pageBytes = 0;
  @property({ type: Boolean }) changed = false;
  /** What was written was refused, and stays until it is corrected. */
  @property({ type: Boolean }) refused = false;
  /** While the slider is dragged, what it says; the run follows a little later. */
  @state() private draft: number | null = null;
  /** As it was written, while that is not the value. */
  @state() private written: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [base, numberStyles];

  override render() {
    const { field } = this;
    const { special } = field;
    const isSpecial = special !== undefined && this.value === special.value && this.draft === null;
    return html`<span class="value num ${this.changed ? 'changed' : ''}">${isSpecial ? nothing : this.#box()}${
      special
        ? html`<button class="switch" aria-pressed=${isSpecial} aria-label=${`${this.name}: ${special.label}`}
            @click=${() => this.#send(isSpecial ? special.otherwise : special.value)}>${special.label}</button>`
        : nothing
    }</span>${field.slider && !isSpecial ? this.#slider(field.slider) : nothing}`;
  }

  get #now(): number {
    return this.draft ?? Number(this.value ?? 0);
  }

  #box() {
    const { text, unit } = amountOf(this.#now, this.field);
    const shown = this.refused && this.written !== null ? this.written : text;
    const { min, max } = this.field.value;
    return html`<input id="box" type="text" role="spinbutton" inputmode="decimal" autocomplete="off" spellcheck="false" size=${Math.max(2, shown.length)}
        .value=${shown} aria-label=${this.name} aria-valuenow=${this.#now} aria-valuemin=${min} aria-valuemax=${max} aria-valuetext=${`${text} ${unit}`}
        aria-invalid=${this.refused ? 'true' : nothing} @change=${this.#read} @keydown=${this.#keys} />${this.refused && this.written !== null ? nothing : html`<span class="unit">${unit}</span>`}`;
  }

  #slider(slider: NonNullable<NumberField['slider']>) {
    const place = placeOf(this.#now, slider);
    const { text, unit } = amountOf(this.#now, this.field);
    return html`<input type="range" min="0" max=${STEPS} step="1" .value=${String(place)} aria-label=${this.name}
      aria-valuetext=${`${text} ${unit}`} style=${styleMap({ '--v': `${(place / STEPS) * 100}%` })}
      @input=${this.#slide} @change=${this.#settle} />`;
  }

  readonly #slide = (event: Event): void => {
    const { slider } = this.field;
    if (!slider) return;
    this.draft = round(valueAt((event.target as HTMLInputElement).valueAsNumber, slider), this.field);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), 140);
  };

  readonly #settle = (): void => {
    clearTimeout(this.#timer);
    if (this.draft !== null) this.#send(this.draft);
  };

  readonly #read = (event: Event): void => {
    const box = event.target as HTMLInputElement;
    const { unit } = amountOf(this.#now, this.field);
    this.written = box.value;
    const read = readAmount(box.value, unit, this.field, this.pageBytes);
    if (read.ok) this.#send(read.value);
    else this.dispatchEvent(new FieldMisread({ what: read.what, fix: read.fix }));
    this.requestUpdate();
  };

  /** The arrows go one step, in the unit that is shown; Escape takes back what was written. */
  readonly #keys = (event: KeyboardEvent): void => {
    const box = event.target as HTMLInputElement;
    if (event.key === 'Escape') {
      box.value = amountOf(this.#now, this.field).text;
      this.written = null;
      if (!this.refused) return;
      // What it takes back is this, and not the sheet that it stands in.
      event.stopPropagation();
      this.#send(this.value);
    }
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const { min, max } = this.field.value;
    this.#send(Math.min(max, Math.max(min, stepped(this.#now, by, this.field))));
  };

  #send(value: Setting): void {
    this.draft = null;
    if (value !== this.value || this.refused) this.dispatchEvent(new FieldChange(value));
    if (value === this.value) this.requestUpdate();
  }
}

type Slider = NonNullable<NumberField['slider']>;

function placeOf(value: number, { min, max, scale }: Slider): number {
  const share =
    scale === 'log'
      ? Math.log(Math.max(value, min) / min) / Math.log(max / min)
      : (value - min) / (max - min);
  return Math.round(Math.min(1, Math.max(0, share)) * STEPS);
}

const valueAt = (place: number, { min, max, scale }: Slider): number =>
  scale === 'log' ? min * (max / min) ** (place / STEPS) : min + ((max - min) * place) / STEPS;

/** Slider positions give round values: two digits in the unit that is shown. */
function round(value: number, field: NumberField): number {
  const { text, unit } = amountOf(value, field);
  const read = readAmount(Number(text).toPrecision(2), unit, field);
  const { min, max, whole } = field.value;
  const near = read.ok ? read.value : value;
  return Math.min(max, Math.max(min, whole ? Math.round(near) : near));
}

/** A power of two doubles; of large numbers the second digit changes. */
function stepped(value: number, by: number, field: NumberField): number {
  if (field.value.powerOfTwo) return by > 0 ? value * 2 : value / 2;
  const { text, unit } = amountOf(value, field);
  const amount = Number(text);
  const step =
    10 **
    Math.max(
      amount < 10 && !field.value.whole ? -1 : 0,
      Math.floor(Math.log10(Math.max(1, Math.abs(amount)))) - 1,
    );
  const read = readAmount(String(Number((amount + by * step).toPrecision(6))), unit, field);
  return read.ok ? read.value : value;
}

declare global {
  interface HTMLElementTagNameMap {
    'number-field': NumberFieldView;
  }
  interface HTMLElementEventMap {
    'field-change': FieldChange;
    'field-misread': FieldMisread;
  }
}
