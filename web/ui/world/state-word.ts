/** A state in a word, with a mark whose shape says the same as its colour. */
import { css, html, svg } from 'lit';
import type { StateWord, Tone } from '../../model/world-view.ts';

const SHAPES: Record<Tone, ReturnType<typeof svg>> = {
  quiet: svg`<circle cx="5" cy="5" r="3.2" fill="none" stroke="currentColor" stroke-width="1.6" />`,
  good: svg`<circle cx="5" cy="5" r="4" fill="currentColor" />`,
  busy: svg`<path d="M2.2 1v8l6.3-4z" fill="currentColor" />`,
  warn: svg`<path d="M5 .8 9.6 9H.4z" fill="currentColor" />`,
  bad: svg`<path d="m1.6 1.6 6.8 6.8m0-6.8L1.6 8.4" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" />`,
};

export const toneMark = (tone: Tone) =>
  svg`<svg class="mark" data-tone=${tone} width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">${SHAPES[tone]}</svg>`;

export const stateWord = ({ word, tone }: StateWord) =>
  html`<span class="state" data-tone=${tone}>${toneMark(tone)}${word}</span>`;

export const stateWordStyles = css`
  .state {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    white-space: nowrap;
  }
  .mark {
    flex: none;
  }
  .mark[data-tone='quiet'] {
    color: var(--ink-3);
  }
  .mark[data-tone='good'] {
    color: var(--ok);
  }
  .mark[data-tone='busy'] {
    color: var(--p-sent);
  }
  .mark[data-tone='warn'] {
    color: var(--warn);
  }
  .mark[data-tone='bad'] {
    color: var(--bad);
  }
`;
