/**
 * All that can be done with something, as a menu: where it can go first, then the rest. What cannot be done says why; a
 * move that is refused can be asked for all the same, and everything that is against it is told.
 */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { MoveOffer, Offer } from '../../model/world-view.ts';
import { Connection } from '../connection.ts';
import { arrows, moveMenuStyles, openBelow } from '../move-menu.ts';
import { base } from '../styles.ts';

/** So many refusals are read at a glance; more are folded away. */
const FEW = 3;

export interface OfferList {
  /** What it is about. */
  title: string;
  moves: readonly MoveOffer[];
  offers: readonly Offer[];
}

@customElement('offer-menu')
export class OfferMenu extends LitElement {
  @state() private list: OfferList | null = null;
  /** Whether everything is shown that cannot be done now. */
  @state() private all = false;
  readonly #connection = new Connection(this);

  static override styles = [base, moveMenuStyles, menuStyles()];

  /** Below an element, which gets the focus back. */
  open(anchor: HTMLElement, list: OfferList): void {
    this.list = list;
    this.all = false;
    void this.updateComplete.then(() => {
      const menu = this.renderRoot.querySelector<HTMLElement>('.menu');
      if (menu) openBelow(menu, anchor);
    });
  }

  override render() {
    if (!this.list) return nothing;
    const { title, moves, offers } = this.list;
    const place = (m: MoveOffer): number => (m.refused !== null ? 2 : m.suggested !== null ? 0 : 1);
    const sorted = moves.toSorted((a, b) => place(a) - place(b));
    const possible = offers.filter((o) => o.refused === null);
    const refused = offers.filter((o) => o.refused !== null);
    const offered = (o: Offer) => this.#offer(o);
    return html`<div class="menu" popover role="menu" aria-label=${`What to do with ${title}`} @keydown=${arrows}>
      ${sorted.map((m) => this.#move(m))}
      ${moves.length > 0 && offers.length > 0 ? html`<div class="line" role="separator"></div>` : nothing}
      ${possible.map(offered)}
      ${
        this.all || refused.length <= FEW
          ? refused.map(offered)
          : html`<button role="menuitem" class="rest" @click=${this.#showAll}>${refused.length} more cannot be done now</button>`
      }
      ${moves.length + offers.length === 0 ? html`<p class="small none" role="menuitem" aria-disabled="true" tabindex="-1">Nothing can be done now.</p>` : nothing}
    </div>`;
  }

  readonly #showAll = (): void => {
    const menu = this.renderRoot.querySelector<HTMLElement>('.menu');
    const at = [...(menu?.querySelectorAll('[role=menuitem]') ?? [])].findIndex((e) => e.matches('.rest'));
    this.all = true;
    void this.updateComplete.then(() => menu?.querySelectorAll<HTMLElement>('[role=menuitem]')[at]?.focus());
  };

  #move(move: MoveOffer) {
    const { to, refused, suggested } = move;
    const { desk } = this.#connection;
    return html`<button role="menuitem" class=${refused === null ? '' : 'refused'} @click=${() => this.#pick(() => void desk.move(move))}>
      <span>Move to ${to}</span>
      ${suggested !== null ? html`<span class="why best">Suggested: ${suggested}</span>` : nothing}
      ${refused !== null ? html`<span class="why">Not now: ${refused}</span>` : nothing}
    </button>`;
  }

  #offer(offer: Offer) {
    const { label, refused, confirm } = offer;
    const pick = (): void => {
      if (refused === null) this.#pick(() => this.#connection.desk.choose(offer));
    };
    return html`<button role="menuitem" class=${confirm ? 'harm' : ''} aria-disabled=${refused !== null} @click=${pick}>
      <span>${label}</span>
      ${refused !== null ? html`<span class="why">${refused}</span>` : nothing}
    </button>`;
  }

  #pick(act: () => void): void {
    this.renderRoot.querySelector<HTMLElement>('.menu')?.hidePopover();
    act();
  }
}

function menuStyles() {
  return css`
    .menu {
      width: max-content;
      max-width: min(320px, calc(100vw - 16px));
      max-height: min(420px, calc(100vh - 16px));
      overflow: auto;
    }
    .menu button {
      padding: 7px 10px;
    }
    .menu :not(.harm) + .harm {
      margin: 0;
      border-radius: var(--r-s);
      box-shadow: none;
    }
    .menu span {
      display: block;
    }
    .why {
      font-size: 12px;
      color: var(--ink-2);
      text-wrap: pretty;
    }
    .menu .rest {
      color: var(--ink-2);
      font-size: 12px;
    }
    .best {
      color: var(--accent);
    }
    .refused {
      color: var(--ink-2);
    }
    [aria-disabled='true'] {
      color: var(--ink-3);
      cursor: default;
    }
    [aria-disabled='true']:hover {
      background: none;
    }
    .line {
      height: 1px;
      margin: 4px 6px;
      background: var(--line);
    }
    .none {
      padding: 8px 10px;
    }
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'offer-menu': OfferMenu;
  }
}
