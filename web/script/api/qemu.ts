/** QEMU's capabilities and parameters, and the presets, as options of a move. */
import type { MoveChanges } from '../../model/migration.ts';
import { CAPABILITIES } from '../../model/parameters/qemu/capabilities.ts';
import { PARAMETERS } from '../../model/parameters/qemu/parameters.ts';
import { PRESETS } from '../../model/presets.ts';
import { type Any, type Shape, shape } from '../define.ts';
import { choice, list } from '../kinds.ts';
import { describedOption } from './described.ts';

export const QEMU_PARAMETERS: Shape<Record<string, unknown>> = shape(
  'QemuParameters',
  'QEMU’s migration parameters, by their own names and in their own units; sizes, rates and times may be written out.',
  Object.fromEntries(
    PARAMETERS.map((each) => [
      each.name,
      describedOption(each, each.defaults['qemu-10.2-kvm'] ?? each.defaults['qemu-7.2-tcg']),
    ]),
  ),
) as Shape<Any>;

export const CAPABILITY = choice(...CAPABILITIES.map(({ name }) => name));
export const CAPABILITY_LIST = { ...list(CAPABILITY), type: 'readonly Capability[]' };
export const PRESET_NAMES: readonly string[] = PRESETS.map(({ id }) => id);
export const PRESET = { ...choice(...PRESET_NAMES), type: 'Preset' };

/** What of them can be changed while a move runs, and what the model calls it (`MoveChanges`). */
export const CHANGEABLE = {
  'max-bandwidth': 'maxBandwidthBytesPerSecond',
  'downtime-limit': 'downtimeLimitMs',
  'max-postcopy-bandwidth': 'maxPostcopyBytesPerSecond',
  'avail-switchover-bandwidth': 'availSwitchoverBytesPerSecond',
  'cpu-throttle-initial': 'throttleInitialPercent',
  'cpu-throttle-increment': 'throttleIncrementPercent',
  'max-cpu-throttle': 'throttleMaxPercent',
  'throttle-trigger-threshold': 'throttleTriggerPercent',
  'vcpu-dirty-limit': 'dirtyLimitBytesPerSecond',
} as const satisfies Record<string, keyof MoveChanges>;

export const CHANGES: Shape<Record<string, unknown>> = shape(
  'MoveChanges',
  'What can be changed while a move runs, by QEMU’s names and in its units.',
  Object.fromEntries(
    PARAMETERS.filter(({ name }) => Object.hasOwn(CHANGEABLE, name)).map((each) => [
      each.name,
      describedOption(each, undefined),
    ]),
  ),
) as Shape<Any>;
