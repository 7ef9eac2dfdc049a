/**
 * Paints the memory map: one rounded cell per run of pages, its colour the state that matters most in it,
 * its shade how much of it; a diamond on it where any page was asked for. Cells come from a small sheet of
 * prepared ones, and only those that changed are painted again.
 */
import { type MemoryMap, PAGE_STATES } from '../model/frame.ts';

/** In the order of PAGE_STATES, and what the diamond stands out against. */
export const STATE_TOKENS = ['--p-sent', '--p-dirty', '--p-wait', '--p-zero', '--p-fault', '--card'] as const;
const STATES = PAGE_STATES.length;
/** All but the last fill a cell. */
const FILLS = STATES - 1;
const SHADES = 8;
/** Shape says the state too: what waits is smaller, a zero page is a dot. */
const SIZE = [1, 1, 0.78, 0.46];
/** A few dirty pages in a cell matter more than many clean ones. */
const WEIGHT = [1, 3, 1.2, 0.9];
const EMPTY = 255;
/** Set in a cell's code where a page of it was asked for. */
const ASKED = 64;

export interface Grid {
  columns: number;
  rows: number;
  /** Distance from cell to cell, and the margin around all, CSS pixels. */
  pitch: number;
  left: number;
  top: number;
}

/** As many cells as fit at a readable size. */
export function gridFor(width: number, height: number): Grid {
  const pad = 10;
  const area = Math.max(1, (width - 2 * pad) * (height - 2 * pad));
  const pitch = Math.max(6, Math.min(11, Math.sqrt(area / 2200)));
  const columns = Math.max(1, Math.floor((width - 2 * pad) / pitch));
  const rows = Math.max(1, Math.floor((height - 2 * pad) / pitch));
  return { columns, rows, pitch, left: (width - columns * pitch) / 2, top: (height - rows * pitch) / 2 };
}

/** State × shade of one cell, and whether a page of it was asked for; EMPTY past the end of memory. */
export function codeOf(counts: Uint32Array, cell: number): number {
  const at = cell * STATES;
  const asked = counts[at + FILLS] ?? 0;
  let [best, most, weight, total] = [0, 0, 0, 0];
  for (let state = 0; state < FILLS; state++) {
    // What was asked for counts as there: it is, or is about to be.
    const pages = (counts[at + state] ?? 0) + (state === 0 ? asked : 0);
    total += pages;
    if (pages * (WEIGHT[state] ?? 1) > weight) {
      best = state;
      most = pages;
      weight = pages * (WEIGHT[state] ?? 1);
    }
  }
  if (total === 0) return EMPTY;
  const code = best * SHADES + Math.min(SHADES - 1, Math.floor((most / total) * SHADES));
  return asked > 0 ? code | ASKED : code;
}

export class CellPainter {
  readonly #canvas: HTMLCanvasElement;
  #sheet: HTMLCanvasElement | null = null;
  #painted = new Uint8Array(0);
  #grid: Grid = { columns: 0, rows: 0, pitch: 0, left: 0, top: 0 };
  #scale = 1;
  #tile = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** Takes a new size or new colours; everything is painted again with the next map. */
  prepare(grid: Grid, width: number, height: number, scale: number, colours: readonly string[]): void {
    this.#grid = grid;
    this.#scale = scale;
    this.#canvas.width = Math.round(width * scale);
    this.#canvas.height = Math.round(height * scale);
    // Else a fraction of a pixel in the box would blur every cell.
    this.#canvas.style.width = `${this.#canvas.width / scale}px`;
    this.#canvas.style.height = `${this.#canvas.height / scale}px`;
    this.#painted = new Uint8Array(grid.columns * grid.rows).fill(EMPTY);
    this.#tile = Math.max(2, Math.floor(grid.pitch * scale - 1.3 * Math.min(scale, 1.5)));
    this.#sheet = this.#makeSheet(colours);
  }

  paint(map: MemoryMap): void {
    const g = this.#canvas.getContext('2d');
    const sheet = this.#sheet;
    if (!g || !sheet) return;
    const cells = Math.min(map.cells, this.#painted.length);
    for (let cell = 0; cell < cells; cell++) {
      const code = codeOf(map.counts, cell);
      if (code === this.#painted[cell]) continue;
      this.#painted[cell] = code;
      const [x, y] = this.#place(cell);
      const tile = this.#tile;
      g.clearRect(x, y, tile, tile);
      if (code === EMPTY) continue;
      const fill = code & ~ASKED;
      const row = Math.floor(fill / SHADES);
      g.drawImage(sheet, (fill % SHADES) * tile, row * tile, tile, tile, x, y, tile, tile);
      if (code & ASKED) g.drawImage(sheet, 0, FILLS * tile, tile, tile, x, y, tile, tile);
    }
  }

  #place(cell: number): [number, number] {
    const { columns, pitch, left, top } = this.#grid;
    return [
      Math.round((left + (cell % columns) * pitch) * this.#scale),
      Math.round((top + Math.floor(cell / columns) * pitch) * this.#scale),
    ];
  }

  #makeSheet(colours: readonly string[]): HTMLCanvasElement {
    const sheet = document.createElement('canvas');
    sheet.width = this.#tile * SHADES;
    sheet.height = this.#tile * STATES;
    const g = sheet.getContext('2d');
    if (!g) return sheet;
    for (let state = 0; state < FILLS; state++)
      for (let shade = 0; shade < SHADES; shade++) {
        const size = this.#tile * (SIZE[state] ?? 1);
        const inset = (this.#tile - size) / 2;
        g.globalAlpha = 0.34 + (0.66 * (shade + 1)) / SHADES;
        g.fillStyle = colours[state] ?? '';
        g.beginPath();
        g.roundRect(shade * this.#tile + inset, state * this.#tile + inset, size, size, size * 0.24);
        g.fill();
      }
    this.#drawDiamond(g, colours[FILLS] ?? '', colours[STATES] ?? '');
    return sheet;
  }

  #drawDiamond(g: CanvasRenderingContext2D, colour: string, rim: string): void {
    const half = this.#tile / 2;
    const [x, y] = [half, FILLS * this.#tile + half];
    g.globalAlpha = 1;
    for (const [reach, fill] of [
      [half, rim],
      [half * 0.8, colour],
    ] as const) {
      g.fillStyle = fill;
      g.beginPath();
      g.moveTo(x, y - reach);
      g.lineTo(x + reach, y);
      g.lineTo(x, y + reach);
      g.lineTo(x - reach, y);
      g.fill();
    }
  }
}
