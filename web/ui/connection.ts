/**
 * How an element is connected to the studio: it names the stores it draws from and what to do each frame.
 * The context carries the studio and nothing else.
 */
import { ContextConsumer, createContext } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { BringingParts } from '../studio/bringing.ts';
import type { Desk } from '../studio/desk.ts';
import type { Drafting } from '../studio/drafting.ts';
import type { FrameListener } from '../studio/frame-loop.ts';
import type { Gallery } from '../studio/gallery.ts';
import type { Preferences } from '../studio/preferences.ts';
import type { Scripting } from '../studio/scripting.ts';
import type { Store } from '../studio/store.ts';
import type { Studio } from '../studio/studio.ts';

export interface Workplace {
  studio: Studio;
  preferences: Preferences;
  /** The script that is open; null where scenarios are data alone. */
  scripting: Scripting | null;
  /** The scenarios that come with the site. */
  gallery: Gallery | null;
  /** What a person writes of it, as it is kept; null where it is not. */
  drafting: Drafting | null;
  /** What it takes to bring an environment of one's own; null where that cannot be. */
  bringing: BringingParts | null;
  /** Of the platform's console, where the scenario has one. */
  desk: Desk;
  /** Says something politely to a screen reader. */
  announce(text: string): void;
}

export const workplaceContext = createContext<Workplace>(Symbol('workplace'));

interface Options extends FrameListener {
  /** Redraw when one of these changes. */
  watch?(workplace: Workplace): Pick<Store<unknown>, 'subscribe'>[];
  /** Once, when the workplace is known. */
  connected?(workplace: Workplace): void;
}

export class Connection implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: Options;
  readonly #consumer;
  #ends: (() => void)[] = [];

  constructor(host: ReactiveControllerHost & HTMLElement, options: Options = {}) {
    this.#host = host;
    this.#options = options;
    this.#consumer = new ContextConsumer(host, { context: workplaceContext });
    host.addController(this);
  }

  get workplace(): Workplace {
    const workplace = this.#consumer.value;
    if (!workplace) throw new Error(`<${this.#host.localName}> stands outside the page's shell`);
    return workplace;
  }

  get desk(): Desk {
    return this.workplace.desk;
  }

  get studio(): Studio {
    return this.workplace.studio;
  }

  hostConnected(): void {
    const { workplace } = this;
    for (const store of this.#options.watch?.(workplace) ?? [])
      this.#ends.push(store.subscribe(() => this.#host.requestUpdate()));
    this.#options.connected?.(workplace);
  }

  /** Frames come only to what has been drawn once. */
  hostUpdated(): void {
    if (this.#ends.length > 0 && this.#listening) return;
    const { text, paint } = this.#options;
    if (!text && !paint) return;
    this.#listening = true;
    this.#ends.push(this.studio.frames.add({ ...(text && { text }), ...(paint && { paint }) }));
  }

  hostDisconnected(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
    this.#listening = false;
  }

  #listening = false;
}

/** Writes a text only when it differs: the cheapest update there is. */
export const write = (element: Element | null | undefined, text: string): void => {
  if (element && element.textContent !== text) element.textContent = text;
};
