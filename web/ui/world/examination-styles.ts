import { css } from 'lit';

export const examinationStyles = css`
  :host {
    font-size: 13px;
  }
  .verdict {
    font-weight: 600;
    text-wrap: pretty;
  }
  section,
  details {
    margin-top: var(--s4);
  }
  h3 {
    font-size: 12px;
    font-weight: 600;
    color: var(--ink-2);
    padding-bottom: 4px;
  }
  li {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 10px;
    padding: 9px 0;
    border-top: 1px solid var(--line);
  }
  li > svg {
    margin-top: 2px;
  }
  .fail > svg {
    color: var(--bad);
  }
  .warn > svg {
    color: var(--warn);
  }
  .pass > svg {
    color: var(--ok);
  }
  .open > svg {
    color: var(--ink-3);
  }
  .message {
    font-weight: 560;
  }
  p {
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .where {
    font-size: 12.5px;
    color: var(--ink-2);
    text-align: start;
  }
  button.where {
    padding: 2px 6px;
    margin: 0 -6px;
    min-height: 24px;
    text-decoration: underline;
    text-decoration-color: var(--edge);
    text-underline-offset: 3px;
  }
  .reason {
    color: var(--ink-2);
    font-size: 12.5px;
  }
  .remedy {
    font-size: 12.5px;
    margin-top: 2px;
  }
  .fix {
    margin-top: 6px;
    background: var(--accent-soft);
    color: var(--accent);
    font-weight: 560;
    font-size: 12.5px;
    text-align: start;
  }
  @media (forced-colors: active) {
    .fix {
      border: 1px solid;
    }
  }
  .stops {
    color: var(--bad);
    font-weight: 430;
  }
  .meta {
    margin-top: 3px;
    font-size: 11.5px;
    color: var(--ink-3);
  }
  .typical {
    border: 1px solid var(--edge);
    border-radius: 4px;
    padding: 0 5px;
  }
  summary {
    cursor: pointer;
    font-weight: 560;
    padding: 6px 0;
  }
  details li {
    padding: 5px 0;
  }
`;
