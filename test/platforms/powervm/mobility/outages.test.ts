import { describe, expect, it } from 'vitest';
import { call, thingName } from '../../../../web/model/call.ts';
import { applyFix } from '../../../../web/platforms/powervm/edits/apply.ts';
import {
  consoleFails,
  consoleReturns,
  pathBreaks,
  pathReturns,
  serverFails,
  serverReturns,
  viosFails,
} from '../../../../web/platforms/powervm/mobility/outages.ts';
import { phasesOf } from '../../../../web/platforms/powervm/mobility/phases.ts';
import type { Scene } from '../../../../web/platforms/powervm/mobility/scene.ts';
import { standing } from '../../../../web/platforms/powervm/mobility/scene.ts';
import { busy, Time, two } from './worlds.ts';

const MOVE = { lpar: 'app01', source: 'p770-a', target: 'p770-b' };

/** A move that has come so far, when something happens. */
function at(phase: string, happens: (scene: Scene) => Scene, options = {}): Time {
  const time = new Time(busy());
  time.conductor.migrate({ ...MOVE, options });
  time.until(phase);
  time.conductor.edit(happens);
  return time;
}

const before = phasesOf('active').filter(({ id }) => ['validate', 'shell', 'serve', 'copy'].includes(id));
const after = phasesOf('active').filter(({ id }) => ['take-over', 'residual'].includes(id));
const COPY = 'Copy memory';
const RESIDUAL = 'Bring what is still missing';

const placed = (time: Time) =>
  standing(time.conductor.scene).map(({ system, state }) => `${state} on ${system}`);

describe.each(before.map(({ label }) => label))('while “%s”, the target fails', (label) => {
  it('fails the move, and the partition runs on its source after the recovery', () => {
    const time = at(label, (scene) => serverFails(scene, 'p770-b')).end();
    expect(time.conductor.tasks[0]?.failure?.message).toBe('p770-b does not operate.');
    expect(placed(time)).toEqual(['Migrating - Running on p770-a']);
    expect(time.conductor.recover('app01').ok).toBe(true);
    expect(time.end().conductor.tasks[1]?.status).toBe('failed');
    expect(time.conductor.recover('app01', true).ok).toBe(true);
    time.end();
    expect(placed(time)).toEqual(['Running on p770-a']);
    expect(time.conductor.scene.moves).toEqual([]);
  });
});

describe('the source fails', () => {
  it('takes the partition with it during the copy', () => {
    const time = at(COPY, (scene) => serverFails(scene, 'p770-a')).end();
    expect(placed(time)).toEqual(['Not Available on p770-a']);
    time.conductor.edit((scene) => serverReturns(scene, 'p770-a'));
    time.conductor.recover('app01');
    time.end();
    expect(placed(time)).toEqual(['Not Activated on p770-a']);
    const { availableMemoryMb, configurableMemoryMb } = time.world.systems[1] ?? {
      availableMemoryMb: 0,
      configurableMemoryMb: 0,
    };
    expect(configurableMemoryMb - availableMemoryMb).toBe(6144 + 2 * 4096);
  });
  it.each(after.map(({ label }) => label))(
    'ends the partition during “%s”: pages are still missing',
    (label) => {
      const time = at(label, (scene) => serverFails(scene, 'p770-a')).end();
      expect(placed(time)).toEqual(['Error on p770-b']);
      time.conductor.recover('app01', true);
      time.end();
      expect(placed(time)).toEqual(['Error on p770-b']);
      expect(time.conductor.scene.moves).toEqual([]);
      expect(time.world.lpars).toHaveLength(1);
    },
  );
});

describe('what was lost with its server', () => {
  const back = () => {
    const time = at(RESIDUAL, (scene) => serverFails(scene, 'p770-b')).end();
    time.conductor.edit((scene) => serverReturns(scene, 'p770-b'));
    time.conductor.recover('app01', true);
    return time.end();
  };
  it('is shut down when the server is back, whatever state it was in, and holds no memory', () => {
    const time = back();
    expect(placed(time)).toEqual(['Not Activated on p770-b']);
    const { availableMemoryMb = 0, configurableMemoryMb = 0 } = time.world.systems[1] ?? {};
    expect(configurableMemoryMb - availableMemoryMb).toBe(6144 + 2 * 4096);
  });
  it('has its RMC connection again when it is restarted', () => {
    const failed = serverFails(new Time(two()).conductor.scene, 'p770-a').world;
    expect(failed.lpars[0]?.rmcState).toBe('none');
    const next = applyFix(failed, call(thingName('Lpar', 'app01'), 'restart'));
    expect(next.ok && next.value.lpars[0]?.rmcState).toBe('active');
  });
});

describe('a console fails', () => {
  it('during the copy: the copy goes on, and the clean-up waits for the recovery', () => {
    const time = at(COPY, (scene) => consoleFails(scene, 'hmc1')).end();
    expect(placed(time)).toEqual(['Migrating - Running on p770-b']);
    expect(time.world.lpars.map(({ migrationState }) => migrationState)).toEqual([
      'Migration Failed',
      'Migration Failed',
    ]);
    time.conductor.edit((scene) => consoleReturns(scene, 'hmc1'));
    time.conductor.recover('app01');
    time.end();
    expect(placed(time)).toEqual(['Running on p770-b']);
    expect(time.world.lpars).toHaveLength(1);
  });
  it('for a moment: steps wait, and nothing fails', () => {
    const time = at('Create adapters on the target’s VIOS', (scene) => consoleFails(scene, 'hmc1'));
    time.for(30);
    time.conductor.edit((scene) => consoleReturns(scene, 'hmc1'));
    time.end();
    expect(time.conductor.tasks[0]?.status).toBe('done');
    expect(time.conductor.tasks[0]?.steps.flatMap(({ stalls }) => stalls)).toHaveLength(1);
  });
  it('and refuses what is asked of it meanwhile', () => {
    const time = new Time(two());
    time.conductor.edit((scene) => consoleFails(scene, 'hmc1'));
    expect(time.conductor.migrate(MOVE)).toMatchObject({ ok: false, findings: [{ id: 'console-down' }] });
  });
});

describe('the movers are lost', () => {
  it('rolls back by itself during the copy when the way between them breaks', () => {
    const time = new Time(two());
    const start = time.world;
    time.conductor.migrate(MOVE);
    time.until(COPY);
    time.conductor.edit((scene) => pathBreaks(scene, 'p770-a', 'p770-b'));
    time.end();
    expect(time.conductor.tasks[0]?.status).toBe('failed');
    time.conductor.edit((scene) => pathReturns(scene, 'p770-a', 'p770-b'));
    expect(time.world).toEqual(start);
  });
  it('changes nothing when the second pair takes over', () => {
    const time = at(COPY, (scene) => viosFails(scene, { system: 'p770-a', name: 'vios1' }));
    expect(time.conductor.scene.moves[0]?.failedOver).toBe(true);
    time.end();
    expect(placed(time)).toEqual(['Running on p770-b']);
  });
  it('rolls back when redundant movers were ruled out', () => {
    const time = at(COPY, (scene) => viosFails(scene, { system: 'p770-a', name: 'vios1' }), {
      redundantMsps: 0,
    }).end();
    expect(placed(time)).toEqual(['Running on p770-a']);
  });
  it('lets what runs on the target wait for the rest until the way is there again', () => {
    const time = at(RESIDUAL, (scene) => pathBreaks(scene, 'p770-a', 'p770-b'));
    time.for(120);
    expect(time.conductor.tasks[0]?.status).toBe('running');
    time.conductor.edit((scene) => pathReturns(scene, 'p770-a', 'p770-b'));
    time.end();
    expect(placed(time)).toEqual(['Running on p770-b']);
  });
  it('ends the partition when the rest never comes', () => {
    const time = at(RESIDUAL, (scene) => pathBreaks(scene, 'p770-a', 'p770-b')).end();
    expect(placed(time)).toEqual(['Error on p770-b']);
  });
});
