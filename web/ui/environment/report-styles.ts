import { css } from 'lit';

export const reportStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s3);
    font-size: 13px;
  }
  code {
    font: 11.5px/1.5 var(--m);
    overflow-wrap: anywhere;
  }
  .note {
    display: flex;
    gap: 8px;
    text-wrap: pretty;
  }
  .note svg,
  h3 svg {
    flex: none;
    margin-top: 1px;
    color: var(--warn);
  }
  .bad svg {
    color: var(--bad);
  }
  .asked {
    display: grid;
    gap: var(--s3);
    padding: var(--s3) var(--s4) var(--s4);
    border-radius: var(--r);
    background: var(--accent-soft);
  }
  h3 {
    display: flex;
    gap: 8px;
    font-size: 13px;
    font-weight: 600;
  }
  environment-question + environment-question {
    border-top: 1px solid var(--line);
    padding-top: var(--s3);
  }
  details {
    border-top: 1px solid var(--line);
    padding-top: var(--s2);
  }
  summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    min-height: 28px;
    cursor: pointer;
    list-style: none;
    border-radius: var(--r-s);
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary svg {
    color: var(--ink-3);
    transition: rotate var(--quick);
  }
  [open] > summary svg {
    rotate: 90deg;
  }
  table {
    margin-top: 2px;
  }
  td {
    white-space: normal;
    text-align: start;
    vertical-align: top;
  }
  th {
    text-align: start;
  }
  th:last-child,
  td:last-child {
    text-align: end;
  }
  .group th {
    text-align: start;
    color: var(--ink);
    font-weight: 600;
    padding: 10px 0 4px;
  }
  .from {
    color: var(--ink-2);
    overflow-wrap: anywhere;
    width: 34%;
  }
  .missing,
  .lines {
    margin-top: 6px;
  }
  li {
    padding: 6px 0;
    border-top: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
  .values {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    color: var(--ink-2);
    font-size: 12.5px;
  }
  .values b {
    font-weight: 560;
  }
  @media (pointer: coarse) {
    summary {
      min-height: 44px;
    }
  }
`;
