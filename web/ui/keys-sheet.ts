/** The keys, as a sheet: every command that has one, and the switch for those of a single character. */
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Command, isSingleKey } from '../studio/commands.ts';
import { Connection } from './connection.ts';
import { icons } from './icons.ts';
import { base, dialogs } from './styles.ts';

const NAMES: Record<string, string> = { ' ': 'Space', ArrowLeft: '←', ArrowRight: '→' };
const IS_MAC = /Mac|iP(hone|ad)/.test(navigator.platform);
const keyName = (key: string): string =>
  key
    .split(/(?<=.)\+(?=.)/)
    .map((k) => NAMES[k] ?? (k === 'Mod' ? (IS_MAC ? '⌘' : 'Ctrl') : k.length === 1 ? k.toUpperCase() : k))
    .join(' ');

@customElement('keys-sheet')
export class KeysSheet extends LitElement {
  @property({ attribute: false }) commands: readonly Command[] = [];
  readonly #connection = new Connection(this, { watch: ({ preferences }) => [preferences.singleKeys] });

  static override styles = [
    base,
    dialogs,
    css`
      dialog {
        padding: var(--s5);
        width: min(420px, calc(100vw - 32px));
      }
      .head {
        display: flex;
        justify-content: space-between;
        align-items: center;
        margin-bottom: var(--s3);
      }
      dl {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 6px var(--s4);
        font-size: 13px;
      }
      kbd {
        font: 12px var(--f);
        font-weight: 550;
        background: var(--well);
        border-radius: 4px;
        padding: 2px 7px;
        margin-inline-start: 4px;
      }
      label {
        display: flex;
        gap: 8px;
        align-items: center;
        margin-top: var(--s4);
        font-size: 13px;
        min-height: 24px;
      }
      input {
        accent-color: var(--accent);
        width: 16px;
        height: 16px;
      }
    `,
  ];

  open(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  override render() {
    const { singleKeys } = this.#connection.workplace.preferences;
    const close = () => this.renderRoot.querySelector('dialog')?.close();
    return html`<dialog aria-labelledby="title" @click=${(e: Event) => e.target === e.currentTarget && close()}>
      <div class="head"><h2 id="title">Keys</h2><button aria-label="Close" @click=${close}>${icons.close}</button></div>
      <dl>
        ${this.commands.map((c) => html`<dt>${c.label}</dt><dd>${c.keys.slice(0, 1).map((k) => html`<kbd>${keyName(k)}</kbd>`)}</dd>`)}
        <dt>Move a partition: focus it, then</dt><dd><kbd>Enter</kbd></dd>
        <dt>Look around in the memory map</dt><dd><kbd>← ↑ ↓ →</kbd></dd>
      </dl>
      <label><input type="checkbox" .checked=${singleKeys.get()} @change=${(e: Event) => singleKeys.set((e.target as HTMLInputElement).checked)} />
        Keys of a single character (${this.commands.flatMap((c) => c.keys.filter(isSingleKey)).join(' ')}) work</label>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'keys-sheet': KeysSheet;
  }
}
