/**
 * The lab of any platform: its hosts, from two with the link between them to many in rows that scroll. A partition is
 * dragged to a host that takes it, the others say why not; the menu of its chip can do the same, and more.
 */
import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { HostView, MoveOffer, PartitionView, WorldView } from '../../model/world-view.ts';
import { percent } from '../../studio/format.ts';
import { levelsAt } from '../../studio/levels.ts';
import { moveUnderWay } from '../../studio/scene.ts';
import { Connection, write } from '../connection.ts';
import { hostCardStyles } from '../host-card.ts';
import '../lab-notes.ts';
import '../link-meter.ts';
import { beginDrag, hostAt } from '../partition-drag.ts';
import { base, panels } from '../styles.ts';
import './offer-menu.ts';
import type { OfferMenu } from './offer-menu.ts';
import { stateWordStyles } from './state-word.ts';
import { type HostLook, worldHost } from './world-host.ts';
import { worldLabStyles } from './world-lab-styles.ts';

/** From here on each gets less room. */
const MANY_HOSTS = 5;
const MANY_PARTITIONS = 30;

@customElement('world-lab')
export class WorldLab extends LitElement {
  @state() private dragged: string | null = null;
  @state() private target: string | null = null;
  /** Hosts of which all partitions are shown. */
  @state() private open: ReadonlySet<string> = new Set();
  @query('offer-menu') private menu!: OfferMenu;
  readonly #connection = new Connection(this, {
    watch: ({ desk }) => [desk.world.view],
    text: () => this.#numbers(),
  });

  static override styles = [base, panels, hostCardStyles, stateWordStyles, worldLabStyles];

  override render() {
    const view = this.#connection.desk.world.view.get();
    if (!view) return nothing;
    const { hosts } = view;
    const count = hosts.reduce((sum, h) => sum + h.partitions.length, 0);
    const dense = hosts.length >= MANY_HOSTS || count > MANY_PARTITIONS;
    const pair = hosts.length === 2 && !dense;
    const cards = hosts.map((host) => worldHost(host, this.#look(view, host, dense), this.#actions));
    return html`<div class="lab" ?data-pair=${pair} ?data-dense=${dense}>
        ${pair ? [cards[0], html`<link-meter></link-meter>`, cards[1]] : cards}
      </div>
      <lab-notes></lab-notes>
      <offer-menu></offer-menu>`;
  }

  protected override updated(): void {
    this.#numbers();
  }

  #look(view: WorldView, host: HostView, dense: boolean): HostLook {
    const offers = this.dragged === null ? undefined : standing(view, this.dragged)?.moves;
    return {
      dense,
      most: this.open.has(host.id) ? Number.POSITIVE_INFINITY : dense ? 9 : 16,
      drop: offers ? (offers.find((m) => m.to === host.id) ?? 'home') : null,
      over: this.target === host.id,
    };
  }

  readonly #actions = {
    press: (event: PointerEvent, partition: string) => beginDrag(event, partition, this.#drag),
    menu: (event: Event, { id, moves, offers }: PartitionView) =>
      this.menu.open(event.currentTarget as HTMLElement, { title: id, moves, offers }),
    hostMenu: (event: Event, { id, offers }: HostView) =>
      this.menu.open(event.currentTarget as HTMLElement, { title: id, moves: [], offers }),
    more: (host: string) => {
      this.open = new Set([...this.open, host]);
    },
  };

  readonly #drag = {
    begin: (partition: string): void => {
      this.dragged = partition;
    },
    end: (): void => {
      this.dragged = null;
    },
    hostAt: (x: number, y: number) => hostAt(this.renderRoot, x, y),
    hover: (host: string | null): void => {
      this.target = host;
    },
    drop: (partition: string, host: string): void => {
      const { desk, workplace } = this.#connection;
      const view = desk.world.view.get();
      const offer = view && standing(view, partition)?.moves.find((m: MoveOffer) => m.to === host);
      if (offer?.refused) workplace.announce(`${partition} cannot go to ${host}. ${offer.refused}`);
      if (offer) void desk.move(offer);
    },
  };

  /** A shadow shows what has come, where the memory of its partition is on its way. */
  #numbers(): void {
    const { run, clock } = this.#connection.studio;
    const recording = run.shown.get()?.recording;
    const move = recording && moveUnderWay(recording, clock.at);
    for (const shadow of this.renderRoot.querySelectorAll<HTMLElement>('[data-here]')) {
      const host = shadow.closest<HTMLElement>('[data-host]')?.dataset.host;
      const comes = move && move.partition === shadow.dataset.here && move.to === host;
      if (!comes) write(shadow, shadow.dataset.word ?? '');
      else {
        const total = move.totalPages * move.pageBytes;
        const there = 1 - levelsAt(move, clock.at).remainingBytes / total;
        write(shadow, `${percent(Math.max(0, there))} here`);
      }
    }
  }
}

const standing = (view: WorldView, id: string): PartitionView | undefined => {
  for (const host of view.hosts)
    for (const partition of host.partitions) if (partition.id === id && !partition.shadow) return partition;
  return undefined;
};

declare global {
  interface HTMLElementTagNameMap {
    'world-lab': WorldLab;
  }
}
