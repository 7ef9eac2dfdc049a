/** What all shadow roots share: resets, the focus ring, buttons, tables. Only tokens, no colours. */
import { css } from 'lit';

export const base = css`
  :host {
    display: block;
    min-width: 0;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  button,
  select,
  input {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  button {
    background: none;
    border: 0;
    border-radius: var(--r-s);
    padding: 6px 10px;
    min-width: 24px;
    min-height: 28px;
    cursor: pointer;
  }
  button:disabled {
    opacity: 0.4;
    cursor: default;
  }
  /* No more specific than a button: whatever has a colour of its own keeps it. */
  @media (hover: hover) {
    button:where(:not(:disabled):hover) {
      background: var(--well);
    }
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  /* Not where names stand: with these figures comes a hyphen as wide as they are. */
  .num {
    font-variant-numeric: tabular-nums;
  }
  .quiet {
    color: var(--ink-2);
  }
  .small {
    color: var(--ink-3);
    font-size: 12px;
  }
  b,
  strong,
  em {
    font-style: normal;
    font-weight: 600;
    color: var(--ink);
  }
  .offstage {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    button[aria-pressed='true'] {
      outline: 1px solid;
    }
  }
  @media (pointer: coarse) {
    button {
      min-height: 44px;
    }
  }
`;

export const tables = css`
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  th {
    font-weight: 550;
    color: var(--ink-3);
    text-align: end;
    padding: 4px 6px;
    white-space: nowrap;
  }
  td {
    text-align: end;
    padding: 4px 6px;
    border-top: 1px solid var(--line);
    white-space: nowrap;
  }
  th:first-child,
  td:first-child {
    text-align: start;
    padding-inline-start: 0;
  }
  th:last-child,
  td:last-child {
    padding-inline-end: 0;
  }
  tr.now td {
    background: var(--accent-soft);
  }
`;

/** A line in which one types as in a terminal: what stands around it shows that it has the focus. */
export const typedLine = css`
  input {
    flex: 1;
    min-width: 0;
    padding: 0;
    border: 0;
    background: none;
    font: inherit;
    caret-color: var(--accent);
  }
  input:focus-visible {
    outline: none;
  }
  @media (pointer: coarse) {
    input {
      font-size: 16px;
      min-height: 44px;
    }
  }
`;

export const selects = css`
  select {
    appearance: none;
    text-overflow: ellipsis;
    border: 0;
    border-radius: var(--r-s);
    background-color: var(--well);
    background-image:
      linear-gradient(45deg, #0000 50%, currentColor 50%), linear-gradient(-45deg, #0000 50%, currentColor 50%);
    background-position:
      right 13px center,
      right 9px center;
    background-size: 4px 4px;
    background-repeat: no-repeat;
    font-weight: 560;
    padding: 4px 23px 4px 10px;
    min-height: 28px;
    cursor: pointer;
  }
  option {
    background: var(--card);
    color: var(--ink);
  }
  @media (pointer: coarse) {
    select {
      min-height: 44px;
      font-size: 16px;
    }
  }
  /* The arrow is not painted there. */
  @media (forced-colors: active) {
    select {
      appearance: auto;
      border: 1px solid ButtonBorder;
    }
  }
`;

/** A titled panel of the stage: head with title and tools, body that fills the rest. */
export const panels = css`
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--s3);
    min-height: 28px;
    margin-bottom: 4px;
  }
  .head h2 {
    font-size: 13px;
    font-weight: 600;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
    min-width: 3em;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    font-size: 12px;
    color: var(--ink-2);
  }
  .tools {
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-width: 0;
  }
  @media (min-width: 641px) {
    /* Rather than the legend, the title gives way. */
    .tools:has(.legend) {
      flex: none;
    }
    @container (max-width: 540px) {
      .legend {
        gap: 2px 9px;
      }
    }
    /* Where not all of it finds room, the legend has a line of its own, and so has that of the picture beside. */
    @container (max-width: 440px) {
      .head {
        flex-wrap: wrap;
        gap: 0 var(--s3);
        min-height: 50px;
      }
      .tools:has(.legend) {
        display: contents;
      }
      .head .legend {
        order: 1;
        flex-basis: 100%;
      }
    }
  }
  .tools button {
    font-size: 12px;
    padding: 3px 8px;
    min-height: 24px;
    color: var(--ink-2);
    background: var(--well);
  }
  .tools button[aria-pressed='true'] {
    background: var(--accent-soft);
    color: var(--accent);
    font-weight: 600;
  }
  .card {
    position: relative;
    background: var(--card);
    border-radius: var(--r);
    box-shadow: var(--shadow);
  }
  @media (forced-colors: active) {
    .card,
    .tools button {
      border: 1px solid;
    }
    .tools button[aria-pressed='true'] {
      border-width: 2px;
    }
  }
`;

/** A panel that is one picture, or the table that says the same. */
export const pictures = css`
  :host {
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .frame {
    flex: 1;
    min-height: 0;
    overflow: hidden;
  }
  .twin {
    position: absolute;
    inset: 0;
    overflow: auto;
    padding: var(--s4);
  }
`;

/** A dialog over everything: how large it is, and its paper, are its own. */
export const dialogs = css`
  dialog {
    border: 0;
    border-radius: 14px;
    padding: 0;
    background: var(--card);
    color: var(--ink);
    box-shadow: var(--shadow-up);
  }
  dialog::backdrop {
    background: oklch(15% 0.01 265 / 0.35);
  }
  h2 {
    font-size: 16px;
    font-weight: 620;
  }
  @media (forced-colors: active) {
    dialog {
      border: 1px solid;
    }
  }
`;
