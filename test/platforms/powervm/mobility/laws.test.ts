/** Whatever people ask for and whatever breaks: partitions are neither lost nor doubled, and limits hold. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { USUAL_CONSTANTS } from '../../../../web/platforms/powervm/mobility/constants.ts';
import { moverLimit } from '../../../../web/platforms/powervm/mobility/limits.ts';
import {
  consoleFails,
  consoleReturns,
  pathBreaks,
  pathReturns,
  serverFails,
  serverReturns,
  viosFails,
  viosReturns,
} from '../../../../web/platforms/powervm/mobility/outages.ts';
import { heldBy } from '../../../../web/platforms/powervm/mobility/reserve.ts';
import { type Scene, standing } from '../../../../web/platforms/powervm/mobility/scene.ts';
import { usedSlots } from '../../../../web/platforms/powervm/objects/vios.ts';
import { Time, worldOf } from './worlds.ts';

const SERVERS = ['a', 'b', 'c'] as const;
const LPARS = ['one', 'two', 'three', 'four', 'off'] as const;

const start = () =>
  worldOf({
    systems: SERVERS.map((name) => ({ name, activeMovesSupported: 2, configurableMemoryMb: 65_536 })),
    lpars: [
      {
        name: 'one',
        system: 'a',
        memoryMb: 16_384,
        load: { dirtyMbPerSecond: 3000, hotSetMb: 8192, touchedShare: 1 },
      },
      { name: 'two', system: 'a', memoryMb: 8192, storage: 'npiv' },
      { name: 'three', system: 'b', memoryMb: 24_576 },
      { name: 'four', system: 'c', memoryMb: 8192 },
      { name: 'off', system: 'b', state: 'Not Activated' },
    ],
  });

const server = fc.constantFrom(...SERVERS);
const lpar = fc.constantFrom(...LPARS);
const deed = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('migrate' as const), lpar, to: server, queue: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('stop' as const), lpar }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('recover' as const), lpar, force: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('evacuate' as const), server }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('balance' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('break' as const),
      what: fc.constantFrom('server', 'vios', 'path', 'console'),
      server,
      other: server,
      repair: fc.boolean(),
    }),
  },
);
const deeds = fc.array(fc.record({ afterS: fc.integer({ min: 0, max: 60 }), deed }), { maxLength: 20 });

function act({ conductor }: Time, what: typeof deed extends fc.Arbitrary<infer T> ? T : never): void {
  switch (what.do) {
    case 'migrate': {
      const at = standing(conductor.scene).find(({ name }) => name === what.lpar)?.system ?? '';
      conductor.migrate({ lpar: what.lpar, source: at, target: what.to }, { queue: what.queue });
      break;
    }
    case 'stop':
      conductor.stop(what.lpar);
      break;
    case 'recover':
      conductor.recover(what.lpar, what.force);
      break;
    case 'evacuate':
      conductor.evacuate(what.server);
      break;
    case 'balance':
      conductor.balance();
      break;
    case 'break':
      conductor.edit((scene) => broken(scene, what));
  }
}

function broken(
  scene: Scene,
  { what, server: name, other, repair }: { what: string; server: string; other: string; repair: boolean },
): Scene {
  if (what === 'server') return (repair ? serverReturns : serverFails)(scene, name);
  if (what === 'console') return (repair ? consoleReturns : consoleFails)(scene, 'hmc1');
  if (what === 'vios') return (repair ? viosReturns : viosFails)(scene, { system: name, name: 'vios1' });
  return name === other ? scene : (repair ? pathReturns : pathBreaks)(scene, name, other);
}

function holds({ world, moves }: Scene): void {
  const scene: Scene = { world, moves, consolesDown: [] };
  expect(
    standing(scene)
      .map(({ name }) => name)
      .sort(),
  ).toEqual([...LPARS].sort());
  for (const system of world.systems) {
    expect(system.availableMemoryMb).toBeGreaterThanOrEqual(0);
    expect(system.availableMemoryMb).toBeLessThanOrEqual(system.configurableMemoryMb);
    expect(system.availableProcUnits).toBeGreaterThanOrEqual(0);
    expect(system.activeMovesInProgress).toBeLessThanOrEqual(system.activeMovesSupported);
    expect(system.activeMovesInProgress).toBeGreaterThanOrEqual(0);
  }
  for (const vios of world.vioses) {
    expect(vios.movesInProgress).toBeLessThanOrEqual(moverLimit(vios, USUAL_CONSTANTS));
    expect(usedSlots(vios).size).toBe(
      vios.otherSlots.length + vios.trunks.length + vios.scsiServers.length + vios.fcServers.length,
    );
    for (const { freeSlots, slots } of vios.fcPorts) {
      expect(freeSlots).toBeGreaterThanOrEqual(0);
      expect(freeSlots).toBeLessThanOrEqual(slots);
    }
  }
}

/** What is taken of a server is what its partitions, VIOS and firmware hold; nothing else. */
function accounted({ world }: Scene): void {
  for (const system of world.systems) {
    const holding = world.lpars.filter(
      (each) => each.system === system.name && !['Not Activated', 'Suspended'].includes(each.state),
    );
    const taken = holding.reduce((sum, each) => sum + heldBy(each).memoryMb, 0);
    expect(system.configurableMemoryMb - system.availableMemoryMb).toBe(
      system.firmwareMemoryMb + 2 * 4096 + taken,
    );
  }
}

describe('whatever happens', () => {
  it('every partition is somewhere, once, and no limit is exceeded', () => {
    fc.assert(
      fc.property(deeds, (all) => {
        const time = new Time(start());
        for (const { afterS, deed: what } of all) {
          time.for(afterS);
          act(time, what);
        }
        time.end();
        for (const { scene } of time.conductor.snapshots) holds(scene);
        // Only a move that waits to be recovered keeps others waiting, too.
        const held = time.conductor.scene.moves.some(({ going }) => going === 'failed');
        const over = ['done', 'failed', 'cancelled', ...(held ? ['running'] : [])];
        for (const task of time.conductor.tasks) expect(over).toContain(task.status);
      }),
      { numRuns: 60 },
    );
  });
  it('when all is repaired and recovered nothing is left over of any move', () => {
    fc.assert(
      fc.property(deeds, (all) => {
        const time = new Time(start());
        for (const { afterS, deed: what } of all) {
          time.for(afterS);
          act(time, what);
        }
        time.conductor.edit((scene) => SERVERS.reduce(serverReturns, consoleReturns(scene, 'hmc1')));
        for (const a of SERVERS)
          for (const b of SERVERS) time.conductor.edit((scene) => pathReturns(scene, a, b));
        time.end();
        for (const { order } of time.conductor.scene.moves) time.conductor.recover(order.lpar);
        time.end();
        expect(time.conductor.scene.moves).toEqual([]);
        expect(time.world.lpars).toHaveLength(LPARS.length);
        expect(
          time.world.systems.map((each) => each.activeMovesInProgress + each.inactiveMovesInProgress),
        ).toEqual([0, 0, 0]);
        expect(time.world.vioses.every(({ movesInProgress }) => movesInProgress === 0)).toBe(true);
        accounted(time.conductor.scene);
        const adapters = time.world.vioses.reduce(
          (sum, { scsiServers, fcServers }) => sum + scsiServers.length + fcServers.length,
          0,
        );
        expect(adapters).toBe(2 * LPARS.length);
      }),
      { numRuns: 60 },
    );
  });
  it('the same deeds give the same course', () => {
    fc.assert(
      fc.property(deeds, (all) => {
        const run = () => {
          const time = new Time(start());
          for (const { afterS, deed: what } of all) {
            time.for(afterS);
            act(time, what);
          }
          return JSON.stringify(time.end().conductor.tasks);
        };
        expect(run()).toBe(run());
      }),
      { numRuns: 20 },
    );
  });
});
