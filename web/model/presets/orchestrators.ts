/** What stands above QEMU and steps in: KubeVirt and OpenStack Nova. */

import type { Provenance } from '../parameters/described.ts';
import type { Orchestration, Policy } from '../policy.ts';
import { PLAIN, type Preset, sourced, typical } from './preset.ts';
import { QEMU_PROVENANCE } from './qemu.ts';
import { qemuPolicy } from './qemu-policy.ts';

const ERA = 'qemu-10.2-kvm';

const KUBEVIRT_QEMU = qemuPolicy(ERA, {
  values: { 'max-bandwidth': 0, 'multifd-channels': 8 },
  capabilities: ['multifd', 'return-path'],
});

const KUBEVIRT: Orchestration = {
  ...PLAIN.orchestration,
  pollMs: 400,
  timeouts: [
    { of: 'completion', ms: 0, msPerGiB: 150_000, minGiB: 0, action: 'abort' },
    { of: 'progress', ms: 150_000, msPerGiB: 0, minGiB: 0, action: 'abort' },
  ],
  concurrency: { perHost: 2, perCluster: 5, perMover: null },
};

const kubevirt = (
  id: string,
  label: string,
  about: string,
  policy: Partial<Policy>,
  orchestration: Partial<Orchestration>,
  provenance: Record<string, Provenance> = {},
): Preset => ({
  id,
  label,
  about,
  product: 'QEMU',
  era: ERA,
  policy: { ...KUBEVIRT_QEMU, ...policy, orchestration: { ...KUBEVIRT, ...orchestration } },
  provenance: {
    ...QEMU_PROVENANCE[ERA],
    'transport.channels': sourced(
      'KubeVirt virt-launcher: eight, unless processors are limited or dedicated',
    ),
    'bandwidth.capBytesPerSecond': sourced('KubeVirt bandwidthPerMigration: none by default'),
    orchestration: sourced('KubeVirt virt-launcher live-migration-source.go, virt-config'),
    ...provenance,
  },
});

const NOVA: Orchestration = {
  ...PLAIN.orchestration,
  pollMs: 500,
  downtimeRamp: {
    startMs: 50,
    maxMs: 500,
    steps: 10,
    everyMs: 0,
    everyMsPerGiB: 75_000,
    minGiB: 2,
    afterRounds: 0,
  },
  timeouts: [{ of: 'completion', ms: 0, msPerGiB: 800_000, minGiB: 2, action: 'abort' }],
  concurrency: { perHost: 1, perCluster: null, perMover: null },
};

const nova = (
  id: string,
  label: string,
  about: string,
  action: 'abort' | 'pause' | 'postcopy',
  capabilities: readonly string[] = [],
): Preset => ({
  id,
  label,
  about,
  product: 'QEMU',
  era: ERA,
  policy: {
    ...qemuPolicy(ERA, {
      values: { 'max-bandwidth': 0, 'downtime-limit': 50 },
      capabilities: ['return-path', ...capabilities],
    }),
    orchestration: { ...NOVA, timeouts: NOVA.timeouts.map((timeout) => ({ ...timeout, action })) },
  },
  provenance: {
    ...QEMU_PROVENANCE[ERA],
    'bandwidth.capBytesPerSecond': sourced(
      'Nova live_migration_bandwidth: left to libvirt, which sets no limit',
    ),
    orchestration: sourced('Nova nova/conf/libvirt.py, nova/virt/libvirt/migration.py'),
    'orchestration.pollMs': typical('twice a second'),
    'orchestration.concurrency': typical('max_concurrent_live_migrations'),
  },
});

export const ORCHESTRATOR_PRESETS: readonly Preset[] = [
  kubevirt(
    'kubevirt',
    'KubeVirt',
    'QEMU with eight connections; gives up after 150 s per GiB, or after 150 s without progress.',
    {},
    {},
  ),
  kubevirt(
    'kubevirt-downtime-ramp',
    'KubeVirt, rising downtime (VEP 291)',
    'Begins with an allowed pause of 150 ms and raises it every 10 s from the third round on.',
    { stopRule: { ...KUBEVIRT_QEMU.stopRule, estimatedDowntimeMs: 150 } },
    {
      downtimeRamp: {
        startMs: 150,
        maxMs: 900,
        steps: 7,
        everyMs: 10_000,
        everyMsPerGiB: 0,
        minGiB: 0,
        afterRounds: 3,
      },
    },
    { 'orchestration.downtimeRamp': sourced('kubevirt/enhancements VEP 291; maxDowntimeMs of VEP 248') },
  ),
  kubevirt(
    'kubevirt-stall-detector',
    'KubeVirt, stall detector (VEP 248)',
    'Sees when what remains no longer shrinks, waits for a local minimum, and then allows the pause that is needed, or gives up.',
    {},
    {
      timeouts: KUBEVIRT.timeouts.filter(({ of }) => of === 'completion'),
      stallDetector: {
        progressMs: 40_000,
        marginPercent: 4,
        newestSamplePercent: 40,
        maxDowntimeMs: 900,
        possibleFactor: 1.5,
        deadlineFactor: 2,
        patiencePercent: 50,
        switchoverTimeoutMs: 60_000,
        disruption: 'none',
        otherwise: 'abort',
      },
    },
    { 'orchestration.stallDetector': sourced('KubeVirt stall-detector.go; kubevirt/enhancements VEP 248') },
  ),
  nova(
    'nova',
    'OpenStack Nova',
    'Raises the allowed pause from 50 to 500 ms in ten steps, and gives up after 800 s per GiB.',
    'abort',
  ),
  nova(
    'nova-force-complete',
    'OpenStack Nova, force complete',
    'As Nova, but when time is up the guest is paused until the copy is done.',
    'pause',
  ),
  nova(
    'nova-postcopy',
    'OpenStack Nova, post-copy',
    'As Nova, but when time is up it goes over to post-copy.',
    'postcopy',
    ['postcopy-ram'],
  ),
];
