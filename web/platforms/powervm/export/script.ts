/** A world as the script that lays it out. */
import { type CallValue, thingName } from '../../../model/call.ts';
import { lineOf } from '../../../model/lines.ts';
import type {
  LparDescription,
  SystemDescription,
  ViosDescription,
  WorldDescription,
} from '../objects/description.ts';
import type { PowerWorld } from '../objects/world.ts';
import { descriptionOf } from './description.ts';

type Fields = Record<string, CallValue>;

/** What a description calls otherwise than the API's options do; the rest goes by its own name. */
const OPTIONS: Readonly<
  Record<'server' | 'vios' | 'lpar', Readonly<Record<string, (value: CallValue) => Fields>>>
> = {
  server: {
    typeModel: (model) => ({ model }),
    generation: (generation) => ({ generation }),
    firmware: (firmware) => ({ firmware }),
    configurableMemoryMb: (mb) => ({ memory: sizeOf(Number(mb)) }),
    configurableProcUnits: (processors) => ({ processors }),
    lmbMb: (mb) => ({ lmb: sizeOf(Number(mb)) }),
    edition: (edition) => ({ edition }),
    console: (name) => ({ console: { ...thingName('Console', String(name)) } }),
    viosCount: (vios) => ({ vios }),
  },
  vios: { level: (level) => ({ level }), msp: (mover) => ({ mover }) },
  lpar: {
    osVersion: (os) => ({ os }),
    state: (state) => (STATES.includes(String(state)) ? { state } : { attributes: { state } }),
    storage: (storage) => ({ storage }),
    vlan: (vlan) => ({ vlan }),
  },
};
const STATES = ['Running', 'Not Activated', 'Suspended'];

const sizeOf = (mb: number): string => (mb % 1024 === 0 ? `${mb / 1024} GiB` : `${mb} MiB`);

const LIST = thingName('PowerVm');

export function scriptOf(world: PowerWorld): string {
  const description = descriptionOf(world);
  const lines = [
    "import { lab } from 'switchover';",
    '',
    ...consoles(description),
    ...description.systems.map(server),
    ...(description.vioses ?? []).map(vios),
    ...(description.luns ?? []).map(({ id, sizeGb, visibleTo }) =>
      added('lun', id, {
        size: `${sizeGb} GiB`,
        visibleTo: visibleTo.map((name) => ({ ...thingName('Vios', name) })),
      }),
    ),
    ...(description.lpars ?? []).map((each, _, all) => lpar(each, all)),
    // Partitions have to be there before one of them can be given a role.
    ...description.systems.flatMap(({ name, serviceLpar }) =>
      serviceLpar
        ? [lineOf({ on: thingName('ManagedSystem', name), verb: 'set', args: [{ serviceLpar }] })]
        : [],
    ),
    ...paths(world),
  ];
  const [head = '', ...rest] = lines;
  return `${[head, ...sharing(rest)].map((line) => (line === '' || line.startsWith('import') || line.startsWith('//') ? line : `${line};`)).join('\n')}\n`;
}

/** No quote in a text is written without a sign before it: this is a list of names indeed. */
const UNSEEN = /\bunknown: (\['\w+'(?:, '\w+')*\])/g;

/** Objects of a kind were mostly brought by the same commands: what nobody has seen of them is written once. */
function sharing(lines: readonly string[]): string[] {
  const uses = new Map<string, number>();
  for (const line of lines)
    for (const [, list = ''] of line.matchAll(UNSEEN)) uses.set(list, (uses.get(list) ?? 0) + 1);
  const shared = [...uses].flatMap(([list, times]) => (times > 1 ? [list] : []));
  const names = new Map(shared.map((list, i) => [list, `unseen${i === 0 ? '' : i + 1}`]));
  if (names.size === 0) return [...lines];
  const written = lines.map((line) =>
    line.replace(UNSEEN, (whole, list: string) => {
      const name = names.get(list);
      return name === undefined ? whole : `unknown: ${name}`;
    }),
  );
  return ['', ...[...names].map(([list, name]) => `const ${name} = ${list}`), ...written];
}

const added = (verb: string, name: string, options: Fields): string =>
  lineOf({ on: LIST, verb, args: [name, options] });

const consoles = ({ consoles: all = [] }: WorldDescription): string[] =>
  all.map(({ name, product, version, ...attributes }) =>
    added('console', name, {
      ...(product && { product }),
      ...(version && { version }),
      ...rest(attributes as unknown as Fields),
    }),
  );

const rest = (attributes: Fields): Fields => (Object.keys(attributes).length > 0 ? { attributes } : {});

function server({ name, serviceLpar: _, ...fields }: SystemDescription): string {
  return added('server', name, optionsOf('server', fields as unknown as Fields));
}

const vios = ({ name, system, ...fields }: ViosDescription): string =>
  added('vios', `${system}/${name}`, {
    server: { ...thingName('ManagedSystem', system) },
    ...optionsOf('vios', fields as unknown as Fields),
  });

/** Named by its server where another one has the name. */
const lpar = ({ name, system, ...fields }: LparDescription, all: readonly LparDescription[]): string =>
  added(
    'lpar',
    all.some((each) => each.name === name && each.system !== system) ? `${system}/${name}` : name,
    {
      server: { ...thingName('ManagedSystem', system) },
      ...optionsOf('lpar', fields as unknown as Fields),
    },
  );

function optionsOf(kind: keyof typeof OPTIONS, fields: Fields): Fields {
  const options: Fields = {};
  const attributes: Fields = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const { attributes: more, ...option } = OPTIONS[kind][name]?.(value) ?? { attributes: { [name]: value } };
    Object.assign(options, option);
    Object.assign(attributes, more);
  }
  return { ...options, ...rest(attributes) };
}

/** Servers whose movers do not reach one another; of a single pair of movers the API has no word. */
function paths({ brokenPaths, vioses }: PowerWorld): string[] {
  const movers = new Map(vioses.map(({ system, name }) => [`${system}/${name}`, system]));
  const between = new Map<string, number>();
  for (const [a, b] of brokenPaths) {
    const ends = [movers.get(a) ?? a, movers.get(b) ?? b].sort();
    between.set(ends.join('\n'), (between.get(ends.join('\n')) ?? 0) + 1);
  }
  return [...between].map(([ends, count]) => {
    const [a = '', b = ''] = ends.split('\n');
    const of = (system: string) => vioses.filter((each) => each.system === system).length;
    return count >= of(a) * of(b)
      ? lineOf({
          on: LIST,
          verb: 'cut',
          args: [{ ...thingName('ManagedSystem', a) }, { ...thingName('ManagedSystem', b) }],
        })
      : `// ${count} of the ways between movers of ${a} and ${b} are broken.`;
  });
}
