/** The Checks slot of a world: a move is chosen, held against all rules, and made where nothing is against it. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { MoveOffer, PartitionView, WorldView } from '../../model/world-view.ts';
import { errorsOf } from '../../studio/inquiry.ts';
import { Connection } from '../connection.ts';
import { base, selects } from '../styles.ts';
import './examination-list.ts';

@customElement('examination-panel')
export class ExaminationPanel extends LitElement {
  readonly #connection = new Connection(this, {
    watch: ({ desk }) => [desk.world.view, desk.inquiry.asked],
  });

  static override styles = [base, selects, panelStyles()];

  override render() {
    const { desk } = this.#connection;
    const view = desk.world.view.get();
    if (!view) return nothing;
    const asked = desk.inquiry.asked.get();
    const examination = asked?.examination ?? null;
    return html`${this.#choice(movable(view))}
      ${
        asked
          ? html`<section>
            <h3>${examination?.title ?? 'The rules are being looked at'}</h3>
            <examination-list .examination=${examination}></examination-list>
            ${examination && errorsOf(examination) === 0 ? html`<button class="go" @click=${() => void desk.perform([asked.call])}>Do it now</button>` : nothing}
          </section>`
          : html`<p class="quiet hint">Every rule is looked at, at the moment you look at, and each says where, why, and what to do.</p>`
      }`;
  }

  /** Shows the move that is asked about, whoever asked. */
  #choice(movable: readonly PartitionView[]) {
    const { desk } = this.#connection;
    if (movable.length === 0) return html`<p class="quiet">No partition can be moved now.</p>`;
    const call = desk.inquiry.asked.get()?.call;
    const isAsked = (m: MoveOffer): boolean => JSON.stringify(m.call) === JSON.stringify(call);
    const chosen = movable.find((p) => p.moves.some(isAsked));
    const moves = chosen?.moves ?? [];
    const ask = (move: MoveOffer | undefined) => move && void desk.inquiry.ask(move.call);
    const pick = (e: Event) => {
      const id = (e.target as HTMLSelectElement).value;
      const offers = movable.find((p) => p.id === id)?.moves ?? [];
      ask(offers.find((m) => m.suggested !== null) ?? offers[0]);
    };
    const aim = (e: Event) => ask(moves.find((m) => m.to === (e.target as HTMLSelectElement).value));
    return html`<div class="choice">
      <span>Check moving</span>
      <select aria-label="Partition" @change=${pick}>
        <option value="" ?selected=${!chosen}>a partition</option>
        ${movable.map((p) => html`<option value=${p.id} ?selected=${p === chosen}>${p.id}</option>`)}
      </select>
      <span>to</span>
      <select aria-label="Target" ?disabled=${moves.length === 0} @change=${aim}>
        ${moves.length === 0 ? html`<option>a host</option>` : nothing}
        ${moves.map((m) => html`<option value=${m.to} ?selected=${isAsked(m)}>${m.to}${m.suggested !== null ? ' (suggested)' : ''}</option>`)}
      </select>
    </div>`;
  }
}

const movable = ({ hosts }: WorldView): PartitionView[] =>
  hosts.flatMap((h) => h.partitions.filter((p) => !p.shadow && p.moves.length > 0));

function panelStyles() {
  return css`
    .choice {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px;
      font-size: 13px;
    }
    select {
      background-color: var(--card);
      max-width: 100%;
    }
    select:disabled {
      opacity: 0.5;
    }
    .hint {
      margin-top: var(--s3);
      font-size: 13px;
    }
    section {
      margin-top: var(--s4);
    }
    h3 {
      font-size: 14px;
      font-weight: 620;
    }
    .go {
      margin-top: var(--s4);
      background: var(--accent);
      color: var(--accent-ink);
      font-weight: 600;
      padding: 6px 14px;
    }
    .go:hover {
      background: var(--accent);
      filter: brightness(1.06);
    }
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'examination-panel': ExaminationPanel;
  }
}
