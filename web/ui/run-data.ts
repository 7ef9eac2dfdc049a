/** The run as the data it is made from: the scenario and what a person did. */
import { css, html, LitElement } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import type { Job } from '../model/scenario.ts';
import { Connection } from './connection.ts';
import './copy-button.ts';
import { base } from './styles.ts';

const jobText = (job: Job): string =>
  JSON.stringify(
    { ...job.scenario, interventions: job.interventions, attachments: job.attachments.map((a) => a.id) },
    null,
    2,
  );

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
      copy-button {
        margin-top: var(--s3);
      }
    `,
  ];

  override render() {
    const text = jobText(this.#connection.studio.job);
    return html`<p class="quiet">This is the whole run as data: the same text gives the same run, anywhere.</p>
      <copy-button label="Copy the data" .text=${() => text}
        .refused=${() => getSelection()?.selectAllChildren(this.data)}></copy-button>
      <pre tabindex="0" aria-label="The run as JSON">${text}</pre>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'run-data': RunData;
  }
}
