/** One partition from its records. What a record says and this world does not have is noted, never dropped silently. */
import { prefixOf } from '../objects/address.ts';
import { makeDefinition } from '../objects/make.ts';
import { limitsOf, type ResourceControls, USUAL_CONTROLS } from '../objects/resources.ts';
import { ALL_PARTS, type Part } from '../objects/root-files.ts';
import { standingOn } from '../objects/stand.ts';
import { type Storage, undeployed, type Wpar } from '../objects/wpar.ts';
import { STATES, stateOfLetter, type WparState } from '../states/states.ts';
import { PSEUDO_DEVICES } from '../terminal/lswpar/sections.ts';
import type { Note, Row } from './tables.ts';

type Say = (kind: Note['kind'], text: string) => void;
type Set_ = { -readonly [K in keyof Wpar]?: Wpar[K] };

const YES = 'yes';

/** Fields that say the usual need no word. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  rootvgwpar: ['no', ''],
  routing: ['no', ''],
  vipwpar: [''],
  ostype: ['', '0'],
  xwparipc: ['no', ''],
  architecture: ['', 'none'],
  adapter: [''],
  vdevname: [''],
  devid: [''],
  rootvg: ['no', ''],
};

const NUMBERS: Readonly<Record<string, keyof ResourceControls>> = {
  shares_cpu: 'processorShares',
  shares_memory: 'memoryShares',
  procvirtmem: 'perProcessVirtualBytes',
  totalvirtmem: 'totalVirtualBytes',
  totalprocesses: 'processes',
  totalthreads: 'threads',
  totalptys: 'terminals',
  totallargepages: 'largePages',
  pct_msgids: 'messageQueuesPercent',
  pct_semids: 'semaphoresPercent',
  pct_shmids: 'sharedMemoryPercent',
  pct_pinmem: 'pinnedMemoryPercent',
};

/** Read elsewhere, or said twice. */
const PLAIN = [
  'name',
  'devtype',
  'devstatus',
  'broadcast',
  'mountpoint',
  'device',
  'vfs',
  'nodename',
  'options',
];

export function partitionFrom(name: string, rows: readonly Row[], system: string, notes: Note[]): Wpar {
  const set: Set_ = {};
  const controls: Record<string, unknown> = {};
  let state: WparState = 'Defined';
  for (const { line, fields } of rows) {
    const say: Say = (kind, text) => notes.push({ line, kind, text: `${name}: ${text}` });
    for (const [field, value] of fields) {
      if (field === 'state') state = stateFrom(value, say);
      else if (
        !general(set, field, value, say) &&
        !resource(controls, field, value, say) &&
        !network(set, fields, field, say)
      )
        other(set, field, value, say);
    }
  }
  const storage = storageFrom(rows, set.directory ?? `/wpars/${name}`, (line, kind, text) =>
    notes.push({ line, kind, text: `${name}: ${text}` }),
  );
  const definition = makeDefinition(name, {
    ...(set as Partial<Wpar>),
    storage,
    resources: { ...USUAL_CONTROLS, ...controls },
  });
  return standingOn(undeployed(definition), system, state);
}

function general(set: Set_, field: string, value: string, say: Say): boolean {
  switch (field) {
    case 'type':
      set.kind = value === 'A' ? 'application' : 'system';
      if (value !== 'S' && value !== 'A') say('assumed', `Type ${value} becomes a system partition.`);
      return true;
    case 'hostname':
    case 'owner':
    case 'script':
    case 'application':
    case 'uuid':
      if (value !== '') set[field] = value;
      return true;
    case 'directory':
      if (value.startsWith('/') && value !== '/') set.directory = value;
      return true;
    case 'auto':
    case 'checkpointable':
      set[field] = value === YES;
      return true;
    case 'privateusr':
      set.privateUsr = value === YES;
      return true;
    default:
      return false;
  }
}

function resource(controls: Record<string, unknown>, field: string, value: string, say: Say): boolean {
  const number = NUMBERS[field];
  if (field === 'active') controls.active = value !== 'no';
  else if (field === 'rset') controls.resourceSet = value;
  else if (field === 'cpu' || field === 'memory') {
    const limits = limitsOf(value);
    if (limits) controls[field === 'cpu' ? 'processorLimits' : 'memoryLimits'] = limits;
    else if (value !== '') say('unread', `${field} = ${value} is no limit.`);
  } else if (number !== undefined) {
    if (/^\d+%?$/.test(value)) controls[number] = Number.parseInt(value, 10);
    else if (value !== '' && value !== 'unlimited') say('unread', `${field} = ${value} is no number.`);
  } else return false;
  return true;
}

function network(set: Set_, fields: Row['fields'], field: string, say: Say): boolean {
  if (field === 'interface' || field === 'mask_prefix') return true;
  if (field !== 'address') return false;
  const [address, mask = ''] = [fields.get('address') ?? '', fields.get('mask_prefix')];
  const prefix = /^\d+$/.test(mask) ? Number(mask) : prefixOf(mask);
  if (address === '') return true;
  if (set.address) say('left-out', `A second address, ${address}.`);
  else if (prefix === null) say('unread', `${mask} is no netmask.`);
  else set.address = { adapter: fields.get('interface') || 'en0', address, prefix };
  return true;
}

function other(set: Set_, field: string, value: string, say: Say): void {
  if (field === 'devname') {
    if (!PSEUDO_DEVICES.includes(value) && value !== '') set.devices = [...(set.devices ?? []), value];
  } else if (field === 'privs') {
    if (value !== '') say('left-out', `Its ${value.split(',').length} privileges.`);
  } else if (!PLAIN.includes(field) && !(USUAL[field] ?? ['']).includes(value))
    say('left-out', `${field} = ${value}.`);
}

/** Letters, or the words that some tools print. */
function stateFrom(value: string, say: Say): WparState {
  const word = STATES.find((each) => each.toLowerCase() === value.toLowerCase());
  const state = stateOfLetter(value.toUpperCase()) ?? word ?? null;
  if (state === null) {
    say('unread', `There is no state ${value}; it is taken as defined.`);
    return 'Defined';
  }
  const lasting: readonly WparState[] = ['Defined', 'Active', 'Paused', 'Broken', 'Loaded', 'Maintenance'];
  if (lasting.includes(state)) return state;
  say(
    'assumed',
    `It was ${state} when the list was made: an operation was under way. It is taken as defined.`,
  );
  return 'Defined';
}

function storageFrom(
  rows: readonly Row[],
  directory: string,
  say: (line: number, kind: Note['kind'], text: string) => void,
): Storage {
  let server: { name: string; path: string; version: 3 | 4 } | null = null;
  const localParts: Part[] = [];
  for (const { line, fields } of rows) {
    const at = fields.get('mountpoint');
    if (at === undefined) continue;
    const part = at === directory ? '/' : at.startsWith(`${directory}/`) ? at.slice(directory.length) : at;
    const vfs = fields.get('vfs') ?? '';
    const known = ALL_PARTS.find((each) => each === part);
    if (vfs === 'nfs' && part === '/')
      server = {
        name: fields.get('nodename') ?? '',
        path: fields.get('device') ?? '',
        version: fields.get('options')?.includes('vers=4') ? 4 : 3,
      };
    else if (vfs.startsWith('jfs') && known) localParts.push(known);
    else if (!['/usr', '/opt', '/proc'].includes(part))
      say(line, 'left-out', `What is mounted at ${part} (${vfs}).`);
  }
  if (!server) return { kind: 'local' };
  return { kind: 'nfs', server: server.name, path: server.path, version: server.version, localParts };
}
