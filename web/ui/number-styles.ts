import { css } from 'lit';

export const numberStyles = css`
  :host {
    display: contents;
  }
  .value {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 4px;
    font-weight: 560;
    font-size: 13px;
    min-height: 28px;
  }
  .changed {
    color: var(--accent);
  }
  input[type='text'] {
    field-sizing: content;
    width: auto;
    min-width: 3ch;
    max-width: 11ch;
    border: 0;
    border-radius: var(--r-s);
    background: none;
    text-align: end;
    padding: 3px 1px 3px 6px;
    font-weight: inherit;
    color: inherit;
  }
  input[type='text']:focus-visible {
    outline-offset: -1px;
  }
  input[type='text']:hover,
  input[type='text']:focus {
    background: var(--card);
  }
  input[aria-invalid] {
    padding-inline-end: 6px;
    max-width: 16ch;
    color: var(--bad);
    background: var(--bad-soft);
    outline: 1px solid var(--bad);
  }
  .unit {
    white-space: nowrap;
  }
  .switch {
    font-size: 12px;
    padding: 2px 8px;
    min-height: 24px;
    color: var(--ink-2);
    background: var(--well);
    white-space: nowrap;
  }
  .switch[aria-pressed='true'] {
    background: var(--accent-soft);
    color: var(--accent);
    font-weight: 600;
  }
  input[type='range'] {
    grid-column: 1 / -1;
    display: block;
    width: 100%;
    height: 24px;
    margin: 0;
    appearance: none;
    background: none;
    cursor: pointer;
  }
  input[type='range']::-webkit-slider-runnable-track {
    height: 4px;
    border-radius: 2px;
    background: linear-gradient(to right, var(--accent) var(--v), var(--line) var(--v));
  }
  input[type='range']::-webkit-slider-thumb {
    appearance: none;
    width: 16px;
    height: 16px;
    margin-top: -6px;
    border-radius: 50%;
    background: var(--card);
    box-shadow: 0 0 0 1.5px var(--accent), 0 1px 3px var(--shade-far);
  }
  input[type='range']::-moz-range-track {
    height: 4px;
    border-radius: 2px;
    background: var(--line);
  }
  input[type='range']::-moz-range-progress {
    height: 4px;
    border-radius: 2px;
    background: var(--accent);
  }
  input[type='range']::-moz-range-thumb {
    width: 15px;
    height: 15px;
    border: 1.5px solid var(--accent);
    border-radius: 50%;
    background: var(--card);
  }
  @media (forced-colors: active) {
    input[type='range'] {
      appearance: auto;
    }
    input[type='text'] {
      outline: 1px solid;
    }
  }
  @media (pointer: coarse) {
    input[type='range'] {
      height: 44px;
    }
    .value,
    input[type='text'] {
      font-size: 16px;
    }
    input[type='text'],
    .switch {
      min-height: 44px;
    }
  }
`;
