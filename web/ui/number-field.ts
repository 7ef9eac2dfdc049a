/** A number with a name, a unit, a range and a hint: slider and box for the same value. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { NumberField } from '../studio/fields.ts';
import { digits } from '../studio/format.ts';
import { base } from './styles.ts';

export class FieldChange extends Event {
  readonly field: string;
  readonly value: number;

  constructor(field: string, value: number) {
    super('field-change', { bubbles: true, composed: true });
    this.field = field;
    this.value = value;
  }
}

const STEPS = 1000;

@customElement('number-field')
export class NumberFieldView extends LitElement {
  @property({ attribute: false }) field!: NumberField;
  @property({ type: Number }) value = 0;
  @property({ type: Boolean }) changed = false;
  /** While the slider is dragged, what it says; the run follows a little later. */
  @state() private draft: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    base,
    css`
      .row {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--s2);
        font-size: 13px;
        min-height: 28px;
      }
      .value {
        display: flex;
        align-items: baseline;
        gap: 4px;
        font-weight: 560;
      }
      .changed .value {
        color: var(--accent);
      }
      input[type='number'] {
        field-sizing: content;
        min-width: 4ch;
        max-width: 9ch;
        border: 0;
        border-radius: var(--r-s);
        background: none;
        text-align: end;
        padding: 3px 4px;
        font-weight: inherit;
        color: inherit;
        appearance: textfield;
      }
      input[type='number']:focus-visible {
        outline-offset: -1px;
      }
      input[type='number']:hover,
      input[type='number']:focus {
        background: var(--card);
      }
      input::-webkit-inner-spin-button {
        display: none;
      }
      .switch {
        font-size: 12px;
        padding: 2px 8px;
        min-height: 24px;
        color: var(--ink-2);
        background: var(--well);
      }
      .switch[aria-pressed='true'] {
        background: var(--accent-soft);
        color: var(--accent);
        font-weight: 600;
      }
      input[type='range'] {
        display: block;
        width: 100%;
        height: 24px;
        margin: 0;
        appearance: none;
        background: none;
        cursor: pointer;
      }
      input[type='range']::-webkit-slider-runnable-track {
        height: 4px;
        border-radius: 2px;
        background: linear-gradient(to right, var(--accent) var(--v), var(--line) var(--v));
      }
      input[type='range']::-webkit-slider-thumb {
        appearance: none;
        width: 16px;
        height: 16px;
        margin-top: -6px;
        border-radius: 50%;
        background: var(--card);
        box-shadow: 0 0 0 1.5px var(--accent), 0 1px 3px var(--shade-far);
      }
      input[type='range']::-moz-range-track {
        height: 4px;
        border-radius: 2px;
        background: var(--line);
      }
      input[type='range']::-moz-range-progress {
        height: 4px;
        border-radius: 2px;
        background: var(--accent);
      }
      input[type='range']::-moz-range-thumb {
        width: 15px;
        height: 15px;
        border: 1.5px solid var(--accent);
        border-radius: 50%;
        background: var(--card);
      }
      @media (forced-colors: active) {
        input[type='range'] {
          appearance: auto;
        }
      }
      @media (pointer: coarse) {
        input[type='range'] {
          height: 44px;
        }
        .value,
        input[type='number'] {
          font-size: 16px;
        }
        input[type='number'] {
          min-height: 44px;
        }
      }
    `,
  ];

  override render() {
    const { field, value } = this;
    const special = field.special && value === field.special.value ? field.special : null;
    const now = this.draft ?? (special ? special.otherwise : value);
    const place = this.#place(now);
    return html`<div class="row ${this.changed ? 'changed' : ''}">
        <label for="box">${field.label}</label>
        <span class="value num">
          ${
            special && this.draft === null
              ? nothing
              : html`<input id="box" type="number" .value=${String(Number(digits(now)))} min=${field.min} max=${field.max} step="any" @change=${this.#type} />
              <span>${field.unit}</span>`
          }
          ${
            field.special
              ? html`<button class="switch" aria-pressed=${special !== null && this.draft === null} @click=${() => this.#send(special ? special.otherwise : field.special!.value)}>${field.special.label}</button>`
              : nothing
          }
        </span>
      </div>
      ${
        special && this.draft === null
          ? nothing
          : html`<input type="range" min="0" max=${STEPS} step="1" .value=${String(place)} aria-label=${field.label}
            aria-valuetext=${`${digits(now)} ${field.unit}`} style=${styleMap({ '--v': `${(place / STEPS) * 100}%` })} @input=${this.#slide} @change=${this.#settle} />`
      }`;
  }

  #place(value: number): number {
    const { min, max, scale } = this.field;
    const share =
      scale === 'log'
        ? Math.log(Math.max(value, min) / min) / Math.log(max / min)
        : (value - min) / (max - min);
    return Math.round(Math.min(1, Math.max(0, share)) * STEPS);
  }

  /** Slider positions give round values: two digits on a logarithmic one. */
  #valueAt(place: number): number {
    const { min, max, scale, step } = this.field;
    const raw = scale === 'log' ? min * (max / min) ** (place / STEPS) : min + ((max - min) * place) / STEPS;
    const unit = scale === 'log' ? Math.max(step, 10 ** Math.max(0, Math.floor(Math.log10(raw)) - 1)) : step;
    return Math.min(max, Math.max(min, Math.round(raw / unit) * unit));
  }

  readonly #slide = (event: Event): void => {
    this.draft = this.#valueAt((event.target as HTMLInputElement).valueAsNumber);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), 140);
  };

  readonly #settle = (): void => {
    clearTimeout(this.#timer);
    if (this.draft !== null) this.#send(this.draft);
  };

  readonly #type = (event: Event): void => {
    const typed = (event.target as HTMLInputElement).valueAsNumber;
    if (Number.isFinite(typed)) this.#send(Math.min(this.field.max, Math.max(this.field.min, typed)));
    this.requestUpdate();
  };

  #send(value: number): void {
    this.draft = null;
    if (value !== this.value) this.dispatchEvent(new FieldChange(this.field.id, value));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'number-field': NumberFieldView;
  }
  interface HTMLElementEventMap {
    'field-change': FieldChange;
  }
}
