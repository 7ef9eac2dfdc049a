/** What a thread needs in order to read an environment that a person brings: loaded when somebody does. */

import { call, thingName } from '../model/call.ts';
import {
  type Environment,
  type LeftLine,
  type LeftLines,
  type Missing,
  MOST_CHARACTERS,
  type Reading,
} from '../model/environment.ts';
import { lineOf } from '../model/lines.ts';
import { type Diagnostic, done, type Result, refused } from '../model/result.ts';
import { scriptOf } from '../platforms/powervm/export/script.ts';
import { type Imported, importPastes } from '../platforms/powervm/import/import.ts';
import type { Paste } from '../platforms/powervm/import/paste.ts';
import type { ImportReport, MissingPart } from '../platforms/powervm/import/report.ts';
import { scan } from '../platforms/powervm/import/scan.ts';
import { impossible } from '../platforms/powervm/objects/impossible.ts';
import { SOURCE_BYTES } from '../script/limits.ts';
import { sha256Hex } from './sha256.ts';
import { isLswpar, readLswpar, type WparEnvironment } from './wpar-environment.ts';

const MIB = 2 ** 20;
const MOST_LINES = 50_000;
const MOST_PARTITIONS = 2000;
/** Nobody reads more; the rest is counted. */
const MOST_LEFT = 200;

export function readEnvironment({ pieces, keepIdentifiers, answers }: Reading): Result<Environment> {
  const characters = pieces.reduce((sum, { text }) => sum + text.length, 0);
  if (characters > MOST_CHARACTERS)
    return tooMuch(`${Math.ceil(characters / MIB)} MiB of text`, `${MOST_CHARACTERS / MIB} MiB`);
  const lines = pieces.reduce((sum, { text }) => sum + (text.match(/\r\n|\n|\r/g)?.length ?? 0) + 1, 0);
  if (lines > MOST_LINES) return tooMuch(`${grouped(lines)} lines`, grouped(MOST_LINES));
  const partitions = partitionsIn(pieces);
  const reading = { pieces, keepIdentifiers, answers };
  if (partitions === 0 && isLswpar(reading)) return done(identified(readLswpar(reading)));
  if (partitions > MOST_PARTITIONS)
    return tooMuch(`${grouped(partitions)} servers and partitions`, grouped(MOST_PARTITIONS));
  const imported = importPastes(pieces, { keepIdentifiers, answers });
  const { world, servers, report, replacements } = imported;
  const title = `Your environment: ${servers.map(({ name }) => name).join(', ')}`;
  const source = servers.length > 0 ? scriptFor(imported, title) : '';
  return done({
    id: idOf(source),
    title,
    source,
    obstacle: obstacleTo(imported, source),
    servers,
    hosts: imported.vioses,
    vioses: world.vioses.length,
    partitions: world.lpars.length,
    read: report.read.map(({ paste, command, system, rows, used }) => ({
      piece: paste,
      command,
      server: system,
      rows,
      used,
    })),
    missing: together(report.missing),
    questions: report.questions.map(({ paste, ...rest }) => ({ piece: paste, ...rest })),
    unclear: report.unclear,
    unread: firstOf(report.unread),
    messages: firstOf(report.messages),
    replacements,
  });
}

const idOf = (source: string): string =>
  `environment-${sha256Hex(new TextEncoder().encode(source)).slice(0, 12)}`;

const identified = (read: WparEnvironment): Environment => ({
  ...read,
  id: idOf(read.source),
  obstacle:
    read.source === ''
      ? { what: 'No partition could be made of it.', fix: 'See below why each line was left alone.' }
      : tooLarge(read.source),
});

const tooMuch = (has: string, most: string) =>
  refused({
    what: `This is too much: ${has}, and at most ${most} can be read at once.`,
    fix: 'Bring what is about fewer servers.',
  });

function obstacleTo({ world, report }: Imported, source: string): Diagnostic | null {
  if (source === '') {
    if (report.questions.length > 0)
      return { what: 'No server is known yet.', fix: 'Say which server the rows belong to.' };
    return {
      what: 'Nothing here says of any server or partition.',
      fix: 'Bring the output of HMC commands, or of lswpar -c.',
    };
  }
  const [fault] = impossible(world);
  if (fault)
    return {
      what: `It contradicts itself: ${fault.where}: ${fault.what}`,
      fix: 'Look whether each part belongs to the server that it was taken for.',
    };
  return tooLarge(source);
}

function tooLarge(source: string): Diagnostic | null {
  const bytes = new TextEncoder().encode(source).length;
  if (bytes <= SOURCE_BYTES) return null;
  return {
    what: `It is too large for one script: ${Math.ceil(bytes / 1024)} KiB, and a script may have ${SOURCE_BYTES / 1024}.`,
    fix: 'Bring what is about fewer servers.',
  };
}

const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** Rows that may be about servers and partitions of their own. */
function partitionsIn(pieces: readonly Paste[]): number {
  const rows = pieces.flatMap((piece) => scan(piece).tables).flatMap(({ rows: all }) => all);
  return new Set(
    rows.map(({ values: { lpar_name: named, name, lpar_id: id } }) => `${named ?? name ?? ''} ${id ?? ''}`),
  ).size;
}

/** With what it is called and where it comes from in front. */
function scriptFor({ world }: Imported, title: string): string {
  const has = `${counted(world.systems.length, 'server')}, ${counted(world.vioses.length, 'VIOS', 'VIOS')} and ${counted(world.lpars.length, 'partition')}`;
  const comment = `/**
 * ${title.replaceAll('*/', '* /')}
 *
 * ${has}, after the output of HMC commands.
 *
 * Where the output said nothing a usual value stands in, and the field is named under unknown: no rule refuses a move
 * because of it.
 */
`;
  const name = lineOf(call(thingName('Lab'), 'setup', { title }));
  const [head = '', ...rest] = scriptOf(world).split('\n\n');
  return `${comment}${head}\n\n${name};\n${rest.join('\n\n')}`;
}

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** Objects that lack the same values of the same command, in one. */
function together(all: readonly MissingPart[]): Missing[] {
  const byLack = new Map<string, { objects: string[] } & Missing>();
  for (const { object, kind, command, fields } of all) {
    const key = JSON.stringify([kind, command, fields]);
    const there = byLack.get(key);
    if (there) there.objects.push(object);
    else byLack.set(key, { objects: [object], command, fields });
  }
  return [...byLack.values()];
}

const firstOf = (lines: ImportReport['unread']): LeftLines => ({
  first: lines
    .slice(0, MOST_LEFT)
    .map(({ paste, line, text, why }): LeftLine => ({ piece: paste, line, text: text.slice(0, 400), why })),
  count: lines.length,
});
