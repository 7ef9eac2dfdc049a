/** QEMU's capabilities and parameters, and the presets, as options of a move. */

import { CAPABILITIES } from '../../model/parameters/qemu/capabilities.ts';
import { CHANGEABLE } from '../../model/parameters/qemu/changeable.ts';
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
