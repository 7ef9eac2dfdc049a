/** What `migrlpar` asks of a move: its switches and attributes as a call has them, or what is wrong with one of them. */
import type { CallValue } from '../../../model/call.ts';
import type { Lpar } from '../objects/lpar.ts';
import { consoleOf, type PowerWorld, systemOf, viosesOf } from '../objects/world.ts';
import { SWITCHES } from '../rules/switches.ts';
import { attributesOf, type Options } from './line.ts';

type Asked = Record<string, CallValue>;

/** Known to the command, and of no consequence here. */
const WITHOUT_EFFECT = ['-w', '--steps', '--usecurrdata'];

export const MOVE_TAKES = [
  ...SWITCHES.map(([name]) => name),
  '-t',
  '--ip',
  '-u',
  '-n',
  '-i',
  '-w',
  '-d',
  '--steps',
];
export const MOVE_FLAGS = ['-v', '--nodetails', '--affinity', '--usecurrdata'];

export const switchesIn = ({ given }: Options): string[] =>
  [...given.keys()].filter((name) => MOVE_TAKES.includes(name) || MOVE_FLAGS.includes(name));

/** Options that are taken and change nothing. */
export const withoutEffect = ({ given }: Options): string[] =>
  WITHOUT_EFFECT.filter((name) => given.has(name));

export interface Ends {
  readonly world: PowerWorld;
  readonly lpar: Lpar;
  readonly target: string;
}

export function askedOf(options: Options, ends: Ends): Asked | string {
  const { given } = options;
  const asked: Asked = {};
  for (const [name, option, values] of SWITCHES) {
    const text = given.get(name);
    if (text === undefined) continue;
    const value = values.find((each) => String(each) === text);
    if (value === undefined) return `${name} takes ${inWords(values)}.`;
    asked[option] = value;
  }
  if (given.has('--affinity')) asked.affinity = true;
  const wrong =
    wrongNumber(given, '-w', 1, 1_000_000) ?? wrongNumber(given, '-d', 0, 5) ?? wrongWay(given, ends);
  if (wrong !== null) return wrong;
  const profile = given.get('-n');
  if (profile !== undefined) asked.profileName = profile;
  const user = given.get('-u');
  if (user !== undefined) asked.remoteUser = user;
  for (const [name, value] of attributesOf(given.get('-i') ?? '')) {
    const read = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined;
    if (!read) return `-i: ${name} cannot be given here. What can: ${Object.keys(ATTRIBUTES).join(', ')}.`;
    const found = read(value, ends, asked);
    if (typeof found === 'string') return `-i: ${name}: ${found}`;
    Object.assign(asked, found);
  }
  return asked;
}

const inWords = (values: readonly (string | number)[]): string =>
  `${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}`;

function wrongNumber(given: Options['given'], name: string, least: number, most: number): string | null {
  const value = given.get(name);
  if (value === undefined) return null;
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  return number >= least && number <= most ? null : `${name} takes a whole number from ${least}.`;
}

/** A console finds servers of its own alone; that of the others has to be named. */
function wrongWay(given: Options['given'], { world, lpar, target }: Ends): string | null {
  const [here, there] = [lpar.system, target].map((name) => {
    const system = systemOf(world, name);
    return system && consoleOf(world, system);
  });
  if (!here || !there) return null;
  const ip = given.get('--ip');
  const far = here.name !== there.name;
  if (ip === undefined)
    return far
      ? `${target} is not managed by ${here.name}: name its console with --ip ${there.address || there.name}.`
      : given.has('-u')
        ? '-u goes with --ip.'
        : null;
  return [there.name, there.address].includes(ip) ? null : `${target} is not managed by the console ${ip}.`;
}

type Read = (value: string, ends: Ends, before: Asked) => Asked | string;

const whole = (value: string): number | null => (/^\d{1,6}$/.test(value) ? Number(value) : null);

const moverBy =
  (option: 'sourceMsp' | 'destMsp', fits: (vios: Mover, value: string) => boolean): Read =>
  (value, { world, lpar, target }) => {
    const system = option === 'sourceMsp' ? lpar.system : target;
    const found = viosesOf(world, system).find((vios) => fits(vios, value));
    return found ? { [option]: found.name } : `there is no such VIOS on ${system}: ${value}.`;
  };

type Mover = ReturnType<typeof viosesOf>[number];

const byId = ({ id }: Mover, value: string) => String(id) === value;

/** The stream takes the fastest address of a mover; others of it cannot be chosen. */
const byAddress = ({ addresses }: Mover, value: string) =>
  [...addresses].sort((a, b) => b.mbitPerSecond - a.mbitPerSecond)[0]?.address === value;

/** `va1/1/10.1.1.11`, of which the name or the id is enough. */
const byParts = (vios: Mover, value: string) => {
  const [name = '', id = '', address = ''] = value.split('/');
  return (
    (name !== '' || id !== '') &&
    (name === '' || vios.name === name) &&
    (id === '' || byId(vios, id)) &&
    (address === '' || byAddress(vios, address))
  );
};

const named =
  (option: string): Read =>
  (value) => ({ [option]: value });

function poolById(value: string, { world, target }: Ends): Asked | string {
  const pool = systemOf(world, target)?.procPools.find(({ id }) => String(id) === value);
  return pool ? { procPool: pool.name } : `${target} has no shared processor pool ${value}.`;
}

/** `12/vios1/1/16`: the partition's slot, the VIOS by its name or id, a slot of it, and of Fibre Channel a port. */
function mappings(value: string, { world, target }: Ends, { servedBy = {} }: Asked): Asked | string {
  const found: [slot: string, served: string][] = [];
  for (const mapping of value.split(',').filter(Boolean)) {
    const [slot = '', name = '', id = '', viosSlot = '', port = ''] = mapping.split('/');
    const vios = viosesOf(world, target).find((each) => (name === '' ? byId(each, id) : each.name === name));
    if (whole(slot) === null) return `it begins with a slot of the partition, as 12/vios1: ${mapping}.`;
    if (!vios) return `there is no such VIOS on ${target}: ${mapping}.`;
    if (viosSlot !== '' && whole(viosSlot) === null) return `${viosSlot} is no slot of ${vios.name}.`;
    found.push([slot, [vios.name, viosSlot, port].join('/').replace(/\/+$/, '')]);
  }
  return { servedBy: { ...(servedBy as object), ...Object.fromEntries(found) } };
}

/** `001122334455/12/20 21`: the adapter by its address, its port VLAN and further ones. */
function vlans(value: string, { lpar }: Ends): Asked | string {
  const found: [slot: number, networks: string][] = [];
  for (const mapping of value.split(',').filter(Boolean)) {
    const [mac = '', ...networks] = mapping.split('/');
    const slot = lpar.eth.find((each) => sameMac(each.mac, mac))?.slot;
    if (slot === undefined) return `${lpar.name} has no adapter with the address ${mac}.`;
    found.push([slot, networks.join('/')]);
  }
  return { vlans: Object.fromEntries(found) };
}

/** However their pairs of digits are set apart. */
const sameMac = (one: string, other: string): boolean =>
  one.replace(/[:-]/g, '').toLowerCase() === other.replace(/[:-]/g, '').toLowerCase();

const ATTRIBUTES: Readonly<Record<string, Read>> = {
  virtual_scsi_mappings: mappings,
  virtual_fc_mappings: mappings,
  vlan_mappings: vlans,
  dest_lpar_id: (value) => {
    const destLparId = whole(value);
    return destLparId === null ? 'it takes a whole number.' : { destLparId };
  },
  shared_proc_pool_name: named('procPool'),
  shared_proc_pool_id: poolById,
  source_msp_name: named('sourceMsp'),
  source_msp_id: moverBy('sourceMsp', byId),
  source_msp_ipaddr: moverBy('sourceMsp', byAddress),
  source_msps: moverBy('sourceMsp', byParts),
  dest_msp_name: named('destMsp'),
  dest_msp_id: moverBy('destMsp', byId),
  dest_msp_ipaddr: moverBy('destMsp', byAddress),
  dest_msps: moverBy('destMsp', byParts),
};
