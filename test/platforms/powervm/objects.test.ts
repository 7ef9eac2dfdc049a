import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modesOf, newestMode, normaliseMode } from '../../../web/platforms/powervm/objects/compat-mode.ts';
import { describeWorld } from '../../../web/platforms/powervm/objects/describe.ts';
import type { WorldDescription } from '../../../web/platforms/powervm/objects/description.ts';
import { firmwarePair, parseFirmware } from '../../../web/platforms/powervm/objects/firmware.ts';
import { formOf, generationOf } from '../../../web/platforms/powervm/objects/generation.ts';
import { knows, withValues } from '../../../web/platforms/powervm/objects/known.ts';
import { supportedMoves } from '../../../web/platforms/powervm/objects/moves-supported.ts';
import { osOf } from '../../../web/platforms/powervm/objects/os-level.ts';
import { compareVersions, isAtLeast, parseVersion } from '../../../web/platforms/powervm/objects/version.ts';
import { freeSlots } from '../../../web/platforms/powervm/objects/vios.ts';
import { lparOf, type PowerWorld, systemOf, viosesOf } from '../../../web/platforms/powervm/objects/world.ts';
import { examine } from '../../../web/platforms/powervm/rules/validate.ts';

const made = (description: WorldDescription): PowerWorld => {
  const result = describeWorld(description);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
};
const refusals = (description: WorldDescription): string[] => {
  const result = describeWorld(description);
  return result.ok ? [] : result.diagnostics.map(({ where, what }) => `${where}: ${what}`);
};

describe('three lines of description', () => {
  const world = made({
    systems: [{ name: 'A' }, { name: 'B' }],
    lpars: [{ name: 'db', system: 'A' }],
  });

  it('make a partition that can move between two servers', () => {
    const { findings, undecided } = examine(world, { lpar: 'db', source: 'A', target: 'B' });
    expect({ findings, undecided }).toEqual({ findings: [], undecided: [] });
  });

  it('make one HMC, and two VIOS with mover, bridge and Fibre Channel on each server', () => {
    expect(world.consoles.map(({ product }) => product)).toEqual(['HMC']);
    for (const vios of world.vioses)
      expect(vios).toMatchObject({
        msp: true,
        state: 'Running',
        seas: [{}],
        trunks: [{}],
        fcPorts: [{}, {}],
      });
    expect(world.vioses.map(({ system, name }) => `${system}/${name}`)).toEqual([
      ...['A/vios1', 'A/vios2', 'B/vios1', 'B/vios2'],
    ]);
  });

  it('give the partition a disk that all VIOS see, over both VIOS', () => {
    expect(lparOf(world, 'A', 'db')?.scsi.map(({ vios }) => vios)).toEqual(['vios1', 'vios2']);
    expect(world.luns).toEqual([
      { id: 'db-rootvg', sizeGb: 50, visibleTo: ['A/vios1', 'A/vios2', 'B/vios1', 'B/vios2'] },
    ]);
  });

  it('count what is left of memory and processors', () => {
    const { availableMemoryMb, availableProcUnits } = systemOf(world, 'A')!;
    expect([availableMemoryMb, availableProcUnits]).toEqual([262_144 - 6144 - 2 * 4096 - 8192, 16 - 2 - 0.5]);
  });
});

describe('a described world', () => {
  it('moves a partition with NPIV as well as with vSCSI, and one that is suspended', () => {
    for (const lpar of [{ storage: 'npiv' }, { state: 'Suspended' }, { state: 'Not Activated' }] as const) {
      const world = made({
        systems: [{ name: 'A' }, { name: 'B' }],
        lpars: [{ name: 'db', system: 'A', ...lpar }],
      });
      expect(examine(world, { lpar: 'db', source: 'A', target: 'B' }).findings).toEqual([]);
    }
  });

  it('keeps two partitions apart: ids, slots, disks, addresses', () => {
    const names = ['a', 'b', 'c', 'd'];
    const world = made({
      systems: [{ name: 'A' }],
      lpars: names.map((name) => ({ name, system: 'A', storage: name > 'b' ? 'npiv' : 'vscsi' })),
    });
    const all = <T>(of: (lpar: (typeof world.lpars)[0]) => readonly T[]) =>
      world.lpars.flatMap((each) => [...of(each)]);
    for (const values of [
      all(({ id }) => [id]),
      all(({ eth }) => eth.map(({ mac }) => mac)),
      all(({ fc }) => fc.flatMap(({ wwpns }) => wwpns)),
    ])
      expect(new Set<unknown>(values).size).toBe(values.length);
    for (const vios of viosesOf(world, 'A')) expect(freeSlots(vios)).toBe(vios.maxVirtualSlots - 2 - 1 - 4);
  });

  it('knows everything about itself, and what is set is known from then on', () => {
    const object = { unknown: ['a', 'b'], a: 1, b: 2 };
    expect(knows(object, 'a')).toBe(false);
    const next = withValues(object, { a: 3 });
    expect([knows(next, 'a'), knows(next, 'b')]).toEqual([true, false]);
    expect(withValues(next, { b: 1 })).toEqual({ a: 3, b: 1 });
  });
});

describe('a world that cannot be', () => {
  const A = { name: 'A' };
  it.each<[string, WorldDescription, RegExp]>([
    [
      'has negative memory',
      { systems: [{ ...A, configurableMemoryMb: -1 }] },
      /server A, memory: -1 is not possible/,
    ],
    ['has two servers of one name', { systems: [A, A] }, /server A: There are two of this name/],
    [
      'has two partitions of one name',
      {
        systems: [A],
        lpars: [
          { name: 'x', system: 'A' },
          { name: 'x', system: 'A' },
        ],
      },
      /partition x: There are two/,
    ],
    [
      'has two partitions with one id',
      {
        systems: [A],
        lpars: [
          { name: 'x', system: 'A', id: 9 },
          { name: 'y', system: 'A', id: 9 },
        ],
      },
      /The id 9 is given twice/,
    ],
    [
      'has a partition with the name of a VIOS',
      { systems: [A], lpars: [{ name: 'vios1', system: 'A' }] },
      /partition vios1: There are two/,
    ],
    [
      'has a partition on a server that is not there',
      { systems: [A], lpars: [{ name: 'x', system: 'B' }] },
      /partition x of B, server: There is no server B/,
    ],
    [
      'has an adapter in a slot that does not exist',
      {
        systems: [A],
        lpars: [{ name: 'x', system: 'A', scsi: [{ slot: 100, vios: 'vios1', viosSlot: 20 }] }],
      },
      /partition x of A, slot 100: There is no slot 100: the slots are 0 to 99/,
    ],
    [
      'has an adapter on a slot of a VIOS that does not exist',
      {
        systems: [A],
        lpars: [{ name: 'x', system: 'A', scsi: [{ slot: 20, vios: 'vios1', viosSlot: 200 }] }],
      },
      /VIOS vios1 has no slot 200/,
    ],
    [
      'has an adapter of a VIOS that is not there',
      {
        systems: [A],
        lpars: [{ name: 'x', system: 'A', fc: [{ slot: 20, vios: 'va', viosSlot: 9, wwpns: ['a', 'b'] }] }],
      },
      /There is no VIOS va/,
    ],
    [
      'has two adapters in one slot',
      {
        systems: [A],
        lpars: [
          {
            name: 'x',
            system: 'A',
            vlan: 1,
            scsi: [
              { slot: 20, vios: 'vios1', viosSlot: 20 },
              { slot: 20, vios: 'vios2', viosSlot: 20 },
            ],
          },
        ],
      },
      /slot 20: Two adapters are in it/,
    ],
    [
      'holds more memory than there is',
      {
        systems: [{ ...A, configurableMemoryMb: 16_384 }],
        lpars: [{ name: 'x', system: 'A', memoryMb: 8192 }],
      },
      /Its partitions hold more memory/,
    ],
    [
      'holds more processors than there are',
      { systems: [{ ...A, configurableProcUnits: 2 }], lpars: [{ name: 'x', system: 'A', procUnits: 0.5 }] },
      /Its partitions hold more processors/,
    ],
    [
      'has memory that is no whole block',
      { systems: [A], lpars: [{ name: 'x', system: 'A', memoryMb: 1000 }] },
      /1000 MiB are no whole blocks of 256/,
    ],
    [
      'has a VLAN that is none',
      { systems: [A], lpars: [{ name: 'x', system: 'A', vlan: 4095 }] },
      /VLAN: 4095 is not possible/,
    ],
    ['has a console that is not there', { systems: [{ ...A, console: 'hmc9' }] }, /There is no console hmc9/],
    ['has not a number', { systems: [{ ...A, lmbMb: Number.NaN }] }, /LMB size: NaN is not possible/],
    ['has a name without a letter', { systems: [{ name: '' }] }, /is no name/],
    [
      'has amounts that do not ascend',
      { systems: [A], lpars: [{ name: 'x', system: 'A', memoryMb: { min: 512, desired: 256, max: 1024 } }] },
      /512, 256, 1024 do not ascend/,
    ],
  ])('%s', (_, description, says) => {
    expect(refusals(description).join('\n')).toMatch(says);
  });

  it('is refused with every reason at once', () => {
    const lpars = [
      { name: 'x', system: 'B' },
      { name: 'y', system: 'A', vlan: 0 },
    ];
    expect(refusals({ systems: [A, { ...A, configurableMemoryMb: -5 }], lpars }).length).toBeGreaterThan(3);
  });
});

describe('levels', () => {
  it.each([
    ['V7R7.9.0', '7.7.9.0'],
    ['V10R3.1061', '10.3.1061'],
    ['v7.7.1.0', '7.7.1'],
    ['1.5.2.1-FP11', '1.5.2.1.11'],
    ['V7R3.4.0', '7.3.4'],
  ])('%s is %s', (one, other) => {
    expect(compareVersions(parseVersion(one)!, parseVersion(other)!)).toBe(0);
  });

  it('are ordered by their numbers, and no number is no level', () => {
    expect(isAtLeast('10.1', '9.2')).toBe(true);
    expect(isAtLeast('1.5.2.1-FP10', '1.5.2.1-FP11')).toBe(false);
    expect(isAtLeast('unknown', '0')).toBe(false);
    const version = fc.array(fc.nat(99), { maxLength: 5 });
    fc.assert(
      fc.property(
        version,
        version,
        (a, b) => Math.sign(compareVersions(a, b)) === -Math.sign(compareVersions(b, a)),
      ),
    );
  });

  it('of firmware are read in every spelling', () => {
    expect(parseFirmware('01AM780_040')).toEqual({ release: 780, service: 40 });
    expect(parseFirmware('EM350_085')).toEqual({ release: 350, service: 85 });
    expect(parseFirmware('FW950.30 (VH950_111)')).toEqual({ release: 950, service: 111 });
    expect(parseFirmware('FW950.30')).toEqual({ release: 950, service: 30 });
    expect(parseFirmware('unknown')).toBeNull();
  });

  it.each([
    ['EM340_038', 'AL710_001', 'unlisted'],
    ['EM340_039', 'AL720_001', 'allowed'],
    ['EM340_039', 'AL730_001', 'blocked'],
    ['EM350_001', 'AM780_001', 'allowed'],
    ['AL710_001', 'AM760_001', 'blocked'],
    ['AL720_001', 'AM760_001', 'allowed'],
    ['AL720_001', 'AM770_001', 'blocked'],
    ['AM760_001', 'AL710_001', 'blocked'],
    ['AM780_001', 'AL730_001', 'allowed'],
    ['AM780_001', 'AL720_001', 'blocked'],
    ['SV840_113', 'AM770_001', 'allowed'],
    ['VL950_001', 'MH1060_001', 'allowed'],
    ['NH1110_001', 'VL910_001', 'allowed'],
  ])('of firmware %s to %s: %s', (from, to, verdict) => {
    const { verdict: said } = firmwarePair(parseFirmware(from)!, parseFirmware(to)!);
    expect(verdict === 'unlisted' ? said !== 'allowed' : said === verdict).toBe(true);
  });

  it('of operating systems are read as the console shows them', () => {
    const os = (osVersion: string, env: 'aixlinux' | 'os400' = 'aixlinux') => {
      const { family, level } = osOf({ env, osVersion });
      return `${family} ${level}`.trim();
    };
    expect(os('AIX 7.1 7100-03-05-1524')).toBe('AIX 7.1.3');
    expect(os('AIX 5.3')).toBe('AIX 5.3');
    expect(os('Linux/Red Hat Enterprise Linux Server 7.4')).toBe('RHEL 7.4');
    expect(os('SUSE Linux Enterprise Server 12 SP3')).toBe('SLES 12.3');
    expect(os('IBM i 7.1', 'os400')).toBe('IBM i 7.1');
    expect(os('OS/400 V7R1M0')).toBe('IBM i 7.1');
    expect(os('Nieznane')).toBe('other');
  });

  it('decide how many moves a server takes part in', () => {
    const moves = (firmware: string, version: string, level: string) => {
      const world = made({ consoles: [{ name: 'hmc', version }], systems: [{ name: 'A', firmware }] });
      const vioses = world.vioses.map((vios) => ({ ...vios, level }));
      return supportedMoves({ ...world, vioses }, systemOf(world, 'A')!);
    };
    expect(moves('AM760_001', '7.7.6', '2.2.2.0')).toBe(16);
    expect(moves('AM740_001', '7.7.6', '2.2.2.0')).toBe(8);
    expect(moves('AM760_001', '7.7.1', '2.2.2.0')).toBe(4);
  });
});

describe('a machine type', () => {
  it('tells generation and form', () => {
    expect(
      ['9117-MMA', '9117-MMB', '9179-MHD', '8286-42A', '9080-HEX', '1234-567'].map(generationOf),
    ).toEqual([...['POWER6', 'POWER7', 'POWER7+', 'POWER8', 'POWER10', null]]);
    expect(['9117-MMB', '7998-60X', '7895-22X'].map(formOf)).toEqual(['rack', 'blade', 'flex']);
  });

  it('tells the modes of its processors', () => {
    expect(modesOf('POWER7', null)).toEqual(['default', 'POWER6', 'POWER6_Plus', 'POWER7']);
    expect(newestMode(modesOf('POWER7', null))).toBe('POWER7');
    expect(modesOf('POWER9', { release: 930, service: 1 })).not.toContain('POWER9');
    expect(normaliseMode('power6+')).toBe('POWER6_Plus');
  });
});
