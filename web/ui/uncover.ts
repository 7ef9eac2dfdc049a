/**
 * A picture of the past over one of the future, uncovered up to the cursor. While time passes only transforms
 * change, which the compositor applies without layout or paint: a window moves one way, the picture in it the
 * other.
 */
import { css } from 'lit';

export const uncoverStyles = css`
  .past {
    position: absolute;
    inset: 0;
    overflow: hidden;
    pointer-events: none;
  }
  .past,
  .past > svg {
    will-change: transform;
  }
`;

/** `past` holds one svg; `x` and `width` in CSS pixels. */
export function uncover(past: HTMLElement | null, x: number, width: number): void {
  const picture = past?.firstElementChild as SVGElement | null | undefined;
  if (!past || !picture) return;
  past.style.transform = `translateX(${x - width}px)`;
  picture.style.transform = `translateX(${width - x}px)`;
}
