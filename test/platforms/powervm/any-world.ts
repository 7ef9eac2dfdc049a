/** Worlds of some servers and partitions of all kinds, that can be. */
import fc from 'fast-check';
import { describeWorld } from '../../../web/platforms/powervm/objects/describe.ts';
import type { PowerWorld } from '../../../web/platforms/powervm/objects/world.ts';

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
const level = fc.constantFrom(
  'AIX 7.1 7100-03-05-1524',
  'Linux/Red Hat 2.6, "special" edition',
  'AIX 6.1',
  'IBM i 7.1',
);
const lparArbitrary = fc.record({
  storage: fc.constantFrom('vscsi' as const, 'npiv' as const, 'none' as const),
  state: fc.constantFrom('Running' as const, 'Not Activated' as const, 'Open Firmware' as const),
  osVersion: level,
  memoryMb: fc.constantFrom({ min: 256, desired: 1024, max: 4096 }, { min: 512, desired: 2048, max: 2048 }),
  vlan: fc.integer({ min: 1, max: 4094 }),
  hugePages: fc.nat(2),
  bsrArrays: fc.nat(2),
  consoleOpen: fc.boolean(),
  redundantErrPath: fc.boolean(),
  workGroup: fc.constantFrom(null, '3'),
  compatDesired: fc.constantFrom('default', 'POWER6_Plus'),
  procMode: fc.constantFrom('shared' as const, 'dedicated' as const),
  memoryMode: fc.constantFrom('shared' as const, 'dedicated' as const),
  capped: fc.boolean(),
  activatedOnce: fc.constant(true),
  rmcState: fc.constantFrom('active', 'inactive'),
  rmcAddress: fc.constantFrom('10.1.5.1', '10.1.5.2'),
  uuid: fc.uuid(),
  physicalSlots: fc.constantFrom(
    [],
    [{ drcIndex: '21010002', description: 'A, "quoted" card', required: true, assigned: true }],
  ),
  migrationState: fc.constantFrom('Not Migrating' as const, 'Migration Failed' as const),
});
const systemArbitrary = fc.record({
  lmbMb: fc.constantFrom(16, 128, 256),
  state: fc.constantFrom('Operating' as const, 'Standby' as const),
  typeModel: fc.constantFrom('9117-MMA', '9117-MMB', '8286-42A', '9009-42A'),
  inactivePolicy: fc.constantFrom('config' as const, 'prof' as const),
  activeMovesInProgress: fc.nat(3),
  clockOffsetS: fc.constantFrom(0, 3600, 90_000),
  virtualFcCapable: fc.boolean(),
});

export const anyWorld: fc.Arbitrary<PowerWorld> = fc
  .record({
    names: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
    systems: fc.array(systemArbitrary, { minLength: 3, maxLength: 3 }),
    lpars: fc.array(lparArbitrary, { minLength: 1, maxLength: 4 }),
    version: fc.constantFrom('7.7.9.0', '10.3.1061', '8.8.6.0'),
  })
  .map(({ names, systems, lpars, version }) => {
    const result = describeWorld({
      consoles: [{ name: 'hmc1', version }],
      systems: names.map((name, i) => ({
        ...systems[i]!,
        name: `SYS-${name}`,
        serial: `06F17A${i}`,
        address: `10.1.0.2${i}`,
        activeCapable: true,
        // The first one's clock is what others are compared with.
        clockOffsetS: i === 0 ? 0 : systems[i]!.clockOffsetS,
      })),
      lpars: lpars.map((lpar, i) => ({
        ...lpar,
        env: lpar.osVersion.startsWith('IBM i') ? ('os400' as const) : ('aixlinux' as const),
        name: `lpar-${i}`,
        system: `SYS-${names[i % names.length]}`,
      })),
    });
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    return result.value;
  });
