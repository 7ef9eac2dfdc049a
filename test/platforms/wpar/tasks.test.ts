import { describe, expect, it } from 'vitest';
import { activityAt, rowAt, stepsAt } from '../../../web/model/activity.ts';
import { seconds } from '../../../web/model/units.ts';
import { worldAt } from '../../../web/platforms/wpar/course/course.ts';
import { areaBlocks } from '../../../web/platforms/wpar/objects/nfs.ts';
import { defined, SCENE } from '../../../web/platforms/wpar/objects/scene.ts';
import { TIME_FIELDS } from '../../../web/platforms/wpar/tasks/times.ts';
import { ask, at, cancel, cause, durationS, edit, run, steps, task, trail } from './courses.ts';
import { deepFreeze, sceneWith, standing } from './worlds.ts';

const deploy = { action: 'deploy', wpar: 'x150', system: 'x203', definition: defined('x150') } as const;
const start = { action: 'start', wpar: 'x150' } as const;
const idle = sceneWith(standing('Defined'));
const active = sceneWith(standing('Active'));

describe('deploying', () => {
  const course = run(SCENE, [ask(0, deploy)]);

  it('takes 6 to 10 minutes, most of it for copying', () => {
    expect(task(course).status).toBe('done');
    expect(durationS(course)).toBeGreaterThanOrEqual(360);
    expect(durationS(course)).toBeLessThanOrEqual(600);
    const copying = task(course).steps.filter(({ name }) => name.startsWith('Copy'));
    const copied = copying.reduce((sum, { plannedNs }) => sum + plannedNs, 0);
    expect(copied / seconds(durationS(course))).toBeCloseTo(0.6, 2);
  });

  it('shows the partition in transition, then defined', () => {
    expect(trail(course)).toEqual(['gone', 'Undeployed', 'Transitional@x203', 'Defined@x203']);
  });

  it('lets the usage of the NFS area grow from 16 blocks to that of a small system', () => {
    const blocks = course.snapshots.map(({ world }) => areaBlocks(world.servers[0]!.area));
    expect(blocks[0]).toBe(16);
    expect(blocks).toEqual([...blocks].sort((a, b) => a - b));
    expect(new Set(blocks).size).toBeGreaterThan(3);
    expect(blocks.at(-1)).toBeLessThan(320 * 2048);
  });

  it('can be cancelled while it copies, which leaves an empty directory and the definition', () => {
    const stopped = run(SCENE, [ask(0, deploy), cancel(200, 't1')]);
    expect(task(stopped).status).toBe('cancelled');
    expect(at(stopped, 3600)).toBe('Undeployed');
    expect(worldAt(stopped, seconds(3600)).servers[0]?.area.directories[0]?.entries).toEqual([]);
  });

  it('of an application partition runs its command at once; a stop leaves nothing on the system', () => {
    const definition = defined('x150', { kind: 'application', application: '/usr/bin/sleep 10000' });
    const both = run(SCENE, [ask(0, { ...deploy, definition }), ask(60, { action: 'stop', wpar: 'x150' })]);
    expect(durationS(both)).toBeLessThan(10);
    expect(trail(both)).toEqual([
      'gone',
      'Undeployed',
      'Transitional@x203',
      'Active@x203',
      'Transitional@x203',
      'Undeployed',
    ]);
  });
});

describe('starting and stopping', () => {
  it('a start is short, and passes through the loaded state', () => {
    const course = run(idle, [ask(0, start)]);
    expect(durationS(course)).toBeLessThanOrEqual(30);
    expect(trail(course)).toEqual([
      'Defined@x203',
      'Transitional@x203',
      'Loaded@x203',
      'Transitional@x203',
      'Active@x203',
    ]);
  });

  it('a start that can neither go on nor be taken back from the loaded state leaves it broken', () => {
    const course = run(idle, [
      ask(0, start),
      edit(7, { kind: 'server', server: 'x054', set: { up: false } }),
      edit(900, { kind: 'server', server: 'x054', set: { up: true } }),
      ask(1000, { action: 'recover', wpar: 'x150' }),
    ]);
    expect(task(course).status).toBe('failed');
    expect(trail(course).slice(0, 4)).toEqual([
      'Defined@x203',
      'Transitional@x203',
      'Loaded@x203',
      'Broken@x203',
    ]);
    expect(at(course, 2000)).toBe('Defined@x203');
  });

  it('a start in two halves rests in the loaded state', () => {
    const course = run(idle, [ask(0, { action: 'load', wpar: 'x150' }), ask(60, start)]);
    expect(at(course, 50)).toBe('Loaded@x203');
    expect(at(course, 100)).toBe('Active@x203');
  });

  it('a stop from the manager ends the programs as such, a shutdown in order', () => {
    const stopped = run(active, [ask(0, { action: 'stop', wpar: 'x150' })]);
    const shut = run(active, [ask(0, { action: 'shutdown', wpar: 'x150' })]);
    expect(worldAt(stopped, seconds(3600)).wpars[0]?.life).toMatchObject({ ended: 'stop', notice: null });
    expect(worldAt(shut, seconds(3600)).wpars[0]?.life).toMatchObject({
      ended: 'shutdown',
      notice: 'x150 will be shut down.',
    });
    expect(durationS(stopped)).toBeLessThanOrEqual(60);
    expect(durationS(shut)).toBeGreaterThan(60);
  });

  it('what was cut off is cleaned up by the next start, what was shut down needs no cleaning', () => {
    const again = (how: 'stop' | 'shutdown') =>
      task(run(active, [ask(0, { action: how, wpar: 'x150' }), ask(200, start)]), 1).steps.map(
        ({ name }) => name,
      );
    expect(again('stop')).toContain('Remove what was left behind');
    expect(again('shutdown')).not.toContain('Remove what was left behind');
  });

  it('a process that does not end lets a stop give up after 600 s, a hard one after 60 s; a forced one breaks it', () => {
    const stubborn = sceneWith(standing('Active', { unkillable: true }));
    const stop = (action: 'stop' | 'hard-stop' | 'force-stop') =>
      run(stubborn, [ask(0, { action, wpar: 'x150' })]);
    expect(durationS(stop('stop'))).toBe(602);
    expect(durationS(stop('hard-stop'))).toBe(62);
    expect(trail(stop('stop')).at(-1)).toBe('Active@x203');
    expect(trail(stop('force-stop')).at(-1)).toBe('Broken@x203');
    expect(task(stop('stop')).failure?.remedy).toContain('Restart x203');
  });

  it('a reboot is a stop and a start', () => {
    const course = run(active, [ask(0, { action: 'reboot', wpar: 'x150' })]);
    expect(trail(course)).toEqual([
      'Active@x203',
      'Transitional@x203',
      'Defined@x203',
      'Transitional@x203',
      'Loaded@x203',
      'Transitional@x203',
      'Active@x203',
    ]);
    expect(worldAt(course, seconds(3600)).wpars[0]?.life.starts).toBe(2);
  });
});

describe('pausing', () => {
  it('freezes, stores, and waits; a resume goes on from there', () => {
    const course = run(active, [
      ask(0, { action: 'pause', wpar: 'x150' }),
      ask(60, { action: 'resume', wpar: 'x150' }),
    ]);
    expect(trail(course)).toEqual([
      'Active@x203',
      'Frozen@x203',
      'Paused@x203',
      'Transitional@x203',
      'Active@x203',
    ]);
    expect(worldAt(course, seconds(3600)).wpars[0]?.life).toMatchObject({ starts: 1, ended: null });
  });

  it('can end in a killed image, too', () => {
    const course = run(active, [
      ask(0, { action: 'pause', wpar: 'x150' }),
      ask(60, { action: 'kill', wpar: 'x150' }),
    ]);
    expect(at(course, 100)).toBe('Defined@x203');
    expect(worldAt(course, seconds(100)).wpars[0]).toMatchObject({ image: null, life: { ended: 'kill' } });
  });

  it('a checkpoint leaves it running', () => {
    const course = run(active, [ask(0, { action: 'checkpoint', wpar: 'x150' })]);
    expect(trail(course)).toEqual(['Active@x203', 'Frozen@x203', 'Active@x203']);
  });

  it('is denied while a component forbids it, and the partition runs on', () => {
    const course = run(sceneWith(standing('Active', { denial: 'tape backup runs' })), [
      ask(0, { action: 'pause', wpar: 'x150' }),
    ]);
    expect(task(course).status).toBe('failed');
    expect(cause(course)).toBe('checkpoint-denied');
    expect(at(course, 60)).toBe('Active@x203');
  });
});

describe('saving, changing, removing', () => {
  const file = '/export/x150.bff';

  it('a backup takes 1 to 10 minutes, a restore 5 to 15', () => {
    const course = run(idle, [
      ask(0, { action: 'backup', wpar: 'x150', file }),
      ask(700, { action: 'remove', wpar: 'x150' }),
      ask(800, { action: 'restore', file, system: 'x103' }),
    ]);
    expect(course.tasks.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect(durationS(course, 0)).toBeGreaterThanOrEqual(60);
    expect(durationS(course, 0)).toBeLessThanOrEqual(600);
    expect(durationS(course, 2)).toBeGreaterThanOrEqual(300);
    expect(durationS(course, 2)).toBeLessThanOrEqual(900);
    expect(at(course, 790)).toBe('gone');
    expect(at(course, 3600)).toBe('Defined@x103');
  });

  it('a restore under a name that is there is refused', () => {
    const course = run(idle, [
      ask(0, { action: 'backup', wpar: 'x150', file }),
      ask(700, { action: 'restore', file, system: 'x103' }),
    ]);
    expect(course.refused).toMatchObject([{ findings: [{ id: 'name-exists' }] }]);
  });

  it('a removed partition is gone with its files, unless they are kept', () => {
    const filled = run(SCENE, [ask(0, deploy), ask(600, { action: 'remove', wpar: 'x150' })]);
    const kept = run(SCENE, [ask(0, deploy), ask(600, { action: 'remove', wpar: 'x150', keepFiles: true })]);
    const blocks = (course: typeof kept) => areaBlocks(worldAt(course, seconds(3600)).servers[0]!.area);
    expect(at(filled, 3600)).toBe('gone');
    expect(blocks(filled)).toBe(16);
    expect(blocks(kept)).toBeGreaterThan(16);
  });

  it('a running one cannot be modified from the console; with chwpar it can, but not in everything', () => {
    const set = { description: 'web' };
    expect(run(active, [ask(0, { action: 'modify', wpar: 'x150', set })]).refused).toHaveLength(1);
    const changed = run(active, [ask(0, { action: 'change', wpar: 'x150', set })]);
    expect(worldAt(changed, seconds(60)).wpars[0]?.description).toBe('web');
    const flag = { checkpointable: false };
    expect(run(active, [ask(0, { action: 'change', wpar: 'x150', set: flag })]).refused).toMatchObject([
      { findings: [{ id: 'stop-first', field: 'checkpointable' }] },
    ]);
  });

  it('a defined one can be renamed', () => {
    const course = run(idle, [ask(0, { action: 'rename', wpar: 'x150', name: 'web' })]);
    expect(at(course, 60, 'web')).toBe('Defined@x203');
    expect(worldAt(course, seconds(60)).wpars[0]?.task).toBeNull();
  });
});

describe('agents', () => {
  const bare = {
    ...SCENE,
    systems: SCENE.systems.map((system) => ({ ...system, agent: 'unknown' as const })),
  };

  it('are discovered, then registered in 10 to 30 s', () => {
    const course = run(bare, [
      ask(0, { action: 'discover' }),
      ask(30, { action: 'register', system: 'x203' }),
    ]);
    expect(worldAt(course, seconds(20)).systems.map(({ agent }) => agent)).toEqual([
      'discovered',
      'discovered',
    ]);
    expect(worldAt(course, seconds(60)).systems.map(({ agent }) => agent)).toEqual([
      'registered',
      'discovered',
    ]);
    expect(durationS(course, 1)).toBeGreaterThanOrEqual(10);
    expect(durationS(course, 1)).toBeLessThanOrEqual(30);
  });
});

describe('Task Activity', () => {
  const course = run(idle, [ask(10, start), ask(12, { action: 'backup', wpar: 'x150', file: 'f' })]);

  it('refuses what comes while another operation holds the lock', () => {
    expect(course.refused).toMatchObject([{ at: seconds(12), findings: [{ id: 'busy', object: 'x150' }] }]);
  });

  it('shows name, target, status, times and progress at any moment', () => {
    expect(activityAt(course.tasks, seconds(9))).toEqual([]);
    expect(activityAt(course.tasks, seconds(10.5))).toMatchObject([
      { status: 'queued', startNs: null, progress: 0 },
    ]);
    expect(activityAt(course.tasks, seconds(14))).toMatchObject([
      {
        name: 'Start Workload Partition',
        target: 'x150',
        status: 'running',
        step: 'Mount file systems',
        endNs: null,
      },
    ]);
    expect(activityAt(course.tasks, seconds(100))).toMatchObject([
      { status: 'done', startNs: seconds(11), endNs: seconds(26), progress: 1 },
    ]);
  });

  it('lets progress only grow', () => {
    let before = 0;
    for (let s = 10; s < 30; s += 0.25) {
      const { progress } = rowAt(task(course), seconds(s));
      expect(progress).toBeGreaterThanOrEqual(before);
      before = progress;
    }
  });

  it('leads from a task to its steps, and from a step to its command and what it printed', () => {
    const view = stepsAt(task(course), seconds(14));
    expect(view.map(({ status }) => status)).toEqual([
      'done',
      'running',
      'waiting',
      'waiting',
      'waiting',
      'waiting',
    ]);
    expect(view[1]).toMatchObject({
      command: 'mount -o bg,intr,vers=3 x054:/backup/wpars/x150 /wpars/x150',
      constants: ['startMountMs'],
      lines: [{ text: 'Mounting the file systems of x150.', stream: 'out' }],
    });
  });

  it('can be filtered', () => {
    expect(activityAt(course.tasks, seconds(100), { target: 'x151' })).toEqual([]);
    expect(activityAt(course.tasks, seconds(100), { status: 'done' })).toHaveLength(1);
  });
});

describe('constants', () => {
  it('each has a name, a range and a ground, and is possible as it is', () => {
    for (const { label, source, value, default: usual } of TIME_FIELDS) {
      expect(label).not.toBe('');
      expect(source).not.toBe('');
      if (value.kind !== 'number') throw new Error('not a number');
      expect(usual).toBeGreaterThanOrEqual(value.min);
      expect(usual).toBeLessThanOrEqual(value.max);
    }
  });

  it('are what a task takes', () => {
    const slow = edit(0, { kind: 'settings', set: { times: { initMs: 60_000 } } });
    expect(durationS(run(idle, [slow, ask(0, start)]))).toBe(durationS(run(idle, [ask(0, start)])) + 55);
  });
});

it('a course is a function: the same again, with nothing changed that went in', () => {
  const world = deepFreeze(sceneWith(standing('Active')));
  const list = deepFreeze([
    ask(5, { action: 'relocate-live', wpar: 'x150', to: 'x103' }),
    edit(9, { kind: 'server', server: 'x054', set: { up: false } }),
    edit(30, { kind: 'server', server: 'x054', set: { up: true } }),
  ]);
  expect(run(world, list)).toEqual(run(world, list));
});

it('a later happening changes nothing of what was before', () => {
  const first = run(active, [ask(0, { action: 'pause', wpar: 'x150' })], 100);
  const more = run(
    active,
    [ask(0, { action: 'pause', wpar: 'x150' }), ask(50, { action: 'resume', wpar: 'x150' })],
    100,
  );
  expect(more.snapshots.filter(({ at }) => at < seconds(50))).toEqual(first.snapshots);
});

it('what was found wrong is not repeated by the steps', () => {
  expect(steps(run(active, [ask(0, { action: 'relocate-live', wpar: 'x150', to: 'x203' })]))[0]).toBe(
    'failed Compatibility tests',
  );
});
