/** What a script has said: its log, its captions, and what it expected, in the order of virtual time. */
import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { ScriptReport } from '../model/script.ts';
import type { VirtualNs } from '../model/units.ts';
import { excerpt } from '../studio/excerpt.ts';
import { clock, count } from '../studio/format.ts';
import { Connection } from './connection.ts';
import { icons } from './icons.ts';
import { base } from './styles.ts';

type Kind = 'log' | 'note' | 'held' | 'broken';

interface Line {
  at: VirtualNs;
  kind: Kind;
  text: string;
}

const NAMES: Record<Kind, string> = {
  log: 'Log',
  note: 'Caption',
  held: 'Expectation held',
  broken: 'Expectation did not hold',
};
const ICONS = { log: nothing, note: icons.note, held: icons.pass, broken: icons.fail };
const MOST = 400;
const LAST = 100;

function linesOf({ logs, notes, expectations }: ScriptReport): Line[] {
  const lines: Line[] = [
    ...notes.map(({ at, text }) => ({ at, text, kind: 'note' as const })),
    ...logs.map(({ at, text }) => ({ at, text, kind: 'log' as const })),
    ...expectations.map(({ at, text, held }) => ({
      at,
      text,
      kind: held ? ('held' as const) : ('broken' as const),
    })),
  ];
  return lines.sort((a, b) => a.at - b.at);
}

@customElement('script-output')
export class ScriptOutput extends LitElement {
  readonly #connection = new Connection(this, {
    watch: ({ scripting }) => (scripting ? [scripting.report] : []),
  });

  static override styles = [base, outputStyles()];

  override render() {
    const report = this.#connection.workplace.scripting?.report.get();
    const lines = report ? linesOf(report) : [];
    if (!report || lines.length === 0) return nothing;
    const { head, omitted, tail } = excerpt(lines, MOST, LAST);
    return html`<section aria-labelledby="title">
      <h3 id="title"><span>Output</span>${verdict(report)}</h3>
      <ol tabindex="0" aria-labelledby="title">
        ${head.map(({ item }) => this.#line(item))}
        ${omitted > 0 ? html`<li class="more">… ${count(omitted)} more lines …</li>` : nothing}
        ${tail.map(({ item }) => this.#line(item))}
      </ol>
    </section>`;
  }

  #line({ at, kind, text }: Line) {
    const seek = () => this.#connection.studio.clock.seek(at);
    return html`<li class=${kind}>
      <button class="num" aria-label=${`Go to ${clock(at)}`} title="Go to this moment" @click=${seek}>${clock(at)}</button>
      <span class="kind">${ICONS[kind]}<span class="offstage">${NAMES[kind]}: </span></span>
      <span class="text">${text}</span>
    </li>`;
  }
}

function verdict({ expectations }: ScriptReport) {
  if (expectations.length === 0) return nothing;
  const held = expectations.filter((each) => each.held).length;
  const all = expectations.length;
  const one = held === 1 ? 'the expectation held' : 'the expectation did not hold';
  const many =
    held === all
      ? `all ${count(all)} expectations held`
      : `${count(held)} of ${count(all)} expectations held`;
  return html`<span class="small num">${all === 1 ? one : many}</span>`;
}

function outputStyles() {
  return css`
    section {
      display: flex;
      flex-direction: column;
      max-height: 100%;
    }
    :host {
      flex: none;
      max-height: 36%;
      min-height: 0;
      display: flex;
      flex-direction: column;
    }
    h3 {
      display: flex;
      justify-content: space-between;
      align-items: baseline;
      gap: var(--s3);
      font-size: 13px;
      font-weight: 600;
      margin-bottom: 4px;
    }
    ol {
      overflow: auto;
      min-height: 0;
      background: var(--card);
      border-radius: var(--r);
      box-shadow: var(--shadow);
      padding: 4px 0;
    }
    li {
      display: grid;
      grid-template-columns: max-content 16px 1fr;
      align-items: baseline;
      gap: 6px;
      padding: 1px var(--s3) 1px 4px;
      font-size: 12.5px;
      line-height: 1.45;
    }
    li button {
      color: var(--ink-3);
      font-size: 12px;
      padding: 2px 6px;
      min-height: 24px;
    }
    .kind {
      align-self: start;
      padding-top: 4px;
    }
    .kind svg {
      width: 14px;
      height: 14px;
    }
    .text {
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    .log .text {
      font: 12px / 1.5 var(--m);
    }
    .held svg {
      color: var(--ok);
    }
    .broken svg {
      color: var(--bad);
    }
    .note svg {
      color: var(--ink-3);
    }
    .note .text {
      font-weight: 560;
    }
    .more {
      display: block;
      color: var(--ink-3);
      padding-inline-start: 10px;
    }
    @media (forced-colors: active) {
      ol {
        border: 1px solid;
      }
    }
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'script-output': ScriptOutput;
  }
}
