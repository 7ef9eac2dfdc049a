import { describe, expect, it } from 'vitest';
import type { MidMoveChange } from '../../web/model/migration.ts';
import type { Policy } from '../../web/model/policy.ts';
import { type QemuSetup, qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import { seconds, ZERO_NS } from '../../web/model/units.ts';
import { demandOf, type Stage } from '../../web/simulation/demand.ts';
import { machineFor } from '../../web/simulation/machines.ts';

const machine = machineFor('qemu-10.2-kvm');
const qemu = (setup: QemuSetup) => qemuPolicy('qemu-10.2-kvm', setup);
const demand = (policy: Policy, stage: Stage, at = ZERO_NS, changes: MidMoveChange[] = []) =>
  demandOf(policy, { machine, changes }, stage, at);

describe('a move would like to send', () => {
  const capped = qemu({ values: { 'max-bandwidth': 32e6 } });

  it('what its limiter lets through, and the last pages without it', () => {
    expect(demand(capped, 'running')).toBe(32e6);
    expect(demand(capped, 'stopped')).toBe(machine.localBytesPerSecond);
  });

  it('the last pages too at its limiter, where that holds for them', () => {
    const strict: Policy = { ...capped, bandwidth: { ...capped.bandwidth, finalStage: 'capped' } };
    expect(demand(strict, 'stopped')).toBe(32e6);
  });

  it('no more than the processors can copy, each channel by itself', () => {
    const values = { 'max-bandwidth': 0, 'multifd-channels': 4 };
    expect(demand(qemu({ values }), 'running')).toBe(machine.localBytesPerSecond);
    expect(demand(qemu({ values, capabilities: ['multifd'] }), 'running')).toBe(
      4 * machine.localBytesPerSecond,
    );
  });

  it('after the switchover what post-copy may', () => {
    const values = { 'max-bandwidth': 32e6, 'max-postcopy-bandwidth': 8e6 };
    expect(demand(qemu({ values, capabilities: ['postcopy-ram'] }), 'postcopy')).toBe(8e6);
  });

  it('what the limiter is set to at that moment', () => {
    const changes = [
      { at: seconds(2), maxBandwidthBytesPerSecond: 64e6 },
      { at: seconds(3), downtimeLimitMs: 100 },
    ];
    expect([1, 2, 4].map((at) => demand(capped, 'running', seconds(at), changes))).toEqual([
      32e6, 64e6, 64e6,
    ]);
  });
});
