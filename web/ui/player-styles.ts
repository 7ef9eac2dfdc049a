import { css } from 'lit';

/** The thumb of the range is what a hand takes; what the eye follows glides above it. */
const thumb = css`
  width: 14px;
  height: 42px;
  border: 0;
  background: none;
  cursor: ew-resize;
`;

export const playerStyles = css`
  :host {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: var(--s5);
    align-items: center;
    padding: 12px var(--s5) 12px;
    padding-bottom: max(12px, env(safe-area-inset-bottom));
  }
  .transport {
    display: flex;
    align-items: center;
    gap: 2px;
  }
  .transport button {
    display: grid;
    place-items: center;
    min-width: 34px;
    min-height: 34px;
    padding: 0;
  }
  .transport .play {
    width: 44px;
    height: 44px;
    border-radius: 50%;
    background: var(--ink);
    color: var(--paper);
    margin: 0 6px;
    transition: scale var(--quick);
  }
  .transport .play[data-first] {
    background: var(--accent);
    color: var(--accent-ink);
  }
  .transport .play:not(:disabled):hover {
    scale: 1.05;
  }
  .line {
    position: relative;
    height: 58px;
  }
  .bands {
    position: absolute;
    inset: 0;
  }
  /* One lane is a bar; several share a little more room. */
  .bands {
    --top: 18px;
    --pitch: 16px;
    --gap: 0px;
  }
  .bands[data-lanes] {
    --top: 15px;
    --pitch: calc(24px / var(--lanes));
    --gap: min(1px, calc(var(--pitch) / 4));
  }
  .track,
  .band {
    position: absolute;
    top: var(--top);
    height: calc(var(--pitch) * var(--lanes));
    border-radius: 4px;
  }
  .track {
    inset-inline: 0;
    background: var(--well);
    opacity: 0.6;
  }
  .band {
    top: calc(var(--top) + var(--pitch) * var(--lane));
    height: calc(var(--pitch) - var(--gap));
    min-width: 2px;
    background: var(--well);
    font-size: 11px;
    line-height: 16px;
    text-align: center;
    color: var(--ink-2);
    overflow: hidden;
    white-space: nowrap;
  }
  [data-lanes] .band {
    border-radius: 2.5px;
    font-size: 10px;
    line-height: 11px;
  }
  .task {
    position: absolute;
    top: 1px;
    height: 14px;
    padding-inline-start: 4px;
    border-inline-start: 1px solid var(--edge);
    font-size: 10.5px;
    line-height: 13px;
    color: var(--ink-3);
    display: flex;
    gap: 5px;
    white-space: nowrap;
  }
  .called {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .band.round {
    background: color-mix(in oklab, var(--p-sent) var(--a), var(--well));
    color: var(--ink);
  }
  .band.pause {
    background: var(--p-stop);
    min-width: 5px;
  }
  .band.postcopy {
    background: color-mix(in oklab, var(--p-fault) 26%, var(--well));
    color: var(--ink);
  }
  .band.setup,
  .band.tail {
    background: var(--edge);
  }
  .bands:not([data-lanes]) .band[data-now] {
    box-shadow: 0 0 0 1.5px var(--accent);
  }
  .tick {
    position: absolute;
    top: 39px;
    font-size: 11px;
    color: var(--ink-3);
    white-space: nowrap;
    transform: translateX(-50%);
  }
  .tick[data-edge='start'] {
    transform: none;
  }
  .tick[data-edge='end'] {
    transform: translateX(-100%);
  }
  .tick.ink {
    color: var(--ink);
    font-weight: 550;
  }
  input {
    position: absolute;
    inset: 4px -7px auto;
    width: calc(100% + 14px);
    height: 42px;
    margin: 0;
    appearance: none;
    background: none;
    cursor: pointer;
  }
  input::-webkit-slider-runnable-track {
    height: 42px;
    background: none;
  }
  input::-webkit-slider-thumb {
    appearance: none;
    ${thumb}
  }
  input::-moz-range-track {
    height: 42px;
    background: none;
  }
  input::-moz-range-thumb {
    ${thumb}
  }
  .cursor {
    position: absolute;
    inset: 4px auto auto -7px;
    width: 14px;
    height: 42px;
    background:
      radial-gradient(circle at 7px 7px, var(--accent) 6px, transparent 6.6px),
      linear-gradient(var(--accent), var(--accent)) 6px 7px / 2px 30px no-repeat;
    pointer-events: none;
    will-change: transform;
  }
  .busy {
    position: absolute;
    inset: 8px 0 auto;
    height: 3px;
    border-radius: 2px;
    overflow: hidden;
    background: var(--well);
    opacity: 0;
    animation: appear 0s 150ms forwards;
  }
  .busy i {
    display: block;
    height: 100%;
    background: var(--accent);
  }
  @keyframes appear {
    to {
      opacity: 1;
    }
  }
  .readout,
  .line {
    contain: layout style;
  }
  .readout {
    text-align: end;
    font-size: 14px;
    display: grid;
    gap: 2px;
  }
  select {
    padding: 2px 21px 2px 8px;
    min-height: 24px;
    margin-inline-end: 6px;
    text-align: center;
  }
  @media (forced-colors: active) {
    .track,
    .band {
      border: 1px solid CanvasText;
    }
    .band.pause,
    .cursor {
      forced-color-adjust: none;
    }
    .transport .play {
      border: 2px solid;
    }
  }
  @media (max-width: 1180px) {
    .print {
      display: none;
    }
    :host {
      gap: var(--s4);
      padding-inline: var(--s4);
    }
  }
  @media (max-width: 640px) {
    :host {
      grid-template-columns: 1fr auto;
      gap: 2px var(--s3);
      padding: 4px 14px 8px;
      padding-bottom: max(8px, env(safe-area-inset-bottom));
    }
    .line {
      grid-column: 1 / -1;
      grid-row: 1;
    }
    .transport button {
      min-width: 44px;
      min-height: 44px;
    }
    .transport .play {
      width: 48px;
      height: 48px;
      margin: 0 2px;
    }
    @media (max-width: 375px) {
      .transport {
        gap: 0;
      }
      .transport button {
        min-width: 34px;
      }
    }
    .clock .small {
      display: none;
    }
    select {
      min-height: 28px;
      margin: 0;
    }
  }
`;
