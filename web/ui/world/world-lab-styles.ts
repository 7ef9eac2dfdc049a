import { css } from 'lit';

export const worldLabStyles = css`
  .lab {
    display: grid;
    gap: var(--s3);
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr));
    /* Room for shadows and rings inside what scrolls. */
    padding: 4px;
    margin: -4px;
  }
  .lab[data-pair] {
    gap: 0;
    grid-template-columns: minmax(0, 1fr) minmax(110px, 0.4fr) minmax(0, 1fr);
  }
  .lab[data-dense] {
    gap: var(--s2);
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 212px), 1fr));
    max-height: min(34vh, 340px);
    overflow: auto;
    overscroll-behavior: contain;
  }
  .host {
    position: relative;
    padding: 12px var(--s4);
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-width: 0;
  }
  .top {
    display: flex;
    align-items: baseline;
    gap: 8px;
    min-width: 0;
  }
  .top h2 {
    flex: none;
  }
  .top .about {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .dots {
    align-self: center;
    display: grid;
    place-items: center;
    padding: 2px;
    margin: -4px -6px -4px -2px;
    color: var(--ink-2);
  }
  .fills {
    display: grid;
    gap: 4px;
  }
  .fill {
    display: grid;
    grid-template-columns: 70px minmax(30px, 1fr) minmax(14ch, auto);
    align-items: center;
    gap: 8px;
    line-height: 16px;
  }
  .fill .capacity {
    margin: 0;
  }
  .fill .text {
    text-align: end;
    white-space: nowrap;
  }
  .capacity i {
    min-width: 0;
  }
  .capacity i[data-full] {
    background: var(--warn);
  }
  .parts {
    gap: 6px;
  }
  .chip {
    padding: 4px 10px;
    min-height: 30px;
    gap: 7px;
  }
  .chip[data-fixed] {
    cursor: pointer;
  }
  .chip[data-tone='busy'] {
    box-shadow: inset 0 0 0 1.5px var(--p-sent);
  }
  .chip[data-tone='bad'] {
    background: var(--bad-soft);
    box-shadow: inset 0 0 0 1.5px var(--bad);
  }
  .chip[data-tone='good'] .name {
    font-weight: 430;
  }
  .chip .name {
    font-weight: 560;
  }
  .chip.all {
    background: none;
    color: var(--ink-2);
    cursor: pointer;
  }
  .lab[data-dense] .host {
    padding: 9px 12px;
    gap: 6px;
  }
  .lab[data-dense] .top .small:not(.about) {
    font-size: 0;
  }
  .lab[data-dense] .fills {
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    gap: 10px;
  }
  .lab[data-dense] .fill {
    display: block;
  }
  .lab[data-dense] .fill .small {
    display: none;
  }
  .lab[data-dense] .parts {
    gap: 4px;
    margin-top: 2px;
  }
  .lab[data-dense] .chip {
    font-size: 12px;
    line-height: 16px;
    min-height: 24px;
    padding: 2px 7px;
    gap: 5px;
  }
  .lab[data-dense] .chip:is([data-tone='quiet'], [data-tone='good']) .said {
    display: none;
  }
  .answer {
    position: absolute;
    inset: auto 0 0;
    padding: 5px var(--s4);
    font-size: 12px;
    background: var(--card);
    border-top: 1px solid var(--line);
    border-radius: 0 0 var(--r) var(--r);
    color: var(--ink-2);
    pointer-events: none;
    z-index: 2;
  }
  [data-drop='best'] {
    box-shadow:
      0 0 0 1.5px var(--accent),
      var(--shadow);
  }
  [data-drop='best'] .answer {
    color: var(--accent);
    font-weight: 560;
  }
  [data-drop='fits'] .answer:not([data-over]) {
    display: none;
  }
  [data-drop='refused'] .parts,
  [data-drop='refused'] .fills {
    opacity: 0.45;
  }
  .host[data-target] {
    box-shadow:
      0 0 0 2.5px var(--accent),
      var(--shadow);
  }
  @media (pointer: coarse) {
    .chip,
    .lab[data-dense] .chip {
      min-height: 44px;
      padding-inline: 12px;
    }
  }
  /* Where the lab scrolls, a finger scrolls it; the menu moves what it touches. */
  .lab[data-dense] .chip {
    touch-action: pan-y;
  }
  @media (max-width: 640px) {
    .chip {
      touch-action: pan-y;
    }
    .lab,
    .lab[data-pair] {
      gap: 8px;
      grid-template-columns: minmax(0, 1fr);
    }
    .lab[data-dense],
    .lab:not([data-pair]) {
      max-height: 46vh;
      overflow: auto;
    }
    .host {
      display: flex;
      align-items: stretch;
    }
    .dots {
      margin-block: -10px;
    }
  }
`;
