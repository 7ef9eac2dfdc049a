/** A partition's definition as the options of the call that makes it, and back. */
import type { CallValue } from '../../../model/call.ts';
import type { Workload } from '../../../model/scenario.ts';
import { makeDefinition } from '../objects/make.ts';
import {
  limitsOf,
  limitsText,
  type PercentLimits,
  type ResourceControls,
  USUAL_CONTROLS,
} from '../objects/resources.ts';
import { ALL_PARTS } from '../objects/root-files.ts';
import { addressOf, serverOf, systemOf, type WparWorld } from '../objects/world.ts';
import type { Behaviour, Storage, WparDefinition } from '../objects/wpar.ts';
import { Misfit, type Taken } from './take.ts';
import { given, serverThing, sizeText } from './things.ts';

export function fieldsOfDefinition(definition: WparDefinition): Record<string, CallValue> {
  const { storage, address, resources } = definition;
  const nfs = storage.kind === 'nfs' ? storage : null;
  return given({
    hostname: definition.hostname,
    nfs: nfs ? serverThing(nfs.server) : undefined,
    path: nfs?.path,
    nfsVersion: nfs ? String(nfs.version) : undefined,
    localParts: nfs ? [...nfs.localParts] : undefined,
    adapter: address?.adapter,
    address: address?.address ?? '',
    prefix: address?.prefix,
    owner: definition.owner,
    directory: definition.directory,
    checkpointable: definition.checkpointable,
    privateUsr: definition.privateUsr,
    auto: definition.auto,
    script: definition.script,
    command: definition.kind === 'application' ? definition.application : undefined,
    description: definition.description,
    group: definition.group ?? '',
    devices: [...definition.devices],
    resources: fieldsOfResources(resources),
    uuid: definition.uuid,
  });
}

/** Where nothing else is said: the address that the name resolves to, the directory of that name, checkpoints enabled. */
export function definitionFrom(world: WparWorld, name: string, options: Taken): WparDefinition {
  const on = options.at('host').or((host) => systemOf(world, host.name('AixSystem')));
  const [first] = on?.adapters ?? [];
  const resolved = addressOf(world, options.at('hostname').or(({ text }) => text) ?? name);
  const address = options.at('address').or(({ text }) => text) ?? resolved ?? '';
  const adapter = options.at('adapter').or(({ text }) => text) ?? first?.name ?? 'en0';
  const command = options.at('command').or(({ text }) => text);
  const usual = makeDefinition(name, { storage: storageFrom(world, name, options) });
  const text = (field: keyof WparDefinition & string): string =>
    options.at(field).or((each) => each.text) ?? (usual[field] as string);
  const flag = (field: 'checkpointable' | 'privateUsr' | 'auto'): boolean =>
    options.at(field).or((each) => each.flag) ?? usual[field];
  return {
    ...usual,
    kind: command === undefined ? 'system' : 'application',
    application: command ?? '',
    hostname: text('hostname'),
    address:
      address === ''
        ? null
        : { adapter, address, prefix: options.at('prefix').or((each) => each.number) ?? first?.prefix ?? 24 },
    owner: text('owner'),
    directory: text('directory'),
    checkpointable: flag('checkpointable'),
    privateUsr: flag('privateUsr'),
    auto: flag('auto'),
    script: text('script'),
    description: text('description'),
    group: groupFrom(options) ?? null,
    devices: options.at('devices').or(({ texts }) => texts) ?? [],
    resources: resourcesFrom(options.at('resources')),
    uuid: text('uuid'),
  };
}

/** Undefined: left out; null: none. */
export const groupFrom = (options: Taken): string | null | undefined =>
  options.at('group').or(({ text }) => (text === '' ? null : text));

function storageFrom(world: WparWorld, name: string, options: Taken): Storage {
  const server = options.at('nfs').or((each) => each.name('NfsServer'));
  if (server === undefined) return { kind: 'local' };
  const parent = serverOf(world, server)?.area.path ?? '/backup/wpars';
  return {
    kind: 'nfs',
    server,
    path: options.at('path').or(({ text }) => text) ?? `${parent}/${name}`,
    version: options.at('nfsVersion').or((each) => each.word('3', '4')) === '4' ? 4 : 3,
    localParts: options.at('localParts').or((each) => each.each((part) => part.word(...ALL_PARTS))) ?? [],
  };
}

const PLAIN_LIMITS = {
  cpuShares: 'processorShares',
  memoryShares: 'memoryShares',
  processes: 'processes',
  threads: 'threads',
  terminals: 'terminals',
  largePages: 'largePages',
} as const;

const SIZES = { processVirtual: 'perProcessVirtualBytes', totalVirtual: 'totalVirtualBytes' } as const;

const PERCENTS = {
  messageQueues: 'messageQueuesPercent',
  semaphores: 'semaphoresPercent',
  sharedMemory: 'sharedMemoryPercent',
  pinnedMemory: 'pinnedMemoryPercent',
} as const;

/** What differs from the usual. */
export function fieldsOfResources(controls: ResourceControls): Record<string, CallValue> {
  const differs = <K extends keyof ResourceControls>(key: K): ResourceControls[K] | undefined =>
    JSON.stringify(controls[key]) === JSON.stringify(USUAL_CONTROLS[key]) ? undefined : controls[key];
  const limits = (of: PercentLimits | undefined) => of && limitsText(of);
  return given({
    active: differs('active'),
    resourceSet: differs('resourceSet'),
    cpu: limits(differs('processorLimits')),
    memory: limits(differs('memoryLimits')),
    ...Object.fromEntries(
      [...Object.entries(PLAIN_LIMITS), ...Object.entries(PERCENTS)].map(([name, key]) => [
        name,
        differs(key) ?? undefined,
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(SIZES).map(([name, key]) => {
        const bytes = differs(key);
        return [name, bytes === undefined || bytes === null ? undefined : sizeText(bytes)];
      }),
    ),
  });
}

export function resourcesFrom(options: Taken): ResourceControls {
  const set: Record<string, unknown> = {};
  for (const [name, value] of options.fields) {
    if (name === 'active') set.active = value.flag;
    else if (name === 'resourceSet') set.resourceSet = value.text;
    else if (name === 'cpu') set.processorLimits = limits(value);
    else if (name === 'memory') set.memoryLimits = limits(value);
    else if (name in PLAIN_LIMITS) set[PLAIN_LIMITS[name as keyof typeof PLAIN_LIMITS]] = value.number;
    else if (name in PERCENTS) set[PERCENTS[name as keyof typeof PERCENTS]] = value.number;
    else if (name in SIZES) set[SIZES[name as keyof typeof SIZES]] = value.size;
    else throw new Misfit(value.where, `There is no resource control ${name}.`, 'Leave it out.');
  }
  return { ...USUAL_CONTROLS, ...set };
}

function limits(value: Taken): PercentLimits {
  const found = limitsOf(value.text);
  if (!found) throw new Misfit(value.where, `${value.text} is no limit.`, "Write it as '0%-100%,100%'.");
  return found;
}

export const fieldsOfBehaviour = (set: Partial<Behaviour>): Record<string, CallValue> =>
  given({
    memory: set.stateBytes === undefined ? undefined : sizeText(set.stateBytes),
    threads: set.threads,
    processors: set.processors,
    workload: set.workload && ({ ...set.workload } as unknown as CallValue),
    denial: set.denial === null ? '' : set.denial,
    unkillable: set.unkillable,
    pendingIo: set.pendingIo,
    kernelExtensions: set.kernelExtensions && [...set.kernelExtensions],
  });

export function behaviourFrom(options: Taken): Partial<Behaviour> {
  return defined({
    stateBytes: options.at('memory').or(({ size }) => size),
    threads: options.at('threads').or(({ number }) => number),
    processors: options.at('processors').or(({ number }) => number),
    workload: options.at('workload').or(({ value }) => value as unknown as Workload),
    denial: options.at('denial').or(({ text }) => (text === '' ? null : text)),
    unkillable: options.at('unkillable').or(({ flag }) => flag),
    pendingIo: options.at('pendingIo').or(({ flag }) => flag),
    kernelExtensions: options.at('kernelExtensions').or(({ texts }) => texts),
  });
}

/** Without what is undefined. */
export const defined = <T extends object>(set: { [K in keyof T]: T[K] | undefined }): Partial<T> =>
  Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)) as Partial<T>;
