/**
 * The memory of the partition that moves, page by page. The picture is a canvas; what it shows is also a
 * table, a summary, and a line under the pointer or the arrow keys.
 */
import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { type MemoryMap, PAGE_STATES } from '../model/frame.ts';
import { bytes, count, percent } from '../studio/format.ts';
import { cellText, hottest, STATE_NAMES, scaleText, summary } from '../studio/map-words.ts';
import { moveAt } from '../studio/moment.ts';
import { subjectOf } from '../studio/subject.ts';
import { BoxSize } from './box-size.ts';
import { CellPainter, type Grid, gridFor, STATE_TOKENS } from './cell-painter.ts';
import { Colours } from './colours.ts';
import { Connection, write } from './connection.ts';
import { mapStyles } from './map-styles.ts';
import { base, panels, pictures, tables } from './styles.ts';

/** In the order of PAGE_STATES. */
const ABOUT = [
  'The destination has it',
  'Written again after it was sent: it has to cross once more',
  'It has not crossed yet',
  'Never written, or wiped: a note instead of its contents crosses',
  'The partition ran into it on the destination while it was missing: it was asked for, and sent at once',
];
const STATES = STATE_NAMES.map((name, i) => ({ name, about: ABOUT[i] ?? '', index: i }));
/** Only a run that goes over to post-copy has pages that were asked for. */
const ASKED = PAGE_STATES.indexOf('asked');
/** Kept free below the cells for the line that says what one is. */
const SCALE_HEIGHT = 20;

@customElement('memory-map')
export class MemoryMapView extends LitElement {
  @state() private table = false;
  @state() private partition = '';
  /** Whether the move goes over to post-copy. */
  @state() private asks = false;
  /** Whether none of it crosses. */
  @state() private still = false;
  @query('canvas', true) private canvas!: HTMLCanvasElement;
  @query('.outline', true) private mark!: HTMLElement;
  @query('.scale', true) private scale!: HTMLElement;
  @query('.tip', true) private tip!: HTMLElement;
  readonly #connection = new Connection(this, {
    watch: ({ studio }) => [studio.run.shown, studio.run.late],
    text: () => this.#words(),
    paint: () => this.#paint(),
  });
  readonly #size = new BoxSize(this, '.frame', () => this.#measure());
  readonly #colours = new Colours(this, STATE_TOKENS, () => this.#measure());
  #painter: CellPainter | null = null;
  #grid: Grid | null = null;
  #shown: MemoryMap | null = null;
  /** The cell asked about, or -1. */
  #asked = -1;

  static override styles = [base, panels, pictures, tables, mapStyles];

  override render() {
    return html`<div class="head">
        <h2><span class="of">Memory of </span>${this.partition}</h2>
        <div class="tools">
          <span class="legend">${this.#states.map(({ name, about, index }) => html`<span class="key" title=${about}><i class=${`s${index}`}></i>${name}</span>`)}</span>
          <button aria-pressed=${this.table} @click=${() => {
            this.table = !this.table;
          }}>Table</button>
        </div>
      </div>
      <div class="frame card" aria-busy=${this.#connection.studio.run.late.get()}>
        <canvas
          tabindex="0"
          role="img"
          aria-roledescription="memory map"
          ?hidden=${this.table}
          @pointermove=${this.#hover}
          @pointerleave=${() => this.#ask(-1)}
          @blur=${() => this.#ask(-1)}
          @keydown=${this.#keys}
        ></canvas>
        <i class="outline" ?hidden=${this.table}></i>
        <p class="scale small num" ?hidden=${this.table}></p>
        <p class="late small">This moment is being computed.</p>
        <p class="tip num" role="status" hidden></p>
        ${this.table ? this.#twin() : nothing}
      </div>`;
  }

  #twin() {
    const map = this.#shown;
    if (!map) return nothing;
    const page = this.#pageBytes;
    const hot = hottest(map);
    return html`<div class="twin" role="group" aria-label="Memory as a table" tabindex="0">
      <p>${summary(map)}</p>
      <table>
        <thead><tr><th scope="col">State</th><th scope="col">Pages</th><th scope="col">Memory</th><th scope="col">Share</th></tr></thead>
        <tbody>
          ${this.#states.map(({ name, index }) => {
            const pages = map.totals[index] ?? 0;
            return html`<tr><td><span class="key"><i class=${`s${index}`}></i>${name}</span></td><td>${count(pages)}</td><td>${bytes(pages * page)}</td><td>${percent(pages / map.totalPages)}</td></tr>`;
          })}
        </tbody>
      </table>
      ${hot ? html`<p class="quiet">Hottest: ${hot}.</p>` : nothing}
      <p class="small">${count(map.cells)} cells of ${count(map.pagesPerCell)} pages each, from the first page of memory to the last.</p>
    </div>`;
  }

  get #states() {
    return this.asks ? STATES : STATES.filter(({ index }) => index !== ASKED);
  }

  get #pageBytes(): number {
    const { run, shownScenario } = this.#connection.studio;
    const laid = shownScenario.partitions.find((p) => p.id === this.partition);
    const moved = run.shown.get()?.recording.moves.find((move) => move.partition === this.partition);
    return laid?.guest.pageBytes ?? moved?.pageBytes ?? 0;
  }

  protected override firstUpdated(): void {
    this.#painter = new CellPainter(this.canvas);
  }

  #measure(): void {
    const { width, height } = this.#size;
    if (width < 20 || height < 20) return;
    this.#grid = gridFor(width, height - SCALE_HEIGHT);
    this.mark.style.width = this.mark.style.height = `${this.#grid.pitch + 2.5}px`;
    this.#painter?.prepare(
      this.#grid,
      width,
      height,
      Math.min(devicePixelRatio || 1, 3),
      this.#colours.values,
    );
    this.#shown = null;
    this.#request();
    this.#connection.studio.frames.invalidate();
  }

  /** Asks for the memory of the partition the moment is about. */
  #request(): void {
    const { studio } = this.#connection;
    const shown = studio.run.shown.get();
    const move = shown ? moveAt(shown.recording, studio.clock.at) : undefined;
    const partition = move?.partition ?? subjectOf(studio.shownScenario)?.id ?? '';
    if (partition !== this.partition) this.partition = partition;
    const asks = Boolean(move?.outcome.postcopy);
    if (asks !== this.asks) this.asks = asks;
    this.still = move?.outcome.status === 'completed' && move.outcome.sentBytes === 0;
    const cells = this.#grid ? this.#grid.columns * this.#grid.rows : 0;
    studio.run.watchMap(cells > 0 && partition ? { partition, cells } : null);
  }

  #paint(): void {
    const map = this.#connection.studio.run.frame?.map;
    if (!map || map === this.#shown || !this.#grid) return;
    if (map.cells !== this.#grid.columns * this.#grid.rows || map.partition !== this.partition) return;
    this.#shown = map;
    this.#painter?.paint(map);
    this.#outline(map);
  }

  /** The cell that is being sent, or the one asked about. */
  #outline(map: MemoryMap): void {
    const { mark } = this;
    const cell =
      this.#asked >= 0
        ? this.#asked
        : map.cursorPage >= 0
          ? Math.floor(map.cursorPage / map.pagesPerCell)
          : -1;
    const grid = this.#grid;
    if (!grid) return;
    mark.style.visibility = cell < 0 ? 'hidden' : 'visible';
    if (cell < 0) return;
    const [x, y] = [
      grid.left + (cell % grid.columns) * grid.pitch,
      grid.top + Math.floor(cell / grid.columns) * grid.pitch,
    ];
    mark.style.transform = `translate(${x - 2}px, ${y - 2}px)`;
  }

  #words(): void {
    this.#request();
    // Words and picture speak of the same map, also in the last frame before the page sleeps.
    this.#paint();
    const map = this.#shown;
    if (!map) return;
    const label = `Memory of ${map.partition}: ${summary(map)}`;
    if (this.canvas.ariaLabel !== label) this.canvas.ariaLabel = label;
    if (this.table) this.requestUpdate();
    if (this.#asked >= 0) write(this.tip, cellText(map, this.#asked));
    write(
      this.scale,
      this.still ? 'None of it crosses: only its description moves' : scaleText(map, this.#pageBytes),
    );
  }

  readonly #hover = (event: PointerEvent): void => {
    const grid = this.#grid;
    if (!grid) return;
    const [x, y] = [
      Math.floor((event.offsetX - grid.left) / grid.pitch),
      Math.floor((event.offsetY - grid.top) / grid.pitch),
    ];
    this.#ask(x >= 0 && y >= 0 && x < grid.columns && y < grid.rows ? y * grid.columns + x : -1);
  };

  readonly #keys = (event: KeyboardEvent): void => {
    const grid = this.#grid;
    if (!grid) return;
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: grid.columns, ArrowUp: -grid.columns }[event.key];
    if (event.key === 'Escape') this.#ask(-1);
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const cells = grid.columns * grid.rows;
    this.#ask(this.#asked < 0 ? 0 : Math.min(Math.max(this.#asked + by, 0), cells - 1));
  };

  #ask(cell: number): void {
    const map = this.#shown;
    const text = map && cell >= 0 ? cellText(map, cell) : '';
    this.#asked = text ? cell : -1;
    this.tip.hidden = !text;
    if (text) {
      write(this.tip, text);
      this.tip.toggleAttribute('data-low', cell < (this.#grid?.columns ?? 1) * (this.#grid?.rows ?? 1) * 0.5);
    }
    if (map) this.#outline(map);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'memory-map': MemoryMapView;
  }
}
