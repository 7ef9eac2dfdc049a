import { describe, expect, it } from 'vitest';
import { toSeconds } from '../../../../web/model/units.ts';
import { Time, two } from './worlds.ts';

const MOVE = { lpar: 'app01', source: 'p770-a', target: 'p770-b' };
const shutDown = { name: 'app01', system: 'p770-a', state: 'Not Activated' } as const;

describe('an inactive move', () => {
  it('takes seconds, moves no memory, and leaves the partition shut down on the target', () => {
    const time = new Time(two({ lpars: [{ ...shutDown, memoryMb: 65_536, hugePages: 0 }] }));
    const before = time.world.systems.map(({ availableMemoryMb }) => availableMemoryMb);
    time.conductor.migrate(MOVE);
    time.end();
    const task = time.conductor.tasks[0];
    expect(task?.status).toBe('done');
    expect(toSeconds(task?.endNs ?? time.now)).toBeLessThan(30);
    expect(time.carrier.orders).toEqual([]);
    expect(time.world.lpars.map(({ system, state }) => [system, state])).toEqual([
      ['p770-b', 'Not Activated'],
    ]);
    expect(time.world.systems.map(({ availableMemoryMb }) => availableMemoryMb)).toEqual(before);
  });
  it('takes huge pages along, which an active one refuses', () => {
    const huge = { name: 'app01', system: 'p770-a', hugePages: 2 } as const;
    const active = new Time(two({ lpars: [huge] })).conductor.migrate(MOVE);
    expect(active).toMatchObject({ ok: false, findings: [{ id: 'huge-pages-active' }] });
    const time = new Time(two({ lpars: [{ ...huge, state: 'Not Activated' }] }));
    expect(time.conductor.migrate(MOVE).ok).toBe(true);
    expect(time.end().world.lpars[0]).toMatchObject({ system: 'p770-b', hugePages: 2 });
  });
});

describe('a suspended move', () => {
  it('hands the saved state over, and the partition stays suspended', () => {
    const pool = { reservedStorage: ['saved'] };
    const time = new Time(
      two({
        systems: [
          { name: 'p770-a', ...pool },
          { name: 'p770-b', ...pool },
        ],
        luns: [
          {
            id: 'saved',
            sizeGb: 32,
            visibleTo: ['p770-a/vios1', 'p770-a/vios2', 'p770-b/vios1', 'p770-b/vios2'],
          },
        ],
        lpars: [{ name: 'app01', system: 'p770-a', state: 'Suspended', suspendedOn: 'saved' }],
      }),
    );
    expect(time.conductor.migrate(MOVE)).toMatchObject({ ok: true });
    time.end();
    expect(time.carrier.orders).toEqual([]);
    expect(time.world.lpars[0]).toMatchObject({ system: 'p770-b', state: 'Suspended', suspendedOn: 'saved' });
  });
});

describe('what a move leaves', () => {
  it('keeps slots, port names change their roles, and the profile is written', () => {
    const time = new Time(two({ lpars: [{ name: 'app01', system: 'p770-a', storage: 'npiv' }] }));
    const before = time.world.lpars[0];
    time.conductor.migrate({ ...MOVE, options: { profileName: 'after_move' } });
    const after = time.end().world.lpars[0];
    expect(after?.fc.map(({ slot }) => slot)).toEqual(before?.fc.map(({ slot }) => slot));
    expect(after?.fc.map(({ wwpns }) => wwpns)).toEqual(before?.fc.map(({ wwpns: [a, b] }) => [b, a]));
    expect(after?.currentProfile).toBe('after_move');
    expect(after?.profiles.map(({ name }) => name)).toEqual(['after_move', 'default_profile']);
    const ports = time.world.vioses.map(({ fcPorts }) => fcPorts.map(({ freeSlots }) => freeSlots));
    expect(ports).toEqual([
      [64, 64],
      [64, 64],
      [63, 64],
      [63, 64],
    ]);
  });
  it('keeps the id where it is free, and takes the lowest one where it is not', () => {
    const time = new Time(
      two({
        lpars: [
          { name: 'app01', system: 'p770-a', id: 7 },
          { name: 'web01', system: 'p770-b', id: 7 },
        ],
      }),
    );
    time.conductor.migrate(MOVE);
    expect(time.end().world.lpars.find(({ name }) => name === 'app01')?.id).toBe(3);
  });
});
