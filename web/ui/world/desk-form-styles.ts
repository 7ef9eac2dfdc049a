import { css } from 'lit';

export const deskFormStyles = css`
  :host {
    display: flex;
    min-height: 0;
  }
  form {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    width: 100%;
    min-height: 0;
    font-size: 13px;
  }
  header {
    padding: var(--s5) var(--s5) var(--s3);
    display: grid;
    gap: 4px;
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-height: 0;
    overflow: auto;
    border-block: 1px solid var(--line);
  }
  .body[data-checked] {
    grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr);
    overflow: hidden;
  }
  .fields,
  .rules {
    padding: var(--s4) var(--s5);
    min-height: 0;
    overflow: auto;
  }
  .rules {
    background: var(--sunk);
    outline-offset: -2px;
  }
  .fields {
    display: grid;
    align-content: start;
    gap: var(--s4);
  }
  .ends {
    margin: 0;
    padding: var(--s3) var(--s5);
  }
  .reason {
    flex: 1 1 12em;
  }
  .field {
    display: grid;
    gap: 5px;
    min-width: 0;
  }
  label,
  legend {
    font-weight: 560;
    padding: 0;
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
    display: grid;
    gap: 5px;
  }
  .choices {
    display: grid;
    gap: 2px;
    margin-inline: -8px;
    margin-top: 4px;
    max-height: 236px;
    overflow: auto;
  }
  .choice {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 0 9px;
    padding: 5px 8px;
    border-radius: var(--r-s);
    font-weight: 430;
    cursor: pointer;
    align-items: center;
  }
  .choice:has(:checked) {
    background: var(--accent-soft);
  }
  .choice:has(:checked) .what {
    font-weight: 600;
  }
  .choice .why {
    grid-column: 2;
    color: var(--ink-2);
    text-wrap: pretty;
  }
  .choice[data-refused] {
    cursor: default;
  }
  .choice[data-refused] .what {
    color: var(--ink-3);
  }
  em {
    color: var(--accent);
    font-size: 12px;
    font-weight: 560;
  }
  .choice:focus-within:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }
  input[type='radio'],
  input[type='checkbox'] {
    accent-color: var(--accent);
    width: 16px;
    height: 16px;
    margin: 0;
  }
  input[type='radio']:focus-visible {
    outline: none;
  }
  .given {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .given input {
    border: 0;
    border-radius: var(--r-s);
    background: var(--well);
    padding: 6px 10px;
    min-height: 32px;
    min-width: 0;
    width: 100%;
  }
  .given input[type='number'] {
    width: 14ch;
    appearance: textfield;
  }
  [aria-invalid='true'] {
    box-shadow: inset 0 0 0 1.5px var(--bad);
  }
  .flag {
    grid-template-columns: 16px minmax(0, 1fr);
    align-items: start;
    gap: 9px;
  }
  .flag .small {
    display: block;
    font-weight: 430;
  }
  summary {
    cursor: pointer;
    font-weight: 560;
    padding: 4px 0;
  }
  .more {
    display: grid;
    gap: var(--s4);
    padding-top: var(--s3);
  }
  .lack {
    color: var(--bad);
    font-size: 12.5px;
  }
  select {
    justify-self: start;
    max-width: 100%;
  }
  @media (pointer: coarse) {
    .choice {
      min-height: 44px;
    }
    .given input {
      font-size: 16px;
      min-height: 44px;
    }
  }
  @media (max-width: 640px) {
    .body[data-checked] {
      grid-template-columns: minmax(0, 1fr);
      grid-auto-rows: max-content;
      overflow: auto;
    }
    .fields,
    .rules {
      min-height: auto;
      overflow: visible;
      padding-inline: var(--s4);
    }
    header,
    .ends {
      padding-inline: var(--s4);
    }
  }
  @media (forced-colors: active) {
    .given input,
    select,
    dialog {
      border: 1px solid;
    }
  }
`;
