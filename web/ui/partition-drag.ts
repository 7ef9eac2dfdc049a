/**
 * Carries a partition from host to host by mouse, pen or finger. A press that does not travel stays a click;
 * Escape or a lost pointer puts it back.
 */
const START_PX = 6;

export interface DragTarget {
  /** It has really begun; it is over, however it ended. */
  begin?(partition: string): void;
  end?(): void;
  /** The host under a point, or null. */
  hostAt(x: number, y: number): string | null;
  hover(host: string | null): void;
  drop(partition: string, host: string): void;
}

/** The card of a host under a point of the page, of all below a root. */
export function hostAt(root: ParentNode, x: number, y: number): string | null {
  for (const card of root.querySelectorAll<HTMLElement>('.host')) {
    const box = card.getBoundingClientRect();
    if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return card.dataset.host ?? null;
  }
  return null;
}

export function beginDrag(event: PointerEvent, partition: string, target: DragTarget): void {
  if (event.button !== 0) return;
  const chip = event.currentTarget as HTMLElement;
  const [x0, y0] = [event.clientX, event.clientY];
  let dragging = false;
  chip.setPointerCapture(event.pointerId);
  const move = (e: PointerEvent) => {
    const [dx, dy] = [e.clientX - x0, e.clientY - y0];
    if (!dragging && Math.hypot(dx, dy) < START_PX) return;
    if (!dragging) target.begin?.(partition);
    dragging = true;
    chip.toggleAttribute('data-dragging', true);
    chip.style.transform = `translate(${dx}px, ${dy}px)`;
    target.hover(target.hostAt(e.clientX, e.clientY));
  };
  const end = (e: Event) => {
    for (const [name, listener] of listeners) chip.removeEventListener(name, listener as EventListener);
    window.removeEventListener('keydown', giveUp);
    chip.style.transform = '';
    chip.removeAttribute('data-dragging');
    target.hover(null);
    if (!dragging) return;
    target.end?.();
    // The click that follows a drag is not a click.
    const swallow = (click: Event) => click.stopImmediatePropagation();
    chip.addEventListener('click', swallow, { capture: true });
    setTimeout(() => chip.removeEventListener('click', swallow, { capture: true }), 0);
    if (e.type !== 'pointerup') return;
    const host = target.hostAt((e as PointerEvent).clientX, (e as PointerEvent).clientY);
    if (host) target.drop(partition, host);
  };
  const giveUp = (e: KeyboardEvent) => {
    if (e.key === 'Escape') end(e);
  };
  const listeners: [string, (e: never) => void][] = [
    ['pointermove', move],
    ['pointerup', end],
    ['pointercancel', end],
  ];
  for (const [name, listener] of listeners) chip.addEventListener(name, listener as EventListener);
  window.addEventListener('keydown', giveUp);
}
