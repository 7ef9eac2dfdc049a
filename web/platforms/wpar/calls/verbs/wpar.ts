/** What is asked of a partition, and what happens inside it. */
import { ns } from '../../../../model/units.ts';
import { systemOf, wparOf } from '../../objects/world.ts';
import type { PlainAction, Settings } from '../../tasks/request.ts';
import { behaviourFrom, defined, groupFrom, resourcesFrom } from '../definition.ts';
import { PLAIN_VERBS } from '../request.ts';
import type { Taken } from '../take.ts';
import { commonFrom, type Verb } from './verb.ts';

const plain =
  (action: PlainAction): Verb =>
  (_, wpar, arg) => {
    const on = arg(0).at('on');
    const system = on.or((each) => each.name('AixSystem'));
    const request = { action, wpar, ...commonFrom(arg(0)) };
    return { kind: 'request', request: system === undefined ? request : { ...request, system } };
  };

const changing =
  (action: 'modify' | 'change'): Verb =>
  (world, wpar, arg) => ({
    kind: 'request',
    request: { action, wpar, set: settingsFrom(arg(0), world, wpar), ...commonFrom(arg(1)) },
  });

function settingsFrom(options: Taken, world: Parameters<Verb>[0], name: string): Settings {
  const old = wparOf(world, name)?.address;
  const adapter = systemOf(world, wparOf(world, name)?.home ?? null)?.adapters[0];
  const address = options.at('address').or(({ text }) =>
    text === ''
      ? null
      : {
          address: text,
          adapter: options.at('adapter').or((each) => each.text) ?? old?.adapter ?? adapter?.name ?? 'en0',
          prefix: options.at('prefix').or((each) => each.number) ?? old?.prefix ?? adapter?.prefix ?? 24,
        },
  );
  return defined<Settings>({
    hostname: options.at('hostname').or(({ text }) => text),
    address,
    checkpointable: options.at('checkpointable').or(({ flag }) => flag),
    auto: options.at('auto').or(({ flag }) => flag),
    script: options.at('script').or(({ text }) => text),
    description: options.at('description').or(({ text }) => text),
    group: groupFrom(options),
    resources: options.at('resources').or(resourcesFrom),
    devices: options.at('devices').or(({ texts }) => texts),
  });
}

const PLAIN = Object.fromEntries(
  Object.entries(PLAIN_VERBS).map(([action, verb]) => [verb, plain(action as PlainAction)]),
);

export const WPAR_VERBS: Readonly<Record<string, Verb>> = {
  ...PLAIN,
  deploy: (_, wpar, arg) => ({
    kind: 'request',
    request: { action: 'deploy', wpar, system: arg(0).name('AixSystem'), ...commonFrom(arg(1)) },
  }),
  relocate: (_, wpar, arg) => {
    const mode = arg(1)
      .at('mode')
      .or((each) => each.word('synchronous', 'asynchronous'));
    const request = {
      action: 'relocate-live' as const,
      wpar,
      to: arg(0).name('AixSystem'),
      ...commonFrom(arg(1)),
    };
    return { kind: 'request', request: mode === undefined ? request : { ...request, mode } };
  },
  relocateStatic: (_, wpar, arg) => ({
    kind: 'request',
    request: { action: 'relocate-static', wpar, to: arg(0).name('AixSystem'), ...commonFrom(arg(1)) },
  }),
  modify: changing('modify'),
  change: changing('change'),
  rename: (_, wpar, arg) => ({
    kind: 'request',
    request: { action: 'rename', wpar, name: arg(0).text, ...commonFrom(arg(1)) },
  }),
  backup: (_, wpar, arg) => ({
    kind: 'request',
    request: { action: 'backup', wpar, file: arg(0).text, ...commonFrom(arg(1)) },
  }),
  remove: (_, wpar, arg) => {
    const flag = (name: string): boolean =>
      arg(0)
        .at(name)
        .or((each) => each.flag) ?? false;
    return {
      kind: 'request',
      request: {
        action: flag('forced') ? 'force-remove' : 'remove',
        wpar,
        ...(flag('keepFiles') ? { keepFiles: true } : {}),
        ...commonFrom(arg(0)),
      },
    };
  },
  behave: (_, wpar, arg) => ({
    kind: 'edit',
    edit: {
      kind: 'wpar',
      wpar,
      set: {
        ...behaviourFrom(arg(0)),
        ...defined<Pick<Settings, 'group' | 'devices' | 'description'>>({
          group: groupFrom(arg(0)),
          devices: arg(0)
            .at('devices')
            .or(({ texts }) => texts),
          description: arg(0)
            .at('description')
            .or(({ text }) => text),
        }),
      },
    },
  }),
  ssh: (_, wpar, arg) => {
    const patience = arg(0)
      .at('patience')
      .or(({ timeNs }) => ns(timeNs));
    return { kind: 'ssh', wpar, patienceNs: patience ?? null };
  },
};
