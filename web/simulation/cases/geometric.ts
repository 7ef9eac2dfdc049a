/**
 * The textbook's answer, to hold against the simulated one: each round sends what was dirtied during the round
 * before, so with dirty rate D and bandwidth B the rounds shrink by x = D/B and their sums are geometric
 * series. It knows no page that is written twice, no page that is written before it is sent, no windows.
 * The series is the base of Liu et al., "Performance and Energy Modeling for Live Migration of Virtual
 * Machines" (HPDC 2011).
 */

export interface GeometricInput {
  /** Bytes of the first round. */
  bytes: number;
  dirtiedBytesPerSecond: number;
  bytesPerSecond: number;
  downtimeLimitS: number;
}

/** What a formula says. All infinite when the migration never ends. */
export interface FormulaAnswer {
  /** Rounds before the pause; null when the rounds do not shrink enough. */
  rounds: number | null;
  totalS: number;
  downtimeS: number;
  bytes: number;
}

/** Stops at the first round whose bytes fit into the downtime limit; all infinite when there is none. */
export function geometricSeries(input: GeometricInput): FormulaAnswer {
  const { bytes: first, bytesPerSecond, downtimeLimitS } = input;
  const ratio = input.dirtiedBytesPerSecond / bytesPerSecond;
  const threshold = bytesPerSecond * downtimeLimitS;
  const rounds = roundsUntil(first, ratio, threshold);
  if (rounds === null) return { rounds, totalS: Infinity, downtimeS: Infinity, bytes: Infinity };
  const bytes = ratio === 1 ? first * (rounds + 1) : (first * (1 - ratio ** (rounds + 1))) / (1 - ratio);
  return {
    rounds,
    totalS: bytes / bytesPerSecond,
    downtimeS: (first * ratio ** rounds) / bytesPerSecond,
    bytes,
  };
}

function roundsUntil(first: number, ratio: number, threshold: number): number | null {
  if (first <= threshold) return 0;
  if (ratio === 0) return 1;
  if (ratio >= 1 || threshold === 0) return null;
  return Math.ceil(Math.log(threshold / first) / Math.log(ratio));
}
