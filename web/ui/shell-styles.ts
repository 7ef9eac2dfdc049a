import { css } from 'lit';

export const shellStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: 52px minmax(0, 1fr) auto;
    height: 100vh;
    height: 100dvh;
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--s3);
    padding: 0 var(--s5);
    border-bottom: 1px solid var(--line);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 9px;
    color: inherit;
    text-decoration: none;
    border-radius: var(--r-s);
    margin-inline-end: var(--s2);
    min-height: 28px;
  }
  .brand b {
    font-weight: 650;
    letter-spacing: -0.015em;
    font-size: 15px;
  }
  .scenario {
    padding: 5px 11px;
    border-radius: var(--r-s);
    background: var(--well);
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  header .reset {
    color: var(--accent);
  }
  .platform {
    white-space: nowrap;
  }
  .space {
    flex: 1;
  }
  header button {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--ink-2);
    min-width: 34px;
    min-height: 34px;
    justify-content: center;
    font-size: 13px;
  }
  [data-waits] {
    visibility: hidden;
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    min-height: 0;
  }
  footer {
    border-top: 1px solid var(--line);
    background: var(--paper);
    z-index: 4;
  }
  .drop {
    position: fixed;
    inset: 12px;
    z-index: 20;
    display: grid;
    place-items: center;
    border-radius: 16px;
    border: 2px dashed var(--accent);
    background: color-mix(in oklab, var(--accent-soft) 88%, transparent);
    color: var(--accent);
    font-size: 20px;
    font-weight: 600;
    pointer-events: none;
  }
  @media (max-width: 1180px) {
    main {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: minmax(0, 1fr) auto;
    }
  }
  @media (max-width: 640px) {
    :host {
      grid-template-rows: 48px minmax(0, 1fr) auto;
    }
    header {
      padding: 0 14px;
      gap: var(--s2);
    }
    .platform,
    .reset,
    .word,
    .wide {
      display: none;
    }
    .brand {
      margin: 0;
    }
    .scenario {
      font-size: 13px;
    }
  }
  @media (max-width: 380px) {
    .brand b {
      display: none;
    }
  }
`;
