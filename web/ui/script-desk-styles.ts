import { css } from 'lit';

export const deskStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: var(--s3);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--s2) var(--s3);
  }
  .status {
    display: flex;
    gap: var(--s2);
    font-size: 13px;
    min-height: 28px;
    align-items: center;
  }
  .status svg {
    flex: none;
    color: var(--ok);
  }
  .bad svg {
    color: var(--bad);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-inline-start: auto;
  }
  .tools button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    background: var(--well);
    font-size: 12.5px;
  }
  .tools .run {
    background: var(--accent);
    color: var(--accent-ink);
    font-weight: 600;
    padding-inline: 10px 14px;
  }
  .run svg {
    width: 12px;
  }
  ::slotted(script-editor),
  slot[name='editor'] {
    flex: 1 0 260px;
    min-height: 260px;
  }
  .problems {
    flex: none;
    max-height: 30%;
    overflow: auto;
    background: var(--bad-soft);
    border-radius: var(--r);
    padding: 4px;
  }
  .problems button,
  .problems p {
    display: grid;
    grid-template-columns: minmax(44px, max-content) 1fr;
    gap: var(--s2);
    width: 100%;
    padding: 6px var(--s2);
    text-align: start;
    font-size: 12.5px;
    line-height: 1.4;
    align-content: center;
  }
  .problems p {
    grid-template-columns: 1fr;
  }
  .place {
    color: var(--bad);
    font-weight: 600;
  }
  @media (hover: hover) {
    .problems button:hover {
      background: color-mix(in oklab, var(--bad) 10%, transparent);
    }
  }
  @media (forced-colors: active) {
    .tools .run {
      forced-color-adjust: none;
    }
    .tools button:not(.run),
    .problems {
      border: 1px solid;
    }
  }
`;
