/** What there is to say about the moment: the scenario's caption, or the guide's to the opening run, and a question that waits for an answer. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { LogLine, Question, ScriptReport } from '../model/script.ts';
import { guideAt } from '../studio/guide.ts';
import { Connection } from './connection.ts';
import { base } from './styles.ts';

@customElement('run-captions')
export class RunCaptions extends LitElement {
  @state() private note = '';
  /** The longest captions of the run: room is kept for them, so that nothing below moves when one comes. */
  @state() private rooms: readonly string[] = [];
  @state() private question: Question | undefined;
  #report: ScriptReport | undefined;
  readonly #connection = new Connection(this, {
    watch: ({ studio }) => [studio.run.shown],
    text: () => this.#look(),
  });

  static override styles = [
    base,
    css`
      :host(:not([said], [kept])) {
        display: none;
      }
      /* Where room is scarce, none is kept before there is something to say. */
      @media (max-width: 640px) {
        :host(:not([said])) {
          display: none;
        }
        .ask p {
          flex-basis: 100%;
        }
      }
      p {
        font-size: 14px;
        text-wrap: pretty;
      }
      .notes {
        display: grid;
      }
      .notes > * {
        grid-area: 1 / 1;
        align-self: start;
      }
      .room {
        visibility: hidden;
      }
      .note {
        border-inline-start: 3px solid var(--accent);
        padding: 2px 0 2px var(--s3);
      }
      .ask {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2) var(--s3);
        background: var(--accent-soft);
        border-radius: var(--r);
        padding: var(--s3) var(--s4);
      }
      .ask p {
        font-weight: 600;
      }
      .ask button {
        background: var(--card);
        box-shadow: var(--shadow);
        font-size: 13px;
        font-weight: 550;
        min-height: 34px;
      }
      @media (forced-colors: active) {
        .ask,
        .ask button {
          border: 1px solid;
        }
      }
      .notes + .ask {
        margin-top: var(--s2);
      }
    `,
  ];

  override render() {
    const { note, question, rooms } = this;
    return html`${
      note || rooms.length > 0
        ? html`<div class="notes">${rooms.map((text) => html`<p class="note room" aria-hidden="true">${text}</p>`)}${note ? html`<p class="note">${note}</p>` : nothing}</div>`
        : nothing
    }
      ${
        question
          ? html`<div class="ask" role="group" aria-label="A question of the scenario">
            <p id="question">${question.question}</p>
            ${question.choices.map((choice) => html`<button @click=${() => this.#answer(question, choice)}>${choice}</button>`)}
          </div>`
          : nothing
      }`;
  }

  /** A caption stands until the next one; a question is asked where time stands still. */
  #look(): void {
    const { studio, workplace } = this.#connection;
    const shown = studio.run.shown.get();
    const report = shown?.recording.scripted?.report;
    const { at } = studio.clock;
    const note = report?.notes.findLast((each) => each.at <= at);
    const question = report?.questions.find((each) => each.answer === null && each.at <= at);
    if (question && question !== this.question) workplace.announce(`The scenario asks: ${question.question}`);
    else if (note && note.text !== this.note) workplace.announce(note.text);
    this.note = note?.text ?? guideAt(shown?.recording ?? null, shown?.job ?? studio.job, at);
    this.question = question;
    if (report !== this.#report) {
      this.#report = report;
      this.rooms = longest(report?.notes ?? []);
    }
    this.toggleAttribute('said', Boolean(this.note || question));
    this.toggleAttribute('kept', this.rooms.length > 0);
  }

  #answer({ id }: Question, choice: string): void {
    const { studio } = this.#connection;
    void studio.answer(id, choice).then((accepted) => {
      if (!accepted) return;
      studio.playWhenReady();
      // What was asked is gone, and time goes on.
      this.dispatchEvent(new Event('answered', { bubbles: true, composed: true }));
    });
  }
}

/** A page of text would leave no room for anything else. */
const MOST_LETTERS = 240;

/** One of them takes most lines, however wide the page is. */
const longest = (notes: readonly LogLine[]): string[] =>
  notes
    .map(({ text }) => text)
    .filter(({ length }) => length <= MOST_LETTERS)
    .sort((a, b) => b.length - a.length)
    .slice(0, 3);

declare global {
  interface HTMLElementTagNameMap {
    'run-captions': RunCaptions;
  }
}
