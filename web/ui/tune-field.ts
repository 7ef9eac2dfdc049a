/** One control of Tune with all that is known about it: what it does, what it was, how far its value can be trusted. */
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Diagnostic } from '../model/result.ts';
import type { Scenario } from '../model/scenario.ts';
import { subjectOf } from '../studio/subject.ts';
import { rangeText, refusalOf, valueText } from '../studio/tune/check.ts';
import { type Field, isChanged, type Option, type Setting } from '../studio/tune/field.ts';
import { fieldsOf } from '../studio/tune/table.ts';
import { Connection } from './connection.ts';
import type { FieldChange, FieldMisread } from './number-field.ts';
import './number-field.ts';
import { refusalNote, refusalNoteStyles } from './refusal-note.ts';
import { base, selects } from './styles.ts';
import { fieldStyles } from './tune-styles.ts';

const CERTAINTIES = {
  sourced: 'Sourced',
  measured: 'Measured',
  typical: 'Typical, unverified',
} as const;

@customElement('tune-field')
export class TuneField extends LitElement {
  @property({ attribute: false }) field!: Field;
  /** All that is known about it is told at once. */
  @property({ type: Boolean }) told = false;
  @state() private asked = false;
  readonly #connection = new Connection(this, {
    watch: ({ studio }) => [studio.experiment, studio.refusal],
  });

  static override styles = [base, selects, refusalNoteStyles, fieldStyles];

  override render() {
    const { field } = this;
    const { studio } = this.#connection;
    const { job, original, traces } = studio.experiment.get();
    const { scenario } = job;
    const need = field.needs?.(scenario) ?? null;
    const changed = !need && isChanged(field, scenario, original);
    const refused = studio.refusal.get()?.cause === field.id;
    const hint = need ? '' : forPeople(field.hint?.(scenario) ?? '');
    const open = this.asked || this.told;
    return html`<div class="field ${changed ? 'changed' : ''} ${need ? 'idle' : ''}" data-field=${field.id}>
      <div class="row">${this.#label(scenario)}${need ? nothing : this.#control(scenario, changed, refused)}</div>
      ${
        need
          ? html`<div class="hint small"><span>Only with ${need.what}</span><button @click=${() => this.#make(need.meet)}>Choose that</button></div>`
          : hint || changed
            ? html`<div class="hint small num"><span>${changed ? html`<span class="was">was ${valueText(field, field.get(original), original, traces)}</span>${hint ? ' · ' : ''}` : nothing}${hint}</span>
              ${changed ? html`<button @click=${() => this.#make((s) => field.reset(s, original))} aria-label=${`Reset ${this.#spokenName(scenario)}`}>reset</button>` : nothing}</div>`
            : nothing
      }
      ${refusalNote(studio, field.id, true, (where) => this.#ownWords(where))}
      <div id="about" class="about small" ?hidden=${!open}>${open ? this.#about(scenario, need === null) : nothing}</div>
    </div>`;
  }

  #spokenName(scenario: Scenario): string {
    const name = this.field.name?.(scenario);
    return name ? `${this.field.label} (${name})` : this.field.label;
  }

  #label(scenario: Scenario) {
    const { field } = this;
    const name = field.name?.(scenario);
    const ground = field.ground?.(scenario);
    const typical =
      ground?.certainty === 'typical' &&
      !ground.source.startsWith('an example') &&
      typeof field.get(scenario) === 'number' &&
      field.usual?.(scenario) === field.get(scenario);
    return html`<span class="label">
      <span class="title"><label for=${field.kind === 'choice' ? 'control' : nothing}>${field.label}</label>${
        this.told
          ? nothing
          : html`<button class="ask" aria-expanded=${this.asked} aria-controls="about" aria-label=${`About ${field.label}`} @click=${() => {
              this.asked = !this.asked;
            }}>?</button>`
      }${typical ? html`<span class="typical small" title="Nobody verified it: change it where you know better">typical</span>` : nothing}</span>
      ${name ? html`<code class="small">${name}</code>` : nothing}
    </span>`;
  }

  #control(scenario: Scenario, changed: boolean, refused: boolean) {
    const { field } = this;
    const { traces } = this.#connection.studio.experiment.get();
    const value = field.get(scenario);
    const name = this.#spokenName(scenario);
    switch (field.kind) {
      case 'number':
        return html`<number-field .field=${field} .value=${value} name=${name} ?changed=${changed} ?refused=${refused}
          pageBytes=${subjectOf(scenario)?.guest.pageBytes ?? 0}
          @field-change=${(event: FieldChange) => this.#set(event.value)}
          @field-misread=${(event: FieldMisread) => this.#refuse(event.why)}></number-field>`;
      case 'choice':
        return html`<select id="control" aria-invalid=${refused ? 'true' : nothing}
          @change=${(event: Event) => this.#set((event.target as HTMLSelectElement).value)}>${groupsOf(
            field.options(scenario, traces),
          ).map(([under, options]) => {
            const list = options.map(
              (o) => html`<option value=${o.value} .selected=${o.value === value}>${o.label}</option>`,
            );
            return under ? html`<optgroup label=${under}>${list}</optgroup>` : list;
          })}</select>`;
      case 'flag':
        return html`<button class="flag" role="switch" aria-checked=${value === true} aria-label=${name}
          @click=${() => this.#set(value !== true)}><i></i>${value === true ? 'on' : 'off'}</button>`;
    }
  }

  /** What it does, what it may be, what is usual, and who says so. */
  #about(scenario: Scenario, does: boolean) {
    const { field } = this;
    const { traces } = this.#connection.studio.experiment.get();
    const usual = field.usual?.(scenario);
    const ground = field.ground?.(scenario);
    const about = field.hint?.(scenario) === field.about(scenario) ? '' : field.about(scenario);
    return html`${about ? html`<p>${forPeople(about)}</p>` : nothing}
      <dl ?hidden=${!does}>
        ${field.kind === 'number' ? html`<div><dt>Range</dt><dd class="num">${rangeText(field)}</dd></div>` : nothing}
        ${usual !== undefined && usual !== '' ? html`<div><dt>Usual</dt><dd class="num">${valueText(field, usual, scenario, traces)}</dd></div>` : nothing}
        ${ground ? html`<div><dt>${CERTAINTIES[ground.certainty]}</dt><dd>${ground.source}</dd></div>` : nothing}
      </dl>`;
  }

  #set(value: Setting): void {
    const { field } = this;
    const { studio } = this.#connection;
    const why = refusalOf(field, studio.job.scenario, value);
    if (why) this.#refuse(why);
    else this.#make((scenario) => field.set(scenario, value));
  }

  #make(next: (scenario: Scenario) => Scenario): void {
    const { id, label } = this.field;
    void this.#connection.studio.tune(next, { label, cause: id, merge: id }).then(() => this.requestUpdate());
  }

  #refuse(why: Diagnostic): void {
    this.#connection.studio.refusal.set({ cause: this.field.id, diagnostics: [why] });
    this.requestUpdate();
  }

  /** The simulation names places; at its own control the name goes without saying. */
  #ownWords(where: string): string {
    const path = where.replace(/^policy, /, '');
    if (path === this.field.id) return '';
    const { scenario } = this.#connection.studio.job;
    return fieldsOf(scenario).find(({ id }) => id === path)?.label ?? where;
  }
}

/** Without where it stands in the project’s own papers. */
const forPeople = (text: string): string => text.replace(/ \(docs\/[^)]*\)/g, '');

/** In their order, by heading. */
function groupsOf(options: readonly Option[]): [string, Option[]][] {
  const groups = new Map<string, Option[]>();
  for (const option of options) {
    const under = option.under ?? '';
    groups.set(under, [...(groups.get(under) ?? []), option]);
  }
  return [...groups];
}

declare global {
  interface HTMLElementTagNameMap {
    'tune-field': TuneField;
  }
}
