/** Somebody who is logged in by ssh: to which partition, since when, and what was typed. */
import type { VirtualNs } from '../../../model/units.ts';

export interface Session {
  /** `s1`, `s2`, … in the order in which they were opened. */
  readonly id: string;
  readonly wpar: string;
  readonly openedNs: VirtualNs;
  readonly typed: readonly Typed[];
  /** How long the client hears nothing before it gives the connection up. */
  readonly patienceNs: VirtualNs;
}

export interface Typed {
  readonly at: VirtualNs;
  readonly line: string;
}

/** What one types to watch a relocation: 15 s disturb little, and show a pause well enough. */
export const USUAL_INTERVAL_S = 15;
export const dateLoop = (intervalS = USUAL_INTERVAL_S): string =>
  `while true; do date; sleep ${intervalS}; done`;

/** Seconds between its lines; null: it is no such loop. */
export function intervalOf(line: string): number | null {
  const found = /^while\s+true\s*;\s*do\s+date\s*;\s*sleep\s+(\d+(?:\.\d+)?)\s*;?\s*done$/.exec(line.trim());
  const seconds = Number(found?.[1]);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}

/** Ends what runs in the foreground. */
export const INTERRUPT = '^C';
