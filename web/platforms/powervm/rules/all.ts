/** Every rule, in the order in which people look: the consoles, the servers, their VIOS, the partition, its ways out. */
import { CONSOLE_RULES } from './console/console.ts';
import { CONSOLE_PAIR_RULES } from './console/pair.ts';
import { ADAPTER_RULES } from './lpar/adapters.ts';
import { MEDIA_RULES } from './lpar/media.ts';
import { PROFILE_RULES } from './lpar/profile.ts';
import { ROLE_RULES } from './lpar/roles.ts';
import { LPAR_STATE_RULES } from './lpar/state.ts';
import { OPERATING_SYSTEM_RULES } from './lpar/system.ts';
import { BRIDGE_RULES } from './network/bridge.ts';
import { NETWORK_RULES } from './network/network.ts';
import type { Rule, RuleGroup } from './rule.ts';
import { CAPABILITY_RULES } from './server/capability.ts';
import { FEATURE_RULES } from './server/features.ts';
import { FIRMWARE_RULES } from './server/firmware.ts';
import { IDENTITY_RULES } from './server/identity.ts';
import { MEMORY_RULES } from './server/memory.ts';
import { PROCESSOR_RULES } from './server/processors.ts';
import { SHARED_MEMORY_RULES } from './server/shared-memory.ts';
import { SERVER_STATE_RULES } from './server/state.ts';
import { DISK_RULES } from './storage/disk.ts';
import { FIBRE_CHANNEL_RULES } from './storage/fibre-channel.ts';
import { SUSPENDED_RULES } from './storage/suspended.ts';
import { CONCURRENCY_RULES } from './vios/concurrency.ts';
import { MOVER_RULES } from './vios/mover.ts';
import { VIOS_RULES } from './vios/vios.ts';

export const GROUPS: readonly RuleGroup[] = [
  { name: 'Consoles', rules: [...CONSOLE_RULES, ...CONSOLE_PAIR_RULES] },
  {
    name: 'Servers',
    rules: [
      ...SERVER_STATE_RULES,
      ...CAPABILITY_RULES,
      ...FIRMWARE_RULES,
      ...FEATURE_RULES,
      ...MEMORY_RULES,
      ...SHARED_MEMORY_RULES,
      ...PROCESSOR_RULES,
      ...IDENTITY_RULES,
    ],
  },
  { name: 'VIOS and movers', rules: [...VIOS_RULES, ...MOVER_RULES, ...CONCURRENCY_RULES] },
  {
    name: 'Partition',
    rules: [
      ...LPAR_STATE_RULES,
      ...ADAPTER_RULES,
      ...MEDIA_RULES,
      ...ROLE_RULES,
      ...PROFILE_RULES,
      ...OPERATING_SYSTEM_RULES,
    ],
  },
  { name: 'Storage', rules: [...DISK_RULES, ...FIBRE_CHANNEL_RULES, ...SUSPENDED_RULES] },
  { name: 'Network', rules: [...BRIDGE_RULES, ...NETWORK_RULES] },
];

export const RULES: readonly Rule[] = GROUPS.flatMap(({ rules }) => rules);
