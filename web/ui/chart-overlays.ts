/** What the chart shows beside the copy: its limit, how much the partition is throttled, and its waits for missing pages. */
import { nothing, svg } from 'lit';
import type { MoveRecord } from '../model/recording.ts';
import type { Curve } from '../studio/curve.ts';
import { bytes, digits } from '../studio/format.ts';
import type { Phase } from '../studio/phases.ts';
import { waitsPerBin } from '../studio/postcopy.ts';

interface Scale {
  x(atNs: number): number;
  top: number;
  bottom: number;
}

/** Of the chart's height, at full throttle. */
const THROTTLE_SHARE = 0.3;
/** Narrower steps have no label. */
const LABEL_PX = 34;

/** Hangs from the top: the deeper, the slower it runs. */
export function throttleSteps(steps: Curve['throttle'], { x, top, bottom }: Scale) {
  const depth = (percent: number) => ((bottom - top) * THROTTLE_SHARE * percent) / 100;
  return steps.map(({ fromNs, toNs, percent }, i) => {
    const [left, width] = [x(fromNs), x(toNs) - x(fromNs)];
    const edge = top + depth(percent);
    const before = i > 0 ? top + depth(steps[i - 1]?.percent ?? 0) : top;
    return svg`<rect class="throttle" x=${left} y=${top} width=${width} height=${depth(percent)} />
      <path class="throttle-edge" d=${`M${left} ${before}V${edge}H${left + width}`} />
      ${width > LABEL_PX ? svg`<text class="tick told" x=${left + width / 2} y=${edge + 13} text-anchor="middle">−${digits(percent)} %</text>` : nothing}`;
  });
}

interface Plane extends Scale {
  y(bytes: number): number;
  left: number;
  right: number;
}

/** With so little room to its right, what is said of the last limit stands before its end. */
const SAID_PX = 165;

/** A line that steps where the limit changes; the last one, which decides, is told. */
export function limitSteps(limits: Curve['limits'], { x, y, left, right }: Plane) {
  const [first] = limits;
  const last = limits.at(-1);
  if (!first || !last) return nothing;
  const steps = limits.slice(1).map((limit) => `H${x(limit.fromNs)}V${y(limit.bytes)}`);
  const from = last === first ? left : x(last.fromNs);
  const late = from > right - SAID_PX;
  return svg`<path class="limit" d=${`M${left} ${y(first.bytes)}${steps.join('')}H${right}`} />
    <text class="limit-text" x=${late ? right - 4 : from + 6} y=${y(last.bytes) + 15}
      text-anchor=${late ? 'end' : 'start'}>switches over below ${bytes(last.bytes)}</text>`;
}

const BIN_PX = 4;
const BAR_PX = 26;

/** How often it ran into a missing page, along the foot of post-copy. */
export function waitBars({ faults = [] }: MoveRecord, phases: readonly Phase[], { x, bottom }: Scale) {
  const phase = phases.find(({ kind }) => kind === 'postcopy');
  if (!phase || faults.length === 0) return nothing;
  const [left, right] = [x(phase.fromNs), x(phase.toNs)];
  const bins = Math.max(1, Math.floor((right - left) / BIN_PX));
  const counts = waitsPerBin(faults, phase.fromNs, phase.toNs, bins);
  const most = Math.max(1, ...counts);
  const wide = (right - left) / bins;
  return counts.map((count, i) => {
    if (count === 0) return nothing;
    const height = Math.max(2, (count / most) * BAR_PX);
    return svg`<rect class="wait" x=${left + i * wide} y=${bottom - height} width=${Math.max(1, wide - 1)} height=${height} />`;
  });
}
