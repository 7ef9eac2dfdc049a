/**
 * What takes its time: the tasks of a world, the moves with their phases, what a person did, and notes.
 */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { MoveRecord, Recording } from '../model/recording.ts';
import { bytes, clock, span } from '../studio/format.ts';
import { type Phase, phaseName, phasesOf } from '../studio/phases.ts';
import { resultOf, STATUS_WORDS } from '../studio/result.ts';
import { Connection } from './connection.ts';
import './did-list.ts';
import { longRows } from './long-rows.ts';
import './result-card.ts';
import { base, tables } from './styles.ts';

@customElement('tasks-panel')
export class TasksPanel extends LitElement {
  /** The phase under the cursor, as `move/index`. */
  @state() private now = '';
  readonly #connection = new Connection(this, {
    watch: ({ studio, desk }) => [studio.run.shown, desk.world.view],
    text: () => this.#look(),
  });

  static override styles = [
    base,
    tables,
    css`
      .memory {
        margin-top: var(--s4);
        border-top: 1px solid var(--line);
      }
      section + section {
        margin-top: var(--s5);
      }
      h3 {
        font-size: 13px;
        font-weight: 600;
        display: flex;
        justify-content: space-between;
        gap: var(--s2);
        margin-bottom: 4px;
      }
      h3 span {
        font-weight: 430;
      }
      td button {
        padding: 2px 6px;
        margin-inline-start: -6px;
        min-height: 24px;
        text-align: start;
      }
      details {
        margin-top: var(--s2);
      }
      summary {
        cursor: pointer;
        font-size: 12.5px;
        font-weight: 560;
        padding: 6px 0;
      }
      .note {
        font-size: 12.5px;
        padding: 6px 0;
        border-top: 1px solid var(--line);
      }
    `,
  ];

  override render() {
    const recording = this.#connection.studio.run.shown.get()?.recording;
    if (!recording) return html`<p class="quiet">The run is being computed.</p>`;
    const { moves, notes } = recording;
    const world = this.#connection.desk.world.view.get() !== null;
    const phases = moves.map((move, i) => this.#task(move, i, recording));
    return html`${world ? html`<task-activity></task-activity>` : nothing}
      ${moves.length === 0 && !world ? html`<p class="quiet">No partition moves in this run.</p>` : nothing}
      ${
        world && moves.length > 0
          ? html`<details class="memory"><summary>How memory was brought over</summary>${phases}</details>`
          : phases
      }
      <did-list></did-list>
      ${
        notes.length > 0
          ? html`<section><h3>Notes</h3>${notes.map((n) => html`<p class="note"><span class="small num">${clock(n.at)}</span> ${n.text}</p>`)}</section>`
          : nothing
      }`;
  }

  #task(move: MoveRecord, index: number, recording: Recording) {
    const seek = (at: number) => this.#connection.studio.clock.seek(at);
    const row = (phase: Phase, i: number) => html`<tr class=${this.now === `${index}/${i}` ? 'now' : ''}>
      <td><button @click=${() => seek(phase.fromNs)}>${phaseName(phase)}</button></td>
      <td>${clock(phase.fromNs)}</td><td>${span(phase.toNs - phase.fromNs)}</td><td>${phase.kind === 'round' || phase.kind === 'pause' ? bytes(phase.sentBytes) : '–'}</td>
    </tr>`;
    return html`<section>
      <h3>${move.partition}: ${move.from} → ${move.to} <span class="small">${STATUS_WORDS[move.outcome.status]}</span></h3>
      <table>
        <caption class="offstage">Phases; choose one to go there</caption>
        <thead><tr><th scope="col">Phase</th><th scope="col">From</th><th scope="col">Took</th><th scope="col">Sent</th></tr></thead>
        <tbody>${longRows(phasesOf(move), 4, 'phases', row)}</tbody>
      </table>
      ${
        move.part
          ? nothing
          : html`<details ?open=${recording.moves.length === 1}>
        <summary>Result</summary>
        <result-card .result=${resultOf(recording, move)} fingerprint=${recording.fingerprint}></result-card>
      </details>`
      }
    </section>`;
  }

  #look(): void {
    const { studio } = this.#connection;
    const moves = studio.run.shown.get()?.recording.moves ?? [];
    let now = '';
    moves.forEach((move, m) => {
      phasesOf(move).forEach((p, i) => {
        if (p.fromNs <= studio.clock.at && studio.clock.at < p.toNs) now = `${m}/${i}`;
      });
    });
    this.now = now;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tasks-panel': TasksPanel;
  }
}
