/** What fits on a round's band, or above it: no number touches the next one. */
export function roundLabel(number: number, widthPx: number): string {
  const digits = `${number}`;
  if (widthPx > 51 + 6 * digits.length) return `round ${digits}`;
  return widthPx > 5 + 7 * digits.length ? digits : '';
}
