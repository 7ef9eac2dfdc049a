/** What stands open on the desk, in a dialog: a form to be filled in, or a question to be answered. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import type { Pending } from '../../studio/desk.ts';
import { Connection } from '../connection.ts';
import { base, dialogs } from '../styles.ts';
import './desk-form.ts';
import { dialogStyles } from './dialog-styles.ts';

@customElement('desk-dialog')
export class DeskDialog extends LitElement {
  @query('dialog') private dialog!: HTMLDialogElement | null;
  readonly #connection = new Connection(this, { watch: ({ desk }) => [desk.pending] });

  static override styles = [
    base,
    dialogs,
    dialogStyles,
    css`
      dialog.question {
        width: min(420px, calc(100vw - 32px));
      }
      p {
        text-wrap: pretty;
      }
    `,
  ];

  override render() {
    const pending = this.#connection.desk.pending.get();
    if (!pending) return nothing;
    return html`<dialog class=${pending.kind} aria-label=${titleOf(pending)} @close=${this.#close}
      @click=${(e: Event) => e.target === e.currentTarget && this.#close()}>
      ${pending.kind === 'form' ? html`<desk-form .form=${pending.form}></desk-form>` : this.#question(pending)}
    </dialog>`;
  }

  #question({ text, label, calls }: Pending & { kind: 'question' }) {
    const { desk } = this.#connection;
    return html`<div class="box">
      <h2>${label.replace(/…$/, '')}</h2>
      <p>${text}</p>
      <div class="ends">
        <button autofocus @click=${this.#close}>Cancel</button>
        <button class="main harm" @click=${() => void desk.perform(calls)}>${label.replace(/…$/, '')}</button>
      </div>
    </div>`;
  }

  /** A dialog that is closed before it goes gives the focus back to where it was. */
  protected override willUpdate(): void {
    if (!this.#connection.desk.pending.get() && this.dialog?.open) this.dialog.close();
  }

  protected override updated(): void {
    const { dialog } = this;
    if (dialog && !dialog.open) dialog.showModal();
  }

  readonly #close = (): void => {
    this.#connection.desk.pending.set(null);
  };
}

const titleOf = (pending: Pending): string =>
  pending.kind === 'form' ? pending.form.title : pending.label.replace(/…$/, '');

declare global {
  interface HTMLElementTagNameMap {
    'desk-dialog': DeskDialog;
  }
}
