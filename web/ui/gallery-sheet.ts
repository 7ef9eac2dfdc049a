/** The scenarios to choose from: what each is called, what it teaches, by platform. */
import { css, html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { GalleryItem } from '../studio/gallery.ts';
import { Connection } from './connection.ts';
import { icons } from './icons.ts';
import { base, dialogs } from './styles.ts';

@customElement('gallery-sheet')
export class GallerySheet extends LitElement {
  @state() private items: readonly GalleryItem[] = [];
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
        justify-content: space-between;
        align-items: center;
        position: sticky;
        top: 0;
        padding: var(--s4) var(--s5) var(--s3);
        background: var(--paper);
        z-index: 1;
      }
      .head button {
        display: grid;
        place-items: center;
        min-width: 36px;
        min-height: 36px;
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
      @media (max-width: 640px) {
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
    const platforms = [...new Set(this.items.map(({ platform }) => platform))];
    return html`<dialog aria-labelledby="title" @click=${(e: Event) => e.target === e.currentTarget && this.#close()}>
      <div class="head"><h2 id="title">Scenarios</h2><button aria-label="Close" @click=${() => this.#close()}>${icons.close}</button></div>
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
    return html`<li>
      <button class="item" aria-current=${script?.id === item.id} @click=${() => this.#choose(item)}>
        <b>${item.title}</b><span>${item.lesson[0] ?? ''}</span>
      </button>
    </li>`;
  }

  #choose({ id, title, source, attachments }: GalleryItem): void {
    this.#close();
    const { studio, announce } = this.#connection.workplace;
    void studio.openScript({ id, title, source }, [...attachments]).then((opened) => {
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
