/** The run as the data it is made from: the scenario and what a person did. */
import { css, html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Job } from '../model/scenario.ts';
import { Connection } from './connection.ts';
import { icons } from './icons.ts';
import { base } from './styles.ts';

export const jobText = (job: Job): string =>
  JSON.stringify(
    { ...job.scenario, interventions: job.interventions, attachments: job.attachments.map((a) => a.id) },
    null,
    2,
  );

@customElement('script-panel')
export class ScriptPanel extends LitElement {
  @state() private copied = false;
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
      button {
        background: var(--well);
        font-size: 12px;
        display: inline-flex;
        gap: 6px;
        align-items: center;
        margin-top: var(--s3);
      }
    `,
  ];

  override render() {
    const text = jobText(this.#connection.studio.job);
    const copy = async () => {
      await navigator.clipboard.writeText(text).then(
        () => {
          this.copied = true;
        },
        () => {
          const pre = this.renderRoot.querySelector('pre');
          if (pre) getSelection()?.selectAllChildren(pre);
        },
      );
      setTimeout(() => {
        this.copied = false;
      }, 1600);
    };
    return html`<p class="quiet">This is the whole run as data: the same text gives the same run, anywhere.</p>
      <button @click=${copy}>${icons.copy}<span role="status">${this.copied ? 'Copied' : 'Copy'}</span></button>
      <pre tabindex="0" aria-label="The run as JSON">${text}</pre>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'script-panel': ScriptPanel;
  }
}
