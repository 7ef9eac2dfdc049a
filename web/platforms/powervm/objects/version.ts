/** Levels of consoles, VIOS and firmware as lists of numbers, so that 10.3 comes after 9.2. */

export type Version = readonly number[];

/**
 * `7.7.9.0`, `V7R7.9.0`, `v7.7.1.0`, `V10R3.1061`, `2.2.3.1`, `1.5.2.1-FP11`: the numbers in their order, or null
 * where there is none. A fix pack counts as one number more.
 */
export function parseVersion(text: string): Version | null {
  const level =
    text.match(/\d+(?:[.R]\d+)+(?:\s*-?\s*FP-?\s*\d+(?:\.\d+)*)?/i)?.[0] ?? text.match(/\d+/)?.[0];
  return level === undefined ? null : (level.match(/\d+/g) ?? []).map(Number);
}

/** Negative when the first is older. What is missing at the end counts as 0: 7.3.4 is 7.3.4.0. */
export function compareVersions(one: Version, other: Version): number {
  for (let i = 0; i < Math.max(one.length, other.length); i++) {
    const difference = (one[i] ?? 0) - (other[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether a level is at least another one. A text without any number is not. */
export function isAtLeast(level: string, least: string): boolean {
  const [have, need] = [parseVersion(level), parseVersion(least)];
  return have !== null && need !== null && compareVersions(have, need) >= 0;
}
