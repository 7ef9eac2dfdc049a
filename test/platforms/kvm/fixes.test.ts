/** Whatever the world and the request: the rules answer, and their fixes lead to a move that can be, or say why not. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CAPABILITIES } from '../../../web/model/parameters/qemu/capabilities.ts';
import { PARAMETERS } from '../../../web/model/parameters/qemu/parameters.ts';
import { GIB, MIB, ZERO_NS } from '../../../web/model/units.ts';
import type { MoveOptions } from '../../../web/platforms/kvm/migration/setup.ts';
import { applyCall } from '../../../web/platforms/kvm/objects/change.ts';
import { HOST_CPUS } from '../../../web/platforms/kvm/objects/cpu.ts';
import { describeWorld } from '../../../web/platforms/kvm/objects/describe.ts';
import { OBSTACLES } from '../../../web/platforms/kvm/objects/obstacles.ts';
import { VERSIONS } from '../../../web/platforms/kvm/objects/version.ts';
import type { KvmWorld } from '../../../web/platforms/kvm/objects/world.ts';
import type { MoveRequest } from '../../../web/platforms/kvm/rules/case.ts';
import { findingsOf, isValidated, requestOf } from '../../../web/platforms/kvm/rules/examine.ts';

const some = <T>(of: readonly T[]) => fc.subarray([...of]);
const flag = fc.boolean();

const anyHost = (name: string) =>
  fc.record({
    name: fc.constant(name),
    memory: fc.constantFrom(4 * GIB, 16 * GIB, 64 * GIB),
    cores: fc.constantFrom(1, 4, 64),
    cpu: fc.constantFrom(...HOST_CPUS),
    cpuExtra: some(['avx512vnni', 'amx-tile']),
    cpuMissing: some(['hle', 'rtm', 'avx2']),
    qemu: fc.constantFrom(...VERSIONS),
    machineTypes: some(['pc-q35-7.0', 'pc-i440fx-8.0']),
    hugePages2M: fc.constantFrom(0, 100, 2048),
    hugePages1G: fc.constantFrom(0, 2),
    userfaultfd: fc.constantFrom('hugepages' as const, 'pages' as const, 'none' as const),
    pools: some(['shared', 'fast']),
    localStorage: fc.constantFrom(0, 100 * GIB),
    networks: some(['br0', 'br1']),
    vfioDevices: fc.constantFrom(0, 1, 4),
    tlsCredentials: some(['tls0']),
    defined: some(['db']),
    state: fc.constantFrom('up' as const, 'down' as const),
    maxMoves: fc.constantFrom(null, 0, 1),
  });

const anyGuest = fc.record({
  memory: fc.constantFrom(GIB, 2 * GIB, 4 * GIB),
  vcpus: fc.constantFrom(1, 8, 64),
  cpu: fc.constantFrom('', 'host', 'kvm64', ...HOST_CPUS),
  cpuExtra: some(['avx512vnni']),
  machineType: fc.constantFrom('', 'pc-q35-7.0', 'pc-q35-9.2', 'pc-i440fx-10.2'),
  hugePages: fc.constantFrom(4096, 2 * MIB, GIB),
  disks: some(['shared', 'local', 'fast']),
  networks: some(['br0']),
  vfio: fc.constantFrom('none' as const, 'plain' as const, 'migratable' as const, 'failover' as const),
  vfioDevices: fc.constantFrom(1, 2),
  vfioTracksDirty: flag,
  vfioP2p: flag,
  viommu: flag,
  nested: flag,
  obstacles: some(OBSTACLES.map(({ id }) => id)),
  dirtyRing: fc.constantFrom(0, 4096),
  state: fc.constantFrom('running' as const, 'paused' as const, 'shut off' as const),
});

const capabilities = some(CAPABILITIES.map(({ name }) => name)).map((all) => all.slice(0, 5));
const parameters = fc.dictionary(
  fc.constantFrom(...PARAMETERS.map(({ name }) => name), 'no-such-thing'),
  fc.constantFrom<unknown>(0, 1, 4, 99, 4096, true, '', 'tls0', 'zlib', 'none', 'cpr-exec', -1),
  { maxKeys: 3 },
);
const anyOptions: fc.Arbitrary<MoveOptions> = fc.record(
  {
    preset: fc.constantFrom('kubevirt', 'xen-4.6', 'nova-postcopy'),
    capabilities,
    parameters,
    destination: fc.record({ capabilities, parameters }, { requiredKeys: [] }),
    copyStorage: fc.constantFrom('none' as const, 'all' as const),
    transport: fc.constantFrom('tcp' as const, 'rdma' as const, 'file' as const, 'unix' as const),
  },
  { requiredKeys: [] },
);

const anyWorld = fc
  .record({ alpha: anyHost('alpha'), beta: anyHost('beta'), db: anyGuest })
  .map(({ alpha, beta, db }) =>
    describeWorld({ hosts: [alpha, beta], guests: [{ name: 'db', host: 'alpha', ...db }] }),
  )
  .filter((described) => described.ok)
  .map((described): KvmWorld => (described.ok ? described.value : { hosts: [], guests: [] }));

/** What each fix stands for, one after the other, until nothing more can be fixed. */
function repaired(world: KvmWorld, request: MoveRequest) {
  const situation = () => ({ world, moves: [], at: ZERO_NS });
  for (let turn = 0; turn < 60; turn++) {
    const findings = findingsOf(situation(), request);
    const fix = findings.find((finding) => finding.severity === 'error' && finding.fix)?.fix;
    if (!fix) return findings;
    for (const call of fix.calls) {
      const other = requestOf(call);
      const changed = other ? null : applyCall(world, call);
      if (other) request = other;
      else if (changed?.ok) world = changed.value;
      else throw new Error(`${JSON.stringify(call)} ${JSON.stringify(changed)}`);
    }
  }
  throw new Error(`There is no end of fixes: ${JSON.stringify(findingsOf(situation(), request))}`);
}

it('applying every fix leads to a move that can be, or to what nothing can fix', () => {
  fc.assert(
    fc.property(anyWorld, anyOptions, (world, options) => {
      const findings = repaired(world, { guest: 'db', to: 'beta', options });
      const left = findings.filter(({ severity }) => severity === 'error');
      for (const { fix } of left) expect(fix).toBeNull();
      expect(isValidated(findings)).toBe(left.length === 0);
      expect(left).toEqual([]);
    }),
    { numRuns: 400 },
  );
});
