/** A host and what stands on it: a heading, a bar of its memory, a list of chips. */
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { bytes } from '../studio/format.ts';
import type { HostScene, Standing } from '../studio/scene.ts';

export interface ChipActions {
  press(event: PointerEvent, partition: string): void;
  menu(event: Event, partition: string): void;
}

export function hostCard(host: HostScene, target: string | null, actions: ChipActions) {
  const used = host.standing.reduce(
    (sum, s) => sum + (s.state === 'arriving' ? 0 : s.partition.guest.memoryBytes),
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
        (s) => `${s.partition.id}/${s.state === 'arriving'}`,
        (s) => chip(s, actions),
      )}
    </ul>
  </section>`;
}

const bar = (standing: Standing, memoryBytes: number) => html`<i
  class=${standing.state === 'running' ? '' : 'mine'}
  data-bar=${standing.state === 'arriving' ? standing.partition.id : nothing}
  style=${styleMap({ width: `${(standing.partition.guest.memoryBytes / memoryBytes) * 100}%` })}
></i>`;

const STATE_WORDS = {
  running: '',
  moving: 'moving',
  stopped: 'standing still',
  arriving: 'arriving',
} as const;

function chip(standing: Standing, actions: ChipActions) {
  const { partition, state } = standing;
  if (state === 'arriving')
    return html`<li class="chip ghost num"><span>${partition.id} · <span data-here=${partition.id}></span></span></li>`;
  return html`<li>
    <button
      class="chip ${state}"
      title=${partition.about}
      aria-haspopup="menu"
      aria-label=${`${partition.id}, ${bytes(partition.guest.memoryBytes)}${STATE_WORDS[state] && `, ${STATE_WORDS[state]}`}: move it`}
      @pointerdown=${(e: PointerEvent) => actions.press(e, partition.id)}
      @click=${(e: Event) => actions.menu(e, partition.id)}
    >
      <span class="dot" aria-hidden="true"></span>
      <span class="name">${partition.id}</span>
      <span class="size quiet num">${bytes(partition.guest.memoryBytes)}</span>
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
  .chip.stopped {
    background: var(--accent-soft);
    box-shadow: inset 0 0 0 1.5px var(--accent);
  }
  .chip.moving .name,
  .chip.stopped .name {
    font-weight: 600;
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
