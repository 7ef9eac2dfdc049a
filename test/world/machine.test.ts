import { expect, it } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import { MACHINE_FIELDS } from '../../web/model/parameters/machine.ts';
import type { Scenario } from '../../web/model/scenario.ts';
import { runToEnd } from '../../web/simulation/run.ts';
import { machineFields } from '../../web/studio/tune/machine-fields.ts';
import { impossible } from '../../web/world/impossible.ts';
import { jobOf, move, world } from '../simulation/worlds.ts';

const said = (machine: object): string[] =>
  impossible(world({ machine } as Partial<Scenario>), new Map()).map(
    ({ where, what, fix }) => `${where}: ${what} ${fix}`,
  );

it('a value of the machines that cannot be is refused with its field and what is possible', () => {
  expect(said({ localBytesPerSecond: -1 })[0]).toMatch(/^machine, localBytesPerSecond: .*Give .*bytes\/s/);
  expect(said({ cores: Number.NaN })).toHaveLength(1);
  expect(said({ horsepower: 12 })[0]).toMatch(/There is no value horsepower/);
  expect(said({ localBytesPerSecond: 1e9 })).toEqual([]);
});

it('what the machines can do decides how long the pause is', async () => {
  const engine = await loadedEngine();
  const pause = (machine: Scenario['machine']) =>
    runToEnd(engine, jobOf({ moves: [move('one')], ...(machine ? { machine } : {}) }), new Map()).moves[0]!
      .outcome.downtimeNs;
  expect(pause({ resumeNs: 500e6 as never }) - pause(undefined)).toBeGreaterThan(400e6);
});

it('each of them has a control, and a control that is put back leaves nothing behind', () => {
  const scenario = world();
  const fields = machineFields(scenario);
  expect(fields.length).toBeGreaterThan(MACHINE_FIELDS.length / 2);
  for (const field of fields) {
    const value = field.kind === 'flag' ? !field.get(scenario) : 7;
    const changed = field.set(scenario, value);
    expect(changed.machine).toEqual({ [field.id.replace('machine.', '')]: value });
    expect(field.reset(changed, scenario)).toEqual(scenario);
  }
});
