/** A button that copies a text, and says so. */
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { icons } from './icons.ts';
import { base } from './styles.ts';

const SAID_MS = 1600;

@customElement('copy-button')
export class CopyButton extends LitElement {
  /** Asked when it is pressed. */
  @property({ attribute: false }) text: () => string = () => '';
  /** What to do where the browser does not let it be copied. */
  @property({ attribute: false }) refused: () => void = () => {};
  @property() label = 'Copy';
  @state() private copied = false;

  static override styles = [
    base,
    css`
      button {
        display: inline-flex;
        gap: 6px;
        align-items: center;
        background: var(--well);
        font-size: 12.5px;
      }
      @media (forced-colors: active) {
        button {
          border: 1px solid;
        }
      }
    `,
  ];

  override render() {
    return html`<button title=${this.label} @click=${this.#copy}>${icons.copy}${this.copied ? 'Copied' : 'Copy'}</button>
      <span class="offstage" role="status">${this.copied ? 'Copied' : ''}</span>`;
  }

  readonly #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.text());
    } catch {
      this.refused();
      return;
    }
    this.copied = true;
    setTimeout(() => {
      this.copied = false;
    }, SAID_MS);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'copy-button': CopyButton;
  }
}
