import { css } from 'lit';

export const sheetStyles = css`
  dialog {
    width: min(1080px, calc(100vw - 24px));
    height: min(820px, calc(100dvh - 24px));
    max-height: none;
    background: var(--paper);
    overflow: hidden;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  .head {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: var(--s3);
    padding: var(--s4) var(--s5) var(--s2);
  }
  .close {
    display: grid;
    place-items: center;
    min-width: 36px;
    min-height: 36px;
  }
  .body {
    flex: 1;
    min-height: 0;
    display: grid;
    grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
  }
  .give,
  .found {
    overflow: auto;
    min-height: 0;
    padding: var(--s2) var(--s5) var(--s5);
  }
  .give {
    display: flex;
    flex-direction: column;
    gap: var(--s3);
    font-size: 13px;
  }
  .found {
    border-inline-start: 1px solid var(--line);
  }
  label.for {
    font-weight: 600;
    margin-bottom: -6px;
  }
  textarea {
    flex: 1 0 180px;
    width: 100%;
    resize: none;
    border: 0;
    border-radius: var(--r);
    box-shadow: inset 0 0 0 1px var(--edge);
    background: var(--card);
    color: var(--ink);
    font: 12px/1.5 var(--m);
    padding: var(--s3);
    white-space: pre;
    overflow: auto;
  }
  textarea::placeholder {
    color: var(--ink-3);
    opacity: 1;
  }
  .choose {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2);
  }
  .choose button,
  .ends button {
    background: var(--well);
    font-size: 13px;
    min-height: 32px;
    padding-inline: 12px;
  }
  .files {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    max-height: 132px;
    overflow: auto;
  }
  .files li {
    display: inline-flex;
    align-items: center;
    max-width: 100%;
    border-radius: var(--r-s);
    background: var(--well);
    padding-inline-start: 10px;
    font-size: 12.5px;
  }
  .files li span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .files button {
    display: grid;
    place-items: center;
    padding: 4px;
    min-width: 28px;
    color: var(--ink-2);
  }
  .files button svg {
    width: 12px;
    height: 12px;
  }
  .keep {
    display: grid;
    grid-template-columns: 18px minmax(0, 1fr);
    gap: 2px 8px;
    align-items: start;
    cursor: pointer;
  }
  .keep input {
    accent-color: var(--accent);
    width: 16px;
    height: 16px;
    margin: 1px 0 0;
  }
  .keep .small {
    grid-column: 2;
    text-wrap: pretty;
  }
  .commands summary {
    cursor: pointer;
    min-height: 24px;
    border-radius: var(--r-s);
  }
  .commands p {
    margin: 4px 0;
    text-wrap: pretty;
  }
  .commands pre {
    margin: 0;
    padding: var(--s3);
    border-radius: var(--r);
    background: var(--sunk);
    font: 11.5px/1.55 var(--m);
    overflow: auto;
    max-height: 200px;
  }
  .list {
    display: grid;
    gap: 6px;
    justify-items: start;
    grid-template-columns: minmax(0, 1fr);
  }
  .list pre {
    width: 100%;
  }
  code {
    font: 0.92em var(--m);
  }
  .nothing {
    color: var(--ink-2);
    font-size: 13px;
    max-width: 44ch;
    text-wrap: pretty;
    padding-top: var(--s2);
  }
  .nothing p + p {
    margin-top: var(--s2);
  }
  .fault {
    display: flex;
    gap: 7px;
    color: var(--bad);
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  .fault svg {
    flex: none;
    margin-top: 1px;
  }
  .ends {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: var(--s2) var(--s3);
    padding: var(--s3) var(--s5);
    border-top: 1px solid var(--line);
    background: var(--paper);
  }
  .ends p {
    flex: 1 1 16em;
    font-size: 13px;
    text-wrap: pretty;
  }
  .ends .main {
    background: var(--accent);
    color: var(--accent-ink);
    font-weight: 600;
    min-height: 36px;
    padding-inline: 16px;
  }
  .ends .main[aria-disabled='true'] {
    background: var(--well);
    color: var(--ink-3);
    cursor: default;
  }
  .over .give {
    background: var(--accent-soft);
    outline: 2px dashed var(--accent);
    outline-offset: -8px;
  }
  @media (max-width: 760px) {
    .body {
      display: block;
      overflow: auto;
    }
    .give,
    .found {
      overflow: visible;
      padding-inline: var(--s4);
    }
    .found {
      border-inline-start: 0;
      border-top: 1px solid var(--line);
      padding-top: var(--s3);
    }
    .head,
    .ends {
      padding-inline: var(--s4);
    }
    textarea {
      height: 200px;
    }
  }
  @media (pointer: coarse) {
    textarea {
      font-size: 16px;
    }
    .files button {
      min-width: 44px;
    }
    .choose button {
      min-height: 44px;
    }
    .choose .small {
      display: none;
    }
  }
  @media (forced-colors: active) {
    dialog,
    textarea,
    .choose button,
    .ends button {
      border: 1px solid;
    }
  }
`;
