/**
 * Around the editor: how the script's last run went and what can be done with the text, what is wrong with it and
 * where, and what it has said.
 */
import { html, LitElement, nothing } from 'lit';
import { customElement, queryAssignedElements } from 'lit/decorators.js';
import { sentence } from '../model/result.ts';
import type { ScriptDiagnostic, ScriptPlace } from '../model/script.ts';
import { count } from '../studio/format.ts';
import type { Scripting } from '../studio/scripting.ts';
import { Connection } from './connection.ts';
import './copy-button.ts';
import { draftNoteStyles, draftNotes } from './draft-notes.ts';
import { icons } from './icons.ts';
import { saveText } from './save-text.ts';
import { deskStyles } from './script-desk-styles.ts';
import './script-output.ts';
import { base } from './styles.ts';

const MOST_PROBLEMS = 50;

@customElement('script-desk')
export class ScriptDesk extends LitElement {
  @queryAssignedElements({ slot: 'editor', flatten: true, selector: 'script-editor' })
  private editors!: HTMLElementTagNameMap['script-editor'][];
  readonly #connection = new Connection(this, {
    watch: ({ scripting, drafting }) => [
      ...(scripting ? [scripting.diagnostics, scripting.status, scripting.changed] : []),
      ...(drafting ? [drafting.news] : []),
    ],
  });

  static override styles = [base, deskStyles, draftNoteStyles];

  override render() {
    const { scripting, drafting } = this.#connection.workplace;
    if (!scripting) return nothing;
    const problems = scripting.diagnostics.get();
    return html`<div class="bar">
        ${this.#status(scripting)}
        <div class="tools" role="group" aria-label="Script">
          ${
            scripting.changed.get()
              ? html`<button aria-label="Reset to original" title="Back to the script as it came" @click=${() => scripting.reset()}>Reset</button>`
              : nothing
          }
          <copy-button label="Copy the text" .text=${() => scripting.copied()}></copy-button>
          <button aria-label="Export as script" title="Save a script that repeats this run, with all that you did" @click=${() => save(scripting)}>Export</button>
          <button class="run" title="Run (Ctrl+Enter)" ?disabled=${scripting.status.get() === 'running'} @click=${() => scripting.runNow()}>${icons.play}Run</button>
        </div>
      </div>
      ${drafting ? draftNotes(drafting) : nothing}
      <slot name="editor"></slot>
      ${problems.length > 0 ? this.#problems(problems) : nothing}
      <script-output></script-output>`;
  }

  #status(scripting: Scripting) {
    const problems = scripting.diagnostics.get().length;
    switch (scripting.status.get()) {
      case 'running':
        return html`<p class="status quiet" role="status">Running …</p>`;
      case 'broken':
        return html`<p class="status bad" role="status">${icons.fail}<span><b>${problems === 1 ? 'One problem' : `${count(problems)} problems`}</b></span></p>`;
      case 'good':
        return html`<p class="status" role="status">${icons.pass}<span class="quiet">This is what you see</span></p>`;
    }
  }

  #problems(problems: readonly ScriptDiagnostic[]) {
    const rest = problems.length - MOST_PROBLEMS;
    return html`<div class="problems" role="group" aria-label="Problems" tabindex="0">
      <p class="quiet">Until the text is good again, the last good run is shown.</p>
      <ul>
      ${problems
        .slice(0, MOST_PROBLEMS)
        .map(
          (problem) =>
            html`<li>${
              problem.place
                ? html`<button @click=${() => this.#reveal(problem.place)}>${place(problem.place)}<span>${sentence(problem)}</span></button>`
                : html`<p>${sentence(problem)}</p>`
            }</li>`,
        )}
      ${rest > 0 ? html`<li><p class="small">And ${count(rest)} more.</p></li>` : nothing}
    </ul></div>`;
  }

  #reveal(place: ScriptPlace | null): void {
    if (place) this.editors[0]?.reveal(place);
  }
}

const place = ({ line, column }: ScriptPlace) =>
  html`<span class="place num"><span class="offstage">Line ${line}, column ${column}: </span><span aria-hidden="true">${line}:${column}</span></span>`;

function save(scripting: Scripting): void {
  const title = scripting.open.get()?.title ?? '';
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  saveText(`${name || 'scenario'}.ts`, scripting.exported());
}

declare global {
  interface HTMLElementTagNameMap {
    'script-desk': ScriptDesk;
  }
}
