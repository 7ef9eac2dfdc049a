import { css } from 'lit';

export const taskActivityStyles = css`
  :host {
    font-size: 13px;
  }
  .filter {
    display: flex;
    gap: 6px;
    margin-bottom: var(--s2);
  }
  .filter input {
    flex: 1;
    min-width: 0;
    border: 0;
    border-radius: var(--r-s);
    background: var(--card);
    padding: 4px 10px;
    min-height: 28px;
  }
  .filter select {
    background-color: var(--card);
    font-weight: 430;
  }
  .none {
    padding: 6px 0;
  }
  .task {
    border-top: 1px solid var(--line);
    padding: 2px 0;
  }
  .tasks > .task:first-child {
    border-top: 0;
  }
  .row {
    display: grid;
    grid-template-columns: 10px minmax(0, 1fr) auto;
    gap: 1px 9px;
    align-items: center;
    width: calc(100% + 16px);
    margin-inline: -8px;
    padding: 6px 8px;
    text-align: start;
  }
  .name b {
    font-weight: 600;
  }
  .times {
    grid-column: 2 / -1;
  }
  .track {
    grid-column: 2 / -1;
    height: 4px;
    margin-top: 4px;
    border-radius: 2px;
    background: var(--well);
    overflow: hidden;
  }
  .track i {
    display: block;
    height: 100%;
    background: var(--p-sent);
    forced-color-adjust: none;
  }
  [data-status='failed'] > .row .status {
    color: var(--bad);
    font-weight: 600;
  }
  [data-status='partly'] > .row .status {
    color: var(--warn);
    font-weight: 600;
  }
  .members {
    padding: 0 0 6px 19px;
  }
  .inside {
    padding: 2px 0 8px 19px;
  }
  .step .row {
    padding-block: 3px;
    min-height: 28px;
  }
  .step[data-status='waiting'] .name,
  .step[data-status='skipped'] .name {
    color: var(--ink-3);
  }
  .step[data-status='running'] .name {
    font-weight: 600;
  }
  .inside .task {
    border: 0;
  }
  .details {
    display: grid;
    gap: 6px;
    padding: 2px 0 8px 19px;
  }
  pre {
    margin: 0;
    padding: 6px 10px;
    border-radius: var(--r-s);
    background: var(--card);
    font: 11.5px / 1.5 var(--m);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    max-height: 180px;
    overflow: auto;
  }
  .err {
    color: var(--bad);
  }
  .found {
    font-size: 12.5px;
    text-wrap: pretty;
  }
  .found[data-severity='error'] b {
    color: var(--bad);
  }
  dl {
    display: grid;
    gap: 2px;
    font-size: 12px;
  }
  dl div {
    display: grid;
    grid-template-columns: 78px minmax(0, 1fr);
    gap: 8px;
  }
  dt {
    color: var(--ink-3);
  }
  dd {
    overflow-wrap: anywhere;
  }
  .failure {
    padding: 8px 10px;
    margin: 2px 0 6px;
    border-radius: var(--r-s);
    background: var(--bad-soft);
    font-size: 12.5px;
  }
  .failure dt {
    color: var(--ink-2);
  }
  .go,
  .cancel {
    justify-self: start;
    font-size: 12px;
    background: var(--well);
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .cancel {
    margin-top: 6px;
  }
  @media (forced-colors: active) {
    input,
    select,
    .failure {
      border: 1px solid !important;
    }
  }
`;
