/** The page's few icons, drawn on a 16 grid in the colour of the text. */
import { svg } from 'lit';

const icon = (body: ReturnType<typeof svg>) =>
  svg`<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${body}</svg>`;
const solid = (body: ReturnType<typeof svg>) =>
  svg`<svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${body}</svg>`;

export const icons = {
  play: solid(svg`<path d="M5 3v10l8.2-5z" />`),
  pause: solid(svg`<path d="M5 3v10M11 3v10" stroke-width="3.6" />`),
  start: solid(svg`<path d="M3 3v10M13 3.2 6.4 8 13 12.8z" />`),
  previous: solid(svg`<path d="M11.5 3.2 5 8l6.5 4.8z" />`),
  next: solid(svg`<path d="M4.5 3.2 11 8l-6.5 4.8z" />`),
  end: solid(svg`<path d="M13 3v10M3 3.2 9.6 8 3 12.8z" />`),
  system: icon(
    svg`<circle cx="8" cy="8" r="5.8" /><path d="M8 2.2v11.6a5.8 5.8 0 0 0 0-11.6z" fill="currentColor" />`,
  ),
  light: icon(
    svg`<circle cx="8" cy="8" r="2.9" /><path d="M8 1.2v1.2M8 13.6v1.2M1.2 8h1.2M13.6 8h1.2M3.2 3.2l.8.8M12 12l.8.8M3.2 12.8l.8-.8M12 4l.8-.8" />`,
  ),
  dark: icon(svg`<path d="M13.5 9.6A5.9 5.9 0 0 1 6.4 2.5a5.9 5.9 0 1 0 7.1 7.1z" />`),
  keys: icon(
    svg`<rect x="1.5" y="4" width="13" height="8.5" rx="1.8" /><path d="M4.2 6.8h.1M7 6.8h.1M9.8 6.8h.1M11.9 6.8h.1M5 9.8h6" />`,
  ),
  undo: icon(svg`<path d="M5.5 3 2.5 6l3 3M2.8 6h6.4a3.6 3.6 0 0 1 0 7.2H6" />`),
  close: icon(svg`<path d="m4 4 8 8M12 4l-8 8" />`),
  copy: icon(
    svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.6" /><path d="M10.5 3.2V3a1 1 0 0 0-1-1H3.6a1.6 1.6 0 0 0-1.6 1.6v5.9a1 1 0 0 0 1 1h.2" />`,
  ),
  file: icon(
    svg`<path d="M8 10.5V2.8M5 5.5l3-3 3 3M2.5 10.5v1.6a1.4 1.4 0 0 0 1.4 1.4h8.2a1.4 1.4 0 0 0 1.4-1.4v-1.6" />`,
  ),
  more: icon(svg`<path d="M3.5 8h.1M8 8h.1M12.5 8h.1" stroke-width="2.4" />`),
  chevron: icon(svg`<path d="m6 4 4 4-4 4" />`),
  open: icon(svg`<circle cx="8" cy="8" r="6" stroke-dasharray="2.4 2.3" />`),
  find: icon(svg`<circle cx="7" cy="7" r="4.4" /><path d="m10.4 10.4 3.3 3.3" />`),
  note: icon(svg`<path d="M2.5 3.5h11v7.4H8l-3 2.6v-2.6H2.5z" />`),
  pass: icon(svg`<path d="m3.5 8.5 3 3 6-7" />`),
  warn: icon(svg`<path d="M8 2.5 14 13H2zM8 6.5v3M8 11.2v.1" />`),
  fail: icon(svg`<circle cx="8" cy="8" r="6" /><path d="m5.8 5.8 4.4 4.4M10.2 5.8l-4.4 4.4" />`),
  gallery: icon(
    svg`<rect x="2" y="2.5" width="5" height="4.6" rx="1.2" /><rect x="9" y="2.5" width="5" height="4.6" rx="1.2" /><rect x="2" y="9" width="5" height="4.6" rx="1.2" /><rect x="9" y="9" width="5" height="4.6" rx="1.2" />`,
  ),
  mark: svg`<svg width="26" height="20" viewBox="0 0 26 20" fill="none" aria-hidden="true"><rect x="1.2" y="3.5" width="13" height="13" rx="3.5" stroke="var(--ink)" stroke-width="1.8" /><rect x="11.3" y="3.5" width="13.5" height="13.5" rx="3.6" fill="var(--accent)" /></svg>`,
};
