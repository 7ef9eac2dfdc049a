/** What keeps a guest from moving: each rule with a case that passes, one that fails, and the border between. */
import { describe, expect, it, test } from 'vitest';
import { GIB, MIB, seconds, TIB } from '../../../web/model/units.ts';
import type { KvmMove, MoveOptions } from '../../../web/platforms/kvm/migration/setup.ts';
import { examine, isValidated, RULES } from '../../../web/platforms/kvm/rules/examine.ts';
import { GROUPS } from '../../../web/platforms/kvm/rules/rule.ts';
import { found, moved, world } from './worlds.ts';

const ids = (...args: Parameters<typeof found>) => found(...args).map(({ id }) => id);

type Arguments = [changes: Parameters<typeof found>[0], options?: MoveOptions];

const HUGE = { hugePages2M: 2048, hugePages1G: 4 };

/** Of each rule: what fails, and what just passes. */
const CASES: Readonly<Record<string, { fails: Arguments[]; passes: Arguments[] }>> = {
  'host-up:beta': { fails: [[{ beta: { state: 'down' } }]], passes: [[{}]] },
  'guest-runs': { fails: [[{ db: { state: 'shut off' } }]], passes: [[{ db: { state: 'paused' } }]] },
  'moves-at-once:beta': { fails: [[{ beta: { maxMoves: 0 } }]], passes: [[{ beta: { maxMoves: 1 } }]] },
  'name-free': { fails: [[{ beta: { defined: ['db'] } }]], passes: [[{ beta: { defined: ['web'] } }]] },
  'cpu-features': {
    fails: [
      [{ beta: { cpu: 'Haswell' } }],
      [{ alpha: { cpu: 'EPYC' } }],
      [{ beta: { cpuMissing: ['rtm'] } }],
      [{ alpha: { cpuExtra: ['avx512vnni'] }, db: { cpuExtra: ['avx512vnni'] } }],
    ],
    passes: [
      [{ beta: { cpu: 'Icelake-Server' } }],
      [{ beta: { cpu: 'Haswell' }, db: { cpu: 'Haswell' } }],
      [{ beta: { cpu: 'EPYC' }, db: { cpu: 'kvm64' } }],
      // What its own host lacks it was never given.
      [{ alpha: { cpuMissing: ['rtm'] }, beta: { cpuMissing: ['rtm'] } }],
    ],
  },
  'cpu-passthrough': {
    fails: [
      [{ db: { cpu: 'host' }, beta: { cpu: 'Haswell' } }],
      [{ db: { cpu: 'host' }, beta: { cpu: 'Icelake-Server' } }],
    ],
    passes: [[{ db: { cpu: 'host' } }]],
  },
  'cpu-vendor': {
    fails: [[{ beta: { cpu: 'EPYC' }, db: { cpu: 'kvm64' } }]],
    passes: [[{ beta: { cpu: 'Icelake-Server' } }]],
  },
  'nested-guest': { fails: [[{ db: { nested: true } }]], passes: [[{}]] },
  'enough-cores': {
    fails: [[{ db: { vcpus: 9 }, beta: { cores: 8 } }]],
    passes: [[{ db: { vcpus: 8 }, beta: { cores: 8 } }]],
  },
  'machine-type': {
    fails: [
      [{ beta: { qemu: '9.2' } }],
      [{ db: { machineType: 'pc-q35-9.2' }, beta: { machineTypes: ['pc-q35-9.1'] } }],
    ],
    passes: [
      [{ beta: { qemu: '9.2' }, db: { machineType: 'pc-q35-9.2' } }],
      [{ db: { machineType: 'pc-i440fx-7.2' }, beta: { machineTypes: ['pc-i440fx-7.2'] } }],
    ],
  },
  'backward-migration': {
    fails: [[{ beta: { qemu: '10.1' }, db: { machineType: 'pc-q35-10.1' } }]],
    passes: [[{ alpha: { qemu: '10.1' } }]],
  },
  'pcie-aer-7.2-8.0': {
    fails: [
      [{ alpha: { qemu: '7.2' }, beta: { qemu: '8.0' } }],
      [{ alpha: { qemu: '8.0' }, beta: { qemu: '7.2' }, db: { machineType: 'pc-q35-7.2' } }],
    ],
    passes: [
      [{ alpha: { qemu: '7.2' }, beta: { qemu: '8.1' } }],
      [{ alpha: { qemu: '7.2' }, beta: { qemu: '8.0' }, db: { machineType: 'pc-i440fx-7.2' } }],
    ],
  },
  'free-memory': {
    fails: [[{ db: { memory: 4 * GIB }, beta: { memory: 4 * GIB - 4096 } }]],
    passes: [[{ db: { memory: 4 * GIB }, beta: { memory: 4 * GIB } }]],
  },
  'free-huge-pages': {
    fails: [
      [{ alpha: HUGE, db: { memory: GIB, hugePages: 2 * MIB }, beta: { hugePages2M: 511 } }],
      [{ alpha: HUGE, db: { memory: 2 * GIB, hugePages: GIB }, beta: { hugePages2M: 4096, hugePages1G: 1 } }],
    ],
    passes: [[{ alpha: HUGE, db: { memory: GIB, hugePages: 2 * MIB }, beta: { hugePages2M: 512 } }]],
  },
  'postcopy-userfaultfd': {
    fails: [
      [{ beta: { userfaultfd: 'none' } }, { capabilities: ['postcopy-ram'] }],
      [
        { alpha: HUGE, db: { hugePages: 2 * MIB }, beta: { userfaultfd: 'pages', hugePages2M: 4096 } },
        { capabilities: ['postcopy-ram'] },
      ],
    ],
    passes: [
      [{ beta: { userfaultfd: 'none' } }],
      [{ beta: { userfaultfd: 'pages' } }, { capabilities: ['postcopy-ram'] }],
    ],
  },
  'postcopy-gigantic-pages': {
    fails: [
      [{ alpha: HUGE, db: { hugePages: GIB }, beta: { hugePages1G: 4 } }, { capabilities: ['postcopy-ram'] }],
    ],
    passes: [
      [
        { alpha: HUGE, db: { hugePages: 2 * MIB }, beta: { hugePages2M: 2048 } },
        { capabilities: ['postcopy-ram'] },
      ],
    ],
  },
  'dirty-limit-ring': {
    fails: [[{}, { capabilities: ['dirty-limit'] }]],
    passes: [[{ db: { dirtyRing: 4096 } }, { capabilities: ['dirty-limit'] }]],
  },
  'shared-storage': {
    fails: [[{ beta: { pools: [] } }], [{ db: { disks: ['shared', 'local'] } }]],
    passes: [
      [{ db: { disks: [] }, beta: { pools: [] } }],
      [{ db: { disks: ['local'] } }, { copyStorage: 'all' }],
    ],
  },
  'storage-room': {
    fails: [
      [{ db: { disks: ['local'], diskSize: TIB }, beta: { localStorage: TIB - 1 } }, { copyStorage: 'all' }],
    ],
    passes: [
      [{ db: { disks: ['local'], diskSize: TIB }, beta: { localStorage: TIB } }, { copyStorage: 'all' }],
    ],
  },
  'copy-storage-needed': { fails: [[{}, { copyStorage: 'all' }]], passes: [[{}, { copyStorage: 'none' }]] },
  'copy-storage-time': {
    fails: [[{ db: { disks: ['local'] } }, { copyStorage: 'all' }]],
    passes: [[{ db: { disks: ['local'] } }]],
  },
  'copy-storage-pace': {
    fails: [
      [{ db: { disks: ['local'], diskWrites: 1e8 } }, { copyStorage: 'all', mirrorBandwidth: 1e8 }],
      [{ db: { disks: ['local'], diskWrites: 1e9 }, beta: { nic: 1e9 } }, { copyStorage: 'all' }],
    ],
    passes: [
      [{ db: { disks: ['local'], diskWrites: 1e8 } }, { copyStorage: 'all' }],
      [{ db: { disks: ['local'], diskWrites: 1e8 } }, { copyStorage: 'all', mirrorBandwidth: 1e8 + 1 }],
    ],
  },
  'vfio-migratable': { fails: [[{ db: { vfio: 'plain' } }]], passes: [[{ db: { vfio: 'failover' } }]] },
  'vfio-on-target': {
    fails: [[{ db: { vfio: 'migratable', vfioDevices: 2 }, beta: { vfioDevices: 1 } }]],
    passes: [[{ db: { vfio: 'migratable', vfioDevices: 2 }, beta: { vfioDevices: 2 } }]],
  },
  'vfio-p2p': {
    fails: [[{ db: { vfio: 'migratable', vfioDevices: 2, vfioP2p: false } }]],
    passes: [[{ db: { vfio: 'migratable', vfioDevices: 1, vfioP2p: false } }]],
  },
  'vfio-postcopy': {
    fails: [[{ db: { vfio: 'migratable' } }, { capabilities: ['postcopy-ram'] }]],
    passes: [[{ db: { vfio: 'failover' } }, { capabilities: ['postcopy-ram'] }]],
  },
  'vfio-state-fits': {
    fails: [
      [
        { db: { vfio: 'migratable', vfioDevices: 2, vfioState: 20e6 } },
        { parameters: { 'max-bandwidth': 100e6, 'downtime-limit': 399 } },
      ],
    ],
    passes: [
      [
        { db: { vfio: 'migratable', vfioDevices: 2, vfioState: 20e6 } },
        { parameters: { 'max-bandwidth': 100e6, 'downtime-limit': 400 } },
      ],
      [{ db: { vfio: 'failover', vfioState: 1e12 } }],
    ],
  },
  'vfio-dirty-tracking': {
    fails: [[{ db: { vfio: 'migratable', vfioTracksDirty: false } }]],
    passes: [[{ db: { vfio: 'migratable' } }]],
  },
  'vfio-viommu': {
    fails: [[{ db: { vfio: 'migratable', viommu: true } }]],
    passes: [
      [{ db: { vfio: 'migratable', viommu: true, vfioTracksDirty: false } }],
      [{ db: { viommu: true } }],
    ],
  },
  'vfio-experimental': {
    fails: [[{ alpha: { qemu: '8.0' }, db: { vfio: 'migratable' } }]],
    passes: [[{ alpha: { qemu: '8.1' }, db: { vfio: 'migratable' } }]],
  },
  'obstacles:snapshots': {
    fails: [[{ db: { obstacles: ['block-job', 'snapshots'] } }]],
    passes: [[{ db: { obstacles: ['block-job'] } }]],
  },
  networks: { fails: [[{ beta: { networks: [] } }]], passes: [[{ beta: { networks: ['br0', 'br1'] } }]] },
  preset: {
    fails: [
      [{}, { preset: 'xen-4.6' }],
      [{}, { preset: 'none-such' }],
      [{ alpha: { qemu: '7.2' } }, { preset: 'nova' }],
    ],
    passes: [
      [{}, { preset: 'kubevirt' }],
      [{}, { preset: 'qemu-10.2' }],
    ],
  },
  'settings-possible:downtime-limit': {
    fails: [[{}, { parameters: { 'downtime-limit': 2_000_001 } }]],
    passes: [[{}, { parameters: { 'downtime-limit': 2_000_000 } }]],
  },
  'settings-possible:compress': {
    fails: [[{}, { capabilities: ['compress'] }]],
    passes: [[{ alpha: { qemu: '7.2' } }, { capabilities: ['compress'] }]],
  },
  'settings-known:switchover-ack@beta': {
    fails: [
      [
        { beta: { qemu: '8.0' }, db: { machineType: 'pc-q35-8.0' } },
        { capabilities: ['switchover-ack', 'return-path'] },
      ],
    ],
    passes: [
      [
        { beta: { qemu: '8.1' }, db: { machineType: 'pc-q35-8.1' } },
        { capabilities: ['switchover-ack', 'return-path'] },
      ],
    ],
  },
  'settings-together:multifd+xbzrle': {
    fails: [[{}, { capabilities: ['multifd', 'xbzrle'] }]],
    passes: [
      [{ alpha: { qemu: '7.2' } }, { capabilities: ['multifd', 'xbzrle'] }],
      [{}, { capabilities: ['xbzrle'] }],
    ],
  },
  'multifd-postcopy': {
    fails: [[{ alpha: { qemu: '10.0' } }, { capabilities: ['multifd', 'postcopy-ram'] }]],
    passes: [[{ alpha: { qemu: '10.1' } }, { capabilities: ['multifd', 'postcopy-ram'] }]],
  },
  'settings-alike:postcopy-ram': {
    fails: [[{}, { capabilities: ['postcopy-ram'], destination: { capabilities: [] } }]],
    passes: [[{}, { capabilities: ['postcopy-ram'], destination: { capabilities: ['postcopy-ram'] } }]],
  },
  'settings-alike:multifd-channels': {
    fails: [
      [
        {},
        { capabilities: ['multifd'], parameters: { 'multifd-channels': 4 }, destination: { parameters: {} } },
      ],
    ],
    passes: [
      [
        {},
        {
          capabilities: ['multifd'],
          parameters: { 'multifd-channels': 2 },
          destination: { parameters: {} },
        },
      ],
    ],
  },
  'tls-credentials:beta': {
    fails: [[{ alpha: { tlsCredentials: ['tls0'] } }, { parameters: { 'tls-creds': 'tls0' } }]],
    passes: [[{ beta: { tlsCredentials: ['tls0'] } }, { parameters: { 'tls-creds': 'tls0' } }]],
  },
  'settings-idle:multifd-channels': {
    fails: [[{}, { parameters: { 'multifd-channels': 4 } }]],
    passes: [[{}, { capabilities: ['multifd'], parameters: { 'multifd-channels': 4 } }]],
  },
  'settings-shown:x-colo': {
    fails: [[{}, { capabilities: ['x-colo'] }]],
    passes: [[{}, { capabilities: ['xbzrle'] }]],
  },
  'settings-shown:announce-rounds': {
    fails: [[{}, { parameters: { 'announce-rounds': 1 } }]],
    passes: [[{}, { parameters: { 'announce-rounds': 5 } }]],
  },
  'settings-shown:transport': {
    fails: [[{}, { transport: 'file' }]],
    passes: [[{}, { transport: 'unix' }]],
  },
};
describe.each(Object.entries(CASES))('%s', (id, { fails, passes }) => {
  test.each(fails)('is found: %j %j', (changes, options) => {
    expect(ids(changes, options)).toContain(id);
  });
  test.each(passes)('is not found: %j %j', (changes, options) => {
    expect(ids(changes, options)).not.toContain(id);
  });
});

it('lets two hosts and a guest move that two lines describe', () => {
  const { findings, passed } = examine(
    { world: world(), moves: [], at: seconds(0) },
    { guest: 'db', to: 'beta' },
  );
  expect(findings).toEqual([]);
  expect(passed.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
});

describe('what is under way counts:', () => {
  const kvm = world();
  const underWay = moved(kvm, {}, {}, 'db');

  it('a guest sets off once', () => {
    expect(ids({}, {}, [underWay], seconds(9))).toEqual([]);
    expect(ids({}, {}, [underWay], seconds(15))).toEqual(['no-other-move']);
  });

  it('a guest that has arrived stands there', () => {
    const arrived = moved(kvm, {
      resumedNs: seconds(19),
      outcome: { ...underWay.record.outcome, status: 'completed' },
    });
    expect(ids({}, {}, [arrived], seconds(20))).toEqual(['other-host']);
  });

  it('a lost guest stays lost', () => {
    const lost = moved(kvm, { outcome: { ...underWay.record.outcome, status: 'lost' } });
    expect(ids({}, {}, [lost], seconds(20))).toEqual(['guest-not-lost']);
  });

  it('memory on the way to a host is taken there', () => {
    const others = [{ name: 'web', host: 'alpha', memory: GIB }];
    const web = moved(world({ others }), {}, {}, 'web');
    const full = (moves: KvmMove[], memory: number) =>
      ids({ others, db: { memory: GIB }, beta: { memory } }, {}, moves, seconds(15));
    expect(full([], GIB)).toEqual([]);
    expect(full([web], 2 * GIB)).toEqual([]);
    expect(full([web], 2 * GIB - 4096)).toEqual(['free-memory']);
  });

  it('moves that are under way count against the limit of each end', () => {
    const others = [{ name: 'web', host: 'alpha', memory: GIB }];
    const web = moved(world({ others }), {}, {}, 'web');
    expect(ids({ others, alpha: { maxMoves: 1 } }, {}, [web], seconds(15))).toEqual(['moves-at-once:alpha']);
    expect(ids({ others, alpha: { maxMoves: 2 } }, {}, [web], seconds(15))).toEqual([]);
  });
});

it('says what is not there, and what is', () => {
  const { findings } = examine({ world: world(), moves: [], at: seconds(0) }, { guest: 'dbb', to: 'gamma' });
  expect(findings.map(({ message, remedy }) => `${message} ${remedy}`)).toEqual([
    'There is no guest dbb. Name one that is there: db.',
    'There is no host gamma. Name one that is there: alpha, beta.',
  ]);
});

it('names every rule once, in a group that is shown, as sentences', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  for (const { id, group, about, reason } of RULES) {
    expect(GROUPS, id).toContain(group);
    expect(about, id).toMatch(/^[A-Z].*\.$/);
    expect(reason, id).toMatch(/^[A-Z].*\.$/);
  }
});

it('tries every rule', () => {
  const tried = new Set([
    ...Object.keys(CASES).map((id) => id.split(':')[0]),
    ...['other-host', 'no-other-move', 'guest-not-lost'],
  ]);
  expect(RULES.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
});

it('lets what nobody has verified warn only', () => {
  for (const [changes, options] of Object.values(CASES).flatMap(({ fails }) => fails)) {
    for (const { certainty, severity } of found(changes, options)) {
      if (certainty === 'typical') expect(severity).toBe('warning');
    }
  }
});

it('puts errors first', () => {
  const findings = found({ beta: { cpu: 'EPYC', networks: [], memory: GIB } });
  const order = findings.map(({ severity }) => severity);
  expect(order).toEqual([...order].sort());
  expect(isValidated(findings)).toBe(false);
});
