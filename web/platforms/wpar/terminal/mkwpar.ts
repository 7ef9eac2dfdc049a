/** `mkwpar`: from its flags to a definition. Flags that this simulator has no use for are named, not dropped silently. */
import { prefixOf } from '../objects/address.ts';
import { makeDefinition } from '../objects/make.ts';
import { limitsOf, type ResourceControls, USUAL_CONTROLS } from '../objects/resources.ts';
import { ALL_PARTS, type Part } from '../objects/root-files.ts';
import { addressOf, systemOf } from '../objects/world.ts';
import type { Storage, WparDefinition } from '../objects/wpar.ts';
import { asked, type Context } from './command.ts';
import { type Answer, failed } from './place.ts';
import { type Options, optionsOf, pairsOf } from './words.ts';

export const MKWPAR_USAGE =
  'mkwpar [-c] [-A] [-l] [-h hostname] [-d directory] [-u script] [-N interface=… address=… netmask=…] [-M directory=/ vfs=nfs host=… dev=…] [-R name=value …] -n name';

/** The product takes them; here they change nothing. */
const UNUSED = 'aCFiPrstvk';

export function mkwpar(context: Context, words: readonly string[]): Answer {
  const options = optionsOf(words, 'n:cAlh:d:u:N+M+R+aCFiPrstvkI+D+S+T+X+L+g:o:w');
  if (typeof options === 'string') return failed(1, `mkwpar: ${options}`, `Usage: ${MKWPAR_USAGE}`);
  const { given, rest } = options;
  const name = given.get('n')?.[0];
  if (name === undefined || rest.length > 0)
    return failed(
      1,
      rest.length > 0 ? `mkwpar: ${rest[0]} is not expected here.` : 'mkwpar: A name is needed: -n name.',
      `Usage: ${MKWPAR_USAGE}`,
    );
  const definition = definitionFrom(name, options, context);
  if (typeof definition === 'string') return failed(1, `mkwpar: ${definition}`);
  const answer = asked(context, 'mkwpar', {
    action: 'deploy',
    wpar: name,
    system: context.place.name,
    definition,
    by: 'shell',
  });
  const unused = [...given.keys()].filter((letter) => `${UNUSED}IDSTXLgow`.includes(letter));
  const notes = unused.map((letter) => ({
    text: `mkwpar: -${letter} has no effect in this simulator.`,
    stream: 'err' as const,
  }));
  return { ...answer, lines: [...answer.lines, ...notes] };
}

function definitionFrom(
  name: string,
  { given }: Options,
  { world, place }: Context,
): WparDefinition | string {
  const storage = storageFrom(given.get('M') ?? []);
  if (typeof storage === 'string') return storage;
  const resources = resourcesFrom(given.get('R')?.[0]);
  if (typeof resources === 'string') return resources;
  const hostname = given.get('h')?.[0] ?? name;
  const network = given.get('N')?.[0];
  const address = addressFrom(
    network === undefined ? new Map() : pairsOf(network),
    addressOf(world, name),
    place.name,
    world,
  );
  if (typeof address === 'string') return address;
  const directory = given.get('d')?.[0];
  return makeDefinition(name, {
    storage,
    resources,
    hostname,
    address,
    checkpointable: given.has('c'),
    privateUsr: given.has('l'),
    auto: given.has('A'),
    script: given.get('u')?.[0] ?? '',
    ...(directory === undefined ? {} : { directory }),
  });
}

function addressFrom(
  pairs: ReadonlyMap<string, string>,
  resolved: string | undefined,
  system: string,
  world: Context['world'],
): WparDefinition['address'] | string {
  const address = pairs.get('address') ?? resolved;
  if (address === undefined) return null;
  const [first] = systemOf(world, system)?.adapters ?? [];
  const mask = pairs.get('netmask');
  const prefix = mask === undefined ? (first?.prefix ?? 24) : prefixOf(mask);
  if (prefix === null) return `${mask} is no netmask.`;
  return { adapter: pairs.get('interface') ?? first?.name ?? 'en0', address, prefix };
}

/** The root decides where the files are; other parts can lie on the system's own disks. */
function storageFrom(mounts: readonly string[]): Storage | string {
  const each = mounts.map(pairsOf);
  const root = each.find((pairs) => pairs.get('directory') === '/');
  if (root?.get('vfs') !== 'nfs') return { kind: 'local' };
  const [host, dev] = [root.get('host'), root.get('dev')];
  if (host === undefined || dev === undefined) return 'The root on NFS needs host= and dev=.';
  const localParts = each
    .filter((pairs) => pairs.get('vfs')?.startsWith('jfs'))
    .map((pairs) => pairs.get('directory') as Part)
    .filter((part) => ALL_PARTS.includes(part));
  return {
    kind: 'nfs',
    server: host,
    path: dev,
    version: root.get('mountopts')?.includes('vers=4') ? 4 : 3,
    localParts,
  };
}

const NUMBERS: Readonly<Record<string, keyof ResourceControls>> = {
  shares_CPU: 'processorShares',
  shares_memory: 'memoryShares',
  totalProcesses: 'processes',
  totalThreads: 'threads',
  totalPTYs: 'terminals',
  totalLargePages: 'largePages',
  procVirtMem: 'perProcessVirtualBytes',
  totalVirtMem: 'totalVirtualBytes',
  pct_msgIDs: 'messageQueuesPercent',
  pct_semIDs: 'semaphoresPercent',
  pct_shmIDs: 'sharedMemoryPercent',
  pct_pinMem: 'pinnedMemoryPercent',
};
const LIMITS: Readonly<Record<string, keyof ResourceControls>> = {
  CPU: 'processorLimits',
  memory: 'memoryLimits',
};

function resourcesFrom(text: string | undefined): ResourceControls | string {
  const set: Record<string, unknown> = {};
  for (const [name, value] of text === undefined ? [] : pairsOf(text)) {
    const [number, limits] = [NUMBERS[name], LIMITS[name]];
    if (name === 'active') set.active = value === 'yes';
    else if (name === 'rset') set.resourceSet = value;
    else if (number !== undefined && /^\d+%?$/.test(value)) set[number] = Number.parseInt(value, 10);
    else if (limits !== undefined && limitsOf(value)) set[limits] = limitsOf(value);
    else return `-R ${name}=${value} is not understood.`;
  }
  return { ...USUAL_CONTROLS, ...set };
}
