/**
 * What the rules found, group by group: what is wrong, where, why, and what makes it go away, with one click where the
 * playground owns the setting. What holds is folded away; what could not be decided is said.
 */
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Examination, RuleFinding } from '../../model/rule-finding.ts';
import { type Group, groupsOf, verdictOf } from '../../studio/examinations.ts';
import { placeOf } from '../../studio/places.ts';
import { Connection } from '../connection.ts';
import { icons } from '../icons.ts';
import { base } from '../styles.ts';
import { examinationStyles } from './examination-styles.ts';

@customElement('examination-list')
export class ExaminationList extends LitElement {
  @property({ attribute: false }) examination: Examination | null = null;
  /** Where something is put together that is not there yet: no jumping away, no fixing. */
  @property({ type: Boolean }) plain = false;
  readonly #connection = new Connection(this);

  static override styles = [base, examinationStyles];

  override render() {
    const { examination } = this;
    if (!examination) return html`<p class="small">The rules are being looked at.</p>`;
    const { passed, undecided } = examination;
    return html`<p class="verdict" role="status">${verdictOf(examination)}</p>
      ${groupsOf(examination.findings).map((group) => this.#group(group))}
      ${
        undecided.length > 0
          ? html`<section><h3>Undecided</h3><ul>
              ${undecided.map((each) => html`<li class="open">${icons.open}<div><p>Nobody has seen ${each.missing}.</p><p class="meta">${each.id}</p></div></li>`)}
            </ul></section>`
          : nothing
      }
      ${
        passed.length > 0
          ? html`<details><summary>${passed.length} ${passed.length === 1 ? 'rule holds' : 'rules hold'}</summary><ul>
              ${passed.map((each) => html`<li class="pass">${icons.pass}<div><p>${each.about}</p><p class="meta">${each.group} · ${each.id}</p></div></li>`)}
            </ul></details>`
          : nothing
      }`;
  }

  #group({ name, findings }: Group) {
    return html`<section>
      <h3>${name} <span class="small num">${findings.length}</span></h3>
      <ul>${findings.map((finding) => this.#finding(finding))}</ul>
    </section>`;
  }

  #finding(f: RuleFinding) {
    const { desk } = this.#connection;
    const error = f.severity === 'error';
    const view = desk.world.view.get();
    const known = view !== null && placeOf(view, f.object) !== null;
    const where = [f.object, f.field].filter(Boolean).join(' · ');
    const meta = [f.code, f.certainty === 'sourced' ? f.source : '', f.id].filter(Boolean).join(' · ');
    return html`<li class=${error ? 'fail' : 'warn'}>
      ${error ? icons.fail : icons.warn}
      <div>
        <p class="message"><span class="offstage">${error ? 'Error: ' : 'Warning: '}</span>${f.message}</p>
        ${
          where === ''
            ? nothing
            : this.plain || !known
              ? html`<p class="where">${where}</p>`
              : html`<button class="where" title="Show it in the console" @click=${() => desk.lead(f.object)}>${where}</button>`
        }
        ${f.reason ? html`<p class="reason">${f.reason}</p>` : nothing}
        ${f.remedy ? html`<p class="remedy">${f.remedy}</p>` : nothing}
        ${f.fix && !this.plain ? html`<button class="fix" @click=${() => f.fix && desk.fix(f.fix)}>${f.fix.label}${f.fix.stops.length > 0 ? html`<span class="stops"> stops ${f.fix.stops.join(', ')}</span>` : nothing}</button>` : nothing}
        <p class="meta">${f.certainty === 'typical' ? html`<span class="typical">typical, unverified</span> ` : nothing}${meta}</p>
      </div>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'examination-list': ExaminationList;
  }
}
