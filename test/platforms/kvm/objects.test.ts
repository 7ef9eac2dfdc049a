/** Hosts and guests as people describe them: what is left out can move, what cannot be is refused by field. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { sentence } from '../../../web/model/result.ts';
import { GIB, MIB, TIB } from '../../../web/model/units.ts';
import {
  applyCall,
  changeGuest,
  changeHost,
  setGuest,
  setHost,
} from '../../../web/platforms/kvm/objects/change.ts';
import {
  CPU_MODELS,
  commonModel,
  featuresOf,
  HOST_CPUS,
  lacking,
} from '../../../web/platforms/kvm/objects/cpu.ts';
import { describeWorld, type KvmDescription } from '../../../web/platforms/kvm/objects/describe.ts';
import { knowsMachineType } from '../../../web/platforms/kvm/objects/machine-type.ts';
import { parseSize, roughSize, sizeText } from '../../../web/platforms/kvm/objects/sizes.ts';
import { eraOf, isAtLeast, VERSIONS } from '../../../web/platforms/kvm/objects/version.ts';
import { guestOf, hostOf } from '../../../web/platforms/kvm/objects/world.ts';
import { world } from './worlds.ts';

it('gives a guest what its host has, where nothing is said', () => {
  const db = guestOf(world({ alpha: { cpu: 'EPYC-Milan', qemu: '9.2' } }), 'db');
  expect(db).toMatchObject({ cpu: 'EPYC-Milan', machineType: 'pc-q35-9.2', disks: ['shared'], vcpus: 1 });
});

describe('what cannot be is refused, with object and field:', () => {
  const host = (changes: object): KvmDescription => ({ hosts: [{ name: 'alpha', ...changes }] });
  const guest = (changes: object): KvmDescription => ({
    hosts: [{ name: 'alpha' }],
    guests: [{ name: 'db', host: 'alpha', ...changes }],
  });
  test.each<[KvmDescription, string]>([
    [host({ memory: -1 }), 'host alpha, memory'],
    [host({ memory: Number.NaN }), 'host alpha, memory'],
    [host({ cpu: 'Z80' }), 'host alpha, cpu'],
    [host({ qemu: '6.2' }), 'host alpha, qemu'],
    [host({ hugePages1G: 65 }), 'host alpha, hugePages'],
    [host({ machineTypes: ['pc'] }), 'host alpha, machineTypes'],
    [host({ name: '-' }), 'host -'],
    [host({ nic: -1 }), 'host alpha, nic'],
    [host({ maxMoves: 0.5 }), 'host alpha, maxMoves'],
    [host({ pools: 'shared' }), 'host alpha, pools'],
    [{ hosts: [{ name: 'a' }, { name: 'a' }] }, 'host a'],
    [guest({ host: 'beta' }), 'guest db, host'],
    [guest({ vcpus: 65 }), 'guest db, vcpus'],
    [guest({ memory: 65 * GIB }), 'guest db, memory'],
    [guest({ hugePages: 2 * MIB }), 'guest db, memory'],
    [guest({ hugePages: 8192 }), 'guest db, hugePages'],
    [guest({ machineType: 'pc-q35-11.0' }), 'guest db, machineType'],
    [guest({ machineType: 'isapc' }), 'guest db, machineType'],
    [guest({ disks: ['fast'] }), 'guest db, disks'],
    [guest({ networks: ['br9'] }), 'guest db, networks'],
    [guest({ obstacles: ['rust'] }), 'guest db, obstacles'],
    [guest({ vfio: true }), 'guest db, vfio'],
    [guest({ state: 'dead' }), 'guest db, state'],
  ])('%j', (description, where) => {
    const described = describeWorld(description);
    if (described.ok) throw new Error('It was taken.');
    expect(described.diagnostics.map((each) => each.where)).toContain(where);
    for (const each of described.diagnostics) {
      expect(each.what).toMatch(/\.$/);
      expect(each.fix).toMatch(/\.$/);
    }
  });
});

it('says every fault of a description at once', () => {
  const described = describeWorld({ hosts: [{ name: 'alpha', cores: 0, cpu: 'Z80' }, { name: '' }] });
  expect(described.ok ? [] : described.diagnostics.map(({ where }) => where)).toEqual([
    'host alpha, cores',
    'host alpha, cpu',
    'host ',
  ]);
});

describe('a change', () => {
  it('is another world; the old one stays', () => {
    const before = world();
    const after = changeHost(before, 'beta', { cores: 4 });
    expect(after.ok && hostOf(after.value, 'beta')?.cores).toBe(4);
    expect(hostOf(before, 'beta')?.cores).toBe(32);
  });

  it('that cannot be changes nothing', () => {
    const result = changeGuest(world(), 'db', { vcpus: 0 });
    expect(result.ok ? '' : result.diagnostics.map(sentence)[0]).toContain('guest db, vcpus');
    expect(changeGuest(world(), 'web', {}).ok).toBe(false);
    expect(changeHost(world(), 'gamma', {}).ok).toBe(false);
  });

  it('does as its call does, with sizes as scripts write them', () => {
    const call = setHost('beta', { memory: 96 * GIB, pools: ['fast'] });
    expect(call).toEqual({
      on: { $ref: 'Host', name: 'beta' },
      verb: 'set',
      args: [{ memory: '96 GiB', pools: ['fast'] }],
    });
    const changed = applyCall(world(), call);
    expect(changed?.ok && hostOf(changed.value, 'beta')).toMatchObject({ memory: 96 * GIB, pools: ['fast'] });
    expect(applyCall(world(), { on: { $ref: 'Move', name: '' }, verb: 'cancel', args: [] })).toBeNull();
    expect(applyCall(world(), setGuest('db', { vcpus: 2 }))?.ok).toBe(true);
    expect(applyCall(world(), { ...call, args: [{ memory: 'a lot' }] })?.ok).toBe(false);
  });
});

it('writes sizes so that the same bytes come back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 52 }), (bytes) => {
      expect(parseSize(sizeText(bytes))).toBe(bytes);
    }),
  );
  expect([sizeText(TIB), sizeText(1.5 * GIB), roughSize(1.5 * GIB), sizeText(0)]).toEqual([
    '1 TiB',
    '1536 MiB',
    '1.5 GiB',
    '0 B',
  ]);
});

describe('CPU models', () => {
  it('of one vendor grow by generation, but for what was dropped', () => {
    for (const [older, newer] of [
      ['Westmere', 'Haswell'],
      ['Haswell', 'Icelake-Server'],
      ['EPYC', 'EPYC-Genoa'],
    ] as const) {
      expect(lacking(featuresOf(older), featuresOf(newer))).toEqual([]);
      expect(lacking(featuresOf(newer), featuresOf(older)).length).toBeGreaterThan(5);
    }
    expect(lacking(featuresOf('Icelake-Server'), featuresOf('SapphireRapids'))).toEqual(['mpx']);
  });

  it('find the newest model that some hosts share, which all of them run', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...HOST_CPUS), { minLength: 1, maxLength: 4 }), (hosts) => {
        const features = hosts.map(featuresOf);
        const model = commonModel(features);
        expect(CPU_MODELS).toContain(model);
        for (const host of features) expect(lacking(featuresOf(model), host)).toEqual([]);
      }),
    );
    expect(commonModel(['Haswell', 'Icelake-Server'].map(featuresOf))).toBe('Haswell');
    expect(commonModel(['Haswell', 'EPYC'].map(featuresOf))).toBe('Westmere');
  });
});

describe('versions', () => {
  it('stand in their order, and each knows the machines of the older ones', () => {
    VERSIONS.forEach((version, i) => {
      VERSIONS.forEach((other, j) => {
        expect(isAtLeast(version, other)).toBe(i >= j);
        expect(knowsMachineType(version, [], `pc-q35-${other}`)).toBe(i >= j);
      });
    });
  });

  it('up to 7.2 run the loop that was measured', () => {
    expect(eraOf('7.2')).toBe('qemu-7.2-tcg');
    expect(eraOf('8.0')).toBe('qemu-10.2-kvm');
  });
});
