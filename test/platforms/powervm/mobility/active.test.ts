import { describe, expect, it } from 'vitest';
import { lparOf } from '../../../../web/platforms/powervm/objects/world.ts';
import { Time, two } from './worlds.ts';

const MOVE = { lpar: 'app01', source: 'p770-a', target: 'p770-b' };

describe('an active move', () => {
  it('ends with the partition on its target alone, and everything accounted for there', () => {
    const time = new Time(two());
    const before = time.world;
    expect(time.conductor.migrate(MOVE)).toMatchObject({ ok: true });
    time.end();
    const task = time.conductor.tasks[0];
    expect(task).toMatchObject({ status: 'done', failure: null });
    expect(
      time.world.lpars.map(({ system, name, state, migrationState }) => [
        system,
        name,
        state,
        migrationState,
      ]),
    ).toEqual([['p770-b', 'app01', 'Running', 'Not Migrating']]);
    const [a, b] = time.world.systems;
    const [a0, b0] = before.systems;
    expect(a?.availableMemoryMb).toBe((a0?.availableMemoryMb ?? 0) + 8192);
    expect(b?.availableMemoryMb).toBe((b0?.availableMemoryMb ?? 0) - 8192);
    expect(a?.activeMovesInProgress).toBe(0);
    expect(time.world.vioses.map(({ scsiServers }) => scsiServers.length)).toEqual([0, 0, 1, 1]);
    expect(time.world.vioses.map(({ movesInProgress }) => movesInProgress)).toEqual([0, 0, 0, 0]);
    expect(time.conductor.scene.moves).toEqual([]);
  });
  it('goes through its phases in order', () => {
    const time = new Time(two());
    time.conductor.migrate(MOVE);
    time.end();
    expect(
      time.conductor.tasks[0]?.steps.map(({ name, status }) => `${name}: ${status}`),
    ).toMatchInlineSnapshot(`
      [
        "Validate: done",
        "Find what stands behind the adapters: done",
        "Find the same on the target: done",
        "Create the shell partition: done",
        "Create adapters on the target’s VIOS: done",
        "Prepare the operating system: done",
        "Open the stream between the movers: done",
        "Copy memory: done",
        "Suspend and switch over: done",
        "Resume on the target, announce the new place: done",
        "Bring what is still missing: done",
        "Remove it from the source: done",
        "Write the profile: done",
      ]
    `);
  });
  it('stands on both servers meanwhile', () => {
    const time = new Time(two());
    time.conductor.migrate(MOVE);
    time.until('Copy memory');
    expect(
      time.world.lpars.map(({ system, state, migrationState }) => [system, state, migrationState]),
    ).toEqual([
      ['p770-a', 'Migrating - Running', 'Migration In Progress'],
      ['p770-b', 'Migrating - Running', 'Migration In Progress'],
    ]);
    expect(lparOf(time.world, 'p770-b', 'app01')?.scsi.map(({ vios }) => vios)).toEqual(['vios1', 'vios2']);
  });
});
