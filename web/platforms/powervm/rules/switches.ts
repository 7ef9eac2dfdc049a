/** Switches of `migrlpar` for a move: its option, and the values that the console takes. */
import type { Options } from './request.ts';

const STRICT = [1, 2];
const PRESENT = [0, 1, 2];

export type Switch = readonly [
  name: string,
  option: keyof Options,
  values: readonly (number | Options['npivValidation'])[],
];

export const SWITCHES: readonly Switch[] = [
  ['--redundantvios', 'redundantVios', PRESENT],
  ['--mpio', 'mpio', STRICT],
  ['--vlanbridge', 'vlanBridge', STRICT],
  ['--vsi', 'vsi', STRICT],
  ['--npivval', 'npivValidation', ['port', 'portdisk']],
  ['--uuid', 'uuid', STRICT],
  ['--protectstorage', 'protectStorage', STRICT],
  ['--requirerr', 'requireRemoteRestart', STRICT],
  ['--redundantvnicbkdev', 'redundantVnicBacking', STRICT],
  ['--vniccfg', 'vnicConfig', STRICT],
  ['--redundantmsps', 'redundantMsps', PRESENT],
  ['--migsriov', 'migrateSriov', STRICT],
];
