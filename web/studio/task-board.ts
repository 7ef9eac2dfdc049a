/**
 * The tasks of a world at a moment as a board shows them: newest first, members below the task that they are part of,
 * those that somebody looks for.
 */
import { type ActivityRow, rowAt } from '../model/activity.ts';
import type { TaskRecord, TaskStatus } from '../model/task-record.ts';
import type { VirtualNs } from '../model/units.ts';

export interface TaskItem {
  record: TaskRecord;
  row: ActivityRow;
  members: readonly TaskItem[];
}

export interface Wanted {
  /** Words that are all in its name, its target or one of its members. */
  words: string;
  status: TaskStatus | '';
}

export const EVERYTHING: Wanted = { words: '', status: '' };

export function boardAt(tasks: readonly TaskRecord[], at: VirtualNs, wanted = EVERYTHING): TaskItem[] {
  const begun = tasks.filter((record) => record.requestedNs <= at);
  const known = new Set(begun.map(({ id }) => id));
  const members = new Map<string, TaskRecord[]>();
  for (const record of begun)
    if (record.parent !== null && known.has(record.parent))
      members.set(record.parent, [...(members.get(record.parent) ?? []), record]);
  const itemOf = (record: TaskRecord): TaskItem => ({
    record,
    row: rowAt(record, at),
    members: (members.get(record.id) ?? []).map(itemOf),
  });
  return begun
    .filter(({ parent }) => parent === null || !known.has(parent))
    .map(itemOf)
    .filter((item) => fits(item, wanted))
    .reverse();
}

function fits(item: TaskItem, { words, status }: Wanted): boolean {
  const all = words.toLowerCase().split(/\s+/).filter(Boolean);
  const own = ({ row }: TaskItem): boolean => {
    const text = `${row.name} ${row.target}`.toLowerCase();
    return (status === '' || row.status === status) && all.every((word) => text.includes(word));
  };
  return own(item) || item.members.some((member) => fits(member, { words, status }));
}
