import { css } from 'lit';

export const chartStyles = css`
  svg {
    position: absolute;
    inset: 0;
    cursor: ew-resize;
    touch-action: pan-y;
    user-select: none;
  }
  path {
    fill: none;
    stroke-linejoin: round;
  }
  .grid {
    stroke: var(--line);
    stroke-width: 1;
  }
  .tick {
    font-size: 11px;
    fill: var(--ink-3);
    font-variant-numeric: tabular-nums;
  }
  .told {
    paint-order: stroke;
    stroke: var(--card);
    stroke-width: 6px;
  }
  .round {
    fill: var(--p-sent);
    opacity: 0.05;
  }
  .round[data-even='0'] {
    opacity: 0.11;
  }
  .pause {
    fill: var(--p-stop);
    opacity: 0.85;
  }
  /* Lines are to be seen in a long one. */
  .pause[data-wide] {
    opacity: 0.14;
  }
  .postcopy {
    fill: var(--p-fault);
    opacity: 0.09;
  }
  .wait {
    fill: var(--p-fault);
  }
  .throttle {
    fill: var(--ink-3);
    opacity: 0.2;
  }
  .throttle-edge {
    stroke: var(--ink-2);
    stroke-width: 1.4;
  }
  .key {
    display: inline-block;
    width: 10px;
    height: 9px;
    margin-inline-end: 5px;
    forced-color-adjust: none;
  }
  .key.throttled {
    background: color-mix(in oklab, var(--ink-3) 24%, transparent);
    border-bottom: 1.5px solid var(--ink-2);
  }
  .key.waits {
    width: 7px;
    background:
      linear-gradient(var(--p-fault) 0 0) 0 100% / 3px 5px no-repeat,
      linear-gradient(var(--p-fault) 0 0) 100% 100% / 3px 9px no-repeat;
  }
  path.left {
    stroke: var(--p-sent);
    stroke-width: 2.2;
  }
  path.again {
    stroke: var(--p-dirty);
    stroke-width: 2.6;
  }
  path.sent {
    stroke: var(--ink-3);
    stroke-width: 1.2;
    opacity: 0.75;
  }
  .dotted path {
    stroke-width: 1.6;
    stroke-dasharray: 1.5 3.5;
    stroke: var(--ink-3);
  }
  .dotted path.sent {
    opacity: 0.5;
    stroke-width: 1;
  }
  .limit {
    stroke: var(--accent);
    stroke-dasharray: 5 4;
    stroke-width: 1.3;
  }
  .limit-text {
    font-size: 11px;
    fill: var(--accent);
    paint-order: stroke;
    stroke: var(--card);
    stroke-width: 3px;
    stroke-linejoin: round;
  }
  .now {
    position: absolute;
    left: -0.8px;
    width: 1.6px;
    background: var(--accent);
    pointer-events: none;
    will-change: transform;
  }
  .line {
    display: inline-block;
    width: 12px;
    height: 0;
    border-top: 2.5px solid var(--p-sent);
    border-radius: 2px;
    margin-inline-end: 5px;
    vertical-align: 3px;
    forced-color-adjust: none;
  }
  .line.again {
    border-color: var(--p-dirty);
  }
  .line.sent {
    border-top: 1.5px solid var(--ink-3);
  }
  .tip {
    position: absolute;
    bottom: 30px;
    inset-inline-end: 18px;
    font-size: 12px;
    color: var(--ink-2);
    display: none;
  }
  .none {
    padding: var(--s4);
  }
`;
