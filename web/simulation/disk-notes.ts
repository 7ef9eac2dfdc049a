/** What disks that are copied along have to be said of, beside the records of their moves. */
import type { RunNote } from '../model/recording.ts';
import { ns, type VirtualNs } from '../model/units.ts';
import { lateDisks, unequalDisks } from './deeds.ts';
import type { DiskCopy } from './disk-copy.ts';
import type { Journey } from './journey.ts';

export function diskNotes(copies: ReadonlyMap<Journey, DiskCopy>, horizonNs: VirtualNs): RunNote[] {
  const late: RunNote[] = [];
  const never: RunNote[] = [];
  for (const [{ move, startNs, mover }, { readyNs, leftBytes }] of copies) {
    if (leftBytes > 0 && mover.completed)
      late.push({ at: ns(startNs + (mover.stoppedNs ?? 0)), text: lateDisks(move, leftBytes) });
    if (readyNs === null && startNs >= horizonNs)
      never.push({ at: startNs, text: unequalDisks(move, leftBytes) });
  }
  return [...late, ...never];
}
