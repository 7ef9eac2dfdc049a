/** The one thing to see: what is going on, in words. Rewritten ten times a second, announced per phase. */
import { css, html, LitElement } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import type { Diagnostic } from '../model/result.ts';
import { plain, type Sentence } from '../studio/said.ts';
import { sentenceAt } from '../studio/sentence.ts';
import { Connection, write } from './connection.ts';
import { refusalLines } from './refusal-lines.ts';
import { base } from './styles.ts';

/** Without any run there is nothing to show but the reason. */
const failure = (diagnostics: readonly Diagnostic[]): Sentence => ({
  key: 'failure',
  headline: 'This run could not be computed',
  parts: [{ text: refusalLines(diagnostics).join(' '), strong: false }],
});

const ANNOUNCE_EVERY_MS = 2000;

@customElement('run-sentence')
export class RunSentence extends LitElement {
  @query('h1') private headline!: HTMLElement;
  @query('p') private body!: HTMLElement;
  readonly #connection = new Connection(this, { text: () => this.#say() });
  #shape = '';
  #announced = '';
  #announcedAt = -Infinity;

  static override styles = [
    base,
    css`
      h1 {
        font-size: 30px;
        line-height: 1.15;
        letter-spacing: -0.025em;
        font-weight: 640;
        text-wrap: balance;
      }
      p {
        font-size: 16px;
        color: var(--ink-2);
        margin-top: 6px;
        max-width: 84ch;
        text-wrap: pretty;
        min-height: 2.9em;
      }
      h1 .name {
        display: inline-block;
      }
      strong {
        font-variant-numeric: tabular-nums;
      }
      @media (max-width: 1180px) {
        h1 {
          font-size: 26px;
        }
        p {
          font-size: 15px;
        }
      }
      @media (max-width: 640px) {
        h1 {
          font-size: 23px;
        }
        p {
          font-size: 14.5px;
          min-height: 4.4em;
        }
        /* A headline of two lines with three below it, or one with four: so that nothing jumps while it plays. */
        :host {
          min-height: 122px;
        }
      }
    `,
  ];

  override render() {
    return html`<h1></h1><p></p>`;
  }

  #say(): void {
    const { studio } = this.#connection;
    const shown = studio.run.shown.get();
    const refusal = studio.refusal.get();
    const sentence =
      !shown && refusal
        ? failure(refusal.diagnostics)
        : sentenceAt(shown?.recording ?? null, studio.clock.at, studio.shownScenario);
    this.#head(sentence.headline);
    const shape = sentence.parts.map((p) => (p.strong ? 'b' : '.')).join('');
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.body.replaceChildren(
        ...sentence.parts.map((p) => document.createElement(p.strong ? 'strong' : 'span')),
      );
    }
    sentence.parts.forEach((part, i) => {
      write(this.body.children[i], part.text);
    });
    this.#announce(sentence);
  }

  /** A hyphenated name is not broken at its hyphen, nor before a comma: `p770-` at the end of a line is no host. */
  #head(text: string): void {
    if (this.headline.textContent === text) return;
    this.headline.replaceChildren(
      ...text.split(/([^\s,:;.]*-[^\s,:;.]*[,:;.]*)/).map((part, i) => {
        const piece = document.createElement('span');
        piece.textContent = part;
        piece.classList.toggle('name', i % 2 === 1);
        return piece;
      }),
    );
  }

  #announce(sentence: Sentence): void {
    const now = performance.now();
    if (sentence.key === this.#announced || now - this.#announcedAt < ANNOUNCE_EVERY_MS) return;
    this.#announced = sentence.key;
    this.#announcedAt = now;
    this.#connection.workplace.announce(plain(sentence));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'run-sentence': RunSentence;
  }
}
