/** What is asked of the manager, or of a shell, as the call of the script API that asks for it. */
import { type Call, type CallValue, call } from '../../../model/call.ts';
import { IDLE } from '../objects/wpar.ts';
import type { Request, Settings } from '../tasks/request.ts';
import { fieldsOfBehaviour, fieldsOfDefinition, fieldsOfResources } from './definition.ts';
import { given, MANAGER, systemThing, wparThing } from './things.ts';

/** Verbs of a partition that need no more than it. */
export const PLAIN_VERBS = {
  start: 'start',
  load: 'load',
  'start-maintenance': 'startMaintenance',
  stop: 'stop',
  'hard-stop': 'stopHard',
  'force-stop': 'stopForced',
  reboot: 'reboot',
  shutdown: 'shutdown',
  pause: 'pause',
  resume: 'resume',
  kill: 'killImage',
  checkpoint: 'checkpoint',
  sync: 'sync',
  recover: 'recover',
} as const;

export function callOfRequest(request: Request): Call {
  const { by, confirmed } = request;
  const common = {
    by: by === 'console' || by === 'automatic' || by === 'script' ? undefined : by,
    confirmed: confirmed ? true : undefined,
  };
  /** Options last, where there are any. */
  const asked = (fields: Record<string, CallValue | undefined> = {}): CallValue[] => {
    const options = given({ ...fields, ...common });
    return Object.keys(options).length > 0 ? [options] : [];
  };
  switch (request.action) {
    case 'discover':
      return call(MANAGER, 'discover', ...asked());
    case 'register':
      return call(systemThing(request.system), 'register', ...asked());
    case 'evacuate': {
      const { system, group, concurrency } = request;
      return call(systemThing(system), 'evacuate', ...asked({ group, atOnce: concurrency }));
    }
    case 'restore': {
      const { file, system, name } = request;
      return call(MANAGER, 'restore', file, systemThing(system), ...asked({ name }));
    }
    case 'deploy': {
      const { wpar, system, definition, behaviour } = request;
      if (!definition) return call(wparThing(wpar), 'deploy', systemThing(system), ...asked());
      const verb = definition.kind === 'application' ? 'createApplicationWpar' : 'createSystemWpar';
      const fields = {
        host: systemThing(system),
        ...fieldsOfDefinition(definition),
        ...fieldsOfBehaviour({ ...IDLE, ...behaviour }),
      };
      return call(MANAGER, verb, wpar, ...asked(fields));
    }
    case 'relocate-live': {
      const { wpar, to, mode } = request;
      return call(wparThing(wpar), 'relocate', systemThing(to), ...asked({ mode }));
    }
    case 'relocate-static':
      return call(wparThing(request.wpar), 'relocateStatic', systemThing(request.to), ...asked());
    case 'modify':
    case 'change':
      return call(wparThing(request.wpar), request.action, fieldsOfSettings(request.set), ...asked());
    case 'rename':
      return call(wparThing(request.wpar), 'rename', request.name, ...asked());
    case 'backup':
      return call(wparThing(request.wpar), 'backup', request.file, ...asked());
    case 'remove':
    case 'force-remove': {
      const { wpar, keepFiles } = request;
      const forced = request.action === 'force-remove' ? true : undefined;
      return call(wparThing(wpar), 'remove', ...asked({ keepFiles: keepFiles ? true : undefined, forced }));
    }
    default: {
      const { wpar, action, system } = request;
      const on = system === undefined ? undefined : systemThing(system);
      return call(wparThing(wpar), PLAIN_VERBS[action], ...asked({ on }));
    }
  }
}

const fieldsOfSettings = (set: Settings): Record<string, CallValue> =>
  given({
    hostname: set.hostname,
    ...(set.address === undefined
      ? {}
      : { address: set.address?.address ?? '', adapter: set.address?.adapter, prefix: set.address?.prefix }),
    checkpointable: set.checkpointable,
    auto: set.auto,
    script: set.script,
    description: set.description,
    group: set.group === null ? '' : set.group,
    resources: set.resources && fieldsOfResources(set.resources),
    devices: set.devices && [...set.devices],
  });
