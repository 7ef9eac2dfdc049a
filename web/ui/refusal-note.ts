/** Why a change did not happen, beside the control that asked for it; spoken, unless it is told elsewhere, too. */
import { css, html, nothing } from 'lit';
import type { Studio } from '../studio/studio.ts';
import { icons } from './icons.ts';
import { refusalLines } from './refusal-lines.ts';

/** @param named what a place is called to people; empty where it goes without saying */
export function refusalNote(
  studio: Studio,
  cause: string,
  spoken = true,
  named: (where: string) => string = (where) => where,
) {
  const refusal = studio.refusal.get();
  if (refusal?.cause !== cause) return nothing;
  const told = refusal.diagnostics.map(({ where, ...rest }) => {
    const place = where === undefined ? '' : named(where);
    return place === '' ? rest : { ...rest, where: place };
  });
  return refusalLines(told).map(
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
