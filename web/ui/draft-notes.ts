/** What was brought back of a person's texts, what else there is, and why something could not be kept. */
import { css, html, nothing } from 'lit';
import type { Drafting, KeptDraft } from '../studio/drafting.ts';

export const draftNoteStyles = css`
  .notes {
    display: grid;
    gap: 2px;
    font-size: 12.5px;
    color: var(--ink-2);
  }
  .notes li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px var(--s2);
    min-height: 28px;
  }
  .notes button {
    color: var(--accent);
    font-size: 12.5px;
    padding: 3px 6px;
  }
  .notes .trouble {
    color: var(--warn);
  }
`;

const when = (ms: number): string =>
  new Date(ms).toLocaleString('en', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });

export function draftNotes(drafting: Drafting) {
  const { restored, others, trouble } = drafting.news.get();
  if (restored === null && others.length === 0 && trouble === null) return nothing;
  return html`<ul class="notes" role="status">
    ${trouble ? html`<li class="trouble">${trouble}</li>` : nothing}
    ${restored === null ? nothing : html`<li>This is what you had written, as of ${when(restored)}.</li>`}
    ${others.map((other) => otherNote(drafting, other))}
  </ul>`;
}

const otherNote = (drafting: Drafting, other: KeptDraft) => {
  const at = when(other.savedAt);
  return html`<li>
    <span>Another text of this script was saved ${at}.</span>
    <span><button aria-label=${`Show the text of ${at}`} @click=${() => drafting.take(other)}>Show it</button><button
      aria-label=${`Discard the text of ${at}`} @click=${() => drafting.discard(other)}>Discard it</button></span>
  </li>`;
};
