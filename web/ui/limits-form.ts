/** What a move may use and for how long it may pause, from now on: set while it is under way. */
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MoveChanges } from '../model/migration.ts';
import { MIB } from '../model/units.ts';
import { base } from './styles.ts';

export class LimitsChange extends Event {
  readonly changes: MoveChanges;

  constructor(changes: MoveChanges) {
    super('limits-change');
    this.changes = changes;
  }
}

@customElement('limits-form')
export class LimitsForm extends LitElement {
  @property() partition = '';
  /** It runs on the destination already: no pause is to come. */
  @property({ type: Boolean }) postcopy = false;

  static override styles = [
    base,
    css`
      form {
        display: grid;
        gap: 10px;
        padding: 10px 12px 12px;
        width: 250px;
        font-size: 13px;
      }
      h3 {
        font-size: 13px;
        font-weight: 600;
      }
      label {
        display: grid;
        grid-template-columns: 1fr 9ch 5ch;
        align-items: center;
        gap: 6px;
      }
      input {
        border: 0;
        border-radius: var(--r-s);
        background: var(--well);
        padding: 5px 8px;
        min-width: 0;
        text-align: end;
        appearance: textfield;
      }
      input::-webkit-inner-spin-button {
        display: none;
      }
      .set {
        background: var(--accent);
        color: var(--accent-ink);
        font-weight: 600;
      }
      .set:hover {
        background: var(--accent);
        filter: brightness(1.06);
      }
      @media (pointer: coarse) {
        input {
          font-size: 16px;
          min-height: 44px;
        }
      }
    `,
  ];

  override render() {
    return html`<form novalidate @submit=${this.#submit}>
      <h3>${this.partition}, from now on</h3>
      <label><span>Rate limit</span><input name="rate" type="number" min="0" step="any" placeholder="as it is" /><span class="small">MiB/s</span></label>
      ${
        this.postcopy
          ? ''
          : html`<label><span>Allowed pause</span><input name="pause" type="number" min="0" step="any" placeholder="as it is" /><span class="small">ms</span></label>`
      }
      <p class="small">0 MiB/s: no limit. What is left empty stays as it is.</p>
      <button class="set" type="submit">Set</button>
    </form>`;
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const number = (name: string) => {
      const input = form.querySelector<HTMLInputElement>(`[name=${name}]`);
      const value = input?.valueAsNumber ?? Number.NaN;
      return Number.isFinite(value) && value >= 0 ? value : null;
    };
    const [rate, pause] = [number('rate'), number('pause')];
    const bytesPerSecond = rate === null ? null : Math.round(rate * MIB);
    const changes: MoveChanges = {
      ...(bytesPerSecond === null
        ? {}
        : this.postcopy
          ? { maxPostcopyBytesPerSecond: bytesPerSecond }
          : { maxBandwidthBytesPerSecond: bytesPerSecond }),
      ...(pause === null ? {} : { downtimeLimitMs: pause }),
    };
    form.reset();
    this.dispatchEvent(new LimitsChange(changes));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'limits-form': LimitsForm;
  }
}
