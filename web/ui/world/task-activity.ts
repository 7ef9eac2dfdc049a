/**
 * Task activity at the moment that is looked at: every long operation with its status, times and progress; from a task
 * to its steps, and from a step to its command, what it printed, and why it failed.
 */
import { html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { type Members, membersAt, stepsAt } from '../../model/activity.ts';
import type { TaskFailure, TaskStatus } from '../../model/task-record.ts';
import { ns } from '../../model/units.ts';
import { clock, span } from '../../studio/format.ts';
import { boardAt, EVERYTHING, type TaskItem, type Wanted } from '../../studio/task-board.ts';
import { Connection } from '../connection.ts';
import { icons } from '../icons.ts';
import { base, selects } from '../styles.ts';
import { stateWordStyles, toneMark } from './state-word.ts';
import { taskActivityStyles } from './task-activity-styles.ts';
import { taskStep } from './task-step.ts';
import { TASK_TONES, TASK_WORDS } from './task-words.ts';

/** More at once would be a wall; words and status find the others. */
const MOST = 60;
const STATUSES = Object.keys(TASK_WORDS) as TaskStatus[];
const ORIGINS = { console: 'console', shell: 'shell', script: 'script', automatic: 'by itself' } as const;

@customElement('task-activity')
export class TaskActivity extends LitElement {
  @state() private wanted: Wanted = EVERYTHING;
  /** What somebody opened or closed, by `task` or `task/step`; otherwise what runs or has failed stands open. */
  @state() private turned: ReadonlyMap<string, boolean> = new Map();
  readonly #connection = new Connection(this, {
    watch: ({ desk }) => [desk.world.tasks],
    text: () => this.requestUpdate(),
  });

  static override styles = [base, selects, stateWordStyles, taskActivityStyles];

  override render() {
    const { desk, studio } = this.#connection;
    const tasks = desk.world.tasks.get();
    const items = boardAt(tasks, studio.clock.at, this.wanted);
    const begun = tasks.some((task) => task.requestedNs <= studio.clock.at);
    if (!begun)
      return html`<p class="quiet none">No task has been begun. What you do with a partition appears here, with its steps.</p>`;
    const open = items.find(({ row }) => row.status === 'running' || row.status === 'failed');
    return html`${tasks.length > 3 || this.wanted !== EVERYTHING ? this.#filter() : nothing}
      <ul class="tasks">
        ${repeat(
          items.slice(0, MOST),
          ({ row }) => row.id,
          (item) => this.#task(item, item === open),
        )}
      </ul>
      ${items.length > MOST ? html`<p class="small none">${items.length - MOST} older ones: look for them by words or status.</p>` : nothing}
      ${items.length === 0 ? html`<p class="small none">No task is like that.</p>` : nothing}`;
  }

  #filter() {
    const { words, status } = this.wanted;
    return html`<div class="filter">
      <input type="search" placeholder="Find" aria-label="Find tasks" .value=${words}
        @input=${(e: Event) => {
          this.wanted = { words: (e.target as HTMLInputElement).value, status };
        }} />
      <select aria-label="Status" @change=${(e: Event) => {
        this.wanted = { words, status: (e.target as HTMLSelectElement).value as TaskStatus | '' };
      }}>
        <option value="" ?selected=${status === ''}>every status</option>
        ${STATUSES.map((each) => html`<option value=${each} ?selected=${each === status}>${TASK_WORDS[each]}</option>`)}
      </select>
    </div>`;
  }

  #isOpen(key: string, otherwise: boolean): boolean {
    return this.turned.get(key) ?? otherwise;
  }

  #turn(key: string, open: boolean): void {
    this.turned = new Map([...this.turned, [key, !open]]);
  }

  #task(item: TaskItem, byItself: boolean): ReturnType<typeof html> {
    const { row, record } = item;
    const open = this.#isOpen(row.id, byItself);
    const running = row.status === 'running';
    const members = membersAt(record, this.#connection.studio.clock.at);
    const partly = row.status === 'failed' && members !== null && members.done > 0;
    return html`<li class="task" data-status=${partly ? 'partly' : row.status}>
      <button class="row" aria-expanded=${open} @click=${() => this.#turn(row.id, open)}>
        ${toneMark(partly ? 'warn' : TASK_TONES[row.status])}
        <span class="name">${row.name.includes(row.target) ? html`<b>${row.name}</b>` : html`${row.name} <b>${row.target}</b>`}</span>
        <span class="status small">${partly ? 'done in part' : TASK_WORDS[row.status]}</span>
        <span class="times small">${this.#times(item)}</span>
        ${running ? html`<span class="track" aria-hidden="true"><i style=${styleMap({ width: `${row.progress * 100}%` })}></i></span>` : nothing}
      </button>
      ${open ? html`<div class="inside">${row.failure && (row.status === 'failed' || item.members.length === 0) ? failure(row.failure) : nothing}${this.#steps(item)}${this.#cancel(item)}</div>` : nothing}
      ${open || record.parent !== null || !members ? nothing : html`<p class="small members">${membersWords(members)}</p>`}
    </li>`;
  }

  #times({ row }: TaskItem) {
    const from = `${clock(row.startNs ?? row.requestedNs)}`;
    const took = row.startNs === null ? 'waits' : span(Math.round(row.elapsedNs / 1e8) * 1e8);
    const step = row.status === 'running' && row.step ? ` · ${row.step}` : '';
    return html`<span class="num">${from} · ${took}</span>${step} · ${ORIGINS[row.origin]}`;
  }

  #steps({ record, members }: TaskItem) {
    const { studio } = this.#connection;
    const byId = new Map(members.map((member) => [member.record.id, member]));
    return html`<ol>
      ${stepsAt(record, studio.clock.at).map((step, i) => {
        const member = step.task === null ? undefined : byId.get(step.task);
        if (member) return this.#task(member, false);
        const key = `${record.id}/${i}`;
        const open = this.#isOpen(key, step.status === 'failed');
        return taskStep(step, studio.clock.at, open, {
          turn: () => this.#turn(key, open),
          go: (at) => studio.clock.seek(ns(at)),
        });
      })}
    </ol>`;
  }

  #cancel({ row, record }: TaskItem) {
    const call = record.cancel;
    if (!row.cancellable || !call) return nothing;
    const { desk } = this.#connection;
    const label = `Cancel ${row.name.includes(row.target) ? row.name : `${row.name} ${row.target}`}`;
    const ask = () =>
      desk.pending.set({
        kind: 'question',
        text: 'What it has done so far is taken back.',
        label,
        calls: [call],
      });
    return html`<button class="cancel" @click=${ask}>${icons.close}Cancel it</button>`;
  }
}

const membersWords = ({ all, done, failed }: Members): string =>
  `${done} of ${all} done${failed > 0 ? `, ${failed} could not` : ''}`;

/** From the step down to what makes it go away. */
const failure = ({ step, message, cause, remedy }: TaskFailure) => html`<dl class="failure">
  <div><dt>Failed in</dt><dd>${step}</dd></div>
  <div><dt>Message</dt><dd>${message}</dd></div>
  ${cause ? html`<div><dt>Cause</dt><dd>${cause}</dd></div>` : nothing}
  ${remedy ? html`<div><dt>Remedy</dt><dd>${remedy}</dd></div>` : nothing}
</dl>`;

declare global {
  interface HTMLElementTagNameMap {
    'task-activity': TaskActivity;
  }
}
