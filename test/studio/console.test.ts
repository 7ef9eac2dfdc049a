import { describe, expect, it } from 'vitest';
import { groupsOf, verdictOf } from '../../web/studio/examinations.ts';
import { matching, ordered, turned } from '../../web/studio/panel-order.ts';
import { placeOf } from '../../web/studio/places.ts';
import { at, cell, column, finding, on } from '../ui/worlds/build.ts';
import { examinationOf, powervmAt } from '../ui/worlds/powervm.ts';

const row = (id: string, memory: string, share: number | null = null) => ({
  id,
  cells: { name: cell(id), memory: cell(memory, 'quiet', share) },
  offers: [],
  details: [],
});
const panel = (kind: 'number' | 'bar') => ({
  columns: [column('name', 'Name'), column('memory', 'Memory', kind)],
});

describe('the rows of a panel', () => {
  it('stand in the order of a column, numbers by their size, and then again as the console has them', () => {
    const rows = [row('b', '96 GiB'), row('a', '128 GiB'), row('c', '8 GiB')];
    const ids = (order: ReturnType<typeof turned>) => ordered(panel('number'), rows, order).map((r) => r.id);
    const up = turned(null, 'memory');
    const down = turned(up, 'memory');
    expect([ids(up), ids(down), ids(turned(down, 'memory'))]).toEqual([
      ['c', 'b', 'a'],
      ['a', 'b', 'c'],
      ['b', 'a', 'c'],
    ]);
    expect(turned(up, 'name')).toEqual({ column: 'name', down: false });
  });

  it('are ordered by how far a bar is filled, not by its words', () => {
    const rows = [row('a', '90 of 100 GiB', 0.9), row('b', '100 of 1000 GiB', 0.1)];
    expect(ordered(panel('bar'), rows, { column: 'memory', down: false }).map((r) => r.id)).toEqual([
      'b',
      'a',
    ]);
  });

  it('are found by all words in any of their cells', () => {
    const rows = [row('app01', '32 GiB'), row('app02', '64 GiB'), row('web', '32 GiB')];
    expect(matching(rows, 'APP 32').map((r) => r.id)).toEqual(['app01']);
    expect(matching(rows, ' ')).toBe(rows);
  });
});

it('an object is found by its name, with or without what it belongs to', () => {
  const view = powervmAt(at(0));
  expect(placeOf(view, 'app02')).toEqual({ panel: 'lpars', row: 'app02' });
  expect(placeOf(view, 'p770-2/vios1')).toEqual({ panel: 'vios', row: 'p770-2/vios1' });
  expect(placeOf(view, 'vios2')?.panel).toBe('vios');
  expect(placeOf(view, 'hmc9')).toBeNull();
});

describe('an examination', () => {
  it('shows groups with errors first, and in them the errors', () => {
    const groups = groupsOf([
      finding('w1', { group: 'Console', severity: 'warning' }),
      finding('w2', { group: 'Servers', severity: 'warning' }),
      finding('e1', { group: 'Servers' }),
    ]);
    expect(groups.map((g) => [g.name, g.findings.map((f) => f.id)])).toEqual([
      ['Servers', ['e1', 'w2']],
      ['Console', ['w1']],
    ]);
  });

  it('is summed up without promising what nobody knows', () => {
    const move = on('Lpar', 'app02', 'move', { $ref: 'System', name: 'p770-2' });
    expect(verdictOf(examinationOf(move, new Set()))).toBe('10 rules are against it; 2 warnings.');
    const empty = { title: '', findings: [], passed: [], undecided: [] };
    expect(verdictOf(empty)).toBe('Nothing is against it.');
    expect(verdictOf({ ...empty, undecided: [{ id: 'x', missing: 'the zones' }] })).toBe(
      'Nothing that is known is against it.',
    );
    expect(verdictOf({ ...empty, findings: [finding('w', { severity: 'warning' })] })).toBe(
      'Nothing is against it; one warning.',
    );
  });
});
