/** The link between two hosts: pages on their way, and what it carries in words. */
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { MoveRecord } from '../model/recording.ts';
import type { VirtualNs } from '../model/units.ts';
import { bits, digits, rate } from '../studio/format.ts';
import { levelsAt } from '../studio/levels.ts';
import { phaseAt } from '../studio/moment.ts';
import { sends } from '../studio/phases.ts';
import { interruptionAt, moveUnderWay } from '../studio/scene.ts';
import { Connection, write } from './connection.ts';
import './link-beam.ts';
import { base } from './styles.ts';

@customElement('link-meter')
export class LinkMeter extends LitElement {
  readonly #connection = new Connection(this, {
    watch: ({ studio }) => [studio.run.shown],
    text: () => this.#numbers(),
  });

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        justify-content: center;
        align-items: center;
        gap: 4px;
        padding: 0 14px;
        text-align: center;
      }
      link-beam {
        width: 100%;
      }
      @media (max-width: 640px) {
        :host {
          flex-direction: row;
          padding: 7px 10px;
          gap: 10px;
        }
        link-beam {
          display: none;
        }
      }
    `,
  ];

  override render() {
    return html`<link-beam></link-beam>
      <b class="num" id="speed"></b>
      <span class="small num" id="share"></span>`;
  }

  protected override updated(): void {
    this.#numbers();
  }

  #numbers(): void {
    const { run, clock, shownScenario } = this.#connection.studio;
    const recording = run.shown.get()?.recording;
    const move = (recording && moveUnderWay(recording, clock.at)) ?? null;
    const [speed, share] = linkWords(move, clock.at, shownScenario.link.bytesPerSecond);
    write(this.renderRoot.querySelector('#speed'), speed);
    write(this.renderRoot.querySelector('#share'), share);
  }
}

/** What the link carries, and how much of it that is. */
function linkWords(move: MoveRecord | null, at: VirtualNs, capacity: number): [speed: string, share: string] {
  const name = capacity ? bits(capacity) : 'local socket';
  if (!move) return [name, 'free: drag a partition across'];
  if (interruptionAt(move, at)) return ['cut', 'no connection'];
  const phase = phaseAt(move, at);
  if (!phase || !sends(phase)) return [name, 'nothing sent yet'];
  const levels = levelsAt(move, at);
  const measured = phase.kind === 'postcopy' ? 0 : levels.bandwidthBytesPerSecond;
  const speed = measured || phase.sentBytes / ((phase.toNs - phase.fromNs) / 1e9);
  const share = `${digits(Math.min(100, (speed / capacity) * 100), 0)} % of ${name}`;
  return [rate(speed), capacity ? share : name];
}

declare global {
  interface HTMLElementTagNameMap {
    'link-meter': LinkMeter;
  }
}
