/**
 * A world from the output of console commands. Nothing is an error: what cannot be read is listed with its line, and what
 * the output does not show is unknown to the world, so that no rule speaks because of it.
 */

import { sentence } from '../../../model/result.ts';
import { impossible } from '../objects/impossible.ts';
import { parseVersion } from '../objects/version.ts';
import type { PowerWorld } from '../objects/world.ts';
import {
  readEthernet,
  readFibreChannel,
  readPhysicalSlots,
  readScsi,
  readSerial,
  readSlots,
  readVnics,
} from './adapters.ts';
import { assemble } from './assemble.ts';
import { type Draft, emptyDraft, type Placed, systemDraft } from './draft.ts';
import { hider, nothingHidden, type Replacement } from './hide.ts';
import { commandOf, type TableKind } from './kinds.ts';
import { merged } from './merge.ts';
import { readMoverLoads } from './mover-loads.ts';
import {
  readMemoryOfPartitions,
  readMoves,
  readPartitions,
  readProcessorsOfPartitions,
} from './partitions.ts';
import { type LineCount, NO_LINES, type Paste } from './paste.ts';
import { placesOf } from './places.ts';
import { readProfiles } from './profiles.ts';
import { type ImportReport, missingIn, questionOf } from './report.ts';
import { scan } from './scan.ts';
import {
  readClocks,
  readFirmware,
  readMemory,
  readMigrations,
  readOptimizer,
  readPools,
  readProcessors,
  readSwitches,
  readSystems,
} from './systems.ts';
import { readDevices, readLevel, readMappings, readNpivMappings, readPorts } from './vios-tables.ts';

export interface ImportOptions {
  /** Addresses, serial numbers, MAC addresses and port names as they are; otherwise they are replaced. */
  keepIdentifiers?: boolean;
  /** Servers, or `SERVER/VIOS`, by the ids of the questions that a report has, as they are called in what was brought. */
  answers?: Readonly<Record<string, string>>;
}

export interface Called {
  original: string;
  name: string;
}

export interface Imported {
  world: PowerWorld;
  report: ImportReport;
  /** The servers, as they are called in what was brought and in the world. */
  servers: Called[];
  /** VIOS that the output names, as `SERVER/VIOS`. */
  vioses: Called[];
  /** The name under which the world has something that was called `original`. */
  nameOf(original: string): string;
  /** Identifiers in what was brought, and what stands or would stand in their place. */
  replacements: Replacement[];
}

type Read = (draft: Draft, table: Placed) => void;

/** In the order in which they build on one another. Tables of other kinds are known, and say nothing that is used. */
const READERS: readonly (readonly [TableKind, Read])[] = [
  ['sys', readSystems],
  ['hmc', readConsole],
  ['mem-sys', readMemory],
  ['proc-sys', readProcessors],
  ['migr-sys', readMigrations],
  ['firmware', readFirmware],
  ['optimizer', readOptimizer],
  ['vswitch', readSwitches],
  ['procpool', readPools],
  ['lpar', readPartitions],
  ['mem-lpar', readMemoryOfPartitions],
  ['proc-lpar', readProcessorsOfPartitions],
  ['migr-lpar', readMoves],
  ['prof', readProfiles],
  ['eth', readEthernet],
  ['scsi', readScsi],
  ['fc', readFibreChannel],
  ['serial', readSerial],
  ['slot', readSlots],
  ['vnic', readVnics],
  ['io', readPhysicalSlots],
  ['ioslevel', readLevel],
  ['lsnports', readPorts],
  ['lsmap', readMappings],
  ['lsmap-npiv', readNpivMappings],
  ['lsdev', readDevices],
];

export function importPastes(
  pastes: readonly Paste[],
  { keepIdentifiers = false, answers = {} }: ImportOptions = {},
): Imported {
  const scanned = pastes.map(scan);
  const raw = scanned.flatMap(({ tables }) => tables);
  const hiding = hider(raw);
  const hidden = hiding.tables(raw);
  const hide = keepIdentifiers ? nothingHidden : hiding;
  const { placed, systems, vioses, asked } = placesOf(
    keepIdentifiers ? raw : hidden,
    answersAs(hide.text, answers),
  );
  const originals = placesOf(raw, answersAs(nothingHidden.text, answers));
  const tables = merged(placed);
  const draft = emptyDraft();
  for (const name of systems) systemDraft(draft, name);
  for (const [kind, read] of READERS) for (const table of tables) if (table.kind === kind) read(draft, table);
  clocks(draft, placed);
  readMoverLoads(draft, placed);
  poolNames(draft);
  const world = assemble(draft);
  return {
    world,
    servers: called(systems, originals.systems),
    vioses: called(vioses, originals.vioses),
    nameOf: hide.text,
    replacements: hiding.replacements(),
    report: {
      read: placed.map(({ paste, kind, of, rows }) => ({
        paste,
        kind,
        command: commandOf(kind),
        system: of,
        rows: rows.length,
        used: READERS.some(([each]) => each === kind),
      })),
      missing: missingIn(world),
      questions: asked.map(questionOf),
      unclear: [...new Set(draft.unclear), ...impossible(world).map(sentence)],
      unread: hide.unread(scanned.flatMap(({ unread }) => unread)),
      messages: hide.unread(scanned.flatMap(({ messages }) => messages)),
      lines: scanned.map(({ lines }) => lines).reduce(sum, NO_LINES),
    },
  };
}

const called = (names: readonly string[], originals: readonly string[]): Called[] =>
  names.map((name, i) => ({ original: originals[i] ?? name, name }));

const answersAs = (name: (original: string) => string, answers: Readonly<Record<string, string>>) =>
  new Map(Object.entries(answers).map(([id, server]) => [id, name(server)]));

const sum = (one: LineCount, other: LineCount): LineCount => ({
  rows: one.rows + other.rows,
  headers: one.headers + other.headers,
  commands: one.commands + other.commands,
  blank: one.blank + other.blank,
  messages: one.messages + other.messages,
  unread: one.unread + other.unread,
});

/** V7R7.9.0 is 7.7.9.0: `base_version`, or the version and release of the long text. */
function readConsole(draft: Draft, { rows }: Placed): void {
  for (const { values } of rows) {
    const text = `${values.base_version ?? ''} ${values.version ?? ''}`;
    const short = /V\d+R[\d.]+/.exec(text)?.[0];
    const long = /Version:\s*(\d+)\s*Release:\s*([\d.]+)/.exec(text);
    const version = short ?? (long ? `${long[1]}.${long[2]}` : undefined);
    const numbers = version === undefined ? null : parseVersion(version);
    if (numbers) draft.console = { ...draft.console, version: numbers.join('.') };
  }
}

/** Servers that one command asked at the same time. */
function clocks(draft: Draft, placed: readonly Placed[]): void {
  const asked = new Map<string, Placed[]>();
  for (const table of placed)
    if (table.kind === 'sys') asked.set(table.paste, [...(asked.get(table.paste) ?? []), table]);
  for (const tables of asked.values())
    readClocks(
      draft,
      tables.flatMap(({ of, rows }) => rows.map((row) => [of, row] as const)),
    );
}

/** Pools that partitions name by their ids. */
function poolNames(draft: Draft): void {
  for (const partition of draft.partitions) {
    const pools = draft.systems.get(partition.system)?.told.procPools;
    const name = pools?.find(({ id }) => String(id) === partition.lpar.procPool)?.name;
    if (name !== undefined) partition.lpar = { ...partition.lpar, procPool: name };
  }
}
