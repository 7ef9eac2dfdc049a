/** The equal of dragging: a small menu on a partition with the hosts it can move to. */
import { css, html, nothing } from 'lit';
import type { Scene } from '../studio/scene.ts';

export function moveMenu(
  partition: string | null,
  scene: Scene,
  choose: (partition: string, to: string) => void,
) {
  if (!partition) return nothing;
  const from = scene.hosts.find((h) =>
    h.standing.some((s) => s.partition.id === partition && s.state !== 'arriving'),
  );
  const pick = (event: Event, to: string) => {
    ((event.currentTarget as HTMLElement).parentElement as HTMLElement).hidePopover();
    choose(partition, to);
  };
  return html`<div class="menu" popover role="menu" aria-label=${`Move ${partition}`} @keydown=${arrows}>
    ${scene.hosts
      .filter((h) => h !== from)
      .map(
        (h) => html`<button role="menuitem" @click=${(e: Event) => pick(e, h.id)}>Move to ${h.id}</button>`,
      )}
  </div>`;
}

/** Shows the menu below its chip, puts the focus into it, and gives it back when it closes. */
export function openMenu(root: ParentNode, partition: string): void {
  const menu = root.querySelector<HTMLElement>('.menu');
  const chip = root.querySelector<HTMLElement>(`[data-anchor="${CSS.escape(partition)}"]`);
  if (!menu || !chip) return;
  const box = chip.getBoundingClientRect();
  menu.style.left = `${Math.min(box.left, innerWidth - 190)}px`;
  menu.style.top = `${box.bottom + 6}px`;
  menu.addEventListener('beforetoggle', (event) => {
    if (
      (event as ToggleEvent).newState === 'closed' &&
      menu.contains((menu.getRootNode() as ShadowRoot).activeElement)
    )
      chip.focus();
  });
  menu.showPopover();
  menu.querySelector('button')?.focus();
}

function arrows(event: KeyboardEvent): void {
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
  .menu {
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
`;
