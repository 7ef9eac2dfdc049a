/** Versions of QEMU, and which of the two loops that can be simulated a version runs. */
import type { Era } from '../../../model/scenario.ts';

/** Releases from 7.0 on; what else there is follows from these. */
export const VERSIONS: readonly string[] = [
  ...['7.0', '7.1', '7.2', '8.0', '8.1', '8.2'],
  ...['9.0', '9.1', '9.2', '10.0', '10.1', '10.2'],
];

export const DEFAULT_VERSION = '10.2';

/** As one number, so that versions can be compared; null: that is none. `5.0; qpl 9.1` counts as `5.0`. */
export function versionNumber(text: string): number | null {
  const [, major, minor] = /^(\d{1,3})\.(\d{1,3})(?:\D|$)/.exec(text) ?? [];
  return major === undefined || minor === undefined ? null : Number(major) * 1000 + Number(minor);
}

/** Negative: `a` is older. What is no version is older than any. */
export const compareVersions = (a: string, b: string): number =>
  a === b ? 0 : (versionNumber(a) ?? -1) - (versionNumber(b) ?? -1);

export const isAtLeast = (version: string, least: string): boolean => compareVersions(version, least) >= 0;

/** The loop of 7.2 was measured; every later version runs the one of 10.2. */
export const eraOf = (version: string): Era => (isAtLeast(version, '8.0') ? 'qemu-10.2-kvm' : 'qemu-7.2-tcg');
