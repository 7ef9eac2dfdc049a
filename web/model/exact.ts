/**
 * Powers that are the same to the last bit everywhere. The language leaves the accuracy of `Math.pow` and its like to
 * the engine that runs it, and results must not depend on that; sums, products and quotients are exact by standard.
 */

/** Natural logarithm of a number above 0. */
export function logOf(x: number): number {
  let twos = 0;
  let rest = x;
  for (; rest > 1.5; rest /= 2) twos++;
  for (; rest < 0.75; rest *= 2) twos--;
  // ln x = 2 artanh((x − 1) / (x + 1)), and that is at most a fifth here.
  const part = (rest - 1) / (rest + 1);
  const square = part * part;
  let sum = 0;
  let term = part;
  for (let n = 1; n < 40; n += 2) {
    sum += term / n;
    term *= square;
  }
  return twos * Math.LN2 + 2 * sum;
}

/** e to the power of x. */
export function expOf(x: number): number {
  const twos = Math.round(x / Math.LN2);
  const rest = x - twos * Math.LN2;
  let sum = 1;
  let term = 1;
  for (let n = 1; n < 20; n++) {
    term *= rest / n;
    sum += term;
  }
  let result = sum;
  for (let i = 0; i < Math.abs(twos); i++) result *= twos > 0 ? 2 : 0.5;
  return result;
}

/** x to the power of y; x above 0. */
export const powerOf = (x: number, y: number): number => expOf(y * logOf(x));
