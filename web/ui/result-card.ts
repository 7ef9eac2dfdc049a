/** How a move came out: times, the pause in its parts, what crossed, round by round or part by part. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { bytes, rate, span } from '../studio/format.ts';
import type { Result } from '../studio/result.ts';
import { longRows } from './long-rows.ts';
import { base, tables } from './styles.ts';

@customElement('result-card')
export class ResultCard extends LitElement {
  @property({ attribute: false }) result: Result | undefined;
  @property() fingerprint = '';

  static override styles = [
    base,
    tables,
    css`
      :host {
        container-type: inline-size;
      }
      .facts {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: var(--s3) var(--s4);
      }
      dt {
        font-size: 12px;
        color: var(--ink-3);
      }
      dd.value {
        font-size: 16px;
        font-weight: 600;
        letter-spacing: -0.01em;
      }
      .first dd.value {
        font-size: 20px;
      }
      h3 {
        font-size: 12.5px;
        font-weight: 600;
        margin: var(--s4) 0 6px;
        display: flex;
        justify-content: space-between;
      }
      .bar {
        display: flex;
        gap: 2px;
        height: 14px;
        border-radius: 4px;
        overflow: hidden;
      }
      .bar i {
        background: var(--p-stop);
        min-width: 3px;
      }
      .bar i:nth-child(5n + 2),
      .swatch:nth-child(5n + 2) {
        opacity: 0.72;
      }
      .bar i:nth-child(5n + 3) {
        opacity: 0.5;
      }
      .bar i:nth-child(5n + 4) {
        opacity: 0.34;
      }
      .bar i:nth-child(5n) {
        opacity: 0.2;
      }
      .because {
        font-size: 13px;
        margin-bottom: var(--s2);
        text-wrap: pretty;
      }
      .split {
        margin-top: 4px;
      }
      .split td {
        white-space: normal;
      }
      .print {
        margin-top: var(--s3);
      }
      code {
        font: 11.5px var(--m);
        color: var(--ink);
      }
      @container (max-width: 340px) {
        .facts {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
      }
      @media (forced-colors: active) {
        .bar i {
          forced-color-adjust: none;
          background: CanvasText;
        }
      }
    `,
  ];

  override render() {
    const { result } = this;
    if (!result) return nothing;
    const { facts, shares, rounds, legs } = result;
    return html`<dl class="facts num">
        ${facts.map((f, i) => html`<div class=${i < 3 ? 'first' : ''}><dt>${f.label}</dt><dd class="value">${f.value}</dd><dd class="small">${f.note}</dd></div>`)}
      </dl>
      ${
        shares.length > 0
          ? html`<h3><span>The pause in its parts</span><span class="small num">${span(result.pauseNs)}</span></h3>
          ${result.because ? html`<p class="because quiet">${result.because}</p>` : nothing}
          <div class="bar" aria-hidden="true">${shares.map((s) => html`<i style=${styleMap({ width: `${s.share * 100}%` })}></i>`)}</div>
          <table class="split"><caption class="offstage">Parts of the pause</caption>
            <tbody>${shares.map((s) => html`<tr><td>${s.label}</td><td>${span(s.durationNs)}</td><td class="quiet">${(s.share * 100).toFixed(0)} %</td></tr>`)}</tbody></table>`
          : html`<h3>${result.unpaused}</h3>`
      }
      ${
        rounds.length === 0
          ? nothing
          : html`<h3><span>Round by round</span></h3>
      <table><caption class="offstage">Rounds</caption>
        <thead><tr><th scope="col">Round</th><th scope="col">Took</th><th scope="col">Sent</th><th scope="col">at</th><th scope="col">Dirtied again</th></tr></thead>
        <tbody>${longRows(rounds, 5, 'rounds', (p) => html`<tr><td>${p.number}</td><td>${span(p.toNs - p.fromNs)}</td><td>${bytes(p.sentBytes)}</td><td>${rate(p.sentBytes / ((p.toNs - p.fromNs) / 1e9))}</td><td>${bytes(p.redirtiedBytes)}</td></tr>`)}</tbody>
      </table>`
      }
      ${
        legs.length === 0
          ? nothing
          : html`<h3><span>Its state on the way</span></h3>
      <table><caption class="offstage">Parts of the way</caption>
        <thead><tr><th scope="col">From</th><th scope="col">To</th><th scope="col">Took</th><th scope="col">Sent</th></tr></thead>
        <tbody>${legs.map((leg) => html`<tr><td>${leg.from}</td><td>${leg.to}</td><td>${span(leg.endNs - leg.startNs)}</td><td>${bytes(leg.outcome.sentBytes)}</td></tr>`)}</tbody>
      </table>`
      }
      ${this.fingerprint ? html`<p class="small print">Fingerprint <code>${this.fingerprint}</code>: equal wherever the same run is computed.</p>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'result-card': ResultCard;
  }
}
