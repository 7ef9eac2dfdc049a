/**
 * From a world and what happens in it to everything that follows: the world at every moment, and the history of all
 * tasks. A pure function; the past of a longer list of happenings is that of the shorter one.
 */
import type { VirtualNs } from '../../../model/units.ts';
import type { WparWorld } from '../objects/world.ts';
import type { Snapshot } from '../placement/policy.ts';
import { type Basis, basisOf } from '../tasks/build.ts';
import { USUAL_TIMES } from '../tasks/times.ts';
import { Conductor } from './conductor.ts';
import type { Happening, Notice, Refused } from './happening.ts';
import type { TaskRecord } from './record.ts';

export interface Course {
  /** The first is at 0; moments never descend, and the last of a moment is the one that lasts. */
  snapshots: readonly Snapshot[];
  tasks: readonly TaskRecord[];
  refused: readonly Refused[];
  notices: readonly Notice[];
  untilNs: VirtualNs;
}

export function courseOf(
  start: WparWorld,
  happenings: readonly Happening[],
  untilNs: VirtualNs,
  basis: Basis = basisOf(USUAL_TIMES),
): Course {
  const conductor = new Conductor(start, basis);
  // Stable: what is asked at one moment happens in the order in which it was asked.
  for (const happening of [...happenings].sort((a, b) => a.at - b.at)) {
    if (happening.at > untilNs) break;
    conductor.advance(happening.at, false);
    conductor.happen(happening);
  }
  conductor.advance(untilNs, true);
  const { snapshots, tasks, refused, notices } = conductor;
  return { snapshots, tasks, refused, notices, untilNs };
}

export const worldAt = ({ snapshots }: Pick<Course, 'snapshots'>, at: VirtualNs): WparWorld => {
  const found = snapshots.findLast((snapshot) => snapshot.at <= at) ?? snapshots[0];
  if (!found) throw new Error('a course has a first snapshot');
  return found.world;
};
