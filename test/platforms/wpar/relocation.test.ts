import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activityAt, stepsAt } from '../../../web/model/activity.ts';
import { seconds } from '../../../web/model/units.ts';
import { worldAt } from '../../../web/platforms/wpar/course/course.ts';
import { pausesOf } from '../../../web/platforms/wpar/course/pauses.ts';
import type { Edit } from '../../../web/platforms/wpar/objects/edit.ts';
import { defined, PARTITIONS, SCENE } from '../../../web/platforms/wpar/objects/scene.ts';
import type { WparWorld } from '../../../web/platforms/wpar/objects/world.ts';
import { keepsFromPowerOff } from '../../../web/platforms/wpar/placement/evacuate.ts';
import { ACTIONS } from '../../../web/platforms/wpar/states/actions.ts';
import { STATES, type WparState } from '../../../web/platforms/wpar/states/states.ts';
import { mayFollow } from '../../../web/platforms/wpar/states/transitions.ts';
import type { Request } from '../../../web/platforms/wpar/tasks/request.ts';
import { act, ask, at, cancel, cause, edit, type Happening, type Ran, run, task, trail } from './courses.ts';
import { sceneWith, standing } from './worlds.ts';

const active = sceneWith(standing('Active'));
const relocate = (mode: 'synchronous' | 'asynchronous'): Request => ({
  action: 'relocate-live',
  wpar: 'x150',
  to: 'x103',
  mode,
});
const nfs = (up: boolean): Edit => ({ kind: 'server', server: 'x054', set: { up } });
const power = (system: string, up: boolean): Edit => ({ kind: 'power', system, up });

/** For how long no process of it runs anywhere, at a time. */
function pausesS({ snapshots }: Ran, name = 'x150'): number[] {
  const runs = (world: WparWorld) =>
    world.wpars.find((wpar) => wpar.name === name)?.copies.some(({ processes }) => processes === 'running') ??
    false;
  const pauses: number[] = [];
  let since: number | null = null;
  for (const { at, world } of snapshots) {
    if (!runs(world)) since ??= at;
    else if (since !== null) {
      pauses.push((at - since) / 1e9);
      since = null;
    }
  }
  return pauses;
}

describe('a synchronous relocation', () => {
  const course = run(active, [ask(0, relocate('synchronous'))]);

  it('stands still for 18 s when it is idle', () => {
    expect(task(course).status).toBe('done');
    expect(pausesS(course)).toEqual([expect.closeTo(18, 2)]);
  });

  it('goes from frozen to paused there, and from transition over paused to active here', () => {
    expect(trail(course)).toEqual([
      'Active@x203',
      'Frozen@x203',
      'Paused@x203',
      'Paused@x203 Transitional@x103',
      'Paused@x203 Loaded@x103',
      'Paused@x203 Transitional@x103',
      'Paused@x203 Paused@x103',
      'Paused@x203 Active@x103',
      'Transitional@x203 Active@x103',
      'Active@x103',
    ]);
  });

  it('has its state carried to the NFS server and from there', () => {
    expect(course.orders).toMatchObject([
      { partition: 'x150', from: 'x203', to: 'x054', tuning: { maxBandwidthBytesPerSecond: 40e6 } },
      { partition: 'x150', from: 'x054', to: 'x103', tuning: { maxBandwidthBytesPerSecond: 60e6 } },
    ]);
    expect(
      task(course)
        .steps.filter(({ carries }) => carries !== null)
        .map(({ name }) => name),
    ).toEqual(['Freeze processes', 'Save the state, 120 MB', 'Restore the state']);
  });

  it('of a paused partition only reads what is there', () => {
    const both = run(active, [ask(0, { action: 'pause', wpar: 'x150' }), ask(60, relocate('synchronous'))]);
    expect(both.orders.map(({ from, to }) => `${from} ${to}`)).toEqual(['x203 x054', 'x054 x103']);
    expect(at(both, 300)).toBe('Active@x103');
  });

  it('hangs while the NFS server is down, and is that much longer', () => {
    const late = run(active, [ask(0, relocate('synchronous')), edit(5, nfs(false)), edit(35, nfs(true))]);
    expect(task(late).status).toBe('done');
    expect(pausesS(late)).toEqual([expect.closeTo(48, 2)]);
    const save = stepsAt(task(late), seconds(20)).find(({ status }) => status === 'running');
    expect(save).toMatchObject({ name: 'Save the state, 120 MB', hangs: true });
  });

  it('fails when the NFS server stays down, and runs on where it was', () => {
    const failed = run(active, [ask(0, relocate('synchronous')), edit(5, nfs(false))]);
    expect(task(failed)).toMatchObject({ status: 'failed', failure: { step: 'Save the state, 120 MB' } });
    expect(cause(failed)).toBe('nfs-server-down');
    expect(at(failed, 300)).toBe('Active@x203');
    expect(task(failed).steps.flatMap(({ findings }) => findings)[0]?.fix?.calls).toEqual([
      { on: { $ref: 'NfsServer', name: 'x054' }, verb: 'up', args: [] },
    ]);
  });

  it('fails with its carriage, from either leg back to where it was', () => {
    for (const [carriage, whenS] of [
      [1, 5],
      [2, 19],
    ] as const) {
      const failed = run(active, [
        ask(0, relocate('synchronous')),
        act(whenS, carriage, { kind: 'fail', what: 'link' }),
      ]);
      expect(cause(failed)).toBe('state-not-carried');
      expect(at(failed, 300)).toBe('Active@x203');
    }
  });

  it('can be cancelled until it runs there; what is under way is given up', () => {
    const stopped = run(active, [ask(0, relocate('synchronous')), cancel(5, 't1')]);
    expect(task(stopped).status).toBe('cancelled');
    expect(at(stopped, 300)).toBe('Active@x203');
    expect(activityAt(stopped.tasks, seconds(300))).toMatchObject([
      { status: 'cancelled', cancellable: false },
    ]);
  });
});

describe('an asynchronous relocation', () => {
  const course = run(active, [ask(0, relocate('asynchronous'))]);

  it('stands still for 2 to 3 s when it is idle', () => {
    expect(pausesS(course)).toEqual([expect.closeTo(2.6, 2)]);
  });

  it('runs there while the departure system serves what has not crossed', () => {
    expect(trail(course).slice(-4)).toEqual([
      'Frozen@x203 Transitional@x103',
      'Moving@x203 Active@x103',
      'Transitional@x203 Active@x103',
      'Active@x103',
    ]);
    expect(course.orders).toMatchObject([{ from: 'x203', to: 'x103' }]);
  });

  const movingS = course.snapshots.find(({ world }) =>
    world.wpars[0]?.copies.some(({ state }) => state === 'Moving'),
  )!.at;

  it('refuses everything else until its departure system is drained, and says so', () => {
    const early = run(active, [
      ask(0, relocate('asynchronous')),
      ask(movingS / 1e9 + 0.1, { action: 'stop', wpar: 'x150' }),
    ]);
    expect(early.refused).toMatchObject([{ findings: [{ id: 'moving' }] }]);
  });

  it('is lost with its departure system before all has crossed', () => {
    const lost = run(active, [
      ask(0, relocate('asynchronous')),
      edit(movingS / 1e9 + 0.5, power('x203', false)),
    ]);
    expect(task(lost).status).toBe('failed');
    expect(at(lost, 300)).toBe('Broken@x203 Errored@x103');
    expect(worldAt(lost, seconds(300)).wpars[0]?.life.ended).toBe('crash');
  });

  it('is lost with its connection, too', () => {
    const lost = run(active, [ask(0, relocate('asynchronous')), act(12, 1, { kind: 'fail', what: 'link' })]);
    expect(cause(lost)).toBe('state-lost');
    expect(at(lost, 300)).toBe('Broken@x203 Errored@x103');
  });

  it('is refused below technology level 2', () => {
    const old = SCENE.systems.map((system) => ({ ...system, level: '6100-01-00' }));
    const course = run({ ...active, systems: old }, [ask(0, relocate('asynchronous'))]);
    expect(task(course)).toMatchObject({ status: 'failed', failure: { step: 'Compatibility tests' } });
  });
});

describe('a relocation policy', () => {
  const policy = (processorPercent: number, automatic = true): Edit => ({
    kind: 'policy',
    policy: {
      ...{ name: 'busy', averagingMinutes: 5, processorPercent, memoryPercent: null },
      ...{ automatic, domain: ['x203', 'x103'], group: null },
    },
  });
  const scene = sceneWith(
    standing('Active', { processors: 1.5 }, 'x150'),
    standing('Active', { processors: 1.2 }, 'x151'),
    standing('Active', {}, 'x152'),
  );
  const targets = ({ tasks }: Ran) => tasks.map(({ target, origin }) => `${target} ${origin}`);

  it('moves what helps most, and leaves the rest where it is once that has helped', () => {
    const course = run(scene, [edit(0, policy(60))]);
    expect(targets(course)).toEqual(['x150 automatic']);
    expect(course.notices.map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^x203: processors at 7\d % on average over 5 min, above 60 %. x150 goes to x103.$/,
      ),
    ]);
  });

  it('only tells of it where it is not automatic, and of a peak not at all', () => {
    const told = run(scene, [edit(0, policy(60, false))]);
    expect([told.tasks, told.notices.length]).toEqual([[], 1]);
    const calm: Edit = { kind: 'wpar', wpar: 'x150', set: { processors: 0.1 } };
    const peak = run(scene, [edit(0, policy(60)), edit(100, calm)]);
    expect([peak.tasks, peak.notices]).toEqual([[], []]);
  });

  it('waits for a relocation that is under way before it decides again', () => {
    const large = { processors: 1, stateBytes: 2e9 };
    const slow = sceneWith(...['x150', 'x151', 'x152'].map((name) => standing('Active', large, name)));
    const course = run(slow, [edit(0, policy(40))]);
    expect(targets(course)).toEqual(['x150 automatic']);
  });
});

it('a pause may last, but what was stopped does not pause', () => {
  const after = (action: 'pause' | 'stop' | 'reboot') => {
    const { snapshots } = run(active, [ask(0, { action, wpar: 'x150' })]);
    return pausesOf(snapshots, 'x150', seconds(1000)).map(({ toNs }) => toNs < seconds(1000));
  };
  expect(after('pause')).toEqual([false]);
  expect(after('stop')).toEqual([]);
  expect(after('reboot')).toEqual([true]);
});

describe('evacuating', () => {
  const ten = sceneWith(...PARTITIONS.map((name) => standing('Active', {}, name)));

  it('moves ten partitions, one at a time or more; then the system can be switched off', () => {
    const alone = run(ten, [ask(0, { action: 'evacuate', system: 'x203' })]);
    const pairs = run(ten, [ask(0, { action: 'evacuate', system: 'x203', concurrency: 2 })]);
    for (const course of [alone, pairs]) {
      expect(course.tasks.map(({ status }) => status)).toEqual(Array(11).fill('done'));
      expect(keepsFromPowerOff(worldAt(course, seconds(3600)), 'x203')).toEqual([]);
    }
    expect(task(pairs).endNs!).toBeLessThan(0.6 * task(alone).endNs!);
    expect(keepsFromPowerOff(worldAt(alone, seconds(60)), 'x203')).not.toEqual([]);
  });

  it('leaves the others untouched when one cannot go, and says which', () => {
    const stuck = sceneWith(
      standing('Active', { checkpointable: false, devices: ['hdisk4'] }),
      standing('Active', {}, 'x151'),
    );
    const course = run(stuck, [ask(0, { action: 'evacuate', system: 'x203' })]);
    expect(task(course)).toMatchObject({ status: 'failed', failure: { step: 'Relocate x150' } });
    expect(at(course, 300)).toBe('Active@x203');
    expect(at(course, 300, 'x151')).toBe('Active@x103');
  });

  it('cancelled, finishes the present one and skips the rest', () => {
    const course = run(ten, [ask(0, { action: 'evacuate', system: 'x203' }), cancel(40, 't1')]);
    expect(task(course).status).toBe('cancelled');
    expect(
      task(course)
        .steps.map(({ status }) => status)
        .slice(1, 4),
    ).toEqual(['done', 'skipped', 'skipped']);
  });
});

describe('whatever is asked for, in whatever order', () => {
  const requests: fc.Arbitrary<Request> = fc.oneof(
    fc.constantFrom(...ACTIONS).map((action): Request => {
      const about = { wpar: 'x150', confirmed: true };
      switch (action) {
        case 'deploy':
          return { ...about, action, system: 'x203', definition: defined('x150') };
        case 'relocate-live':
        case 'relocate-static':
          return { ...about, action, to: 'x103' };
        case 'modify':
        case 'change':
          return { ...about, action, set: { description: 'changed' } };
        case 'rename':
          return { ...about, action, name: 'x150' };
        case 'backup':
          return { ...about, action, file: 'f' };
        default:
          return { ...about, action } as Request;
      }
    }),
    fc
      .constantFrom('x103', 'x203')
      .map((to): Request => ({ action: 'relocate-live', wpar: 'x150', to, mode: 'asynchronous' })),
  );
  const accidents: fc.Arbitrary<Edit> = fc.oneof(
    fc.boolean().map(nfs),
    fc.tuple(fc.constantFrom('x103', 'x203'), fc.boolean()).map(([system, up]) => power(system, up)),
    fc
      .tuple(fc.constantFrom('x103', 'x203'), fc.boolean())
      .map(([system, agentUp]): Edit => ({ kind: 'system', system, set: { agentUp } })),
  );
  const happenings: fc.Arbitrary<Happening[]> = fc.array(
    fc
      .tuple(
        fc.integer({ min: 0, max: 400 }),
        fc.oneof(
          { weight: 4, arbitrary: requests.map((request) => ({ kind: 'request' as const, request })) },
          { weight: 1, arbitrary: accidents.map((change) => ({ kind: 'edit' as const, edit: change })) },
          {
            weight: 1,
            arbitrary: fc
              .integer({ min: 1, max: 6 })
              .map((n) => ({ kind: 'cancel' as const, task: `t${n}` })),
          },
          {
            weight: 1,
            arbitrary: fc.integer({ min: 1, max: 3 }).map((carriage) => ({
              kind: 'act' as const,
              carriage,
              act: { kind: 'fail' as const, what: 'link' as const },
            })),
          },
        ),
      )
      .map(([atS, rest]): Happening => ({ at: seconds(atS), ...rest })),
    { maxLength: 12 },
  );
  const starts = fc.constantFrom<WparState>('Undeployed', 'Defined', 'Active', 'Paused', 'Broken');

  it('no state outside the table is reached, processes run in one place, and no partition is lost', () => {
    fc.assert(
      fc.property(starts, happenings, (state, list) => {
        const course = run(sceneWith(standing(state)), list, 2000);
        const before = new Map<string, WparState>();
        for (const { world } of course.snapshots) {
          for (const { copies } of world.wpars) {
            expect(copies.filter(({ processes }) => processes === 'running').length).toBeLessThanOrEqual(1);
            expect(copies.filter(({ alias }) => alias).length).toBeLessThanOrEqual(1);
          }
          for (const system of ['x203', 'x103']) {
            const now = world.wpars[0]?.copies.find((copy) => copy.system === system)?.state ?? 'Undeployed';
            expect(STATES).toContain(now);
            const old = before.get(system) ?? now;
            expect(mayFollow(old, now), `${old} then ${now} on ${system}`).toBe(true);
            before.set(system, now);
          }
        }
        const removed = course.tasks.some(({ kind, status }) => kind.endsWith('remove') && status === 'done');
        const last = course.snapshots.at(-1)!.world;
        expect(last.wpars.length > 0 || removed).toBe(true);
        // Every task comes to an end, and gives its lock back.
        expect(course.tasks.filter(({ endNs }) => endNs === null)).toEqual([]);
        expect(last.wpars.every(({ task }) => task === null)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
