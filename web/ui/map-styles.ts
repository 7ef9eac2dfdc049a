import { css } from 'lit';

export const mapStyles = css`
  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    border-radius: inherit;
    touch-action: pan-y;
  }
  canvas:focus-visible {
    outline-offset: -2px;
  }
  .outline {
    position: absolute;
    left: 0;
    top: 0;
    border: 2px solid var(--accent);
    border-radius: 3.5px;
    box-shadow: 0 0 0 1.5px var(--card);
    pointer-events: none;
    visibility: hidden;
    will-change: transform;
  }
  .late {
    display: none;
    position: absolute;
    inset: 50% auto auto 50%;
    translate: -50% -50%;
    padding: 5px 10px;
    border-radius: var(--r-s);
    background: var(--card);
    box-shadow: var(--shadow-up);
    pointer-events: none;
  }
  .frame[aria-busy='true'] .late {
    display: block;
  }
  .frame[aria-busy='true'] canvas {
    opacity: 0.5;
  }
  .scale {
    position: absolute;
    inset: auto 0 7px;
    text-align: center;
    pointer-events: none;
  }
  .tip {
    position: absolute;
    inset-inline: 8px;
    top: 8px;
    width: fit-content;
    max-width: calc(100% - 16px);
    padding: 5px 10px;
    border-radius: var(--r-s);
    background: var(--card);
    box-shadow: var(--shadow-up);
    font-size: 12px;
    pointer-events: none;
  }
  .tip[data-low] {
    top: auto;
    bottom: 8px;
  }
  @media (max-width: 640px) {
    .head h2 {
      position: absolute;
      clip-path: inset(50%);
    }
    .legend {
      gap: 2px 9px;
    }
  }
  /* A fifth key takes the room of these words; the legend stays in one line, and level with the one beside. */
  @container (441px <= width <= 500px) {
    .head:has(.key:nth-child(5)) .of {
      position: absolute;
      clip-path: inset(50%);
    }
  }
  .key {
    white-space: nowrap;
  }
  .key i {
    display: inline-block;
    width: 9px;
    height: 9px;
    border-radius: 2.5px;
    margin-inline-end: 5px;
    forced-color-adjust: none;
  }
  .s0 {
    background: var(--p-sent);
  }
  .s1 {
    background: var(--p-dirty);
  }
  .s2 {
    background: var(--p-wait);
    scale: 0.85;
  }
  .s3 {
    background: var(--p-zero);
    scale: 0.6;
    outline: 1px solid var(--edge);
  }
  .s4 {
    background: var(--p-fault);
    rotate: 45deg;
    scale: 0.8;
    border-radius: 1px;
  }
  .twin {
    display: grid;
    gap: var(--s3);
    align-content: start;
  }
`;
