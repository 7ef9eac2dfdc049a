/** The script of the scenario, where there is one; the run as data, where there is none. */
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Connection } from './connection.ts';
import './run-data.ts';
import './script-desk.ts';
import { base } from './styles.ts';

@customElement('script-panel')
export class ScriptPanel extends LitElement {
  readonly #connection = new Connection(this, {
    watch: ({ scripting }) => (scripting ? [scripting.open] : []),
  });

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }
      script-desk {
        flex: 1;
      }
    `,
  ];

  override render() {
    const open = this.#connection.workplace.scripting?.open.get();
    // The editor is a child of the page's shell, which hands it down to here.
    return open
      ? html`<script-desk><slot name="editor" slot="editor"></slot></script-desk>`
      : html`<run-data></run-data>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'script-panel': ScriptPanel;
  }
}
