/**
 * What stands above the line of time where tasks do the work: a mark where each began, and names as far as there is room
 * before the next mark. Of those that begin too close together the last is named, with how many there are beside it.
 */
import type { TaskRecord } from '../model/task-record.ts';
import { ns, type VirtualNs } from '../model/units.ts';

export interface TaskMark {
  fromNs: VirtualNs;
  /** Up to the next mark, or the end of the line. */
  untilNs: VirtualNs;
  title: string;
  /** Null: there is no room for a word. */
  label: { name: string; others: readonly string[] } | null;
}

/** @param leastNs what is shorter on the line holds no word */
export function taskMarks(tasks: readonly TaskRecord[], durationNs: VirtualNs, leastNs: number): TaskMark[] {
  const begun = tasks
    .filter(({ parent }) => parent === null)
    .map((task) => ({ ...task, fromNs: task.startNs ?? task.requestedNs }))
    .sort((a, b) => a.fromNs - b.fromNs);
  let unnamed: string[] = [];
  return begun.map(({ name, target, fromNs }, i) => {
    const untilNs = ns(Math.max(fromNs, begun[i + 1]?.fromNs ?? durationNs));
    const title = name.includes(target) ? name : `${name}: ${target}`;
    if (untilNs - fromNs < leastNs) {
      unnamed.push(title);
      return { fromNs, untilNs, title, label: null };
    }
    const others = unnamed;
    unnamed = [];
    return { fromNs, untilNs, title, label: { name, others } };
  });
}
