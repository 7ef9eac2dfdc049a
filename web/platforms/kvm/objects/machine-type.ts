/** Versioned machine types: `pc-q35-9.2`. A version of QEMU knows its own and older ones, never newer ones. */
import { isAtLeast, versionNumber } from './version.ts';

export interface MachineType {
  /** `pc-q35` or `pc-i440fx`. */
  family: string;
  version: string;
}

export function parseMachineType(text: string): MachineType | null {
  const [, family, version] = /^(pc-q35|pc-i440fx)-(\d{1,3}\.\d{1,3})$/.exec(text) ?? [];
  return family && version && versionNumber(version) !== null ? { family, version } : null;
}

export const newestMachineType = (family: string, version: string): string => `${family}-${version}`;

/** @param known those that the host has, where it does not have all of its version's; empty: all */
export function knowsMachineType(version: string, known: readonly string[], type: string): boolean {
  const parsed = parseMachineType(type);
  if (!parsed || !isAtLeast(version, parsed.version)) return false;
  return known.length === 0 || known.includes(type);
}
