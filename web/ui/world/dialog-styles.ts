import { css } from 'lit';

export const dialogStyles = css`
  dialog {
    width: min(860px, calc(100vw - 32px));
    max-height: min(760px, calc(100dvh - 32px));
    overflow: hidden;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  .box {
    padding: var(--s5);
    display: grid;
    gap: var(--s3);
  }
  .ends {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    align-items: center;
    gap: var(--s2);
    margin-top: var(--s2);
  }
  .ends button {
    min-height: 34px;
    padding: 6px 14px;
  }
  .ends .main {
    background: var(--accent);
    color: var(--accent-ink);
    font-weight: 600;
  }
  .ends .main[aria-disabled='true'] {
    background: var(--well);
    color: var(--ink-3);
    cursor: default;
  }
  .ends .main.harm {
    background: var(--bad);
    color: var(--card);
  }
  @media (forced-colors: active) {
    dialog,
    .ends button {
      border: 1px solid;
    }
  }
`;
