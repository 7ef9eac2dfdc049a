/** What has become of a world so far: it at every moment, the history of all tasks, and what was refused. */
import type { TaskRecord } from '../../../model/task-record.ts';
import type { VirtualNs } from '../../../model/units.ts';
import type { WparWorld } from '../objects/world.ts';
import type { Snapshot } from '../placement/policy.ts';
import type { Session } from '../session/session.ts';
import type { Notice, Refused } from './happening.ts';

export interface Course {
  /** The first is at 0; moments never descend, and the last of a moment is the one that lasts. */
  snapshots: readonly Snapshot[];
  tasks: readonly TaskRecord[];
  refused: readonly Refused[];
  notices: readonly Notice[];
  /** Whoever logged in, in that order. */
  sessions: readonly Session[];
}

export const worldAt = ({ snapshots }: Pick<Course, 'snapshots'>, at: VirtualNs): WparWorld => {
  const found = snapshots.findLast((snapshot) => snapshot.at <= at) ?? snapshots[0];
  if (!found) throw new Error('a course has a first snapshot');
  return found.world;
};
