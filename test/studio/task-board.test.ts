import { describe, expect, it } from 'vitest';
import { boardAt, EVERYTHING } from '../../web/studio/task-board.ts';
import { at } from '../ui/worlds/build.ts';
import { powervmTasks } from '../ui/worlds/powervm.ts';

const names = (s: number, wanted = EVERYTHING) =>
  boardAt(powervmTasks, at(s), wanted).map(({ row, members }) => [
    row.id,
    row.status,
    ...members.map((member) => member.row.id),
  ]);

describe('the board of tasks', () => {
  it('has what was requested up to the moment, newest first, members below their task', () => {
    expect(names(0.1)).toEqual([]);
    expect(names(2)).toEqual([
      ['t2', 'running'],
      ['t1', 'done'],
    ]);
    expect(names(6)).toEqual([
      ['t3', 'running', 't4', 't5'],
      ['t2', 'running'],
      ['t1', 'done'],
    ]);
  });

  it('finds a task by words in it or in one of its members', () => {
    expect(names(20, { words: 'move DEV1', status: '' }).map(([id]) => id)).toEqual(['t3']);
    expect(names(20, { words: 'app01', status: '' }).map(([id]) => id)).toEqual(['t2', 't1']);
    expect(names(20, { words: 'nobody', status: '' })).toEqual([]);
  });

  it('finds a task by the status that it has at the moment', () => {
    expect(names(6, { words: '', status: 'done' }).map(([id]) => id)).toEqual(['t1']);
    expect(names(20, { words: '', status: 'failed' }).map(([id]) => id)).toEqual(['t3']);
  });

  it('shows a member whose task is not known on its own', () => {
    const orphans = powervmTasks.filter(({ id }) => id !== 't3');
    expect(boardAt(orphans, at(20)).map(({ row }) => row.id)).toContain('t5');
  });
});
