/** Why a change did not happen, beside the control that asked for it; spoken, unless it is told elsewhere, too. */
import { css, html, nothing } from 'lit';
import type { Studio } from '../studio/studio.ts';
import { icons } from './icons.ts';
import { refusalLines } from './refusal-lines.ts';

export function refusalNote(studio: Studio, cause: string, spoken = true) {
  const refusal = studio.refusal.get();
  if (refusal?.cause !== cause) return nothing;
  return refusalLines(refusal.diagnostics).map(
    (line) =>
      html`<p class="refusal" role=${spoken ? 'alert' : nothing}>${icons.fail}<span>${line}</span></p>`,
  );
}

export const refusalNoteStyles = css`
  .refusal {
    color: var(--bad);
    font-size: 12.5px;
    display: flex;
    gap: 6px;
  }
  .refusal svg {
    flex: none;
    margin-top: 1px;
  }
`;
