/** What has been: the scene at every moment, and the history of all tasks. Every view is a function of it and a moment. */
import type { RuleFinding } from '../../../model/rule-finding.ts';
import type { TaskRecord } from '../../../model/task-record.ts';
import type { VirtualNs } from '../../../model/units.ts';
import type { Constants } from '../mobility/constants.ts';
import type { Scene } from '../mobility/scene.ts';

export interface Snapshot {
  readonly at: VirtualNs;
  readonly scene: Scene;
}

/** What was asked for and did not begin. */
export interface Refused {
  readonly at: VirtualNs;
  /** `Move app01 to p780-b`. */
  readonly what: string;
  readonly findings: readonly RuleFinding[];
}

export interface Course {
  /** Moments never descend; the last of a moment is the one that lasts. The first is at 0. */
  readonly snapshots: readonly Snapshot[];
  readonly tasks: readonly TaskRecord[];
  readonly refused: readonly Refused[];
  readonly constants: Constants;
}

/** How the world stood at a moment. */
export function sceneAt({ snapshots }: Pick<Course, 'snapshots'>, at: VirtualNs): Scene {
  let [low, high] = [0, snapshots.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((snapshots[middle]?.at ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const found = snapshots[low];
  if (!found) throw new Error('a course begins with a snapshot');
  return found.scene;
}
