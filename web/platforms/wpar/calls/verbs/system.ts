/** What is done to a managed system. */
import type { Edit } from '../../objects/edit.ts';
import { type ManagedSystem, PROCESSOR_CLASSES } from '../../objects/system.ts';
import { systemOf } from '../../objects/world.ts';
import { defined } from '../definition.ts';
import type { Taken } from '../take.ts';
import { commonFrom, type Verb } from './verb.ts';

type Settable = Partial<Omit<ManagedSystem, 'name' | 'up'>>;

/** Options of a system that is made or changed. */
export function settingsFrom(options: Taken, old: Pick<ManagedSystem, 'own'>): Settable {
  const at = <T>(name: string, read: (value: Taken) => T): T | undefined => options.at(name).or(read);
  const text = (name: string) => at(name, (value) => value.text);
  const number = (name: string) => at(name, (value) => value.number);
  const texts = (name: string) => at(name, (value) => value.texts);
  const own = {
    processors: number('ownProcessors') ?? old.own.processors,
    memoryBytes: at('ownMemory', ({ size }) => size) ?? old.own.memoryBytes,
  };
  return defined<Settable>({
    level: text('aix'),
    osType: text('osType'),
    model: text('model'),
    profile: text('profile'),
    image: at('image', (value) => (value.text === '' ? null : value.text)),
    memoryBytes: at('memory', ({ size }) => size),
    clockOffsetMs: at('clock', ({ timeMs }) => timeMs),
    processorClass: at('processor', (value) => value.word(...PROCESSOR_CLASSES)),
    processors: number('processors'),
    processorMHz: number('mhz'),
    features: texts('features'),
    commands: texts('commands'),
    filesets: at('filesets', ({ fields }) =>
      Object.fromEntries(fields.map(([name, level]) => [name, level.text])),
    ),
    own: options.at('ownProcessors').there || options.at('ownMemory').there ? own : undefined,
    agent: undefined,
    agentUp: undefined,
    adapters: undefined,
  });
}

const edit = (make: (system: string) => Edit): Verb => {
  return (_, name) => ({ kind: 'edit', edit: make(name) });
};

export const SYSTEM_VERBS: Readonly<Record<string, Verb>> = {
  set: (world, name, arg) => ({
    kind: 'edit',
    edit: {
      kind: 'system',
      system: name,
      set: settingsFrom(arg(0), systemOf(world, name) ?? { own: { processors: 0, memoryBytes: 0 } }),
    },
  }),
  stopAgent: edit((system) => ({ kind: 'system', system, set: { agentUp: false } })),
  startAgent: edit((system) => ({ kind: 'system', system, set: { agentUp: true } })),
  crash: edit((system) => ({ kind: 'power', system, up: false })),
  boot: edit((system) => ({ kind: 'power', system, up: true })),
  register: (_, system, arg) => ({
    kind: 'request',
    request: { action: 'register', system, ...commonFrom(arg(0)) },
  }),
  evacuate: (_, system, arg) => {
    const options = arg(0);
    return {
      kind: 'request',
      request: {
        action: 'evacuate',
        system,
        ...defined<{ group: string; concurrency: number }>({
          group: options.at('group').or(({ text }) => text),
          concurrency: options.at('atOnce').or(({ number }) => number),
        }),
        ...commonFrom(options),
      },
    };
  },
};
