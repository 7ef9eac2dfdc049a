/**
 * The lab: two hosts, what stands on them, and the link between. Lists of real elements; a partition is
 * moved by dragging its chip, or with the menu that Enter, Space or a click opens on it.
 */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { MoveRecord, RunNote } from '../model/recording.ts';
import type { VirtualNs } from '../model/units.ts';
import { type Deed, placeIn } from '../studio/deeds.ts';
import { bits, bytes, digits, percent, rate } from '../studio/format.ts';
import { levelsAt } from '../studio/levels.ts';
import { phaseAt } from '../studio/moment.ts';
import { sends } from '../studio/phases.ts';
import { interruptionAt, type Scene, sceneAt, sceneKey } from '../studio/scene.ts';
import { Connection, write } from './connection.ts';
import { hostCard, hostCardStyles } from './host-card.ts';
import { icons } from './icons.ts';
import './link-beam.ts';
import './limits-form.ts';
import type { LimitsChange } from './limits-form.ts';
import { moveMenu, moveMenuStyles, openAt } from './move-menu.ts';
import { beginDrag } from './partition-drag.ts';
import { refusalLines } from './refusal-lines.ts';
import { base, panels } from './styles.ts';

/** Refusals that concern the whole run; those of a single control are told beside it. */
const STAGE_CAUSES = ['move', 'run', 'file'];

@customElement('lab-view')
export class LabView extends LitElement {
  @state() private scene: Scene | null = null;
  @state() private target: string | null = null;
  @state() private menuFor: string | null = null;
  @state() private dismissed: RunNote[] = [];
  readonly #connection = new Connection(this, {
    watch: ({ studio }) => [studio.refusal, studio.run.shown, studio.steps],
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
      .link {
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
      .note {
        display: flex;
        align-items: baseline;
        gap: var(--s2);
        margin-top: var(--s2);
        padding: 8px 12px;
        border-radius: var(--r-s);
        background: var(--bad-soft);
        font-size: 13px;
      }
      .note svg {
        color: var(--bad);
        flex: none;
        align-self: center;
      }
      .note span {
        flex: 1;
      }
      @media (max-width: 640px) {
        .lab {
          grid-template-columns: 1fr;
        }
        .link {
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
    const { scene } = this;
    if (!scene) return nothing;
    const actions = {
      press: (event: PointerEvent, partition: string) => beginDrag(event, partition, this.#drag),
      menu: (partition: string) => this.#openMenu(partition),
    };
    const [first, second, ...others] = scene.hosts;
    return html`<div class="lab">
        ${first && hostCard(first, this.target, actions)}
        <div class="link">
          <link-beam></link-beam>
          <b class="num" id="speed"></b>
          <span class="small num" id="share"></span>
        </div>
        ${[second, ...others].map((host) => host && hostCard(host, this.target, actions))}
      </div>
      ${this.#notes()} ${moveMenu(this.menuFor, scene, (partition, deed) => this.#do(partition, deed))} ${this.#limits(scene)}`;
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

  /** What a person asked for and did not get, with the way back. */
  #notes() {
    const { studio } = this.#connection;
    const refusal = studio.refusal.get();
    const shown = studio.run.shown.get();
    const asked = new Set((shown?.job.interventions ?? []).map((i) => i.at));
    const notes = (shown?.recording.notes ?? []).filter(
      (n) => asked.has(n.at) && !this.dismissed.includes(n),
    );
    const close = (act: () => void) =>
      html`<button aria-label="Dismiss" @click=${act}>${icons.close}</button>`;
    const undo = studio.steps.get().undo;
    return html`${
      refusal && STAGE_CAUSES.includes(refusal.cause)
        ? html`<div class="note" role="alert">
            ${icons.fail}<span>${refusalLines(refusal.diagnostics).map((line) => html`<p>${line}</p>`)}</span>
            ${close(() => studio.refusal.set(null))}
          </div>`
        : nothing
    }
    ${notes.map(
      (note) => html`<div class="note" role="alert">
        ${icons.warn}<span>${note.text}</span>
        ${undo ? html`<button @click=${() => studio.undo()}>Undo ${undo}</button>` : nothing}
        ${close(() => {
          this.dismissed = [...this.dismissed, note];
        })}
      </div>`,
    )}`;
  }

  readonly #drag = {
    hostAt: (x: number, y: number): string | null => {
      for (const card of this.renderRoot.querySelectorAll<HTMLElement>('.host')) {
        const box = card.getBoundingClientRect();
        if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)
          return card.dataset.host ?? null;
      }
      return null;
    },
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
    const capacity = studio.shownScenario.link.bytesPerSecond;
    const [speed, share] = linkWords(move ?? null, at, capacity);
    write($('#speed'), speed);
    write($('#share'), share);
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

/** What the link carries, and how much of it that is. */
function linkWords(move: MoveRecord | null, at: VirtualNs, capacity: number): [speed: string, share: string] {
  const name = capacity ? bits(capacity) : 'local socket';
  if (!move) return [name, 'the link is free'];
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
    'lab-view': LabView;
  }
}
