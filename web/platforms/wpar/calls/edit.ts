/** A change of the world as the call of the script API that makes it: what a rule's remedy is for a person. */
import { type Call, type CallValue, call } from '../../../model/call.ts';
import type { Edit } from '../objects/edit.ts';
import type { Behaviour } from '../objects/wpar.ts';
import {
  given,
  MANAGER,
  modeText,
  serverThing,
  sizeText,
  systemThing,
  timeText,
  wparThing,
} from './things.ts';

type Of<K extends Edit['kind']> = Extract<Edit, { kind: K }>;

/** Null: it is made by whoever lays out the world, and by nobody later. */
export function callOfEdit(edit: Edit): Call | null {
  switch (edit.kind) {
    case 'system':
      return call(systemThing(edit.system), ...verbOfSystem(edit));
    case 'power':
      return call(systemThing(edit.system), edit.up ? 'boot' : 'crash');
    case 'server':
      return call(serverThing(edit.server), ...verbOfServer(edit));
    case 'parent':
      return call(serverThing(edit.server), 'setParent', directoryFields(edit.set));
    case 'make-directory':
      return call(serverThing(edit.server), 'mkdir', edit.path);
    case 'directory': {
      const empty = edit.set.entries?.length === 0 ? true : undefined;
      return call(serverThing(edit.server), 'setDirectory', edit.path, {
        ...directoryFields(edit.set),
        ...given({ empty }),
      });
    }
    case 'export': {
      const { path, access, root, versions } = edit.export;
      return call(serverThing(edit.server), 'export', path, {
        access: [...access],
        root: [...root],
        versions: versions.map(String),
      });
    }
    case 'unexport':
      return call(serverThing(edit.server), 'unexport', edit.path);
    case 'host-name':
      return call(MANAGER, 'hostName', edit.name, ...(edit.address === null ? [] : [edit.address]));
    case 'wpar':
      return call(wparThing(edit.wpar), 'behave', behaviourFields(edit.set));
    case 'group': {
      const { name, tests, profiles } = edit.group;
      const ranks = profiles && Object.fromEntries(profiles.map(({ profile, rank }) => [profile, rank]));
      return call(MANAGER, 'group', name, given({ tests: [...tests], profiles: ranks ?? undefined }));
    }
    case 'policy': {
      const { name, averagingMinutes, processorPercent, memoryPercent, automatic, domain, group } =
        edit.policy;
      return call(
        MANAGER,
        'policy',
        name,
        given({
          averaging: timeText(averagingMinutes * 60_000),
          processorPercent: processorPercent ?? undefined,
          memoryPercent: memoryPercent ?? undefined,
          automatic,
          domain: domain.map(systemThing),
          group: group ?? undefined,
        }),
      );
    }
    case 'settings': {
      const { times, blocking } = edit.set;
      if (times !== undefined) return call(MANAGER, 'constants', { ...times });
      return call(MANAGER, 'block', blocking === 'all' ? 'all' : [...(blocking ?? [])]);
    }
    case 'add-wpar':
      return null;
  }
}

function verbOfSystem({ set }: Of<'system'>): [verb: string, ...args: CallValue[]] {
  const { agent, agentUp, ...rest } = set;
  if (agentUp !== undefined) return [agentUp ? 'startAgent' : 'stopAgent'];
  if (agent === 'registered') return ['register'];
  const { level, memoryBytes, clockOffsetMs, processorClass, processors, processorMHz, features } = rest;
  const { filesets, commands, image, profile, osType, own } = rest;
  return [
    'set',
    given({
      aix: level,
      osType,
      memory: memoryBytes === undefined ? undefined : sizeText(memoryBytes),
      clock: clockOffsetMs === undefined ? undefined : timeText(clockOffsetMs),
      processor: processorClass,
      processors,
      mhz: processorMHz,
      features: features && [...features],
      filesets: filesets && { ...filesets },
      commands: commands && [...commands],
      image: image === null ? '' : image,
      profile,
      ownProcessors: own?.processors,
      ownMemory: own && sizeText(own.memoryBytes),
    }),
  ];
}

function verbOfServer({ set }: Of<'server'>): [verb: string, ...args: CallValue[]] {
  if (set.up !== undefined) return [set.up ? 'up' : 'down'];
  return ['set', given({ aix: set.level, versions: set.versions?.map(String) })];
}

const directoryFields = ({ mode, owner, group }: { mode?: number; owner?: string; group?: string }) =>
  given({ mode: mode === undefined ? undefined : modeText(mode), owner, group });

const behaviourFields = (set: Partial<Behaviour> & Of<'wpar'>['set']): Record<string, CallValue> =>
  given({
    memory: set.stateBytes === undefined ? undefined : sizeText(set.stateBytes),
    threads: set.threads,
    processors: set.processors,
    denial: set.denial === null ? '' : set.denial,
    unkillable: set.unkillable,
    pendingIo: set.pendingIo,
    kernelExtensions: set.kernelExtensions && [...set.kernelExtensions],
    devices: set.devices && [...set.devices],
    group: set.group === null ? '' : set.group,
    description: set.description,
  });
