import { css } from 'lit';

export const dialogStyles = css`
  dialog {
    border: 0;
    border-radius: 14px;
    padding: 0;
    width: min(860px, calc(100vw - 32px));
    max-height: min(760px, calc(100dvh - 32px));
    background: var(--card);
    color: var(--ink);
    box-shadow: var(--shadow-up);
    overflow: hidden;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog::backdrop {
    background: oklch(15% 0.01 265 / 0.35);
  }
  .box {
    padding: var(--s5);
    display: grid;
    gap: var(--s3);
  }
  h2 {
    font-size: 16px;
    font-weight: 620;
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
