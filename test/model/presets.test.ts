/** Presets: each can be carried out, each number is in range, and for each it is said how far it can be trusted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERA_IDS } from '../../web/model/parameters/described.ts';
import { checkPolicy, leavesOf } from '../../web/model/parameters/policy-check.ts';
import { POLICY_NUMBERS } from '../../web/model/parameters/policy-numbers.ts';
import { CAPABILITIES } from '../../web/model/parameters/qemu/capabilities.ts';
import { checkParameters } from '../../web/model/parameters/qemu/check.ts';
import { PARAMETERS } from '../../web/model/parameters/qemu/parameters.ts';
import type { Policy } from '../../web/model/policy.ts';
import { PLAIN } from '../../web/model/presets/preset.ts';
import { PRESETS, presetNamed, provenanceOf, qemuPolicy } from '../../web/model/presets.ts';

const policyOf = (id: string): Policy => {
  const preset = presetNamed(id);
  if (!preset) throw new Error(`no preset ${id}`);
  return preset.policy;
};

it('presets have ids of their own', () => {
  expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
});

describe.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s', (_id, preset) => {
  it('can be carried out, with every number in its range', () => {
    expect(checkPolicy(preset.policy)).toEqual([]);
  });

  it('says of every value how far it can be trusted', () => {
    for (const { path } of leavesOf(preset.policy)) {
      const { certainty, source } = provenanceOf(preset, path);
      expect(['sourced', 'measured', 'typical']).toContain(certainty);
      expect(source, path).not.toBe('unknown');
    }
  });

  // QEMU's tables speak for a whole era, and so of parts that not every setup has.
  it.runIf(preset.era === null)('says it of values that it has', () => {
    const paths = leavesOf(preset.policy).map(({ path }) => path);
    for (const ground of Object.keys(preset.provenance)) {
      const known = ground === '' || paths.some((path) => path === ground || path.startsWith(`${ground}.`));
      expect(known, ground).toBe(true);
    }
  });

  it('is told to people in whole sentences', () => {
    expect(preset.label).not.toBe('');
    expect(preset.about).toMatch(/^\S.*[.]$/);
  });
});

describe('what is known of the products', () => {
  it('QEMU ends its rounds below the threshold, the others when all is sent', () => {
    for (const { product, policy } of PRESETS) {
      expect(policy.roundEnd).toBe(product === 'QEMU' ? 'below-threshold' : 'drained');
    }
  });

  it('QEMU alone tries for ever', () => {
    expect(policyOf('qemu-7.2').whenNotConverging).toBe('keep-going');
    expect(policyOf('xen').whenNotConverging).toBe('stop-and-copy');
    expect(policyOf('powervm').whenNotConverging).toBe('postcopy');
  });

  it('QEMU 7.2 clears the log at a sync, 10.2 by the chunk unless it has a ring', () => {
    expect(qemuPolicy('qemu-7.2-tcg').exposure).toBe('last-sync');
    expect(qemuPolicy('qemu-10.2-kvm').exposure).toBe('chunk-clear');
    expect(qemuPolicy('qemu-10.2-kvm').chunkPages * 4096).toBe(2 ** 30);
    const ring = { values: { 'dirty-ring-size': 4096 } };
    expect(qemuPolicy('qemu-10.2-kvm', ring).exposure).toBe('last-sync');
  });

  it('a page costs QEMU 8 bytes more than itself and a zero page 9 in all; over several connections both 10.5 more', () => {
    const { transport } = qemuPolicy('qemu-10.2-kvm');
    expect(transport.perPageHeaderBytes + 4096).toBe(4104);
    expect(transport.perZeroPageBytes).toBe(9);
    const several = policyOf('qemu-10.2-multifd').transport;
    expect(several.perPageHeaderBytes + several.perBatchBytes / several.batchPages).toBe(10.5);
    expect(several.zeroPages).toBe('in-batch');
  });

  it('PowerVM sends nothing of the rest in the pause', () => {
    const { method, pause } = policyOf('powervm');
    expect(method).toMatchObject({ kind: 'hybrid', atStopRule: 'postcopy' });
    expect(pause.map(({ part }) => part)).not.toContain('pages');
  });

  it('Nova raises the allowed pause in equal steps to its end', () => {
    const { stopRule, orchestration } = policyOf('nova');
    expect(stopRule.estimatedDowntimeMs).toBe(orchestration.downtimeRamp?.startMs);
    expect(orchestration.downtimeRamp?.maxMs).toBe(500);
  });
});

describe('a policy from QEMU’s parameters', () => {
  it('can be carried out whenever QEMU would take them', () => {
    const values = fc.dictionary(
      fc.constantFrom(...PARAMETERS.map(({ name }) => name)),
      fc.oneof(
        fc.maxSafeInteger(),
        fc.integer({ min: 0, max: 300 }),
        fc.boolean(),
        fc.constantFrom('none', 'zlib', 'zstd', 'legacy', 'multifd', 'qpl', 4096, 2 ** 26),
      ),
      { maxKeys: 4 },
    );
    const capabilities = fc.subarray(
      CAPABILITIES.map(({ name }) => name),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...ERA_IDS), values, capabilities, (era, given, switched) => {
        const possible = Object.fromEntries(
          Object.entries(given).filter(
            ([name, value]) => checkParameters(era, { [name]: value }).length === 0,
          ),
        );
        fc.pre(checkParameters(era, possible, switched).length === 0);
        const setup = { values: possible, capabilities: switched, postcopyAfter: { rounds: 1, ms: null } };
        expect(checkPolicy(qemuPolicy(era, setup))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a policy that cannot be carried out', () => {
  const broken: [string, Partial<Policy>][] = [
    ['postcopy', { ...withRule({ maxRounds: 3 }), whenNotConverging: 'postcopy' }],
    ['stopRule', {}],
    ['whenNotConverging', withRule({ maxRounds: 3 })],
    ['roundEnd', { ...withRule({ pendingAtMostPages: 1 }), roundEnd: 'below-threshold' }],
    ['bandwidth.adaptive', { ...withRule(), bandwidth: { ...PLAIN.bandwidth, control: 'adaptive' } }],
    [
      'bandwidth.adaptive.start',
      {
        ...withRule(),
        bandwidth: { ...PLAIN.bandwidth, control: 'adaptive', adaptive: { start: 2, step: 1, max: 1 } },
      },
    ],
    ['chunkPages', { ...withRule(), exposure: 'chunk-clear' }],
    ['bandwidth.windowMs', { ...withRule(), bandwidth: { ...PLAIN.bandwidth, control: 'window' } }],
    ['pause', { ...withRule(), pause: [] }],
    [
      'transport.compression',
      {
        ...withRule(),
        transport: { ...PLAIN.transport, channels: 2, compression: { kind: 'xbzrle', cacheBytes: 4096 } },
      },
    ],
    [
      'transport.zeroCopy',
      {
        ...withRule(),
        transport: { ...PLAIN.transport, zeroCopy: true, compression: { kind: 'xbzrle', cacheBytes: 4096 } },
      },
    ],
    ['transport.zeroPages', { ...withRule(), transport: { ...PLAIN.transport, zeroPages: 'in-batch' } }],
    ['stopRule.maxRounds', { ...withRule({ maxRounds: -1 }), whenNotConverging: 'abort' }],
    ['stopRule.estimatedDowntimeMs', withRule({ estimatedDowntimeMs: Number.NaN })],
  ];

  function withRule(
    rule: Partial<Policy['stopRule']> = { estimatedDowntimeMs: 300 },
  ): Pick<Policy, 'stopRule'> {
    return { stopRule: { ...PLAIN.stopRule, ...rule } };
  }

  it.each(broken)('is refused at %s', (field, change) => {
    const faults = checkPolicy({ ...PLAIN, ...change });
    expect(faults.map((fault) => fault.field)).toEqual([field]);
    expect(faults[0]?.fix).not.toBe('');
  });
});

it('every number that a policy can have is described for people', () => {
  for (const [path, { label }] of Object.entries(POLICY_NUMBERS)) expect(label, path).not.toBe('');
});
