import { css } from 'lit';

export const fieldStyles = css`
  .field {
    margin-bottom: 8px;
  }
  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    column-gap: var(--s2);
    font-size: 13px;
    min-height: 30px;
  }
  .label {
    display: grid;
    min-width: 0;
  }
  .title {
    display: flex;
    align-items: center;
    min-width: 0;
  }
  label {
    line-height: 1.3;
    min-width: 0;
  }
  .idle label {
    color: var(--ink-2);
  }
  code {
    font: 11.5px / 1.35 var(--m);
    overflow-wrap: anywhere;
  }
  .typical {
    font-style: italic;
  }
  .ask {
    display: inline-grid;
    place-items: center;
    width: 24px;
    min-width: 24px;
    min-height: 24px;
    flex: none;
    margin: -5px 0 -5px 1px;
    padding: 0;
    font-size: 11px;
    font-weight: 600;
    color: var(--ink-3);
    opacity: 0.75;
  }
  .ask[aria-expanded='true'],
  .ask:hover,
  .ask:focus-visible {
    opacity: 1;
    color: var(--accent);
  }
  select {
    field-sizing: content;
    max-width: 165px;
  }
  .changed select,
  .changed .flag {
    color: var(--accent);
  }
  select[aria-invalid] {
    outline: 1px solid var(--bad);
  }
  .flag {
    display: inline-flex;
    align-items: center;
    gap: 7px;
    font-weight: 560;
    padding: 4px 6px;
    margin-inline-end: -6px;
  }
  .flag i {
    position: relative;
    width: 26px;
    height: 15px;
    border-radius: 8px;
    background: var(--edge);
  }
  .flag i::after {
    content: '';
    position: absolute;
    inset: 2px auto auto 2px;
    width: 11px;
    height: 11px;
    border-radius: 50%;
    background: var(--card);
    transition: transform var(--quick);
  }
  .flag[aria-checked='true'] i {
    background: var(--accent);
  }
  .flag[aria-checked='true'] i::after {
    transform: translateX(11px);
  }
  .hint {
    display: flex;
    justify-content: space-between;
    gap: var(--s2);
    align-items: baseline;
  }
  .hint > span {
    flex: 1;
    min-width: 0;
  }
  .was {
    white-space: nowrap;
  }
  .hint button {
    flex: none;
    margin-inline-end: -6px;
    font-size: 12px;
    padding: 2px 6px;
    min-height: 24px;
    color: var(--accent);
    white-space: nowrap;
  }
  .about {
    display: grid;
    gap: 4px;
    margin-top: 2px;
    padding: 2px 0 4px;
    color: var(--ink-2);
    overflow-wrap: anywhere;
  }
  .about div {
    display: flex;
    gap: 6px;
  }
  dt {
    flex: none;
    color: var(--ink-3);
  }
  @media (forced-colors: active) {
    .flag i {
      outline: 1px solid;
      forced-color-adjust: none;
      background: Canvas;
    }
    .flag i::after {
      background: CanvasText;
    }
    .flag[aria-checked='true'] i {
      background: Highlight;
    }
  }
  @media (pointer: coarse) {
    .row {
      min-height: 44px;
    }
    .ask {
      width: 44px;
      min-height: 44px;
      margin: -14px -12px -14px -8px;
    }
    .hint button {
      min-height: 44px;
    }
    select {
      max-width: 200px;
    }
  }
`;

export const tuneStyles = css`
  .find {
    position: relative;
    margin-bottom: 10px;
  }
  .find svg {
    position: absolute;
    left: 9px;
    top: 8px;
    color: var(--ink-3);
    pointer-events: none;
  }
  .find input {
    width: 100%;
    border: 0;
    border-radius: var(--r-s);
    background: var(--well);
    padding: 5px 10px 5px 31px;
    min-height: 32px;
    font-size: 13px;
  }
  .find input::placeholder {
    color: var(--ink-3);
  }
  h3 {
    font-size: 12px;
    font-weight: 600;
    color: var(--ink-3);
    margin: 14px 0 4px;
  }
  .decision {
    border-top: 1px solid var(--line);
    margin-top: var(--s3);
    padding-top: var(--s3);
    font-size: 12.5px;
    line-height: 1.5;
    color: var(--ink-2);
  }
  .groups {
    border-top: 1px solid var(--line);
    margin-top: var(--s3);
    padding-top: 6px;
  }
  summary {
    display: flex;
    align-items: center;
    gap: 7px;
    min-height: 30px;
    font-size: 13px;
    cursor: pointer;
    border-radius: var(--r-s);
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: '';
    width: 5px;
    height: 5px;
    margin-inline: 2px 1px;
    border: solid var(--ink-3);
    border-width: 0 1.6px 1.6px 0;
    rotate: -45deg;
    transition: rotate var(--quick);
  }
  [open] > summary::before {
    rotate: 45deg;
  }
  [open] > summary {
    font-weight: 600;
  }
  summary {
    white-space: nowrap;
  }
  summary .state {
    margin-inline-start: auto;
    padding-inline-start: 8px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-width: 0;
  }
  summary .now {
    color: var(--accent);
  }
  .inner {
    padding: 2px 0 6px 15px;
  }
  .none {
    font-size: 13px;
    color: var(--ink-2);
  }
  .idle-list p {
    font-size: 12.5px;
    margin-bottom: 8px;
    color: var(--ink-2);
  }
  .idle-list code {
    font: 12px var(--m);
    color: var(--ink);
  }
  file-section {
    border-top: 1px solid var(--line);
    margin-top: var(--s3);
    padding-top: var(--s3);
  }
  @media (pointer: coarse) {
    .find input {
      min-height: 44px;
      font-size: 16px;
    }
    .find svg {
      top: 14px;
    }
    summary {
      min-height: 44px;
    }
  }
`;
