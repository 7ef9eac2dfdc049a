/**
 * The lab: two hosts, what stands on them, and the link between. Lists of real elements; a partition is
 * moved by dragging its chip, or with the menu that Enter, Space or a click opens on it.
 */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type Deed, placeIn } from '../studio/deeds.ts';
import { bytes, percent } from '../studio/format.ts';
import { levelsAt } from '../studio/levels.ts';
import { phaseAt } from '../studio/moment.ts';
import { type Scene, sceneAt, sceneKey } from '../studio/scene.ts';
import { Connection, write } from './connection.ts';
import { hostCard, hostCardStyles } from './host-card.ts';
import './lab-notes.ts';
import './limits-form.ts';
import './link-meter.ts';
import type { LimitsChange } from './limits-form.ts';
import { moveMenu, moveMenuStyles, openAt } from './move-menu.ts';
import { beginDrag, hostAt } from './partition-drag.ts';
import { base, panels } from './styles.ts';

@customElement('lab-view')
export class LabView extends LitElement {
  @state() private scene: Scene | null = null;
  @state() private target: string | null = null;
  @state() private menuFor: string | null = null;
  readonly #connection = new Connection(this, {
    watch: ({ studio }) => [studio.run.shown],
    connected: () => {
      this.scene = this.#sceneNow();
    },
    text: () => this.#follow(),
  });

  static override styles = [
    base,
    panels,
    hostCardStyles,
    moveMenuStyles,
    css`
      .lab {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(130px, 0.52fr) minmax(0, 1fr);
      }
      @media (max-width: 640px) {
        .lab {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];

  override render() {
    const { scene } = this;
    if (!scene) return nothing;
    const actions = {
      press: (event: PointerEvent, partition: string) => beginDrag(event, partition, this.#drag),
      menu: (partition: string) => this.#openMenu(partition),
    };
    const [first, second, ...others] = scene.hosts;
    return html`<div class="lab">
        ${first && hostCard(first, this.target, actions)}
        <link-meter></link-meter>
        ${[second, ...others].map((host) => host && hostCard(host, this.target, actions))}
      </div>
      <lab-notes></lab-notes> ${moveMenu(this.menuFor, scene, (partition, deed) => this.#do(partition, deed))} ${this.#limits(scene)}`;
  }

  #limits(scene: Scene) {
    const { menuFor } = this;
    if (!menuFor) return nothing;
    const set = (event: LimitsChange) => {
      this.renderRoot.querySelector<HTMLElement>('.limits')?.hidePopover();
      if (Object.keys(event.changes).length > 0)
        void this.#connection.studio.act({ kind: 'change', partition: menuFor, changes: event.changes });
    };
    const state = placeIn(scene, menuFor)?.standing.state;
    return html`<div class="limits" popover role="dialog" aria-label=${`Limits of the move of ${menuFor}`}>
      <limits-form partition=${menuFor} ?postcopy=${state === 'fetching'} @limits-change=${set}></limits-form>
    </div>`;
  }

  #do(partition: string, { act }: Deed): void {
    const { studio } = this.#connection;
    if (act.kind === 'migrate') void studio.migrate(partition, act.to);
    else if (act.kind === 'change') openAt(this.renderRoot, partition, '.limits');
    else void studio.act({ ...act, partition });
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('menuFor') && this.menuFor) openAt(this.renderRoot, this.menuFor, '.menu');
    this.#numbers();
  }

  readonly #drag = {
    hostAt: (x: number, y: number) => hostAt(this.renderRoot, x, y),
    hover: (host: string | null): void => {
      this.target = host;
    },
    drop: (partition: string, host: string): void => {
      const from = this.scene && placeIn(this.scene, partition)?.host;
      if (from?.id !== host) void this.#connection.studio.migrate(partition, host);
    },
  };

  #openMenu(partition: string): void {
    this.menuFor = null;
    void this.updateComplete.then(() => {
      this.menuFor = partition;
    });
  }

  #sceneNow(): Scene {
    const { run, clock, shownScenario } = this.#connection.studio;
    return sceneAt(shownScenario, run.shown.get()?.recording ?? null, clock.at);
  }

  /** Elements change with the scene; numbers are written where they stand. */
  #follow(): void {
    const before = this.scene;
    const after = this.#sceneNow();
    const same =
      before?.scenario === after.scenario &&
      before.move === after.move &&
      sceneKey(before) === sceneKey(after);
    if (same) this.#numbers();
    else this.scene = after;
  }

  #numbers(): void {
    const { studio } = this.#connection;
    const { at } = studio.clock;
    const move = this.scene?.move;
    const $ = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    if (!move) return;
    const total = move.totalPages * move.pageBytes;
    const left = levelsAt(move, at).remainingBytes;
    const there = phaseAt(move, at)?.kind === 'setup' || at < move.startNs ? 0 : 1 - left / total;
    const arrived = move.resumedNs !== null && move.resumedNs <= at;
    // The shadow shows what has come, or what is still to follow.
    const words = arrived ? `${bytes(left)} still here` : `${percent(there)} here`;
    write($(`[data-here="${move.partition}"]`), words);
    const bar = $(`[data-bar="${move.partition}"]`);
    const host = this.scene?.hosts.find((h) => h.id === (arrived ? move.from : move.to));
    if (bar && host) bar.style.width = `${((arrived ? left : there * total) / host.memoryBytes) * 100}%`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lab-view': LabView;
  }
}
