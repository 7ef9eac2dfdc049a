/**
 * Pages on their way, as decoration: denser the more of the link is used, orange as far as they were sent
 * before. It moves only while time does, and not at all for those who asked for less motion.
 */
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { levelsAt, phaseAt } from '../studio/moment.ts';
import { sceneAt } from '../studio/scene.ts';
import { resolveColours } from './colours.ts';
import { Connection } from './connection.ts';
import { base } from './styles.ts';

const DOTS = 44;

/** A fixed scatter, 0…1: the same dots in every visit. */
const scatter = (i: number, salt: number): number => {
  let h = Math.imul(i * 16 + salt + 1, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return ((h ^ (h >>> 13)) >>> 0) / 4294967296;
};

@customElement('link-beam')
export class LinkBeam extends LitElement {
  readonly #connection = new Connection(this, { paint: (elapsed) => this.#paint(elapsed) });
  #way = 0;
  #colours: string[] = [];
  #theme = '';

  static override styles = [
    base,
    css`
      :host {
        height: 16px;
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

  #paint(elapsedMs: number): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const { studio } = this.#connection;
    const shown = studio.shown.get();
    const [width, height] = [this.clientWidth, this.clientHeight];
    const g = canvas?.getContext('2d');
    if (!canvas || !g || width === 0) return;
    const scale = devicePixelRatio || 1;
    const theme = getComputedStyle(this).color;
    if (theme !== this.#theme) {
      this.#theme = theme;
      this.#colours = resolveColours(this, ['--p-sent', '--p-dirty']);
    }
    if (canvas.width !== Math.round(width * scale)) {
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
    }
    g.setTransform(scale, 0, 0, scale, 0, 0);
    g.clearRect(0, 0, width, height);
    const scenario = shown?.job.scenario;
    const move = scenario && shown ? sceneAt(scenario, shown.recording, studio.at).move : null;
    if (!move || !scenario || studio.frames.calm) return;
    const phase = phaseAt(move, studio.at);
    if (phase?.kind !== 'round' && phase?.kind !== 'pause') return;
    const capacity = scenario.link.bytesPerSecond || levelsAt(move, studio.at).bandwidthBytesPerSecond;
    const share = Math.min(
      1,
      capacity > 0 ? phase.sentBytes / ((phase.toNs - phase.fromNs) / 1e9) / capacity : 1,
    );
    if (studio.playing.get()) this.#way += (elapsedMs / 1000) * (0.25 + 0.35 * share);
    const backwards =
      scenario.hosts.findIndex((h) => h.id === move.from) > scenario.hosts.findIndex((h) => h.id === move.to);
    const again = phase.kind === 'round' && phase.number === 1 ? 0 : 1;
    for (let i = 0; i < DOTS * share; i++) {
      const t = (scatter(i, 1) + this.#way * (0.8 + 0.4 * scatter(i, 3))) % 1;
      g.globalAlpha = Math.min(1, 5 * t, 5 * (1 - t)) * (0.45 + 0.55 * scatter(i, 5));
      g.fillStyle = this.#colours[again && scatter(i, 7) < 0.6 ? 1 : 0] ?? '';
      g.beginPath();
      g.roundRect((backwards ? 1 - t : t) * (width - 5), 2 + scatter(i, 9) * (height - 7), 5, 3.5, 1.2);
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
