/**
 * The shell of the page: header, stage, side, player. It provides the workplace to everything inside, hears
 * the keys, speaks to screen readers and takes dropped files.
 */
import { ContextProvider } from '@lit/context';
import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { BringingParts } from '../studio/bringing.ts';
import { type Command, commandFor, commandsOf, isSingleKey } from '../studio/commands.ts';
import { Desk } from '../studio/desk.ts';
import type { Drafting } from '../studio/drafting.ts';
import type { Gallery } from '../studio/gallery.ts';
import { type Preferences, THEMES } from '../studio/preferences.ts';
import { plain } from '../studio/said.ts';
import type { Scripting } from '../studio/scripting.ts';
import { sentenceAt } from '../studio/sentence.ts';
import type { Studio } from '../studio/studio.ts';
import { noWorld, type WorldPort } from '../studio/world.ts';
import { THEME_CHANGE } from './colours.ts';
import { type Workplace, workplaceContext } from './connection.ts';
import { icons } from './icons.ts';
import type { KeysSheet } from './keys-sheet.ts';
import './keys-sheet.ts';
import { keepFocus } from './keep-focus.ts';
import { acceptDrops } from './open-file.ts';
import type { SidePanel } from './side-panel.ts';
import './side-panel.ts';
import './stage-view.ts';
import { shellStyles } from './shell-styles.ts';
import { base } from './styles.ts';
import type { TimePlayer } from './time-player.ts';
import './time-player.ts';

/** What the page is put together from; without a part it does without. */
export interface Parts {
  studio: Studio;
  preferences: Preferences;
  scripting?: Scripting | null;
  gallery?: Gallery | null;
  drafting?: Drafting | null;
  world?: WorldPort;
  bringing?: BringingParts | null;
}

@customElement('app-shell')
export class AppShell extends LitElement {
  @state() private workplace: Workplace | null = null;
  @state() private dropping = false;
  @query('keys-sheet') private sheet!: KeysSheet;
  @query('side-panel') private side!: SidePanel;
  @query('time-player') private player!: TimePlayer;
  readonly #provider = new ContextProvider(this, { context: workplaceContext });
  #commands: Command[] = [];

  static override styles = [base, shellStyles];

  /** Gives the shell what it shows; nothing is drawn before. */
  start(parts: Parts): void {
    const { studio, preferences, scripting = null, drafting = null, gallery = null } = parts;
    const { bringing = null } = parts;
    const desk = new Desk(parts.world ?? noWorld());
    const announce = (text: string) => this.#announce(text);
    this.workplace = { studio, preferences, scripting, drafting, gallery, bringing, desk, announce };
    this.#provider.setValue(this.workplace);
    this.#commands = commandsOf(studio, { help: () => this.sheet.open(), describe: () => this.#describe() });
    const redraw = () => this.requestUpdate();
    preferences.theme.subscribe((theme) => {
      applyTheme(theme);
      redraw();
    });
    applyTheme(preferences.theme.get());
    desk.done.subscribe(() => {
      this.#announce('Part of the run from here on.');
      this.side.followTasks();
    });
    studio.experiment.subscribe(redraw);
    studio.steps.subscribe(redraw);
    studio.waits.subscribe(redraw);
    acceptDrops(
      studio,
      (over) => {
        this.dropping = over;
      },
      () => this.side.show('tune'),
    );
    window.addEventListener('keydown', (event) => this.#key(event));
    keepFocus(this);
    const calm = matchMedia('(prefers-reduced-motion: reduce)');
    const follow = () => {
      studio.frames.calm = calm.matches;
    };
    calm.addEventListener('change', follow);
    follow();
  }

  override render() {
    if (!this.workplace) return html``;
    const { studio, preferences } = this.workplace;
    const waits = studio.waits.get();
    const scenario = waits ? { title: 'Opening…', platform: '' } : studio.job.scenario;
    const theme = preferences.theme.get();
    const undo = studio.steps.get().undo;
    const nextTheme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
    return html`<header>
        <a class="brand" href="./" aria-label="Switchover, start page">${icons.mark}<b>Switchover</b></a>
        ${
          this.workplace.gallery
            ? html`<button class="choose" aria-haspopup="dialog" aria-label="Scenarios" @click=${() => this.#openGallery()}>${icons.gallery}<span class="word">Scenarios</span></button>`
            : nothing
        }
        <span class="scenario" title=${scenario.title}>${scenario.title}</span>
        <span class="platform small">${scenario.platform}</span>
        <button class="reset" ?hidden=${!studio.changed} title="Back to the scenario as it was opened" @click=${() => studio.reset()}>Reset</button>
        <span class="space"></span>
        <button ?hidden=${!undo} title=${`Undo ${undo}`} @click=${() => studio.undo()}>${icons.undo}<span class="word">Undo</span></button>
        <button class="wide" title="Keys (?)" aria-label="Keys" @click=${() => this.sheet.open()}>${icons.keys}</button>
        <button title=${`Theme: ${theme}. Change to ${nextTheme}`} aria-label=${`Theme: ${theme}. Change to ${nextTheme}`}
          @click=${() => preferences.theme.set(nextTheme)}>${icons[theme]}</button>
      </header>
      <main ?data-waits=${waits} @show-checks=${() => this.side.show('checks')} @bring-environment=${() => this.#bring()} @answered=${() => this.player.focusPlay()}>
        <stage-view></stage-view>
        <!-- The editor stands in the document, and is handed down. -->
        <side-panel><slot name="editor" slot="editor"></slot></side-panel>
      </main>
      <footer ?data-waits=${waits}><time-player></time-player></footer>
      <gallery-sheet @chosen=${() => this.player.focusPlay()} @bring-environment=${() => this.#bring()}></gallery-sheet>
      <environment-sheet @chosen=${() => this.player.focusPlay()}></environment-sheet>
      <keys-sheet .commands=${this.#commands}></keys-sheet>
      <div class="offstage" role="status" aria-live="polite" id="live"></div>
      <div class="drop" ?hidden=${!this.dropping} aria-hidden="true"><p>Drop a trace or a case file</p></div>`;
  }

  async #openGallery(): Promise<void> {
    await import('./gallery-sheet.ts');
    await this.renderRoot.querySelector('gallery-sheet')?.open();
  }

  async #bring(): Promise<void> {
    await import('./environment/environment-sheet.ts');
    await this.renderRoot.querySelector('environment-sheet')?.open();
  }

  #announce(text: string): void {
    const live = this.renderRoot.querySelector('#live');
    if (live) live.textContent = text;
  }

  #describe(): void {
    const studio = this.workplace?.studio;
    const shown = studio?.run.shown.get();
    if (studio && shown)
      this.#announce(plain(sentenceAt(shown.recording, studio.clock.at, shown.job.scenario)));
  }

  /** Keys belong to the page unless the focus is on something that needs them. */
  #key(event: KeyboardEvent): void {
    const target = event.composedPath()[0] as HTMLElement;
    if (event.defaultPrevented || target.closest?.('dialog, [role=menu], textarea, [contenteditable]'))
      return;
    const types = target instanceof HTMLInputElement && TYPED.test(target.type);
    const plainKey = !event.ctrlKey && !event.metaKey;
    if ((types || target instanceof HTMLSelectElement) && plainKey) return;
    if (types && event.key.toLowerCase() === 'z') return;
    const own = target.closest?.('button, summary, a');
    if (own && (event.key === ' ' || event.key === 'Enter')) return;
    const slides = target instanceof HTMLInputElement && target.type === 'range';
    if (slides && /^(Arrow|Home|End|Page)/.test(event.key)) return;
    const command = commandFor(this.#commands, event);
    if (!command) return;
    if (plainKey && isSingleKey(event.key) && !this.workplace?.preferences.singleKeys.get()) return;
    event.preventDefault();
    command.perform();
  }
}

/** Inputs into which one types. */
const TYPED = /^(?:number|text|search)$/;

function applyTheme(theme: string): void {
  if (theme === 'system') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.dataset.theme = theme;
  document.dispatchEvent(new Event(THEME_CHANGE));
}

declare global {
  interface HTMLElementTagNameMap {
    'app-shell': AppShell;
  }
}
