/**
 * What can be changed about the run: the few things that matter most on top, all others in groups that open, and a box
 * that finds any of them. Between them why the migration decided as it did.
 */
import { html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { moveAt } from '../studio/moment.ts';
import { type Field, GROUPS, type GroupId, isChanged } from '../studio/tune/field.ts';
import { fieldsOf, findFields, findIdle, inGroup, stateOf } from '../studio/tune/table.ts';
import { type Why, whyAt } from '../studio/why.ts';
import { Connection } from './connection.ts';
import './file-section.ts';
import { icons } from './icons.ts';
import { base } from './styles.ts';
import './tune-field.ts';
import { tuneStyles } from './tune-styles.ts';

/** Nobody reads more than these. */
const MOST_FOUND = 30;

@customElement('tune-panel')
export class TunePanel extends LitElement {
  @state() private why: Why | null = null;
  @state() private sought = '';
  @state() private open: ReadonlySet<GroupId> = new Set();
  readonly #connection = new Connection(this, {
    watch: ({ studio }) => [studio.experiment, studio.refusal, studio.run.shown],
    text: () => this.#decide(),
  });

  static override styles = [base, tuneStyles];

  override render() {
    return html`<div class="find" role="search">${icons.find}<input type="search" aria-label="Find a parameter" placeholder="Find a parameter" .value=${this.sought}
        @input=${(event: Event) => {
          this.sought = (event.target as HTMLInputElement).value;
        }} @keydown=${this.#leave} /></div>
      ${this.sought.trim() ? this.#found() : this.#table()}
      <file-section></file-section>`;
  }

  #table() {
    const { scenario } = this.#connection.studio.job;
    const groups = (Object.keys(GROUPS) as GroupId[]).filter((group) => group !== 'first');
    return html`${this.#fields(inGroup(scenario, 'first'))} ${this.#decision()}
      <div class="groups">${groups.map((group) => this.#group(group))}</div>`;
  }

  #fields(fields: readonly Field[], told = false) {
    return repeat(
      fields,
      ({ id }) => id,
      (field) => html`<tune-field .field=${field} ?told=${told}></tune-field>`,
    );
  }

  #group(group: GroupId) {
    const { job, original } = this.#connection.studio.experiment.get();
    const { scenario } = job;
    const fields = inGroup(scenario, group);
    if (fields.length === 0) return nothing;
    const changed = fields.filter((field) => isChanged(field, scenario, original)).length;
    const refused = fields.some(({ id }) => id === this.#connection.studio.refusal.get()?.cause);
    const open = this.open.has(group) || refused;
    return html`<details ?open=${open} @toggle=${(event: Event) => this.#toggle(group, (event.target as HTMLDetailsElement).open)}>
      <summary>${GROUPS[group]}<span class="state small ${changed > 0 ? 'now' : ''}">${changed > 0 ? `${changed} changed` : stateOf(scenario, group)}</span></summary>
      ${open ? html`<div class="inner">${this.#fields(fields)}</div>` : nothing}
    </details>`;
  }

  #toggle(group: GroupId, open: boolean): void {
    if (this.open.has(group) === open) return;
    const next = new Set(this.open);
    if (open) next.add(group);
    else next.delete(group);
    this.open = next;
  }

  #found() {
    const { scenario } = this.#connection.studio.job;
    const found = findFields(scenario, this.sought);
    const idle = findIdle(scenario, this.sought);
    const groups = [...new Set(found.slice(0, MOST_FOUND).map(({ group }) => group))];
    const all = found.length + idle.length;
    return html`<p class="offstage" role="status">${all === 1 ? 'One parameter' : `${all} parameters`}</p>
      ${all === 0 ? html`<p class="none">No parameter is called that, or does that. ${fieldsOf(scenario).length} are here.</p>` : nothing}
      ${groups.map(
        (group) =>
          html`<h3>${GROUPS[group]}</h3>${this.#fields(
            found.slice(0, MOST_FOUND).filter((field) => field.group === group),
            true,
          )}`,
      )}
      ${found.length > MOST_FOUND ? html`<p class="small">And ${found.length - MOST_FOUND} more. Write more of its name.</p>` : nothing}
      ${
        idle.length > 0
          ? html`<div class="idle-list"><h3>In QEMU, but without effect here</h3>
            ${idle.map(({ name, label, about }) => html`<p><code>${name}</code> ${label}. ${about}</p>`)}</div>`
          : nothing
      }`;
  }

  readonly #leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.sought) return;
    event.stopPropagation();
    this.sought = '';
  };

  #decision() {
    const { why } = this;
    if (!why) return nothing;
    return html`<div class="decision num"><b>${why.title}</b>
      ${why.lines.map((line) => html`<div>${line.split('*').map((part, i) => (i % 2 ? html`<b>${part}</b>` : part))}</div>`)}</div>`;
  }

  #decide(): void {
    const { studio } = this.#connection;
    const shown = studio.run.shown.get();
    const move = shown && moveAt(shown.recording, studio.clock.at);
    const why = move ? whyAt(move, studio.clock.at, shown.job.scenario.tuning.downtimeLimitMs) : null;
    if (why?.lines.join() !== this.why?.lines.join() || why?.title !== this.why?.title) this.why = why;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tune-panel': TunePanel;
  }
}
