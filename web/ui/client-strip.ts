/** What a client feels: it asks for the date again and again, and each answer is a beat. A silence is a hole. */
import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Recording } from '../model/recording.ts';
import { answers, apart, longestGap, mostAnswers } from '../studio/beats.ts';
import { digits, span } from '../studio/format.ts';
import { BoxSize } from './box-size.ts';
import { Connection, write } from './connection.ts';
import { base } from './styles.ts';
import { uncover, uncoverStyles } from './uncover.ts';

const HEIGHT = 30;
/** More beats than this are drawn as a band. */
const MOST_BEATS = 400;

@customElement('client-strip')
export class ClientStrip extends LitElement {
  readonly #connection = new Connection(this, {
    watch: ({ studio }) => [studio.run.shown],
    text: () => this.#numbers(),
    paint: () => this.#follow(),
  });
  readonly #size = new BoxSize(this, '.beat');
  #past: HTMLElement | null = null;

  static override styles = [
    base,
    uncoverStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--s4);
      }
      .title {
        font-weight: 600;
        font-size: 12.5px;
      }
      .beat {
        position: relative;
        height: ${HEIGHT}px;
      }
      svg {
        display: block;
      }
      .answered {
        fill: var(--p-sent);
      }
      .unanswered {
        fill: var(--edge);
        opacity: 0.55;
      }
      .gap {
        fill: none;
        stroke: var(--p-stop);
        stroke-width: 1.4;
      }
      .longest {
        text-align: end;
      }
      @media (max-width: 640px) {
        :host {
          grid-template-columns: 1fr auto;
          gap: 4px var(--s3);
        }
        .beat {
          grid-column: 1 / -1;
          grid-row: 2;
        }
      }
    `,
  ];

  override render() {
    const shown = this.#connection.studio.run.shown.get();
    // Where nobody uses anything from outside there is nothing to be seen of it.
    if (shown?.recording.client.partition === '') return nothing;
    const every = shown ? `every ${digits(shown.recording.client.everyNs / 1e9)} s` : '';
    return html`<div>
        <h2 class="title">A client of ${shown?.recording.client.partition ?? ''}</h2>
        <div class="small">asks for the date ${every}</div>
      </div>
      <div class="beat">${shown && this.#size.width > 0 ? this.#strip(shown.recording) : ''}</div>
      <div class="small num longest">longest gap so far <b></b></div>`;
  }

  #strip(recording: Recording) {
    const { width } = this.#size;
    const x = (at: number) => (at / recording.durationNs) * (width - 3);
    const dense = mostAnswers(recording.client, recording.durationNs) > MOST_BEATS;
    const beats = dense ? [] : answers(recording.client, recording.durationNs);
    const pixelNs = recording.durationNs / width;
    const bars = (shape: (at: number, i: number) => string) =>
      dense ? `M0 13h${width}v4H0z` : beats.map(shape).join('');
    // Each seventh is a little longer, so that the eye can count.
    const tall = bars((at, i) => bar(x(at), i % 7 === 0 ? 17 : 11));
    const flat = bars((at) => bar(x(at), 2));
    return html`<svg width=${width} height=${HEIGHT} role="img" aria-label=${this.#summary(recording)}>
      <path class="unanswered" d=${flat} />
      ${apart(recording.client.gaps, pixelNs).map((g) => svg`<path class="gap" d=${`M${x(g.fromNs) + 4.5} 11v4.5H${Math.max(x(g.fromNs) + 5, x(g.toNs) - 1.5)}v-4.5`}><title>${span(g.toNs - g.fromNs)} without an answer</title></path>`)}
    </svg>
    <div class="past"><svg width=${width} height=${HEIGHT} aria-hidden="true"><path class="answered" d=${tall} /></svg></div>`;
  }

  #summary(recording: Recording): string {
    const longest = longestGap(recording.client, recording.durationNs);
    return longest > 0
      ? `Answers all along, with a longest gap of ${span(longest)}.`
      : 'An answer each time, no gap.';
  }

  protected override updated(): void {
    this.#past = this.renderRoot.querySelector('.past');
    this.#follow();
    this.#numbers();
  }

  #numbers(): void {
    const shown = this.#connection.studio.run.shown.get();
    if (!shown) return;
    const longest = longestGap(shown.recording.client, this.#connection.studio.clock.at);
    write(this.renderRoot.querySelector('.longest b'), longest > 0 ? span(longest) : 'none');
  }

  #follow(): void {
    const { studio } = this.#connection;
    const { at, duration } = studio.clock;
    const { width } = this.#size;
    uncover(this.#past, duration > 0 ? (at / duration) * (width - 3) + 2.8 : 0, width);
  }
}

const bar = (x: number, height: number): string =>
  `M${x.toFixed(1)} ${(HEIGHT - height) / 2}h2.4v${height}h-2.4z`;

declare global {
  interface HTMLElementTagNameMap {
    'client-strip': ClientStrip;
  }
}
