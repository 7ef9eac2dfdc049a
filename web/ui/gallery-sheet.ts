/** The scenarios to choose from: what each is called, what it teaches, by platform. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type GalleryItem, scriptOf, YOURS } from '../studio/gallery.ts';
import { Connection } from './connection.ts';
import { icons } from './icons.ts';
import { base, dialogs } from './styles.ts';

@customElement('gallery-sheet')
export class GallerySheet extends LitElement {
  @state() private items: readonly GalleryItem[] = [];
  /** The one that is about to be thrown away. */
  @state() private leaving = '';
  readonly #connection = new Connection(this, { watch: ({ studio }) => [studio.experiment] });

  static override styles = [
    base,
    dialogs,
    css`
      dialog {
        width: min(880px, calc(100vw - 24px));
        max-height: min(760px, calc(100vh - 24px));
        background: var(--paper);
        overflow: auto;
      }
      .head {
        display: flex;
        gap: var(--s2);
        align-items: center;
        position: sticky;
        top: 0;
        padding: var(--s4) var(--s5) var(--s3);
        background: var(--paper);
        z-index: 1;
      }
      .close {
        display: grid;
        place-items: center;
        min-width: 36px;
        min-height: 36px;
      }
      .head h2 {
        flex: 1;
      }
      .bring {
        display: inline-flex;
        align-items: center;
        gap: 7px;
        min-height: 32px;
        padding-inline: 12px;
        background: var(--well);
        font-size: 13px;
        font-weight: 560;
      }
      .yours {
        position: relative;
      }
      .yours .item {
        padding-block-end: 40px;
      }
      .discard {
        position: absolute;
        inset: auto var(--s2) var(--s2) auto;
        font-size: 12px;
        color: var(--ink-2);
      }
      .discard.sure {
        color: var(--bad);
        font-weight: 600;
      }
      section {
        padding: 0 var(--s5) var(--s5);
      }
      h3 {
        font-size: 13px;
        font-weight: 600;
        color: var(--ink-2);
        margin-bottom: var(--s2);
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(380px, 100%), 1fr));
        gap: var(--s3);
      }
      li {
        display: grid;
      }
      .item {
        display: flex;
        flex-direction: column;
        justify-content: flex-start;
        text-align: start;
        padding: var(--s3) var(--s4);
        background: var(--card);
        border-radius: var(--r);
        box-shadow: var(--shadow);
        min-height: 0;
        white-space: normal;
        line-height: 1.45;
      }
      .item:hover {
        background: var(--accent-soft);
      }
      .item[aria-current='true'] {
        box-shadow: inset 0 0 0 1.5px var(--accent);
      }
      .item b {
        display: block;
        font-size: 14px;
        font-weight: 600;
        margin-bottom: 2px;
      }
      .item span {
        font-size: 13px;
        color: var(--ink-2);
        text-wrap: pretty;
      }
      @media (pointer: coarse) {
        .yours .item {
          padding-block-end: 52px;
        }
      }
      @media (max-width: 640px) {
        .bring svg {
          display: none;
        }
        .head,
        section {
          padding-inline: var(--s4);
        }
      }
    `,
  ];

  async open(): Promise<void> {
    this.items = (await this.#connection.workplace.gallery?.items()) ?? [];
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  override render() {
    const { bringing } = this.#connection.workplace;
    const platforms = [...new Set(this.items.map(({ platform }) => platform))];
    return html`<dialog aria-labelledby="title" @click=${(e: Event) => e.target === e.currentTarget && this.#close()}>
      <div class="head"><h2 id="title">Scenarios</h2>
        ${bringing ? html`<button class="bring" aria-haspopup="dialog" @click=${() => this.#bring()}>${icons.file}Bring your own environment</button>` : nothing}
        <button class="close" aria-label="Close" @click=${() => this.#close()}>${icons.close}</button></div>
      ${platforms.map(
        (platform) => html`<section>
          <h3>${platform}</h3>
          <ul>
            ${this.items.filter((item) => item.platform === platform).map((item) => this.#item(item))}
          </ul>
        </section>`,
      )}
    </dialog>`;
  }

  #item(item: GalleryItem) {
    const { script } = this.#connection.studio.experiment.get();
    const yours = item.platform === YOURS;
    return html`<li class=${yours ? 'yours' : nothing}>
      <button class="item" aria-current=${script?.id === item.id} @click=${() => this.#choose(item)}>
        <b>${item.title}</b><span>${item.lesson[0] ?? ''}</span>
      </button>
      ${yours ? this.#discard(item) : nothing}
    </li>`;
  }

  /** Asked twice: what was brought is kept nowhere else. */
  #discard({ id, title }: GalleryItem) {
    const sure = this.leaving === id;
    const press = async () => {
      this.leaving = sure ? '' : id;
      if (!sure) return;
      const { gallery, announce } = this.#connection.workplace;
      const removed = await gallery?.discard?.(id).then(
        () => true,
        () => false,
      );
      this.items = (await gallery?.items()) ?? [];
      announce(removed ? `Removed ${title}.` : `The browser did not let ${title} be removed.`);
    };
    return html`<button class=${sure ? 'discard sure' : 'discard'} aria-label=${`${sure ? 'Remove for good' : 'Remove'}: ${title}`} @click=${press}
      @blur=${() => {
        this.leaving = '';
      }}>${sure ? 'Remove for good' : 'Remove'}</button>`;
  }

  #bring(): void {
    this.#close();
    this.dispatchEvent(new Event('bring-environment'));
  }

  #choose(item: GalleryItem): void {
    this.#close();
    const { studio, announce } = this.#connection.workplace;
    const { title, attachments } = item;
    void studio.openScript(scriptOf(item), [...attachments]).then((opened) => {
      if (!opened) return;
      announce(`Opened ${title}.`);
      this.dispatchEvent(new Event('chosen'));
    });
  }

  #close(): void {
    this.renderRoot.querySelector('dialog')?.close();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'gallery-sheet': GallerySheet;
  }
}
