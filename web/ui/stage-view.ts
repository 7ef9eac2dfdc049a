/**
 * The stage: sentence, lab, memory and curve side by side, client below. When a move is over its result takes
 * the curve's place, and gives it back when one goes back in time. Where there is little room, memory, curve
 * and result share one place. Where the scenario has a world of a platform, its console and its terminal stand in
 * that place, too, when they are chosen.
 */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { MoveRecord } from '../model/recording.ts';
import { toldNs } from '../studio/journey.ts';
import { moveAt } from '../studio/moment.ts';
import { type Result, resultOf } from '../studio/result.ts';
import './client-strip.ts';
import { Connection } from './connection.ts';
import './lab-view.ts';
import './memory-map.ts';
import './progress-chart.ts';
import './result-card.ts';
import './run-captions.ts';
import './run-sentence.ts';
import { base, panels } from './styles.ts';

type Face = 'map' | 'curve' | 'result';
type Desk = 'memory' | 'console' | 'terminal';
const DESKS: Record<Desk, string> = { memory: 'Memory', console: 'Console', terminal: 'Terminal' };

@customElement('stage-view')
export class StageView extends LitElement {
  /** Of the second place. */
  @state() private face: Face = 'curve';
  /** What shows where there is room for one. */
  @state() private narrow: Face = 'map';
  /** Of the move that is over at the cursor. */
  @state() private over: Result | undefined;
  /** Only where there is a world; until somebody chooses, memory where some moves. */
  @state() private desk: Desk | null = null;
  #told: MoveRecord | undefined;
  #led: object | null = null;
  #asked = false;
  readonly #connection = new Connection(this, {
    watch: ({ studio, desk }) => [studio.run.shown, desk.world.view, desk.place],
    text: () => this.#look(),
  });

  static override styles = [
    base,
    panels,
    css`
      :host {
        display: grid;
        grid-template-rows: auto auto minmax(220px, 1fr) auto;
        gap: 20px;
        padding: var(--s5) var(--s6) var(--s3);
        min-height: 0;
        overflow: auto;
      }
      .said {
        display: grid;
        gap: var(--s3);
      }
      .pair {
        display: grid;
        grid-template-columns: minmax(0, 1.02fr) minmax(0, 1fr);
        gap: var(--s5);
        min-height: 0;
      }
      .second {
        display: grid;
        min-height: 0;
      }
      .result {
        display: flex;
        flex-direction: column;
        min-height: 0;
        container-type: inline-size;
      }
      @container (max-width: 440px) {
        .result .head {
          align-items: start;
        }
      }
      .result .card {
        flex: 1;
        min-height: 0;
        overflow: auto;
        padding: var(--s4);
        animation: rise var(--ease);
        /* A shade at its lower edge, which what stands last there covers: where there is one, there is more below. */
        background:
          linear-gradient(to top, var(--card) 40%, transparent) bottom / 100% 40px no-repeat local,
          linear-gradient(to top, light-dark(oklch(24% 0.02 265 / 0.13), oklch(5% 0.01 265 / 0.6)), transparent) bottom / 100% 16px
            no-repeat,
          var(--card);
      }
      @keyframes rise {
        from {
          opacity: 0;
          transform: translateY(6px);
        }
      }
      .plain {
        font-size: 13px;
        font-weight: 600;
      }
      .faces {
        display: flex;
        gap: 2px;
        margin-inline-start: -8px;
      }
      .faces button {
        font-size: 13px;
        padding: 3px 8px;
        min-height: 26px;
        color: var(--ink-2);
      }
      .faces [aria-pressed='true'] {
        color: var(--ink);
        font-weight: 600;
      }
      .faces [aria-pressed='false']:hover {
        color: var(--ink);
      }
      .narrow {
        display: none;
      }
      .place {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        gap: 6px;
        min-height: 0;
      }
      .desks {
        display: flex;
        justify-self: start;
        gap: 2px;
        padding: 2px;
        border-radius: 8px;
        background: var(--well);
      }
      .desks button {
        font-size: 13px;
        padding: 2px 12px;
        min-height: 26px;
        color: var(--ink-2);
      }
      .desks [aria-pressed='true'] {
        color: var(--ink);
        font-weight: 600;
        background: var(--card);
        box-shadow: var(--shadow);
      }
      @media (max-width: 1180px) {
        :host {
          padding: var(--s4) var(--s5) var(--s2);
          gap: 14px;
        }
      }
      @media (max-width: 640px) {
        :host {
          padding: 14px 14px var(--s2);
          gap: 12px;
          grid-template-rows: repeat(4, max-content);
          align-content: start;
        }
        .pair {
          grid-template-columns: minmax(0, 1fr);
          grid-template-rows: auto 316px;
          gap: 0;
        }
        .pair > * {
          grid-row: 2;
          grid-column: 1;
        }
        .narrow {
          display: flex;
          grid-row: 1;
        }
        .place {
          grid-template-rows: auto auto;
        }
        .place > :is(console-face, console-terminal) {
          height: 420px;
        }
        .desks button {
          min-height: 40px;
        }
        .narrow button {
          min-height: 40px;
          padding: 3px 10px;
        }
        .second .faces,
        .result .head {
          display: none;
        }
        /* Said by the face that is chosen above. */
        .plain {
          position: absolute;
          clip-path: inset(50%);
        }
        [data-narrow='map'] .second,
        [data-narrow='curve'] memory-map,
        [data-narrow='result'] memory-map {
          visibility: hidden;
        }
      }
    `,
  ];

  override render() {
    const view = this.#connection.desk.world.view.get();
    return html`<div class="said"><run-sentence></run-sentence><run-captions></run-captions></div>
      ${view ? html`<world-lab></world-lab>` : html`<lab-view></lab-view>`}
      ${view ? this.#desk() : this.#pair()}
      ${view?.session ? html`<session-view></session-view>` : html`<client-strip></client-strip>`}
      ${view ? html`<desk-dialog></desk-dialog>` : nothing}`;
  }

  #desk() {
    const chosen = this.desk ?? (this.#memoryMoves() ? 'memory' : 'console');
    const button = ([desk, label]: [string, string]) =>
      html`<button aria-pressed=${desk === chosen} @click=${() => {
        this.desk = desk as Desk;
      }}>${label}</button>`;
    return html`<div class="place">
      <div class="desks" role="group" aria-label="What stands below the lab">${Object.entries(DESKS).map(button)}</div>
      ${
        chosen === 'memory'
          ? this.#pair()
          : chosen === 'console'
            ? html`<console-face></console-face>`
            : html`<console-terminal></console-terminal>`
      }
    </div>`;
  }

  #memoryMoves(): boolean {
    return (this.#connection.studio.run.shown.get()?.recording.moves.length ?? 0) > 0;
  }

  #pair() {
    const fingerprint = this.#connection.studio.run.shown.get()?.recording.fingerprint ?? '';
    const showResult = this.face === 'result' && this.over;
    return html`<div class="pair" data-narrow=${this.narrow === 'result' && !this.over ? 'curve' : this.narrow}>
      <div class="faces narrow" role="group" aria-label="View">
        ${this.#face('map', 'Memory', this.narrow)} ${this.#face('curve', 'Left to copy', this.narrow)}
        ${this.over ? this.#face('result', 'Result', this.narrow) : ''}
      </div>
      <memory-map></memory-map>
      <div class="second">
        <progress-chart ?hidden=${Boolean(showResult)}>${this.#faces()}</progress-chart>
        ${
          showResult
            ? html`<section class="result">
              <div class="head">${this.#faces()}</div>
              <div class="card" role="group" aria-label="Result" tabindex="0"><result-card .result=${this.over} fingerprint=${fingerprint}></result-card></div>
            </section>`
            : ''
        }
      </div>
    </div>`;
  }

  /** What only a world needs comes when there is one; who is led to a row is led to the console. */
  protected override willUpdate(): void {
    const { desk } = this.#connection;
    if (desk.world.view.get() && !this.#asked) {
      this.#asked = true;
      void import('./world/world.ts');
    }
    const place = desk.place.get();
    if (place !== this.#led) {
      this.#led = place;
      if (place) this.desk = 'console';
    }
  }

  #faces() {
    if (!this.over) return html`<h2 slot="title" class="plain">Left to copy</h2>`;
    return html`<div class="faces" slot="title" role="group" aria-label="View">
      ${this.#face('result', 'Result', this.face)} ${this.#face('curve', 'Left to copy', this.face)}
    </div>`;
  }

  #face(face: Face, label: string, now: Face) {
    return html`<button aria-pressed=${face === now} @click=${() => this.#turn(face)}>${label}</button>`;
  }

  #turn(face: Face): void {
    this.narrow = face;
    if (face !== 'map') this.face = face;
  }

  /** The result comes by itself once, when the end is passed. */
  #look(): void {
    const { studio } = this.#connection;
    const shown = studio.run.shown.get();
    const move = shown ? moveAt(shown.recording, studio.clock.at) : undefined;
    const told = shown && move && studio.clock.at >= toldNs(shown.recording, move) ? move : undefined;
    if (told === this.#told) return;
    this.#told = told;
    const over = shown && told ? resultOf(shown.recording, told) : undefined;
    if (Boolean(over) !== Boolean(this.over)) {
      this.face = over ? 'result' : 'curve';
      if (over) this.narrow = 'result';
      else if (this.narrow === 'result') this.narrow = 'map';
    }
    this.over = over;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stage-view': StageView;
  }
}
