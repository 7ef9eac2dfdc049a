/** What could be made of what was brought: what is asked, what was read, what stands in, what was left alone. */
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Environment, LeftLines, Missing, ReadTable } from '../../model/environment.ts';
import { sentence } from '../../model/result.ts';
import { count } from '../../studio/format.ts';
import { icons } from '../icons.ts';
import { base, tables } from '../styles.ts';
import './environment-question.ts';
import { reportStyles } from './report-styles.ts';

/** Of more the number is told: nobody reads on. */
const MOST_NAMES = 6;
const MOST_QUESTIONS = 40;
const MOST_MISSING = 200;
const MOST_UNCLEAR = 40;

@customElement('environment-report')
export class EnvironmentReport extends LitElement {
  @property({ attribute: false }) environment!: Environment;

  static override styles = [base, tables, reportStyles];

  override render() {
    const { obstacle, questions, servers, hosts, unclear, read, missing, unread, messages } =
      this.environment;
    return html`
      ${obstacle ? html`<p class="note bad">${icons.fail}<span>${sentence(obstacle)}</span></p>` : nothing}
      ${
        questions.length > 0
          ? html`<section class="asked">
              <h3>${icons.warn}${asked(questions)}</h3>
              ${repeat(
                questions.slice(0, MOST_QUESTIONS),
                ({ id }) => id,
                (question) =>
                  html`<environment-question .question=${question} .known=${question.about === 'vios' ? hosts : servers}></environment-question>`,
              )}
              ${
                questions.length > MOST_QUESTIONS
                  ? html`<p class="small">And ${counted(questions.length - MOST_QUESTIONS, 'piece')} more. Bring the command lines along, with -m, or a folder per server.</p>`
                  : nothing
              }
            </section>`
          : nothing
      }
      ${unclear.slice(0, MOST_UNCLEAR).map((line) => html`<p class="note">${icons.warn}<span>${line}</span></p>`)}
      ${unclear.length > MOST_UNCLEAR ? html`<p class="small">And ${count(unclear.length - MOST_UNCLEAR)} more like these.</p>` : nothing}
      ${read.length > 0 ? folded('Read', `${counted(read.length, 'table')}, ${counted(rowsOf(read), 'row')}`, readTable(read), true) : nothing}
      ${missing.length > 0 ? folded('Not shown: usual values stand in', counted(valuesOf(missing), 'value'), missingTable(missing)) : nothing}
      ${left('Left alone', 'Nothing was made of these lines, and nothing depends on them.', unread)}
      ${left('Said by the console', 'It printed these instead of a table.', messages)}`;
  }
}

const counted = (number: number, one: string): string => `${count(number)} ${one}${number === 1 ? '' : 's'}`;
const rowsOf = (read: readonly ReadTable[]) => read.reduce((sum, { rows }) => sum + rows, 0);
const valuesOf = (missing: readonly Missing[]) =>
  missing.reduce((sum, { objects, fields }) => sum + objects.length * fields.length, 0);

function asked(questions: Environment['questions']): string {
  const open = questions.filter(({ answer }) => answer === null).length;
  if (open === 0) return 'You were asked, and said';
  return open === 1 ? 'One thing only you can say' : `${count(open)} things only you can say`;
}

const folded = (title: string, amount: string, body: unknown, open = false) =>
  html`<details ?open=${open}>
    <summary>${icons.chevron}<b>${title}</b><span class="small num">${amount}</span></summary>
    ${body}
  </details>`;

/** Server by server; what is about the console comes first. */
function readTable(read: readonly ReadTable[]) {
  const pieces = new Set(read.map(({ piece }) => piece));
  const servers = [...new Set(read.map(({ server }) => server))].sort((a, b) =>
    a === '' ? -1 : b === '' ? 1 : 0,
  );
  return html`<table>
    <thead><tr><th>Command</th>${pieces.size > 1 ? html`<th>From</th>` : nothing}<th>Rows</th></tr></thead>
    ${servers.map(
      (server) => html`<tbody>
        <tr class="group"><th colspan=${pieces.size > 1 ? 3 : 2} scope="rowgroup">${server || 'The console'}</th></tr>
        ${read
          .filter((table) => table.server === server)
          .map(
            ({ command, piece, rows, used }) =>
              html`<tr><td><code>${command}</code>${used ? nothing : html` <span class="small">known, but nothing in it is used</span>`}</td>${pieces.size > 1 ? html`<td class="from">${piece}</td>` : nothing}<td>${count(rows)}</td></tr>`,
          )}
      </tbody>`,
    )}
  </table>`;
}

const missingTable = (missing: readonly Missing[]) =>
  html`<p class="small">No rule refuses a move because of a value that nobody has seen.</p>
  <ul class="missing">${missing.slice(0, MOST_MISSING).map(
    ({ objects, command, fields }) => html`<li>
      <p><b>${names(objects)}</b> <span class="quiet">${command === '' ? 'no command shows it' : html`would be shown by <code>${command}</code>`}</span></p>
      <p class="values">${fields.map(({ field, assumed }) => html`<span>${field} <b>${assumed || 'as usual'}</b></span>`)}</p>
    </li>`,
  )}</ul>
  ${missing.length > MOST_MISSING ? html`<p class="small">And ${counted(missing.length - MOST_MISSING, 'group')} more.</p>` : nothing}`;

const names = (objects: readonly string[]): string =>
  objects.length <= MOST_NAMES
    ? objects.join(', ')
    : `${objects.slice(0, MOST_NAMES).join(', ')} and ${count(objects.length - MOST_NAMES)} more`;

function left(title: string, about: string, { first, count: all }: LeftLines) {
  if (all === 0) return nothing;
  const rest = all - first.length;
  return folded(
    title,
    counted(all, 'line'),
    html`<p class="small">${about}</p>
      <ol class="lines">${first.map(
        ({ piece, line, text, why }) => html`<li>
          <p class="small">${piece}, line ${count(line)}: ${why}</p>
          <code>${text}</code>
        </li>`,
      )}</ol>
      ${rest > 0 ? html`<p class="small">And ${counted(rest, 'line')} more.</p>` : nothing}`,
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'environment-report': EnvironmentReport;
  }
}
