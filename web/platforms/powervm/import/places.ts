/**
 * Which server a table is about: by the command in front of it, by the folder it lies in, by what it says of serial
 * numbers, by the partitions that it names, because there is only one, or because somebody was asked and said so.
 */

import type { Placed } from './draft.ts';
import { SHAPES, VIOS_COMMANDS } from './kinds.ts';
import type { Row, Table } from './paste.ts';
import { byLocation, isOfVios, locationOf, viosesIn, viosFor } from './vios-places.ts';

export interface Places {
  placed: Placed[];
  /** Names of all servers, in the order in which they appear. */
  systems: string[];
  /** VIOS that the output names, as `SERVER/VIOS`. */
  vioses: string[];
  /** Tables whose place somebody has to say, or has said. */
  asked: Asked[];
}

export interface Asked {
  table: Table;
  /** What printed it: the console, about a server; or a VIOS. */
  about: 'server' | 'vios';
  /** The server or `SERVER/VIOS` that was said; null: none yet. */
  answer: string | null;
}

const PER_SYSTEM = new Set<string>([
  ...SHAPES.filter(({ perSystem }) => perSystem).map(({ kind }) => kind),
  ...Object.keys(VIOS_COMMANDS),
]);

const folders = (paste: string): string[] =>
  paste
    .split(/[\\/]/)
    .slice(0, -1)
    .filter((part) => part !== '' && part !== '.');

interface Server {
  name: string;
  /** `9117-MMB*06F17A0`, as commands may name it. */
  machine: string;
  serial: string;
}

/** @param answers servers, or `SERVER/VIOS`, by the ids of tables that nothing else tells */
export function placesOf(all: readonly Table[], answers: ReadonlyMap<string, string> = new Map()): Places {
  const tables = all.flatMap(byLocation);
  const servers = tables
    .filter(({ kind }) => kind === 'sys')
    .flatMap(({ rows }) => rows)
    .flatMap(({ values: { name, type_model: model = '', serial_num: serial = '' } }): Server[] =>
      name ? [{ name, machine: `${model}*${serial}`, serial }] : [],
    );
  const named = (text: string) =>
    servers.find(({ name, machine }) => name === text || machine === text)?.name;
  /** A folder around those of several servers has no server's name. */
  const around = new Set(
    tables.flatMap((table) => {
      const [outer, inner] = folders(table.paste);
      return outer !== undefined && inner !== undefined && !isOfVios(table) ? [outer] : [];
    }),
  );
  const foldersOf = ({ paste }: Table): string[] => {
    const [outer, ...inner] = folders(paste);
    return outer === undefined ? [] : around.has(outer) ? inner : [outer, ...inner];
  };
  const told = (table: Table): string | null => {
    if (table.system !== null) return named(table.system) ?? table.system;
    const parts = foldersOf(table);
    return parts.map(named).find((each) => each !== undefined) ?? parts.findLast((_, i) => i === 0) ?? null;
  };

  const found: Placed[][] = tables.map(() => []);
  const put = (i: number, table: Table, of: string) =>
    found[i]?.push({ ...table, of, on: viosOf(table, of) });
  const open: [at: number, table: Table][] = [];
  const nameless: typeof open = [];
  for (const [i, table] of tables.entries()) {
    const { kind, rows } = table;
    const namesItself = kind === 'sys' || (kind === 'migr-sys' && rows.every(({ values }) => values.name));
    const place = told(table);
    if (namesItself)
      for (const row of rows) {
        const alone = { ...table, rows: [row], id: `${table.id}+${row.line}` };
        const of = row.values.name || place;
        if (of) put(i, alone, of);
        else nameless.push([i, alone]);
      }
    else if (!PER_SYSTEM.has(kind)) put(i, table, '');
    else if (place !== null) put(i, table, place);
    else {
      const parts = bySerial(rows, servers);
      if (parts) for (const [server, of] of parts) put(i, { ...table, rows: of }, server);
      else open.push([i, table]);
    }
  }
  const systems = () =>
    [...new Set([...servers.map(({ name }) => name), ...found.flat().map(({ of }) => of)])].filter(
      (name) => name !== '',
    );
  const homeless: typeof open = [];
  for (const [i, table] of open) {
    const place = byPartitions(table, found.flat()) ?? (systems().length === 1 ? systems()[0] : undefined);
    if (place === undefined) homeless.push([i, table]);
    else put(i, table, place);
  }
  homeless.push(...nameless);
  const answerTo = ({ id }: Table) => answers.get(id) ?? null;
  for (const [i, table] of homeless) {
    const answer = answerTo(table);
    if (answer === null) continue;
    const { server, vios } = isOfVios(table) ? inParts(answer) : { server: answer, vios: table.vios };
    put(i, { ...table, vios }, named(server) ?? server);
  }
  const asked: Asked[] = [];
  for (const [i, table] of homeless) {
    const answer = answerTo(table);
    // What was said of others may tell.
    const place = answer === null ? byPartitions(table, found.flat()) : undefined;
    if (place === undefined) asked.push({ table, about: isOfVios(table) ? 'vios' : 'server', answer });
    else put(i, table, place);
  }
  const said = new Set(asked.map(({ table }) => table.id));
  const vioses = viosesIn(found.flat());
  const placed = found.flat().flatMap((table): Placed[] => {
    if (!isOfVios(table) || table.on !== null) return [table];
    const on = viosFor(table, vioses);
    if (on !== null) return [{ ...table, on }];
    const answer = answerTo(table);
    if (!said.has(table.id)) asked.push({ table, about: 'vios', answer });
    const vios = answer === null ? null : inParts(answer).vios;
    return vios === null ? [] : [{ ...table, on: vios }];
  });
  return {
    placed,
    systems: systems(),
    vioses: viosesIn(placed).map(({ server, name }) => `${server}/${name}`),
    asked,
  };
}

/** `P770-A/va1`. */
function inParts(answer: string): { server: string; vios: string | null } {
  const at = answer.lastIndexOf('/');
  return at < 0
    ? { server: answer, vios: null }
    : { server: answer.slice(0, at), vios: answer.slice(at + 1) };
}

/** The folder below that of the server, for what ran on a VIOS. */
function viosOf(table: Table, of: string): string | null {
  if (table.vios !== null || !(table.kind in VIOS_COMMANDS)) return table.vios;
  const parts = folders(table.paste);
  const at = parts.indexOf(of);
  return at < 0 ? null : (parts[at + 1] ?? null);
}

/**
 * The serial number of a partition is that of its server with its own id behind it, and locations contain the server's.
 * Null: some row does not say.
 */
function bySerial(rows: readonly Row[], servers: readonly Server[]): Map<string, Row[]> | null {
  const parts = new Map<string, Row[]>();
  for (const row of rows) {
    const { logical_serial_num: own, mtms } = row.values;
    const serial = own ?? locationOf(row)?.serial ?? machineSerial(mtms) ?? '';
    const server = servers.find((each) => each.serial !== '' && serial.startsWith(each.serial));
    if (!server) return null;
    parts.set(server.name, [...(parts.get(server.name) ?? []), row]);
  }
  return parts.size > 0 ? parts : null;
}

/** `9117-MMB*06F17A0`. */
export const machineSerial = (mtms: string | undefined): string | undefined =>
  /\*(\w+)$/.exec(mtms?.trim() ?? '')?.[1];

const keys = ({ rows }: Table): string[] =>
  rows.flatMap(({ values: { lpar_name: named, name, lpar_id: id } }) =>
    id && (named ?? name) ? [`${named ?? name} ${id}`] : [],
  );

/** The one server that has all partitions of the table. */
function byPartitions(table: Table, placed: readonly Placed[]): string | undefined {
  const wanted = keys(table);
  const lists = new Map<string, Set<string>>();
  for (const each of placed)
    if (each.kind === 'lpar') lists.set(each.of, new Set([...(lists.get(each.of) ?? []), ...keys(each)]));
  const fits = [...lists].filter(([, has]) => wanted.length > 0 && wanted.every((key) => has.has(key)));
  return fits.length === 1 ? fits[0]?.[0] : undefined;
}
