/** A run that was made with the page's controls, as the script that gives the same run: to read, to copy, to go on with. */
import { css, html, LitElement } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { scriptOf } from '../model/script-text.ts';
import { Connection } from './connection.ts';
import './copy-button.ts';
import { base } from './styles.ts';

/** Its drafts are kept under this name. */
const OWN = 'own';

@customElement('run-data')
export class RunData extends LitElement {
  @query('pre') private data!: HTMLElement;
  readonly #connection = new Connection(this, { watch: ({ studio }) => [studio.experiment] });

  static override styles = [
    base,
    css`
      pre {
        margin: var(--s3) 0 0;
        padding: var(--s3);
        border-radius: var(--r);
        background: var(--card);
        font: 11.5px / 1.55 var(--m);
        overflow: auto;
        max-height: min(64vh, 620px);
        tab-size: 2;
      }
      .deeds {
        display: flex;
        align-items: center;
        gap: var(--s2);
        margin-top: var(--s3);
      }
      .open {
        background: var(--accent);
        color: var(--accent-ink);
        font-size: 12.5px;
        font-weight: 550;
      }
    `,
  ];

  override render() {
    const { studio } = this.#connection;
    const text = scriptOf(studio.job);
    const open = () => {
      const { title } = studio.job.scenario;
      void studio.openScript({ id: OWN, title, source: text }, studio.job.attachments);
    };
    return html`<p class="quiet">What the controls have made, written as a script: it gives the same run, anywhere. Open it to change
        what no control can.</p>
      <div class="deeds">
        <button class="open" @click=${open}>Open as script</button>
        <copy-button label="Copy" .text=${() => text}
          .refused=${() => getSelection()?.selectAllChildren(this.data)}></copy-button>
      </div>
      <pre tabindex="0" aria-label="The run as a script">${text}</pre>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'run-data': RunData;
  }
}
