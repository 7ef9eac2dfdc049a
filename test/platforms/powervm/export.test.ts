import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFolder } from '../../../web/cli/lib/lpm/folder.ts';
import { descriptionOf } from '../../../web/platforms/powervm/export/description.ts';
import { migrlparOf } from '../../../web/platforms/powervm/export/migrlpar.ts';
import { scriptOf } from '../../../web/platforms/powervm/export/script.ts';
import { importPastes } from '../../../web/platforms/powervm/import/import.ts';
import type { MoveOrder } from '../../../web/platforms/powervm/mobility/order.ts';
import { describeWorld } from '../../../web/platforms/powervm/objects/describe.ts';
import type { PowerWorld } from '../../../web/platforms/powervm/objects/world.ts';
import { examine } from '../../../web/platforms/powervm/rules/validate.ts';
import { attributesOf, wordsOf } from '../../../web/platforms/powervm/terminal/line.ts';
import { logged, reported } from '../../simulation/script.ts';
import { anyWorld } from './any-world.ts';
import { CONSOLE_TRIALS } from './rules/consoles.ts';
import { NETWORK_TRIALS, PARTITION_TRIALS } from './rules/partitions.ts';
import { SERVER_TRIALS } from './rules/servers.ts';
import { requestFor, worldWith } from './rules/trial.ts';
import { STORAGE_TRIALS, VIOS_TRIALS } from './rules/vioses.ts';

const TRIALS = [
  ...CONSOLE_TRIALS,
  ...SERVER_TRIALS,
  ...VIOS_TRIALS,
  ...PARTITION_TRIALS,
  ...STORAGE_TRIALS,
  ...NETWORK_TRIALS,
];

const made = (world: PowerWorld): PowerWorld => {
  const result = describeWorld(descriptionOf(world));
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
};

describe('the description of a world', () => {
  it('makes the world', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        expect(made(world)).toEqual(world);
      }),
      { numRuns: 40 },
    );
  });

  it('is short where nothing is special', () => {
    const { vioses, luns, systems, lpars } = descriptionOf(worldWith());
    expect([vioses, luns]).toEqual([undefined, undefined]);
    expect(systems).toEqual([{ name: 'P770-A' }, { name: 'P780-B' }]);
    expect(lpars).toEqual([{ name: 'app01', system: 'P770-A' }]);
  });

  it('keeps whatever a rule would find', () => {
    for (const { rule, type = 'active', fails } of TRIALS) {
      const world = worldWith(type, fails);
      const result = describeWorld(descriptionOf(world));
      // Some worlds of the rules were bent after they were described, into what cannot be described.
      if (!result.ok) continue;
      const ids = (of: PowerWorld) => examine(of, requestFor(type, fails)).findings.map(({ id }) => id);
      expect({ rule, ids: ids(result.value) }).toEqual({ rule, ids: ids(world) });
    }
  });
});

describe('the script of a world', () => {
  it('lays it out in three lines', () => {
    expect(scriptOf(worldWith())).toBe(
      `import { lab } from 'switchover';

lab.powervm.console('hmc1', { product: 'HMC' });
lab.powervm.server('P770-A', {});
lab.powervm.server('P780-B', {});
lab.powervm.lpar('app01', { server: lab.powervm.server('P770-A') });
`,
    );
  });

  it('runs, and its world is refused what the world is refused', async () => {
    const chosen = [
      'lmb-size-equal',
      'tgt-msp',
      'lpar-no-vopt',
      'npiv-both-wwpns-zoned',
      'tgt-vlan-bridged',
      'lpar-not-service-partition',
      'adapters-not-any-client',
      'reserve-policy-src',
    ];
    for (const { rule, type = 'active', fails } of TRIALS.filter((trial) => chosen.includes(trial.rule))) {
      const world = worldWith(type, { ...fails });
      const source = `${scriptOf(world).replace('{ lab }', '{ lab, log }')}
const { findings } = lab.powervm.lpar('app01').validate(lab.powervm.server('P780-B'));
for (const { id } of findings) log(id);
`;
      const { findings } = examine(
        world,
        requestFor(type, { ...(fails.request && { request: fails.request }) }),
      );
      expect({ rule, ids: logged(await reported(source)) }).toEqual({
        rule,
        ids: findings.map(({ id }) => id),
      });
    }
  });
});

describe('an environment that was brought along', () => {
  it('says once what nobody has seen of several', async () => {
    const rows = ['a', 'b'].map((name, i) => `name=${name},lpar_id=${i + 1},lpar_env=aixlinux`).join('\n');
    const { world } = importPastes([{ name: 'x', text: `lssyscfg -r lpar -m P770-A\n${rows}\n` }]);
    const source = scriptOf(world);
    expect(source.match(/unknown: unseen\b/g)).toHaveLength(2);
    expect(source.match(/const unseen\w* = /g)).toHaveLength(1);
    expect((await reported(source)).diagnostics).toEqual([]);
  });

  it('can go on as a script', async () => {
    const { world } = importPastes(await readFolder(resolve('test/fixtures/lpm/two-servers')));
    const source = `${scriptOf(world).replace('{ lab }', '{ lab, log }')}
for (const name of lab.powervm.server('P770-A').lpars) log(name);
`;
    expect(logged(await reported(source))).toEqual(['app01', 'db01', 'batch01', 'new01']);
  });
});

describe('the command line of a move', () => {
  const world = worldWith();
  const remote = worldWith('active', { targetConsole: { address: 'hmc2.example', user: 'admin' } });
  const order: MoveOrder = { lpar: 'app01', source: 'P770-A', target: 'P780-B' };
  const line = (more: Partial<MoveOrder>, of = world) => migrlparOf('m', { ...order, ...more }, of);

  it.each<[string, string]>([
    [migrlparOf('v', order, world), 'migrlpar -o v -m P770-A -t P780-B -p app01'],
    [line({}), 'migrlpar -o m -m P770-A -t P780-B -p app01'],
    [migrlparOf('s', order, world), 'migrlpar -o s -m P770-A -p app01'],
    [migrlparOf('r', order, world, { force: true }), 'migrlpar -o r -m P770-A -p app01 --force'],
    [
      line({ options: { mpio: 2, vlanBridge: 2, redundantMsps: 1 }, waitMinutes: 10 }),
      'migrlpar -o m -m P770-A -t P780-B -p app01 --mpio 2 --vlanbridge 2 --redundantmsps 1 -w 10',
    ],
    [
      line({ options: { sourceMsp: 'va1', destMsp: 'vb1', procPool: 'SPP1' } }),
      'migrlpar -o m -m P770-A -t P780-B -p app01 -i "source_msp_name=va1,dest_msp_name=vb1,shared_proc_pool_name=SPP1"',
    ],
    [
      line({ options: { profileName: 'moved one', npivValidation: 'portdisk', affinity: true } }),
      "migrlpar -o m -m P770-A -t P780-B -p app01 -n 'moved one' --npivval portdisk --affinity",
    ],
    [line({}, remote), 'migrlpar -o m -m P770-A -t P780-B -p app01 --ip hmc2.example -u admin'],
    [
      line({
        mappings: [
          { is: 'fc', slot: 4, vios: 'vb1', viosSlot: 14, port: 'fcs0' },
          { is: 'fc', slot: 5, vios: 'vb2', viosSlot: null, port: 'fcs1' },
          { is: 'scsi', slot: 12, vios: 'vb1', viosSlot: null, port: null },
        ],
        options: { destLparId: 5 },
      }),
      'migrlpar -o m -m P770-A -t P780-B -p app01 -i "virtual_scsi_mappings=12/vb1/,\\"virtual_fc_mappings=4/vb1//14/fcs0,5/vb2///fcs1\\",dest_lpar_id=5"',
    ],
  ])('is %s', (written, expected) => {
    expect(written).toBe(expected);
  });

  it('is read by a shell as it was meant', () => {
    // A name that begins with a hyphen is a switch to the shell of the console, too: there, nobody can write it.
    const name = fc
      .stringMatching(/^[a-zA-Z0-9._'][a-zA-Z0-9 ._'-]{0,19}$/)
      .filter((text) => text.trim() === text);
    fc.assert(
      fc.property(name, name, fc.integer({ min: 1, max: 99 }), (lpar, target, slot) => {
        const mappings = [slot, slot + 1].map((each) => ({
          is: 'fc' as const,
          slot: each,
          vios: 'vb1',
          viosSlot: 3,
          port: 'fcs0',
        }));
        const words = wordsOf(migrlparOf('m', { ...order, lpar, target, mappings }, world));
        const behind = (option: string) => words[words.indexOf(option) + 1];
        expect([behind('-p'), behind('-t')]).toEqual([lpar, target]);
        expect(attributesOf(behind('-i') ?? '').get('virtual_fc_mappings')).toBe(
          `${slot}/vb1//3/fcs0,${slot + 1}/vb1//3/fcs0`,
        );
      }),
      { numRuns: 100 },
    );
  });
});
