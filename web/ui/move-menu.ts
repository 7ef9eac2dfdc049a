/** The equal of dragging, and more: a small menu on a partition with all that can be done to it now. */
import { css, html, nothing } from 'lit';
import { type Deed, deedsFor } from '../studio/deeds.ts';
import type { Scene } from '../studio/scene.ts';

export function moveMenu(
  partition: string | null,
  scene: Scene,
  choose: (partition: string, deed: Deed) => void,
) {
  if (!partition) return nothing;
  const pick = (event: Event, deed: Deed) => {
    (event.currentTarget as HTMLElement).closest<HTMLElement>('.menu')?.hidePopover();
    choose(partition, deed);
  };
  return html`<div class="menu" popover role="menu" aria-label=${`What to do with ${partition}`} @keydown=${arrows}>
    ${deedsFor(scene, partition).map(
      (deed) => html`<button role="menuitem" class=${deed.act.kind === 'fail' ? 'harm' : ''}
        @click=${(e: Event) => pick(e, deed)}>${deed.label}</button>`,
    )}
  </div>`;
}

/** Shows a popover below the chip of a partition, puts the focus into it, and gives it back when it closes. */
export function openAt(root: ParentNode, partition: string, selector: string): void {
  const popover = root.querySelector<HTMLElement>(selector);
  const chip = root.querySelector<HTMLElement>(`[data-chip="${CSS.escape(partition)}"]`);
  if (popover && chip) openBelow(popover, chip);
}

export function openBelow(popover: HTMLElement, anchor: HTMLElement): void {
  popover.addEventListener('beforetoggle', function giveBack(event) {
    if ((event as ToggleEvent).newState !== 'closed') return;
    popover.removeEventListener('beforetoggle', giveBack);
    const { activeElement } = popover.getRootNode() as ShadowRoot;
    if (popover.contains(activeElement)) anchor.focus();
  });
  popover.showPopover();
  const [box, own] = [anchor.getBoundingClientRect(), popover.getBoundingClientRect()];
  popover.style.left = `${Math.max(8, Math.min(box.left, innerWidth - own.width - 8))}px`;
  popover.style.top = `${Math.max(8, Math.min(box.bottom + 6, innerHeight - own.height - 8))}px`;
  popover.querySelector<HTMLElement>('button, input')?.focus();
}

export function arrows(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLElement;
  const items = [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const now = items.indexOf(event.target as HTMLElement);
  const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === 'Tab') menu.hidePopover();
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  items[(to + items.length) % items.length]?.focus();
}

export const moveMenuStyles = css`
  [popover] {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px;
    border: 0;
    min-width: 160px;
    border-radius: var(--r);
    background: var(--card);
    color: var(--ink);
    box-shadow: var(--shadow-up);
  }
  .menu button {
    display: block;
    width: 100%;
    text-align: start;
    font-size: 13px;
    padding: 8px 10px;
  }
  .menu .harm {
    color: var(--bad);
  }
  /* Depth is all that sets it off, and is not drawn there. */
  @media (forced-colors: active) {
    [popover] {
      border: 1px solid;
    }
  }
  .menu :not(.harm) + .harm {
    margin-top: 5px;
    border-radius: 0 0 var(--r-s) var(--r-s);
    box-shadow: 0 -2.5px 0 -1.5px var(--line);
  }
`;
