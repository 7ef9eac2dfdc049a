/**
 * Pages on their way, as decoration: denser the more of the link is used, orange as far as they were sent
 * before. It moves only while time does, and not at all for those who asked for less motion.
 */
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { levelsAt, phaseAt } from '../studio/moment.ts';
import { sceneAt } from '../studio/scene.ts';
import { Colours } from './colours.ts';
import { Connection } from './connection.ts';
import { base } from './styles.ts';

const DOTS = 44;
const HEIGHT = 16;

/** A fixed scatter, 0…1: the same dots in every visit. */
const scatter = (i: number, salt: number): number => {
  let h = Math.imul(i * 16 + salt + 1, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return ((h ^ (h >>> 13)) >>> 0) / 4294967296;
};

@customElement('link-beam')
export class LinkBeam extends LitElement {
  readonly #connection = new Connection(this, { paint: (elapsed) => this.#paint(elapsed) });
  readonly #colours = new Colours(this, ['--p-sent', '--p-dirty'], () =>
    this.#connection.studio.frames.invalidate(),
  );
  readonly #resize = new ResizeObserver(([entry]) => this.#fit(entry?.contentRect.width ?? 0));
  #way = 0;
  #width = 0;

  static override styles = [
    base,
    css`
      :host {
        height: ${HEIGHT}px;
        contain: strict;
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

  protected override firstUpdated(): void {
    this.#resize.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
  }

  #fit(width: number): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const scale = devicePixelRatio || 1;
    this.#width = width;
    if (!canvas) return;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(HEIGHT * scale);
    canvas.getContext('2d')?.scale(scale, scale);
    this.#connection.studio.frames.invalidate();
  }

  #paint(elapsedMs: number): void {
    const { studio } = this.#connection;
    const shown = studio.run.shown.get();
    const width = this.#width;
    const g = this.renderRoot.querySelector('canvas')?.getContext('2d');
    if (!g || width === 0) return;
    g.clearRect(0, 0, width, HEIGHT);
    const scenario = shown?.job.scenario;
    const move = scenario && shown ? sceneAt(scenario, shown.recording, studio.clock.at).move : null;
    if (!move || !scenario || studio.frames.calm) return;
    const phase = phaseAt(move, studio.clock.at);
    if (phase?.kind !== 'round' && phase?.kind !== 'pause') return;
    const capacity = scenario.link.bytesPerSecond || levelsAt(move, studio.clock.at).bandwidthBytesPerSecond;
    const share = Math.min(
      1,
      capacity > 0 ? phase.sentBytes / ((phase.toNs - phase.fromNs) / 1e9) / capacity : 1,
    );
    if (studio.clock.playing.get()) this.#way += (elapsedMs / 1000) * (0.25 + 0.35 * share);
    const backwards =
      scenario.hosts.findIndex((h) => h.id === move.from) > scenario.hosts.findIndex((h) => h.id === move.to);
    const again = phase.kind === 'round' && phase.number === 1 ? 0 : 1;
    for (let i = 0; i < DOTS * share; i++) {
      const t = (scatter(i, 1) + this.#way * (0.8 + 0.4 * scatter(i, 3))) % 1;
      g.globalAlpha = Math.min(1, 5 * t, 5 * (1 - t)) * (0.45 + 0.55 * scatter(i, 5));
      g.fillStyle = this.#colours.values[again && scatter(i, 7) < 0.6 ? 1 : 0] ?? '';
      g.beginPath();
      g.roundRect((backwards ? 1 - t : t) * (width - 5), 2 + scatter(i, 9) * (HEIGHT - 7), 5, 3.5, 1.2);
      g.fill();
    }
    g.globalAlpha = 1;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'link-beam': LinkBeam;
  }
}
