/** QEMU as it comes, in both eras, and with what people most often turn on. */
import type { Provenance } from '../parameters/described.ts';
import { QEMU_SOURCE } from '../parameters/qemu/parameter.ts';
import type { Era } from '../scenario.ts';
import { measured, type Preset, sourced, typical } from './preset.ts';
import { type QemuSetup, qemuPolicy } from './qemu-policy.ts';

/** How far QEMU's loop can be trusted in an era; the parameters are those of QEMU's own table. */
export const QEMU_PROVENANCE: Readonly<Record<Era, Readonly<Record<string, Provenance>>>> = {
  'qemu-7.2-tcg': {
    '': measured('docs/fidelity.md'),
    bandwidth: sourced(QEMU_SOURCE),
    stopRule: sourced(QEMU_SOURCE),
    throttle: sourced(`${QEMU_SOURCE}, ram.c`),
    'transport.compression': typical('zstd’s published benchmark for the speed of a thread'),
    'postcopy.faultNs': typical('a server of these years; grows with virtual CPUs'),
    'postcopy.placeNs': typical('4 KiB on a server of these years'),
  },
  'qemu-10.2-kvm': {
    '': sourced('QEMU migration/ram.c, migration.c at v10.2.0'),
    bandwidth: sourced(QEMU_SOURCE),
    stopRule: sourced(QEMU_SOURCE),
    throttle: sourced(`${QEMU_SOURCE}, ram.c, system/dirtylimit.c`),
    'transport.compression': typical('zstd’s published benchmark for the speed of a thread'),
    'postcopy.faultNs': typical('a server of these years; grows with virtual CPUs'),
    'postcopy.placeNs': typical('4 KiB on a server of these years'),
  },
};

const qemu = (era: Era, id: string, label: string, about: string, setup: QemuSetup = {}): Preset => ({
  id,
  label,
  about,
  product: 'QEMU',
  era,
  policy: qemuPolicy(era, setup),
  provenance: QEMU_PROVENANCE[era],
});

const NEW: Era = 'qemu-10.2-kvm';

export const QEMU_PRESETS: readonly Preset[] = [
  qemu(
    'qemu-7.2-tcg',
    'qemu-7.2',
    'QEMU 7.2',
    'The measured one. A round ends as soon as what remains could be sent within the allowed pause; without help a busy guest never ends.',
  ),
  qemu(
    NEW,
    'qemu-10.2',
    'QEMU 10.2',
    'As it comes, with KVM. The log of written pages is cleared just before each GiB is sent, so fewer pages are sent twice than with 7.2.',
  ),
  qemu(
    NEW,
    'qemu-10.2-auto-converge',
    'QEMU 10.2, auto-converge',
    'Slows the guest step by step until the copy keeps up.',
    { capabilities: ['auto-converge'] },
  ),
  qemu(
    NEW,
    'qemu-10.2-dirty-limit',
    'QEMU 10.2, dirty limit',
    'Slows only virtual CPUs that write much; those that read keep their speed.',
    { capabilities: ['dirty-limit'], values: { 'dirty-ring-size': 4096 } },
  ),
  qemu(
    NEW,
    'qemu-10.2-multifd',
    'QEMU 10.2, four connections',
    'No rate limit, four connections: for links that one thread cannot fill.',
    { capabilities: ['multifd'], values: { 'multifd-channels': 4, 'max-bandwidth': 0 } },
  ),
  qemu(
    NEW,
    'qemu-10.2-postcopy',
    'QEMU 10.2, post-copy after one round',
    'Sends everything once and goes over to the destination; what was written meanwhile follows.',
    {
      capabilities: ['postcopy-ram', 'postcopy-preempt', 'return-path'],
      postcopyAfter: { rounds: 1, ms: null },
    },
  ),
];
