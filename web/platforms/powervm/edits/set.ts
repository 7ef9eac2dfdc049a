/**
 * Setting fields of an object. Only fields with plain values can be set: numbers, texts, flags, lists of texts and
 * amounts; what an object is (its kind, its name, its server) and what stands in it (adapters, disks) have verbs.
 */
import type { CallValue } from '../../../model/call.ts';
import { changeConsole, changeLpar, changeSystem, changeVios } from '../objects/change.ts';
import { defaultConsole } from '../objects/console.ts';
import { defaultLpar } from '../objects/lpar.ts';
import { defaultSystem } from '../objects/managed-system.ts';
import { defaultVios } from '../objects/vios.ts';
import type { PowerObject, PowerWorld } from '../objects/world.ts';
import type { Deed } from './verb.ts';

const IDENTITY = ['kind', 'name', 'id', 'system'];

/** Fields that are text or nothing, or a number or nothing: their default does not tell. */
const OR_NOTHING: Readonly<Record<string, 'string' | 'number'>> = {
  pendingLmbMb: 'number',
  serviceLpar: 'string',
  currentProfile: 'string',
  workGroup: 'string',
  affinityGroup: 'string',
  affinityScore: 'number',
  osVeto: 'string',
  suspendedOn: 'string',
  cluster: 'string',
  nextFreeSlot: 'number',
};
const LISTS: Readonly<Record<PowerObject['kind'], readonly string[]>> = {
  system: ['compatModes', 'virtualSwitches', 'reservedStorage'],
  console: ['busyWith', 'reaches', 'trusts'],
  vios: ['orphans'],
  lpar: ['hcaAdapters', 'sriovPorts'],
};
/** Words that a field can have, where it cannot have any. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  edition: ['express', 'standard', 'enterprise'],
  inactivePolicy: ['config', 'prof'],
  memoryMode: ['dedicated', 'shared'],
  procMode: ['dedicated', 'shared'],
  viosecure: ['none', 'low', 'medium', 'high'],
  product: ['HMC', 'IVM', 'FSM'],
  form: ['rack', 'blade', 'flex'],
  env: ['aixlinux', 'os400', 'vioserver'],
};

const MODELS: Readonly<Record<PowerObject['kind'], Readonly<Record<string, unknown>>>> = {
  system: { ...defaultSystem('') },
  console: { ...defaultConsole('') },
  vios: { ...defaultVios('', '', 1) },
  lpar: { ...defaultLpar('', '', 1) },
};

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');
const isAmounts = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).sort().join() === 'desired,max,min' &&
  Object.values(value).every((each) => typeof each === 'number');

type Kind = readonly [what: string, fits: (value: CallValue) => boolean];

/** What the field takes; null: it cannot be set. */
function kindOf(kind: PowerObject['kind'], field: string): Kind | null {
  if (IDENTITY.includes(field) || !Object.hasOwn(MODELS[kind], field)) return null;
  const model = MODELS[kind][field];
  const words = WORDS[field];
  if (words) return [words.join(' or '), (value) => words.includes(String(value))];
  if (LISTS[kind].includes(field)) return ['a list of texts', isTexts];
  if (isAmounts(model)) return ['an object of min, desired and max', isAmounts];
  const orNothing = model === null || field in OR_NOTHING ? OR_NOTHING[field] : undefined;
  if (orNothing && (kind !== 'lpar' || field !== 'cluster'))
    return [`a ${orNothing} or null`, (value) => value === null || typeof value === orNothing];
  if (model === null || typeof model === 'object') return null;
  return [`a ${typeof model}`, (value) => typeof value === typeof model];
}

/** Sets fields. */
export const SET: Deed = (world, object, [given]) => {
  const values = given as Readonly<Record<string, CallValue>>;
  for (const [field, value] of Object.entries(values)) {
    const kind = kindOf(object.kind, field);
    if (!kind) return `${field} cannot be set.`;
    if (!kind[1](value)) return `${field} takes ${kind[0]}.`;
  }
  return withSet(world, object, values);
};

function withSet(world: PowerWorld, object: PowerObject, values: object): PowerWorld {
  switch (object.kind) {
    case 'system':
      return changeSystem(world, object.name, values);
    case 'console':
      return changeConsole(world, object.name, values);
    case 'vios':
      return changeVios(world, object, values);
    case 'lpar':
      return changeLpar(world, object, values);
  }
}
