/**
 * Pages on their way, as decoration: denser the more of the link is used, orange as far as they were sent
 * before. It moves only while time does, and not at all for those who asked for less motion.
 */
import { css, html, LitElement } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { flowAt } from '../studio/flow.ts';
import { BoxSize } from './box-size.ts';
import { Colours } from './colours.ts';
import { Connection } from './connection.ts';
import { base } from './styles.ts';

const DOTS = 44;
const HEIGHT = 16;
const DOT = { width: 5, height: 3.5, radius: 1.2 };

/** A fixed scatter, 0…1: the same dots in every visit. */
const scatter = (i: number, salt: number): number => {
  let h = Math.imul(i * 16 + salt + 1, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return ((h ^ (h >>> 13)) >>> 0) / 4294967296;
};

const dots = Array.from({ length: DOTS }, (_, i) => ({
  start: scatter(i, 1),
  speed: 0.8 + 0.4 * scatter(i, 3),
  alpha: 0.45 + 0.55 * scatter(i, 5),
  dirty: scatter(i, 7) < 0.6,
  y: 2 + scatter(i, 9) * (HEIGHT - 7),
}));

@customElement('link-beam')
export class LinkBeam extends LitElement {
  @query('canvas', true) private canvas!: HTMLCanvasElement;
  readonly #connection = new Connection(this, { paint: (elapsed) => this.#paint(elapsed) });
  readonly #size = new BoxSize(this, 'canvas', () => this.#prepare());
  readonly #colours = new Colours(this, ['--p-sent', '--p-dirty'], () => this.#prepare());
  #g: CanvasRenderingContext2D | null = null;
  /** One dot per colour, above each other. */
  #stamps: HTMLCanvasElement | null = null;
  #scale = 1;
  #way = 0;
  #empty = true;

  static override styles = [
    base,
    css`
      :host {
        height: ${HEIGHT}px;
        contain: strict;
        background: linear-gradient(var(--line), var(--line)) center / 100% 1px no-repeat;
      }
      canvas {
        display: block;
        width: 100%;
        height: 100%;
      }
    `,
  ];

  override render() {
    return html`<canvas aria-hidden="true"></canvas>`;
  }

  #prepare(): void {
    const scale = devicePixelRatio || 1;
    this.#scale = scale;
    this.canvas.width = Math.round(this.#size.width * scale);
    this.canvas.height = Math.round(HEIGHT * scale);
    this.#g = this.canvas.getContext('2d');
    this.#stamps = stampsOf(this.#colours.values, scale);
    this.#connection.studio.frames.invalidate();
  }

  #paint(elapsedMs: number): void {
    const { run, clock, frames } = this.#connection.studio;
    const [g, stamps, shown] = [this.#g, this.#stamps, run.shown.get()];
    if (!g || !stamps) return;
    const flow = shown && !frames.calm ? flowAt(shown.job.scenario, shown.recording, clock.at) : null;
    if (!flow && this.#empty) return;
    g.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.#empty = !flow;
    if (!flow) return;
    if (clock.playing.get()) this.#way += (elapsedMs / 1000) * (0.25 + 0.35 * flow.share);
    const [width, height] = [stamps.width, stamps.height / 2];
    const span = this.canvas.width - width;
    for (let i = 0; i < DOTS * flow.share; i++) {
      const dot = dots[i];
      if (!dot) break;
      const way = (dot.start + this.#way * dot.speed) % 1;
      g.globalAlpha = Math.min(1, 5 * way, 5 * (1 - way)) * dot.alpha;
      const x = (flow.backwards ? 1 - way : way) * span;
      const stamp = flow.again && dot.dirty ? height : 0;
      g.drawImage(stamps, 0, stamp, width, height, x, dot.y * this.#scale, width, height);
    }
  }
}

function stampsOf(colours: readonly string[], scale: number): HTMLCanvasElement {
  const stamps = document.createElement('canvas');
  const height = Math.ceil(DOT.height * scale);
  stamps.width = Math.ceil(DOT.width * scale);
  stamps.height = height * colours.length;
  const g = stamps.getContext('2d');
  colours.forEach((colour, i) => {
    if (!g) return;
    g.fillStyle = colour;
    g.beginPath();
    g.roundRect(0, i * height, DOT.width * scale, DOT.height * scale, DOT.radius * scale);
    g.fill();
  });
  return stamps;
}

declare global {
  interface HTMLElementTagNameMap {
    'link-beam': LinkBeam;
  }
}
