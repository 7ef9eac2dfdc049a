/** How products migrate, as policies: QEMU by era, and others as far as is known of them. */
import { CLOUD_HYPERVISOR_PRESETS } from './presets/cloud-hypervisor.ts';
import { CRIU_PRESETS } from './presets/criu.ts';
import { ORCHESTRATOR_PRESETS } from './presets/orchestrators.ts';
import { POWERVM_PRESETS } from './presets/powervm.ts';
import type { Preset } from './presets/preset.ts';
import { QEMU_PRESETS } from './presets/qemu.ts';
import { VENDOR_PRESETS } from './presets/vendors.ts';
import { WPAR_PRESETS } from './presets/wpar.ts';
import { XEN_PRESETS } from './presets/xen.ts';

export { policyInForce } from './presets/in-force.ts';
export { type Preset, provenanceOf } from './presets/preset.ts';
export { type QemuSetup, qemuPolicy } from './presets/qemu-policy.ts';

export const PRESETS: readonly Preset[] = [
  ...QEMU_PRESETS,
  ...ORCHESTRATOR_PRESETS,
  ...POWERVM_PRESETS,
  ...WPAR_PRESETS,
  ...XEN_PRESETS,
  ...VENDOR_PRESETS,
  ...CLOUD_HYPERVISOR_PRESETS,
  ...CRIU_PRESETS,
];

const BY_ID = new Map(PRESETS.map((preset) => [preset.id, preset]));

export const presetNamed = (id: string): Preset | undefined => BY_ID.get(id);
