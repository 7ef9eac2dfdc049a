/**
 * What a case switches on and sets in QEMU's own names, and what it changes while the migration runs. Checked against
 * the table of parameters; refused, too, is what would change a result and is not simulated: a prediction that quietly
 * ignored it would be a wrong one.
 */
import type { MidMoveChange } from '../../model/migration.ts';
import { checkParameters, withoutEffect } from '../../model/parameters/qemu/check.ts';
import {
  CAPABILITIES_NOT_SIMULATED,
  PARAMETERS_NOT_SIMULATED,
} from '../../model/parameters/qemu/not-simulated.ts';
import type { Policy } from '../../model/policy.ts';
import { type QemuSetup, qemuPolicy } from '../../model/presets/qemu-policy.ts';
import type { Era } from '../../model/scenario.ts';
import { seconds, ZERO_NS } from '../../model/units.ts';

export interface Features {
  capabilities: string[];
  parameters: Record<string, unknown>;
  postcopy: { atS: number | null; atSync: number | null } | null;
  /** When the destination acknowledges, and when it is told to go on; null: as is usual. */
  switchoverAckS: number | null;
  goOnAfterS: number | null;
  changes: MidMoveChange[];
}

/** Bitmaps of disks do not concern the memory. */
const { 'dirty-bitmaps': _, ...REFUSED } = CAPABILITIES_NOT_SIMULATED;
/** Of what is not simulated, what would change a result. */
const REFUSED_PARAMETERS = ['tls-creds'];
/** Parameters that a case sets by an input of its own. */
const SET_BY_INPUT: Record<string, string> = {
  'max-bandwidth': 'max_bandwidth_Bps',
  'downtime-limit': 'downtime_limit_s',
};
/** Parameters that can change during the move, and how the migration takes them. */
const CHANGEABLE: Record<string, keyof Omit<MidMoveChange, 'at'>> = {
  'max-bandwidth': 'maxBandwidthBytesPerSecond',
  'downtime-limit': 'downtimeLimitMs',
  'max-postcopy-bandwidth': 'maxPostcopyBytesPerSecond',
  'avail-switchover-bandwidth': 'availSwitchoverBytesPerSecond',
};

type Json = Record<string, unknown>;
type Refuse = (field: string, what: string, fix?: string) => void;
type Note = (text: string) => void;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function featuresOf(inputs: Json, era: Era, refuse: Refuse, note: Note): Features {
  const capabilities = capabilitiesOf(inputs, refuse);
  const parameters = parametersOf(inputs, refuse);
  for (const fault of checkParameters(era, parameters, capabilities)) {
    const isCapability = capabilities.includes(fault.field) || !Object.hasOwn(parameters, fault.field);
    refuse(isCapability ? 'capabilities' : `parameters.${fault.field}`, fault.what, fault.fix);
  }
  for (const { why } of withoutEffect(era, parameters, capabilities)) note(why);
  return {
    capabilities,
    parameters,
    postcopy: postcopyOf(inputs, capabilities, refuse),
    switchoverAckS: timeWith('switchover-ack', 'switchover_ack_s', inputs, capabilities, refuse),
    goOnAfterS: timeWith('pause-before-switchover', 'go_on_after_s', inputs, capabilities, refuse),
    changes: [...bandwidthChange(inputs, refuse), ...parameterChange(inputs, era, refuse)],
  };
}

/** How the memory is brought over. The bandwidth and the downtime limit stand beside it. */
export function policyWith(era: Era, features: Features): Policy {
  const { capabilities, parameters, postcopy, switchoverAckS, goOnAfterS } = features;
  const setup: QemuSetup = { values: parameters, capabilities };
  if (switchoverAckS !== null) setup.acknowledgedAfterMs = switchoverAckS * 1000;
  if (goOnAfterS !== null) setup.goOnAfterMs = goOnAfterS * 1000;
  if (postcopy) {
    setup.postcopyAfter = {
      ms: postcopy.atS === null ? null : postcopy.atS * 1000,
      rounds: postcopy.atSync === null ? null : postcopy.atSync - 1,
    };
  }
  return qemuPolicy(era, setup);
}

/** True when all of it is the era's plain pre-copy. */
export const isPlain = ({ capabilities, parameters, postcopy }: Features): boolean =>
  capabilities.length === 0 && Object.keys(parameters).length === 0 && postcopy === null;

function capabilitiesOf(inputs: Json, refuse: Refuse): string[] {
  const value = inputs.capabilities ?? [];
  if (!Array.isArray(value)) {
    refuse('capabilities', `${show(value)} is no list.`, 'Write ["…", …].');
    return [];
  }
  return value.filter((name): name is string => {
    if (typeof name !== 'string') refuse('capabilities', `${show(name)} is no capability.`);
    else if (Object.hasOwn(REFUSED, name)) {
      refuse('capabilities', `${name} is not simulated. ${REFUSED[name]}`, 'Leave it out.');
    } else return true;
    return false;
  });
}

function parametersOf(inputs: Json, refuse: Refuse): Json {
  const value = inputs.parameters ?? {};
  if (!isObject(value)) {
    refuse('parameters', `${show(value)} is no object.`, 'Write {"name": value, …}.');
    return {};
  }
  const kept: Json = {};
  for (const [name, setting] of Object.entries(value)) {
    const field = `parameters.${name}`;
    const input = Object.hasOwn(SET_BY_INPUT, name) ? SET_BY_INPUT[name] : undefined;
    if (input) refuse(field, `A case sets ${name} by inputs.${input}.`, 'Set it there.');
    else if (REFUSED_PARAMETERS.includes(name) && setting !== '') {
      refuse(field, `${name} is not simulated. ${PARAMETERS_NOT_SIMULATED[name]}`, 'Leave it out.');
    } else if (Object.hasOwn(value, name)) kept[name] = setting;
  }
  return kept;
}

function postcopyOf(inputs: Json, capabilities: string[], refuse: Refuse): Features['postcopy'] {
  const field = 'postcopy_start';
  const value = inputs[field] ?? null;
  if (value === null) return null;
  if (!isObject(value)) {
    refuse(field, `${show(value)} is no object.`, 'Write {"at_s": 1} or {"at_sync": 2}.');
    return null;
  }
  if (!capabilities.includes('postcopy-ram')) {
    refuse(field, 'It needs the capability postcopy-ram.', 'Add it to inputs.capabilities.');
  }
  const atS = momentOf(value.at_s ?? null, `${field}.at_s`, refuse);
  const atSync = value.at_sync ?? null;
  if (atSync !== null && !(Number.isInteger(atSync) && (atSync as number) >= 2)) {
    refuse(`${field}.at_sync`, `${show(atSync)} is not possible.`, 'It is a whole number from 2 on.');
    return null;
  }
  if (atS === null && atSync === null) {
    refuse(field, 'It says neither at_s nor at_sync.', 'Write {"at_s": 1} or {"at_sync": 2}.');
    return null;
  }
  return { atS, atSync: atSync as number | null };
}

/** A time that counts only with a capability. */
function timeWith(
  capability: string,
  field: string,
  inputs: Json,
  capabilities: string[],
  refuse: Refuse,
): number | null {
  const time = momentOf(inputs[field] ?? null, field, refuse);
  if (time !== null && !capabilities.includes(capability))
    refuse(field, `It needs the capability ${capability}.`, 'Add it to inputs.capabilities.');
  return time;
}

function bandwidthChange(inputs: Json, refuse: Refuse): MidMoveChange[] {
  const value = inputs.bw_change ?? null;
  if (value === null) return [];
  if (!isObject(value)) {
    refuse('bw_change', `${show(value)} is no object.`, 'Write {"at_s": 5, "bw": 134217728}.');
    return [];
  }
  const at = momentOf(value.at_s ?? null, 'bw_change.at_s', refuse, true);
  const bytes = value.bw;
  if (typeof bytes !== 'number' || !Number.isFinite(bytes) || bytes < 0 || bytes > 1e15) {
    refuse('bw_change.bw', `${show(bytes)} is not possible.`, 'It is a number from 0 to 1e15 (bytes/s).');
    return [];
  }
  return at === null ? [] : [{ at: seconds(at), maxBandwidthBytesPerSecond: bytes }];
}

function parameterChange(inputs: Json, era: Era, refuse: Refuse): MidMoveChange[] {
  const value = inputs.param_change ?? null;
  if (value === null) return [];
  if (!isObject(value) || !isObject(value.params)) {
    const fix = 'Write {"at_s": 6, "params": {"downtime-limit": 1500}}.';
    refuse('param_change', `${show(value)} is no object with params.`, fix);
    return [];
  }
  const at = momentOf(value.at_s ?? null, 'param_change.at_s', refuse, true);
  const change: MidMoveChange = { at: at === null ? ZERO_NS : seconds(at) };
  for (const fault of checkParameters(era, value.params)) {
    refuse(`param_change.params.${fault.field}`, fault.what, fault.fix);
  }
  for (const [name, setting] of Object.entries(value.params)) {
    const target = Object.hasOwn(CHANGEABLE, name) ? CHANGEABLE[name] : undefined;
    if (target) change[target] = setting as number;
    else {
      const can = Object.keys(CHANGEABLE).join(', ');
      refuse(
        `param_change.params.${name}`,
        'It cannot change during a simulated move.',
        `These can: ${can}.`,
      );
    }
  }
  return at === null ? [] : [change];
}

function momentOf(value: unknown, field: string, refuse: Refuse, needed = false): number | null {
  if (value === null && !needed) return null;
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 86400) return value;
  refuse(
    field,
    value === null ? 'It is missing.' : `${show(value)} is not possible.`,
    'It is a number from 0 to 86400 (s).',
  );
  return null;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
