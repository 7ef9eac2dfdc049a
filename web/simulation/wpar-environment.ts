/** Workload partitions that a person brings: what `lswpar -c` printed, what it became, and the script that lays it out. */
import { call, thingName } from '../model/call.ts';
import { concealed, type Environment, type LeftLine, type Reading } from '../model/environment.ts';
import { lineOf } from '../model/lines.ts';
import { replacementsFor } from '../platforms/wpar/import/hide.ts';
import { importLswpar } from '../platforms/wpar/import/lswpar.ts';
import { tablesOf } from '../platforms/wpar/import/tables.ts';
import { freeOn } from '../platforms/wpar/objects/address.ts';
import { addressesIn, type WparWorld } from '../platforms/wpar/objects/world.ts';

/** A system that is not there, so that what is there has a place to go to. */
const ARRIVAL = 'arrival';

/** What identifies one of these, apart from its id and what may stand in its way, which are for whoever reads all kinds. */
export type WparEnvironment = Omit<Environment, 'id' | 'obstacle'>;

const HEAD = /^\s*#name:/im;

export const isLswpar = ({ pieces }: Reading): boolean => pieces.some(({ text }) => HEAD.test(text));

export function readLswpar({ pieces, keepIdentifiers }: Reading): WparEnvironment {
  const replacements = replacementsFor(pieces.map(({ text }) => text).join('\n'));
  const brought = keepIdentifiers
    ? pieces
    : pieces.map(({ name, text }) => ({ name, text: concealed(text, replacements) }));
  let world: WparWorld | undefined;
  let partitions = 0;
  const read: Environment['read'][number][] = [];
  const unread: LeftLine[] = [];
  const assumed: string[] = [];
  for (const { name: piece, text } of brought) {
    const { rows, system } = tablesOf(text);
    const imported = importLswpar(text, world);
    const lines = text.split(/\r?\n/);
    world = imported.world;
    partitions += imported.partitions;
    const server = system ?? world.systems[0]?.name ?? '';
    if (rows.length > 0) read.push({ piece, command: 'lswpar -c', server, rows: rows.length, used: true });
    for (const { line, kind, text: why } of imported.notes)
      if (kind === 'assumed') assumed.push(why);
      else unread.push({ piece, line, text: (lines[line - 1] ?? '').slice(0, 400), why });
  }
  const systems = (world?.systems ?? []).map(({ name }) => ({ original: name, name }));
  const title = `Your workload partitions: ${systems.map(({ name }) => name).join(', ')}`;
  return {
    title,
    source:
      world && partitions > 0 ? scriptFor(world, brought.map(({ text }) => text).join('\n'), title) : '',
    servers: systems,
    hosts: [],
    vioses: 0,
    partitions,
    read,
    missing: [],
    questions: [],
    unclear: [...new Set(assumed)],
    unread: { first: unread.slice(0, MOST_LEFT), count: unread.length },
    messages: { first: [], count: 0 },
    replacements,
  };
}

/** Nobody reads more; the rest is counted. */
const MOST_LEFT = 200;

function scriptFor(world: WparWorld, text: string, title: string): string {
  return [
    '/**',
    ` * ${title.replaceAll('*/', '* /')}`,
    ' *',
    ` * ${world.wpars.length} of them, after the output of lswpar -c. What it does not say is assumed; the run's log names all of it.`,
    ' */',
    "import { lab, log } from 'switchover';",
    '',
    `${lineOf(call(thingName('Lab'), 'setup', { title }))};`,
    `const output = \`${escaped(text.trim())}\`;`,
    'for (const assumed of lab.wpar.importLswpar(output)) log(assumed);',
    ...arrivalFor(world),
    '',
  ].join('\n');
}

const escaped = (text: string): string => text.replace(/[\\`]|\$\{/g, '\\$&');

/** Another system of the same kind, and the directories exported to it. */
function arrivalFor(world: WparWorld): string[] {
  const [first] = world.systems;
  if (!first || world.systems.some(({ name }) => name === ARRIVAL)) return [];
  const exports = world.servers.flatMap((server) =>
    server.exports.map(({ path, access, root }) =>
      lineOf(
        call(thingName('NfsServer', server.name), 'export', path, {
          access: [...access, ARRIVAL],
          root: [...root, ARRIVAL],
        }),
      ),
    ),
  );
  const [adapter] = first.adapters;
  const address = adapter && freeOn(adapter, addressesIn(world));
  const options = { aix: first.level, ...(address ? { address } : {}) };
  return [
    '',
    `// Not in the output: another system like ${first.name}, so that they have a place to go to. Make it like yours.`,
    `${lineOf(call(thingName('WparManager'), 'system', ARRIVAL, options))};`,
    ...exports.map((line) => `${line};`),
  ];
}
