/** Opening a file, the cases of the one that is open, and why some of them cannot be played. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { sentence } from '../model/result.ts';
import type { CaseList } from '../studio/experiment.ts';
import { count } from '../studio/format.ts';
import { subjectOf } from '../studio/subject.ts';
import { Connection } from './connection.ts';
import { openButton } from './open-file.ts';
import { refusalNote, refusalNoteStyles } from './refusal-note.ts';
import { base, selects } from './styles.ts';

/** A file may have thousands of cases; nobody reads more reasons than these. */
const MOST_REASONS = 50;

@customElement('file-section')
export class FileSection extends LitElement {
  readonly #connection = new Connection(this, {
    watch: ({ studio }) => [studio.experiment, studio.refusal],
  });

  static override styles = [
    base,
    selects,
    refusalNoteStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 6px;
        justify-items: start;
      }
      .open {
        display: inline-flex;
        gap: 7px;
        align-items: center;
        font-size: 13px;
        background: var(--well);
      }
      select {
        max-width: 100%;
      }
      details {
        font-size: 12.5px;
        color: var(--ink-2);
        max-width: 100%;
        overflow-wrap: anywhere;
      }
      summary {
        cursor: pointer;
        color: var(--warn);
        font-weight: 560;
        padding: 3px 0;
      }
      li {
        padding: 4px 0;
        border-top: 1px solid var(--line);
      }
    `,
  ];

  override render() {
    const { studio } = this.#connection;
    const { cases, job } = studio.experiment.get();
    return html`${openButton(studio)} ${refusalNote(studio, 'file', false)} ${cases ? this.#cases(cases) : nothing}
      <p class="small">A recorded trace becomes what ${subjectOf(job.scenario)?.id ?? 'the partition'} writes; a case file becomes the run. Or drop it anywhere.</p>`;
  }

  #cases({ offers, chosen, refused, entries }: CaseList) {
    const { studio } = this.#connection;
    const choose = (event: Event) => void studio.choose((event.target as HTMLSelectElement).value);
    return html`${
      offers.length > 1
        ? html`<select aria-label="Case" @change=${choose}>${offers.map(
            ({ id }) => html`<option value=${id} .selected=${id === chosen}>${id}</option>`,
          )}</select>`
        : nothing
    }
    ${refused.length > 0 ? reasons(entries - offers.length, entries, refused.map(sentence)) : nothing}`;
  }
}

/** Open from the beginning: a file that is not taken whole must not go unnoticed. */
function reasons(left: number, entries: number, lines: readonly string[]) {
  const rest = lines.length - MOST_REASONS;
  return html`<details open>
    <summary role="status">${count(left)} of ${count(entries)} cases cannot be played</summary>
    <ul>
      ${lines.slice(0, MOST_REASONS).map((line) => html`<li>${line}</li>`)}
      ${rest > 0 ? html`<li>And ${count(rest)} more.</li>` : nothing}
    </ul>
  </details>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'file-section': FileSection;
  }
}
