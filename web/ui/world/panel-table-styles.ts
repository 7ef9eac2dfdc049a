import { css } from 'lit';

export const panelTableStyles = css`
  :host {
    container-type: inline-size;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
  }
  th {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--card);
    font-weight: 550;
    text-align: start;
    padding: 6px 4px;
    white-space: nowrap;
    box-shadow: 0 1px 0 var(--line);
  }
  th button {
    font-size: 12px;
    font-weight: inherit;
    color: var(--ink-3);
    padding: 2px 8px;
    min-height: 24px;
  }
  .arrow {
    margin-inline-start: 4px;
  }
  td {
    padding: 4px 12px;
    border-top: 1px solid var(--line);
    height: 36px;
    white-space: nowrap;
  }
  tbody tr:first-child td {
    border-top: 0;
  }
  [data-kind='number'] {
    text-align: end;
  }
  .act {
    width: 1%;
    text-align: end;
    padding-inline: 8px;
  }
  .name {
    padding-inline-start: 6px;
    font-weight: 560;
  }
  .plain {
    padding-inline-start: 28px;
  }
  .toggle {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 2px 8px 2px 6px;
    font-weight: inherit;
  }
  .toggle svg {
    color: var(--ink-3);
    transition: rotate var(--quick);
  }
  [data-open] .toggle svg {
    rotate: 90deg;
  }
  .dots {
    display: inline-grid;
    place-items: center;
    padding: 2px;
    color: var(--ink-2);
  }
  [data-lead] td {
    background: var(--accent-soft);
  }
  .bar {
    display: grid;
    grid-template-columns: minmax(40px, 90px) 1fr;
    gap: 10px;
    align-items: center;
  }
  .track {
    height: 6px;
    border-radius: 3px;
    background: var(--well);
    overflow: hidden;
  }
  .track i {
    display: block;
    height: 100%;
    background: var(--p-wait);
    forced-color-adjust: none;
  }
  .track i[data-tone='busy'] {
    background: var(--p-sent);
  }
  .track i[data-tone='warn'] {
    background: var(--warn);
  }
  .track i[data-tone='bad'] {
    background: var(--bad);
  }
  .details td {
    border-top: 0;
    padding: 0 12px 12px 34px;
    white-space: normal;
    height: auto;
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr));
    gap: 4px var(--s5);
    font-size: 12.5px;
  }
  dl div {
    display: grid;
    grid-template-columns: 150px minmax(0, 1fr);
    gap: 10px;
  }
  dt {
    color: var(--ink-3);
  }
  dd {
    overflow-wrap: anywhere;
  }
  .fallen {
    display: none;
  }
  .none {
    padding: var(--s4);
  }
  @container (max-width: 760px) {
    .minor {
      display: none;
    }
    dl .fallen {
      display: grid;
    }
  }
  @container (max-width: 480px) {
    thead {
      position: absolute;
      clip-path: inset(50%);
    }
    table,
    tbody,
    tr {
      display: block;
    }
    tbody tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      border-top: 1px solid var(--line);
      padding: 6px 0;
    }
    tbody tr:first-child {
      border-top: 0;
    }
    td {
      border: 0;
      height: auto;
      padding: 3px 12px 3px 34px;
      white-space: normal;
    }
    td.name {
      padding-inline-start: 6px;
    }
    td:not(.name, .act) {
      grid-column: 1 / -1;
      display: grid;
      grid-template-columns: 96px minmax(0, 1fr);
      gap: 10px;
      text-align: start;
    }
    td.minor {
      display: none;
    }
    td:not(.name, .act)::before {
      content: attr(data-label);
      color: var(--ink-3);
      font-size: 12px;
    }
    td.act {
      grid-row: 1;
      grid-column: 2;
      padding-inline: 8px;
    }
    .details {
      border: 0 !important;
      padding-top: 0 !important;
    }
    .details td {
      display: block !important;
    }
    dl {
      grid-template-columns: minmax(0, 1fr);
    }
    .details td::before {
      content: none !important;
    }
  }
`;
