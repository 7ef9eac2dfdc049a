/**
 * What is left to copy, over time: falling as it is sent, jumping back at each sync by what was dirtied. The
 * future is known, so it is drawn too, dotted. Click or drag to go to a moment.
 */
import { html, LitElement, nothing, svg } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { MoveRecord } from '../model/recording.ts';
import { type Curve, curveOf, type Extent, extentAt, logAxis, type Point } from '../studio/curve.ts';
import { bytes, count, mark, timeStep } from '../studio/format.ts';
import { levelsAt } from '../studio/levels.ts';
import { moveAt } from '../studio/moment.ts';
import type { Phase } from '../studio/phases.ts';
import { BoxSize } from './box-size.ts';
import { limitSteps, throttleSteps, waitBars } from './chart-overlays.ts';
import { chartStyles } from './chart-styles.ts';
import { Connection, write } from './connection.ts';
import { roundLabel } from './round-label.ts';
import { base, panels, pictures, tables } from './styles.ts';
import { beside, besideText, syncTable } from './sync-table.ts';
import { uncover, uncoverStyles } from './uncover.ts';

const MARGIN = { left: 58, right: 14, top: 26, bottom: 26 };

const BANDS: readonly Phase['kind'][] = ['round', 'pause', 'postcopy'];

interface Plot {
  curve: Curve;
  phases: Phase[];
  x(atNs: number): number;
  y(value: number): number;
  ticks: number[];
  fromNs: number;
  toNs: number;
}

/** What fits above a band. */
function bandLabel({ kind, number }: Phase, width: number): string {
  if (kind === 'pause') return width > 34 ? 'pause' : '';
  if (kind === 'postcopy') return width > 56 ? 'post-copy' : '';
  return roundLabel(number, width);
}

@customElement('progress-chart')
export class ProgressChart extends LitElement {
  @state() private table = false;
  @state() private move: MoveRecord | undefined;
  @state() private extent: Extent | null = null;
  readonly #connection = new Connection(this, {
    watch: ({ studio }) => [studio.run.shown],
    text: () => this.#look(),
    paint: () => this.#follow(),
  });
  readonly #size = new BoxSize(this, '.frame');
  #plot: Plot | null = null;
  #past: HTMLElement | null = null;
  #now: HTMLElement | null = null;

  static override styles = [base, panels, pictures, tables, uncoverStyles, chartStyles];

  override render() {
    return html`<div class="head">
        <div class="tools"><slot name="title"><h2>Left to copy</h2></slot></div>
        <div class="tools">
          <span class="legend">
            <span><i class="line left"></i>left</span><span><i class="line again"></i>dirtied again</span><span><i class="line sent"></i>sent in all</span>
            ${this.move?.throttle?.length ? html`<span title="How much of its speed is taken from it, so that the copy can keep up"><i class="key throttled"></i>throttled</span>` : nothing}
            ${this.move?.faults?.length ? html`<span title="How often it ran into a page that was still missing"><i class="key waits"></i>waits for pages</span>` : nothing}
          </span>
          <button aria-pressed=${this.table} @click=${() => {
            this.table = !this.table;
          }}>Table</button>
        </div>
      </div>
      <div class="frame card">${this.table && this.move ? html`<div class="twin" role="group" aria-label="Syncs as a table" tabindex="0">${syncTable(this.move)}${beside(this.move)}</div>` : this.#picture()}</div>`;
  }

  #picture() {
    const { width, height } = this.#size;
    const { move, extent } = this;
    if (!move || !extent) return html`<p class="none quiet">Nothing is copied in this run.</p>`;
    if (width < 60 || height < 60) return nothing;
    const plot = this.#layOut(move, extent, width, height);
    this.#plot = plot;
    const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
    const lines = this.#lines(plot);
    const scale = { x: plot.x, top, bottom };
    return html`<svg width=${width} height=${height} role="img" aria-label=${this.#summary()}
      @pointerdown=${this.#scrub} @pointermove=${this.#scrub}>
      ${plot.ticks.map(
        (v) => svg`<path class="grid" d=${`M${MARGIN.left} ${plot.y(v)}H${width - MARGIN.right}`} />
        <text class="tick" x=${MARGIN.left - 8} y=${plot.y(v) + 4} text-anchor="end">${bytes(v)}</text>`,
      )}
      <text class="tick" x=${MARGIN.left - 8} y=${top - 7} text-anchor="end">log</text>
      ${plot.phases.map((p) => this.#band(p, plot, top, bottom))}
      ${throttleSteps(plot.curve.throttle, scale)}
      ${waitBars(move, plot.phases, scale)}
      ${this.#timeTicks(plot, bottom)}
      <g class="dotted">${lines}</g>
      ${limitSteps(plot.curve.limits, { ...scale, y: plot.y, left: MARGIN.left, right: width - MARGIN.right })}
      ${this.#excerptNote(extent, width)}
    </svg>
    <div class="past"><svg width=${width} height=${height} aria-hidden="true">${lines}</svg></div>
    <i class="now" style=${styleMap({ top: `${top - 6}px`, height: `${bottom - top + 6}px` })}></i>
    <p class="tip num" hidden></p>`;
  }

  /** Which rounds these are, where they are not all. */
  #excerptNote({ phases, rounds }: Extent, width: number) {
    const shown = phases.filter((p) => p.kind === 'round');
    if (shown.length === rounds) return nothing;
    const text = `rounds ${count(shown[0]?.number ?? 0)} to ${count(shown.at(-1)?.number ?? 0)} of ${count(rounds)}`;
    return svg`<text class="tick told" x=${width - MARGIN.right} y=${MARGIN.top - 9} text-anchor="end">${text}</text>`;
  }

  #layOut(move: MoveRecord, extent: Extent, width: number, height: number): Plot {
    const curve = curveOf(move, extent);
    const limits = curve.limits.map((limit) => limit.bytes);
    const lowest = limits.length > 0 ? Math.min(...limits) : curve.topBytes / 256;
    const low = Math.max(4096, Math.min(lowest, curve.topBytes / 8) / 5);
    const axis = logAxis(low, curve.topBytes * 1.15);
    const rim = (extent.toNs - extent.fromNs) * 0.02;
    const [fromNs, toNs] = [extent.fromNs - rim / 2, extent.toNs + rim];
    return {
      curve,
      phases: extent.phases,
      fromNs,
      toNs,
      ticks: axis.ticks,
      x: (at) => MARGIN.left + ((at - fromNs) / (toNs - fromNs)) * (width - MARGIN.left - MARGIN.right),
      y: (value) => height - MARGIN.bottom - axis.place(value) * (height - MARGIN.top - MARGIN.bottom),
    };
  }

  #lines(plot: Plot) {
    const path = (points: readonly Point[]) =>
      points.map(([at, v], i) => `${i ? 'L' : 'M'}${plot.x(at).toFixed(1)} ${plot.y(v).toFixed(1)}`).join('');
    return svg`<path class="sent" d=${path(plot.curve.sent)} />
      <path class="left" d=${plot.curve.falls.map(path).join('')} />
      <path class="again" d=${plot.curve.jumps.map((j) => `M${plot.x(j.atNs).toFixed(1)} ${plot.y(j.from).toFixed(1)}V${plot.y(j.to).toFixed(1)}`).join('')} />`;
  }

  #band(phase: Phase, plot: Plot, top: number, bottom: number) {
    if (!BANDS.includes(phase.kind)) return nothing;
    const [x, width] = [plot.x(phase.fromNs), plot.x(phase.toNs) - plot.x(phase.fromNs)];
    const label = bandLabel(phase, width);
    return svg`<rect class=${phase.kind} ?data-wide=${width > 24} data-even=${phase.number % 2} x=${x} y=${top} width=${Math.max(phase.kind === 'round' ? 0.5 : 2, width - 1)} height=${bottom - top} />
      ${label ? svg`<text class="tick" x=${x + width / 2} y=${top - 7} text-anchor="middle">${label}</text>` : nothing}`;
  }

  #timeTicks(plot: Plot, bottom: number) {
    const seconds = (plot.toNs - plot.fromNs) / 1e9;
    const wanted = Math.max(2, Math.floor((this.#size.width - MARGIN.left) / 80));
    const stepS = timeStep(seconds / wanted);
    const marks: number[] = [];
    for (let t = Math.ceil(plot.fromNs / 1e9 / stepS) * stepS; t <= plot.toNs / 1e9; t += stepS)
      marks.push(t);
    return marks.map(
      (t) =>
        svg`<text class="tick" x=${plot.x(t * 1e9)} y=${bottom + 17} text-anchor="middle">${mark(t * 1e9, stepS * 1e9)}</text>`,
    );
  }

  #summary(): string {
    const rounds = (this.extent?.phases ?? []).filter((p) => p.kind === 'round').slice(0, 12);
    return `Left to copy, logarithmic: ${rounds.map((p) => `round ${p.number} from ${bytes(p.leftAtStart)} to ${bytes(p.leftAtEnd)}`).join(', ')}.${this.move ? besideText(this.move) : ''} The table has the numbers.`;
  }

  readonly #scrub = (event: PointerEvent): void => {
    const plot = this.#plot;
    const picture = event.currentTarget as SVGElement;
    const box = picture.getBoundingClientRect();
    if (!plot || !(event.buttons & 1)) return;
    if (event.type === 'pointerdown') picture.setPointerCapture(event.pointerId);
    const share = (event.clientX - box.left - MARGIN.left) / (box.width - MARGIN.left - MARGIN.right);
    this.#connection.studio.clock.seek(
      plot.fromNs + Math.min(1, Math.max(0, share)) * (plot.toNs - plot.fromNs),
    );
  };

  protected override updated(): void {
    this.#past = this.renderRoot.querySelector('.past');
    this.#now = this.renderRoot.querySelector('.now');
    this.#follow();
  }

  #look(): void {
    const { studio } = this.#connection;
    const shown = studio.run.shown.get();
    const move = shown ? moveAt(shown.recording, studio.clock.at) : undefined;
    if (move !== this.move) this.move = move;
    const extent = move ? extentAt(move, studio.clock.at) : null;
    if (extent?.fromNs !== this.extent?.fromNs || extent?.phases[0] !== this.extent?.phases[0])
      this.extent = extent;
    if (this.table || !move) return;
    const levels = levelsAt(move, studio.clock.at);
    const under = studio.clock.at > move.startNs && studio.clock.at < move.endNs;
    const tip = this.renderRoot.querySelector<HTMLElement>('.tip');
    if (tip) tip.hidden = !under;
    if (under)
      write(
        tip,
        `${bytes(levels.remainingBytes)} left · ${bytes(levels.redirtiedBytes)} dirtied again · ${bytes(levels.sentBytes)} sent`,
      );
  }

  /** The past is solid up to the cursor. */
  #follow(): void {
    const plot = this.#plot;
    if (!plot || !this.#now) return;
    const { width } = this.#size;
    const x = Math.min(Math.max(plot.x(this.#connection.studio.clock.at), MARGIN.left), width - MARGIN.right);
    uncover(this.#past, x, width);
    this.#now.style.transform = `translateX(${x}px)`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'progress-chart': ProgressChart;
  }
}
