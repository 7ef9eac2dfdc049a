/** A panel of a console as a table: rows open for what else is known of them, and carry what can be done with them. */
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { Cell, Column, Panel, Row } from '../../model/world-view.ts';
import { matching, type Order, ordered, turned } from '../../studio/panel-order.ts';
import type { Place } from '../../studio/places.ts';
import { icons } from '../icons.ts';
import { base } from '../styles.ts';
import './offer-menu.ts';
import type { OfferMenu } from './offer-menu.ts';
import { panelTableStyles } from './panel-table-styles.ts';
import { stateWord, stateWordStyles } from './state-word.ts';

@customElement('panel-table')
export class PanelTable extends LitElement {
  @property({ attribute: false }) panel: Panel | null = null;
  /** Words that a row must have. */
  @property() filter = '';
  /** The row that somebody was led to. */
  @property({ attribute: false }) place: Place | null = null;
  @state() private order: Order | null = null;
  @state() private open: ReadonlySet<string> = new Set();
  @query('offer-menu') private menu!: OfferMenu;

  static override styles = [base, stateWordStyles, panelTableStyles];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('place') && this.place) this.open = new Set([...this.open, this.place.row]);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('place') || !this.place) return;
    const row = this.renderRoot.querySelector<HTMLElement>(`[data-row="${CSS.escape(this.place.row)}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    row?.querySelector<HTMLElement>('button')?.focus();
  }

  override render() {
    const { panel } = this;
    if (!panel) return nothing;
    const rows = ordered(panel, matching(panel.rows, this.filter), this.order);
    return html`<table role="table" aria-label=${panel.title}>
        <thead role="rowgroup"><tr role="row">
          ${panel.columns.map((column) => this.#head(column))}
          <th role="columnheader" class="act"><span class="offstage">What can be done</span></th>
        </tr></thead>
        <tbody role="rowgroup">
          ${repeat(
            rows,
            (row) => row.id,
            (row) => this.#row(panel, row),
          )}
        </tbody>
      </table>
      ${rows.length === 0 ? html`<p class="none small">${panel.rows.length === 0 ? 'There is none.' : 'None has these words.'}</p>` : nothing}
      <offer-menu></offer-menu>`;
  }

  #head(column: Column) {
    const { order } = this;
    const mine = order?.column === column.id ? order : null;
    return html`<th role="columnheader" class=${column.minor ? 'minor' : ''} data-kind=${column.kind} aria-sort=${mine ? (mine.down ? 'descending' : 'ascending') : 'none'}>
      <button @click=${() => {
        this.order = turned(order, column.id);
      }}>${column.label}${mine ? html`<span class="arrow" aria-hidden="true">${mine.down ? '↓' : '↑'}</span>` : nothing}</button>
    </th>`;
  }

  #row(panel: Panel, row: Row) {
    const [first, ...rest] = panel.columns;
    const open = this.open.has(row.id);
    const more = row.details.length > 0 || panel.columns.some((c) => c.minor);
    const toggle = (): void => {
      const next = new Set(this.open);
      if (!next.delete(row.id)) next.add(row.id);
      this.open = next;
    };
    const name = first ? row.cells[first.id]?.text || row.id : row.id;
    return html`<tr role="row" data-row=${row.id} ?data-lead=${this.place?.row === row.id} ?data-open=${open}>
        <td role="cell" class="name">
          ${more ? html`<button class="toggle" aria-expanded=${open} @click=${toggle}>${icons.chevron}<span>${name}</span></button>` : html`<span class="plain">${name}</span>`}
        </td>
        ${rest.map((column) => html`<td role="cell" class=${column.minor ? 'minor' : ''} data-kind=${column.kind} data-label=${column.label}>${cellOf(column, row.cells[column.id])}</td>`)}
        <td role="cell" class="act">
          ${
            row.offers.length > 0
              ? html`<button class="dots" aria-haspopup="menu" aria-label=${`What to do with ${name}`}
                  @click=${(e: Event) => this.menu.open(e.currentTarget as HTMLElement, { title: name, moves: [], offers: row.offers })}>${icons.more}</button>`
              : nothing
          }
        </td>
      </tr>
      ${open ? this.#details(panel, row) : nothing}`;
  }

  #details(panel: Panel, row: Row) {
    const minor = panel.columns.filter((c) => c.minor && row.cells[c.id]?.text);
    return html`<tr role="row" class="details"><td role="cell" colspan=${panel.columns.length + 1}>
      <dl>
        ${row.details.map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}
        ${minor.map((c) => html`<div class="fallen"><dt>${c.label}</dt><dd>${row.cells[c.id]?.text}</dd></div>`)}
      </dl>
    </td></tr>`;
  }
}

function cellOf({ kind }: Column, cell: Cell | undefined) {
  if (!cell?.text) return html`<span class="small">–</span>`;
  if (kind === 'state') return stateWord({ word: cell.text, tone: cell.tone });
  if (kind === 'bar' && cell.share !== null)
    return html`<span class="bar"><span class="track" aria-hidden="true"><i data-tone=${cell.tone} style=${styleMap({ width: `${Math.max(0, Math.min(1, cell.share)) * 100}%` })}></i></span><span class="num">${cell.text}</span></span>`;
  const said =
    cell.tone === 'quiet' || cell.tone === 'good'
      ? cell.text
      : stateWord({ word: cell.text, tone: cell.tone });
  return html`<span class=${kind === 'number' ? 'num' : nothing}>${said}</span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'panel-table': PanelTable;
  }
}
