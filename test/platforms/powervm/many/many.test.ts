import { describe, expect, it } from 'vitest';
import { balancePlan, fullnessOf } from '../../../../web/platforms/powervm/many/balance.ts';
import { USUAL_CONSTANTS } from '../../../../web/platforms/powervm/mobility/constants.ts';
import { moverLimit } from '../../../../web/platforms/powervm/mobility/limits.ts';
import { pathBreaks } from '../../../../web/platforms/powervm/mobility/outages.ts';
import { sceneOf } from '../../../../web/platforms/powervm/mobility/scene.ts';
import type { LparDescription } from '../../../../web/platforms/powervm/objects/description.ts';
import { defaultVios } from '../../../../web/platforms/powervm/objects/vios.ts';
import type { PowerWorld } from '../../../../web/platforms/powervm/objects/world.ts';
import { Time, worldOf } from '../mobility/worlds.ts';

const many = (count: number, system: string, memoryMb = 4096): LparDescription[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `lpar${String(i + 1).padStart(2, '0')}`,
    system,
    memoryMb,
  }));

const where = (world: PowerWorld) =>
  Object.fromEntries(world.lpars.map(({ name, system }) => [name, system]));

/** The most moves that were under way at once. */
const most = (time: Time): number =>
  Math.max(
    ...time.conductor.snapshots.map(({ scene }) => scene.moves.filter(({ going }) => going === 'on').length),
  );

describe('moves at once', () => {
  const world = () =>
    worldOf({
      systems: [
        { name: 'a', activeMovesSupported: 2 },
        { name: 'b', activeMovesSupported: 2 },
      ],
      lpars: many(4, 'a'),
    });
  it('are refused above the limit of a server', () => {
    const time = new Time(world());
    const order = (lpar: string) => ({ lpar, source: 'a', target: 'b' });
    expect(['lpar01', 'lpar02'].map((name) => time.conductor.migrate(order(name)).ok)).toEqual([true, true]);
    const third = time.conductor.migrate(order('lpar03'));
    const ids = third.ok
      ? []
      : third.findings.flatMap(({ id, severity }) => (severity === 'error' ? id : []));
    expect(ids).toEqual(['concurrency-system-active', 'concurrency-system-active']);
  });
  it('wait for a free place where that is asked for, and never exceed the limit', () => {
    const time = new Time(world());
    for (const { name } of world().lpars)
      expect(time.conductor.migrate({ lpar: name, source: 'a', target: 'b' }, { queue: true }).ok).toBe(true);
    time.end();
    expect(new Set(Object.values(where(time.world)))).toEqual(new Set(['b']));
    expect(most(time)).toBe(2);
  });
  it('a waiting one can be stopped, and nothing has happened', () => {
    const time = new Time(world());
    for (const { name } of world().lpars)
      time.conductor.migrate({ lpar: name, source: 'a', target: 'b' }, { queue: true });
    time.for(5);
    expect(time.conductor.stop('lpar04')).toBeNull();
    time.end();
    expect(where(time.world)).toMatchObject({ lpar03: 'b', lpar04: 'a' });
  });
  it('one that waits, and that no mover can serve any more, fails instead of waiting for ever', () => {
    const time = new Time(world());
    for (const { name } of world().lpars)
      time.conductor.migrate({ lpar: name, source: 'a', target: 'b' }, { queue: true });
    time.for(1);
    time.conductor.edit((scene) => pathBreaks(scene, 'a', 'b'));
    time.end();
    expect(time.conductor.tasks.map(({ status }) => status)).toEqual(Array(4).fill('failed'));
    expect(time.conductor.tasks[3]?.failure?.message).toBe('No mover of a reaches a mover of b.');
    expect(time.conductor.scene.moves).toEqual([]);
  });
});

it('moves that run at once are spread over the movers', () => {
  const time = new Time(worldOf({ systems: [{ name: 'a' }, { name: 'b' }], lpars: many(2, 'a') }));
  for (const lpar of ['lpar01', 'lpar02']) time.conductor.migrate({ lpar, source: 'a', target: 'b' });
  expect(time.conductor.scene.moves.map(({ pairs }) => pairs.map(({ source }) => source))).toEqual([
    ['vios1', 'vios2'],
    ['vios2', 'vios1'],
  ]);
});

describe('a mover serves', () => {
  const mover = (level: string, mbit: number, tunables = {}) =>
    moverLimit(
      {
        ...defaultVios('v', 's', 1),
        level,
        addresses: [{ address: '', over: 'physical', mbitPerSecond: mbit, mtuBytes: 1500 }],
        tunables: { ...defaultVios('v', 's', 1).tunables, ...tunables },
      },
      USUAL_CONSTANTS,
    );
  it.each([
    ['2.2.1.4', 10_000, {}, 4],
    ['2.2.2.0', 10_000, {}, 8],
    ['2.2.2.0', 1000, {}, 4],
    ['3.1.4.10', 10_000, { movesAtOnce: 2 }, 2],
    ['3.1.4.10', 10_000, { concurrencyLevel: 3 }, 6],
    ['2.2.2.0', 10_000, { concurrencyLevel: 3 }, 8],
  ])('at %s with %i Mbit/s and %o: %i moves', (level, mbit, tunables, limit) => {
    expect(mover(level, mbit, tunables)).toBe(limit);
  });
});

describe('evacuating a server', () => {
  const world = () =>
    worldOf({
      systems: [{ name: 'a' }, { name: 'b', configurableMemoryMb: 65_536 }, { name: 'c' }],
      lpars: [
        ...many(6, 'a'),
        { name: 'big', system: 'a', memoryMb: 65_536 },
        { name: 'off', system: 'a', state: 'Not Activated' },
      ],
    });
  it('empties it, the largest first, so many at once', () => {
    const time = new Time(world());
    expect(time.conductor.evacuate('a', { concurrency: 3 }).ok).toBe(true);
    time.end();
    const [task] = time.conductor.tasks;
    expect(task).toMatchObject({ kind: 'evacuate', status: 'done' });
    expect(task?.steps.map(({ name }) => name)[0]).toBe('Move big to c');
    expect(time.world.lpars.filter(({ system }) => system === 'a')).toEqual([]);
    expect(most(time)).toBe(3);
  });
  it('leaves alone what cannot move, and says why', () => {
    const time = new Time(
      worldOf({
        systems: [{ name: 'a' }, { name: 'b' }],
        lpars: [...many(2, 'a'), { name: 'stuck', system: 'a', bsrArrays: 1 }],
      }),
    );
    time.conductor.evacuate('a');
    time.end();
    const [task] = time.conductor.tasks;
    expect(task?.status).toBe('failed');
    expect(task?.steps.find(({ status }) => status === 'failed')?.findings.map(({ id }) => id)).toEqual([
      'no-target',
      'bsr-active',
    ]);
    expect(where(time.world)).toEqual({ lpar01: 'b', lpar02: 'b', stuck: 'a' });
  });
  it('never fills a target with more than it has', () => {
    const time = new Time(
      worldOf({
        systems: [
          { name: 'a' },
          { name: 'b', configurableMemoryMb: 40_960 },
          { name: 'c', configurableMemoryMb: 40_960 },
        ],
        lpars: many(6, 'a', 8192),
      }),
    );
    time.conductor.evacuate('a');
    time.end();
    expect(
      time.conductor.tasks.filter(({ kind, status }) => kind === 'migrate' && status !== 'done'),
    ).toEqual([]);
    expect(time.world.systems.map(({ availableMemoryMb }) => availableMemoryMb >= 0)).toEqual([
      true,
      true,
      true,
    ]);
    expect(Object.values(where(time.world)).filter((name) => name === 'a')).toHaveLength(0);
  });
});

describe('balancing', () => {
  const world = () => worldOf({ systems: [{ name: 'a' }, { name: 'b' }], lpars: many(10, 'a', 16_384) });
  it('brings servers closer together with every move, and ends', () => {
    const plan = balancePlan(sceneOf(world()), ['a', 'b'], USUAL_CONSTANTS);
    expect(plan.length).toBeGreaterThan(2);
    const time = new Time(world());
    time.conductor.balance();
    time.end();
    const [a, b] = time.world.systems.map((system) => fullnessOf(system).memory);
    expect(Math.abs((a ?? 0) - (b ?? 0))).toBeLessThan(0.1);
  });
  it('does nothing where nothing helps', () => {
    const time = new Time(world());
    time.conductor.balance();
    time.end();
    time.conductor.balance();
    time.end();
    expect(time.conductor.tasks.at(-1)).toMatchObject({ kind: 'balance', status: 'done', steps: [] });
  });
});
