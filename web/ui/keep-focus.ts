/**
 * Whoever works with the keyboard is not left nowhere when what had the focus is gone: an answer that was given, a note that
 * was dismissed, the last thing to be undone. The same thing elsewhere takes the focus, or else what is nearest to where it was.
 */

/** Where the focus was, while that was still there. */
interface Spot {
  /** From the element outwards, through shadow roots. */
  path: readonly Node[];
  x: number;
  y: number;
  /** The partition that it stands for, which may go on to another host; '' where it is none. */
  thing: string;
}

/** Nothing into which one types: on a phone, a keyboard would come up that nobody asked for. */
const FOCUSABLE = 'button, a[href], summary, [tabindex]';
const WATCHED: MutationObserverInit = {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ['hidden', 'disabled', 'open'],
};

export function keepFocus(shell: HTMLElement): void {
  let spot: Spot | null = null;
  /** Before a dialog was opened. */
  let outside: Spot | null = null;
  let due = false;

  const look = (): void => {
    due = false;
    const { activeElement, body } = document;
    if (!spot || (activeElement && activeElement !== body)) return;
    const lost = isInDialog(spot) && outside ? outside : spot;
    successor(lost, shell)?.focus({ preventScroll: true });
  };
  const watch = new MutationObserver(() => {
    if (due || !spot) return;
    due = true;
    // What was only hidden loses the focus when the picture is drawn.
    requestAnimationFrame(() => requestAnimationFrame(look));
  });
  const remember = (event: Event): void => {
    const path = event.composedPath().filter((each): each is Node => each instanceof Node);
    // A key that comes up where there is nothing any more: what it was pressed on is gone already.
    if (event.type === 'keyup' && path[0] === document.body) return;
    watch.disconnect();
    spot = spotOf(path);
    if (!spot) return;
    if (!isInDialog(spot)) outside = spot;
    for (const node of path) if (node instanceof ShadowRoot) watch.observe(node, WATCHED);
  };
  // Not the events of the focus itself: within one shadow root they are heard by nobody outside.
  for (const kind of ['keydown', 'keyup', 'pointerdown']) addEventListener(kind, remember, true);
}

function spotOf(path: readonly Node[]): Spot | null {
  const at = path.findIndex((each) => each instanceof HTMLElement && each.matches(FOCUSABLE));
  const element = path[at];
  if (!(element instanceof HTMLElement)) return null;
  const { left, top, width, height } = element.getBoundingClientRect();
  return { path: path.slice(at), x: left + width / 2, y: top + height / 2, thing: thingOf(element) };
}

const thingOf = ({ dataset }: HTMLElement): string => dataset.chip ?? '';

const isInDialog = ({ path }: Spot): boolean => path.some((each) => each instanceof HTMLDialogElement);

function successor({ path, x, y, thing }: Spot, shell: HTMLElement): HTMLElement | undefined {
  const [element] = path;
  // It was only put elsewhere in the tree.
  if (element instanceof HTMLElement && isUsable(element)) return element;
  const same = thing && focusables(shell).find((each) => thingOf(each) === thing);
  if (same) return same;
  for (const around of path.slice(1)) {
    if (!around.isConnected || !(around instanceof Element || around instanceof ShadowRoot)) continue;
    const near = focusables(around).map((each) => ({ each, distance: distanceTo(each, x, y) }));
    if (near.length > 0) return near.reduce((a, b) => (b.distance < a.distance ? b : a)).each;
  }
  return undefined;
}

function distanceTo(element: HTMLElement, x: number, y: number): number {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return Math.hypot(x - Math.max(left, Math.min(x, right)), y - Math.max(top, Math.min(y, bottom)));
}

const isUsable = (element: HTMLElement): boolean =>
  element.isConnected &&
  element.tabIndex >= 0 &&
  !element.matches(':disabled, input, textarea, select') &&
  element.checkVisibility({ visibilityProperty: true });

function focusables(around: Element | ShadowRoot): HTMLElement[] {
  const found: HTMLElement[] = [];
  const roots: ParentNode[] = [around];
  if (around instanceof Element && around.shadowRoot) roots.push(around.shadowRoot);
  for (let root = roots.pop(); root; root = roots.pop())
    for (const each of root.querySelectorAll<HTMLElement>('*')) {
      if (each.matches(FOCUSABLE) && isUsable(each)) found.push(each);
      if (each.shadowRoot) roots.push(each.shadowRoot);
    }
  return found;
}
