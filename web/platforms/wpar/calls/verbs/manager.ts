/** What the manager is asked for. */
import { RANKS, USUAL_AVERAGING_MINUTES } from '../../objects/group.ts';
import { IDLE, undeployed } from '../../objects/wpar.ts';
import { TIME_NAMES } from '../../tasks/times.ts';
import { behaviourFrom, definitionFrom } from '../definition.ts';
import { Misfit, type Taken } from '../take.ts';
import { commonFrom, type Verb } from './verb.ts';

const create: Verb = (world, _, arg) => {
  const [wpar, options] = [arg(0).text, arg(1)];
  const definition = definitionFrom(world, wpar, options);
  const behaviour = behaviourFrom(options);
  const system = options.at('host').name('AixSystem');
  return {
    kind: 'request',
    request: { action: 'deploy', wpar, system, definition, behaviour, ...commonFrom(options) },
  };
};

const percent = (value: Taken): number | null => value.or(({ number }) => number) ?? null;

export const MANAGER_VERBS: Readonly<Record<string, Verb>> = {
  createSystemWpar: create,
  createApplicationWpar: create,
  /** A definition in the manager alone. */
  define: (world, _, arg) => ({
    kind: 'edit',
    edit: {
      kind: 'add-wpar',
      wpar: undeployed(definitionFrom(world, arg(0).text, arg(1)), { ...IDLE, ...behaviourFrom(arg(1)) }),
    },
  }),
  discover: (_, __, arg) => ({ kind: 'request', request: { action: 'discover', ...commonFrom(arg(0)) } }),
  restore: (_, __, arg) => {
    const [file, system, options] = [arg(0).text, arg(1).name('AixSystem'), arg(2)];
    const name = options.at('name').or(({ text }) => text);
    const request = { action: 'restore' as const, file, system, ...commonFrom(options) };
    return { kind: 'request', request: name === undefined ? request : { ...request, name } };
  },
  cancel: (_, __, arg) => ({ kind: 'cancel', task: arg(0).text }),
  hostName: (_, __, arg) => ({
    kind: 'edit',
    edit: { kind: 'host-name', name: arg(0).text, address: arg(1).or(({ text }) => text) ?? null },
  }),
  group: (_, __, arg) => {
    const [name, options] = [arg(0).text, arg(1)];
    const profiles = options
      .at('profiles')
      .or(({ fields }) => fields.map(([profile, rank]) => ({ profile, rank: rank.word(...RANKS) })));
    const tests = options.at('tests').or(({ texts }) => texts) ?? [];
    return { kind: 'edit', edit: { kind: 'group', group: { name, tests, profiles: profiles ?? null } } };
  },
  /** Constants by name, in their own units. */
  constants: (_, __, arg) => {
    const times = Object.fromEntries(
      arg(0).fields.map(([name, value]) => {
        if (!(TIME_NAMES as readonly string[]).includes(name))
          throw new Misfit(value.where, `There is no constant ${name}.`, 'Leave it out.');
        return [name, value.number];
      }),
    );
    return { kind: 'edit', edit: { kind: 'settings', set: { times } } };
  },
  /** Rules of typical ground that block all the same: some by name, or all. */
  block: (_, __, arg) => ({
    kind: 'edit',
    edit: { kind: 'settings', set: { blocking: arg(0).value === 'all' ? 'all' : arg(0).texts } },
  }),
  policy: (world, _, arg) => {
    const [name, options] = [arg(0).text, arg(1)];
    const averaging = options.at('averaging').or(({ timeMs }) => timeMs / 60_000);
    return {
      kind: 'edit',
      edit: {
        kind: 'policy',
        policy: {
          name,
          averagingMinutes: averaging ?? USUAL_AVERAGING_MINUTES,
          processorPercent: percent(options.at('processorPercent')),
          memoryPercent: percent(options.at('memoryPercent')),
          automatic: options.at('automatic').or(({ flag }) => flag) ?? false,
          domain:
            options.at('domain').or((list) => list.each((each) => each.name('AixSystem'))) ??
            world.systems.map((system) => system.name),
          group: options.at('group').or(({ text }) => text) ?? null,
        },
      },
    };
  },
};
