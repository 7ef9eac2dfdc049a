/** A host and what stands on it: a heading, a bar of its memory, a list of chips. */
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { bytes } from '../studio/format.ts';
import { type HostScene, isShadow, type Standing, type StandingState } from '../studio/scene.ts';

export interface ChipActions {
  press(event: PointerEvent, partition: string): void;
  menu(partition: string): void;
}

export function hostCard(host: HostScene, target: string | null, actions: ChipActions) {
  const used = host.standing.reduce(
    (sum, s) => sum + (isShadow(s.state) ? 0 : s.partition.guest.memoryBytes),
    0,
  );
  return html`<section class="host card" data-host=${host.id} ?data-target=${target === host.id} aria-label=${`Host ${host.id}`}>
    <h2>
      ${host.id}
      <span class="small">${host.role ? `${host.role} · ` : ''}${bytes(host.memoryBytes)}</span>
    </h2>
    <div class="capacity" role="img" aria-label=${`${bytes(used)} of ${bytes(host.memoryBytes)} given to partitions`}>
      ${repeat(
        host.standing,
        (s) => s.partition.id,
        (s) => bar(s, host.memoryBytes),
      )}
    </div>
    <ul class="parts">
      ${repeat(
        host.standing,
        (s) => `${s.partition.id}/${isShadow(s.state)}`,
        (s) => chip(s, actions),
      )}
    </ul>
  </section>`;
}

const bar = ({ partition, state }: Standing, memoryBytes: number) => html`<i
  class=${state === 'running' ? '' : state === 'lost' ? 'gone' : 'mine'}
  data-bar=${isShadow(state) ? partition.id : nothing}
  style=${styleMap({ width: `${(partition.guest.memoryBytes / memoryBytes) * 100}%` })}
></i>`;

const STATE_WORDS: Record<StandingState, string> = {
  running: '',
  moving: 'moving',
  stopped: 'standing still',
  arriving: 'arriving',
  fetching: 'running, its memory follows',
  leaving: 'leaving',
  interrupted: 'waiting for its memory',
  lost: 'lost',
};
/** Said on the chip itself where the picture does not say it. */
const ON_CHIP: Partial<Record<StandingState, string>> = {
  fetching: 'fetches the rest',
  interrupted: 'waits for its memory',
};

function chip({ partition, state, note }: Standing, actions: ChipActions) {
  const { id, guest } = partition;
  if (isShadow(state))
    return html`<li class="chip ghost"><span>${id} · <span class="num" data-here=${id}></span></span></li>`;
  if (state === 'lost')
    return html`<li class="chip lost"><span class="dot" aria-hidden="true"></span><span class="name">${id}</span><span class="small said">lost</span></li>`;
  const words = [bytes(guest.memoryBytes), STATE_WORDS[state], note].filter(Boolean).join(', ');
  const said = ON_CHIP[state] ?? note;
  return html`<li>
    <button
      class="chip ${state}"
      data-chip=${id}
      title=${partition.about}
      aria-haspopup="menu"
      aria-label=${`${id}, ${words}: ${state === 'running' ? 'move it' : 'act on it'}`}
      @pointerdown=${(e: PointerEvent) => state === 'running' && actions.press(e, id)}
      @click=${() => actions.menu(id)}
    >
      <span class="dot" aria-hidden="true"></span>
      <span class="name">${id}</span>
      ${
        said
          ? html`<span class="small said">${said}</span>`
          : html`<span class="size quiet num">${bytes(guest.memoryBytes)}</span>`
      }
    </button>
  </li>`;
}

export const hostCardStyles = css`
  .host {
    padding: var(--s4);
    transition: box-shadow var(--quick);
  }
  .host[data-target] {
    box-shadow:
      inset 0 0 0 2px var(--accent),
      var(--shadow);
  }
  .host h2 {
    font-size: 14px;
    font-weight: 620;
    display: flex;
    gap: 8px;
    align-items: baseline;
  }
  .host h2 .small {
    font-weight: 430;
  }
  .capacity {
    height: 6px;
    border-radius: 3px;
    background: var(--well);
    margin: 10px 0 12px;
    display: flex;
    overflow: hidden;
    gap: 1px;
  }
  .capacity i {
    background: var(--p-wait);
    min-width: 3px;
  }
  .capacity i.mine {
    background: var(--p-sent);
    min-width: 6px;
  }
  .capacity i.gone {
    background: repeating-linear-gradient(135deg, var(--bad) 0 2px, transparent 2px 4px);
  }
  .capacity i[data-bar] {
    opacity: 0.6;
  }
  .parts {
    display: flex;
    gap: 8px;
    flex-wrap: wrap;
  }
  .chip {
    border-radius: var(--r-s);
    background: var(--well);
    padding: 6px 11px;
    font-size: 13px;
    line-height: 20px;
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 34px;
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
    cursor: grab;
    white-space: nowrap;
  }
  .chip.moving,
  .chip.fetching,
  .chip.stopped {
    background: var(--accent-soft);
    box-shadow: inset 0 0 0 1.5px var(--accent);
  }
  .chip:not(.running) .name {
    font-weight: 600;
  }
  .chip.interrupted,
  .chip.lost {
    background: var(--bad-soft);
    box-shadow: inset 0 0 0 1.5px var(--bad);
    cursor: pointer;
  }
  .chip.lost .name {
    text-decoration: line-through;
  }
  .chip:not(.running) {
    cursor: pointer;
  }
  .said {
    color: var(--ink-2);
  }
  .running .size {
    display: none;
  }
  .chip.ghost {
    background: none;
    border: 1.5px dashed var(--edge);
    color: var(--ink-2);
    cursor: default;
    padding: 5px 10px;
  }
  .chip[data-dragging] {
    position: relative;
    z-index: 5;
    cursor: grabbing;
    box-shadow: var(--shadow-up);
    background: var(--card);
  }
  .dot {
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: var(--ok);
  }
  /* Standing still is a bar, not a dot: the state does not rest on colour. */
  .stopped .dot {
    background: none;
    border-inline: 2.5px solid var(--p-stop);
    border-radius: 0;
    height: 9px;
  }
  .fetching .dot {
    background: var(--p-fault);
    border-radius: 1px;
    rotate: 45deg;
  }
  .interrupted .dot,
  .lost .dot {
    background: none;
    border: 2px solid var(--bad);
  }
  .lost .dot {
    border-radius: 0;
    border-width: 0 0 2.5px;
  }
  @media (forced-colors: active) {
    .chip {
      border: 1px solid;
    }
    .capacity,
    .capacity i,
    .dot {
      forced-color-adjust: none;
    }
  }
  @media (max-width: 640px) {
    .host {
      padding: 10px 12px;
      display: grid;
      grid-template-columns: auto 1fr;
      align-items: center;
      gap: 8px 14px;
    }
    .capacity {
      margin: 0;
    }
    .parts {
      grid-column: 1 / -1;
    }
  }
  @media (pointer: coarse) {
    .chip {
      min-height: 44px;
    }
  }
`;
