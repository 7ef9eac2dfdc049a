/** What must hold for the move, each with its reason, and what to do where it does not. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { type Check, checksOf } from '../studio/checks.ts';
import type { Studio } from '../studio/studio.ts';
import { Connection } from './connection.ts';
import { icons } from './icons.ts';
import { base } from './styles.ts';

export const currentChecks = (studio: Studio): Check[] =>
  checksOf(studio.job.scenario, studio.experiment.get().traces, studio.run.shown.get()?.recording.moves[0]);

const WORDS = { pass: 'holds', warn: 'careful', fail: 'does not hold' } as const;

@customElement('checks-panel')
export class ChecksPanel extends LitElement {
  readonly #connection = new Connection(this, {
    watch: ({ studio, desk }) => [studio.experiment, studio.run.shown, desk.world.view],
  });

  static override styles = [
    base,
    css`
      li {
        display: grid;
        grid-template-columns: 16px 1fr;
        gap: 2px 10px;
        padding: 9px 0;
        border-top: 1px solid var(--line);
        font-size: 13px;
      }
      li:first-child {
        border-top: 0;
      }
      svg {
        margin-top: 2px;
      }
      .pass svg {
        color: var(--ok);
      }
      .warn svg {
        color: var(--warn);
      }
      .fail svg {
        color: var(--bad);
      }
      .title {
        font-weight: 560;
      }
      p {
        grid-column: 2;
        font-size: 12.5px;
        color: var(--ink-2);
      }
      .fix {
        color: var(--ink);
      }
    `,
  ];

  override render() {
    if (this.#connection.desk.world.view.get()) return html`<examination-panel></examination-panel>`;
    const order = { fail: 0, warn: 1, pass: 2 };
    const checks = currentChecks(this.#connection.studio).sort((a, b) => order[a.verdict] - order[b.verdict]);
    return html`<ul>
      ${checks.map(
        (c) => html`<li class=${c.verdict}>
          ${icons[c.verdict]}<span class="title">${c.title}<span class="offstage">: ${WORDS[c.verdict]}</span></span>
          <p>${c.reason}</p>
          ${c.fix ? html`<p class="fix">${c.fix}</p>` : nothing}
        </li>`,
      )}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'checks-panel': ChecksPanel;
  }
}
