/** A host of a platform's world and what stands on it: its state, what fills up, its partitions as chips. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { Capacity, HostView, MoveOffer, PartitionView } from '../../model/world-view.ts';
import { bytes } from '../../studio/format.ts';
import { icons } from '../icons.ts';
import { stateWord, toneMark } from './state-word.ts';

export interface HostActions {
  press(event: PointerEvent, partition: string): void;
  menu(event: Event, partition: PartitionView): void;
  hostMenu(event: Event, host: HostView): void;
  more(host: string): void;
}

export interface HostLook {
  /** Many hosts or partitions: less of each. */
  dense: boolean;
  /** How many chips stand there before the others are folded away. */
  most: number;
  /** Of the partition that is dragged, what it would be to drop it here; null where nothing is dragged. */
  drop: MoveOffer | 'home' | null;
  /** It is over this host right now. */
  over: boolean;
}

export function worldHost(host: HostView, look: HostLook, actions: HostActions) {
  const { shown, folded } = fold(host.partitions, look.most);
  const { drop } = look;
  const answer = drop === 'home' || drop === null ? null : drop;
  return html`<section class="host card" data-host=${host.id} aria-label=${`Host ${host.id}`}
    ?data-target=${look.over && answer !== null && answer.refused === null}
    data-drop=${answer ? (answer.refused !== null ? 'refused' : answer.suggested !== null ? 'best' : 'fits') : nothing}>
    <div class="top">
      <h2>${host.id}</h2>
      <span class="small about" title=${host.about}>${host.about}</span>
      <span class="small">${stateWord(host.state)}</span>
      ${
        host.offers.length > 0
          ? html`<button class="dots" aria-haspopup="menu" aria-label=${`What to do with ${host.id}`} @click=${(e: Event) => actions.hostMenu(e, host)}>${icons.more}</button>`
          : nothing
      }
    </div>
    <div class="fills">${host.capacities.map(fill)}</div>
    <ul class="parts" aria-label=${`On ${host.id}`}>
      ${repeat(
        shown,
        (p) => `${p.id}/${p.shadow}`,
        (p) => chip(p, actions),
      )}
      ${folded > 0 ? html`<li><button class="chip all" @click=${() => actions.more(host.id)}>${folded} more</button></li>` : nothing}
    </ul>
    ${answer ? html`<p class="answer" ?data-over=${look.over}>${answerOf(answer)}</p>` : nothing}
  </section>`;
}

const answerOf = ({ refused, suggested }: MoveOffer): string =>
  refused ?? (suggested !== null ? `Suggested: ${suggested}` : 'It can go here');

/** What needs to be seen is never folded away. */
export function fold(partitions: readonly PartitionView[], most: number) {
  if (partitions.length <= most + 1) return { shown: partitions, folded: 0 };
  const urgent = (p: PartitionView): boolean => p.shadow || !['good', 'quiet'].includes(p.state.tone);
  const spare = Math.max(0, most - partitions.filter(urgent).length);
  let calm = 0;
  const shown = partitions.filter((p) => urgent(p) || calm++ < spare);
  return { shown, folded: partitions.length - shown.length };
}

const fill = ({ label, used, total, text }: Capacity) => html`<div class="fill">
  <span class="small" aria-hidden="true">${label}</span>
  <div class="capacity" role="img" aria-label=${`${label}: ${text}`} title=${`${label}: ${text}`}>
    <i style=${styleMap({ width: `${total > 0 ? Math.min(100, (used / total) * 100) : 0}%` })} ?data-full=${total > 0 && used / total > 0.9}></i>
  </div>
  <span class="small num text" aria-hidden="true">${text}</span>
</div>`;

function chip(p: PartitionView, actions: HostActions) {
  const name = p.label ?? p.id;
  const { word, tone } = p.state;
  const said = tone === 'good' ? '' : word;
  if (p.shadow)
    return html`<li class="chip ghost"><span>${name} · <span class="num" data-here=${p.id} data-word=${word.toLowerCase()}></span></span></li>`;
  const words = [word, p.about, p.memoryBytes > 0 ? bytes(p.memoryBytes) : ''].filter(Boolean).join(', ');
  // Where it cannot go now, it is told why when it is let go there.
  const can = p.moves.length > 0;
  return html`<li>
    <button class="chip" data-chip=${p.id} data-tone=${tone} ?data-fixed=${!can} title=${words} aria-haspopup="menu" aria-label=${`${name}, ${words}`}
      @pointerdown=${(e: PointerEvent) => can && actions.press(e, p.id)} @click=${(e: Event) => actions.menu(e, p)}>
      ${toneMark(tone)}<span class="name">${name}</span> ${said ? html`<span class="small said">${said}</span>` : nothing}
    </button>
  </li>`;
}
