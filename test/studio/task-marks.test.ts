import { describe, expect, it } from 'vitest';
import type { TaskRecord } from '../../web/model/task-record.ts';
import { seconds } from '../../web/model/units.ts';
import { taskMarks } from '../../web/studio/task-marks.ts';

const task = (target: string, from: number, to: number, parent: string | null = null) =>
  ({
    id: target,
    name: `Move ${target}`,
    target,
    parent,
    requestedNs: seconds(from),
    startNs: seconds(from),
    endNs: seconds(to),
  }) as TaskRecord;

const marked = (...tasks: TaskRecord[]) =>
  taskMarks(tasks, seconds(100), seconds(5)).map(({ label, untilNs }) => [
    label && `${label.name}${label.others.length > 0 ? ` and ${label.others.join(', ')}` : ''}`,
    untilNs / 1e9,
  ]);

describe('above the line of time', () => {
  it('a name has the room up to the next mark, however long its task goes on beside the other', () => {
    expect(marked(task('a', 0, 90), task('b', 20, 30))).toEqual([
      ['Move a', 20],
      ['Move b', 100],
    ]);
  });

  it('of tasks that begin together one is named, and the others beside it', () => {
    expect(marked(task('a', 10, 90), task('b', 10, 90), task('c', 12, 90), task('d', 60, 90))).toEqual([
      [null, 10],
      [null, 12],
      ['Move c and Move a, Move b', 60],
      ['Move d', 100],
    ]);
  });

  it('the members of a task have no marks, and the end of the line no room for a word', () => {
    expect(marked(task('all', 0, 99), task('a', 30, 40, 'all'), task('late', 98, 99))).toEqual([
      ['Move all', 98],
      [null, 100],
    ]);
  });
});
