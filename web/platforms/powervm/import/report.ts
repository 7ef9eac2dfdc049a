/** What an import came to, for the person who brought the output. */
import { allFields, fieldOf } from '../objects/fields.ts';
import { nameIn } from '../objects/names.ts';
import type { PowerObject, PowerWorld } from '../objects/world.ts';
import { commandOf, type TableKind } from './kinds.ts';
import type { LineCount, Unread } from './paste.ts';
import type { Asked } from './places.ts';

/** A table that became part of the world. */
export interface ReadPart {
  paste: string;
  kind: TableKind;
  command: string;
  /** The server; '' for what is about the console. */
  system: string;
  rows: number;
  /** Otherwise the table is known, and says nothing that is of use here. */
  used: boolean;
}

/** Values of an object that one command would show. */
export interface MissingPart {
  object: string;
  kind: PowerObject['kind'];
  /** Empty: no command shows them. */
  command: string;
  fields: readonly { field: string; assumed: string }[];
}

/** Rows of which nothing tells which server or VIOS they are about. They are left out until somebody says. */
export interface Question {
  /** An answer is given under it. */
  id: string;
  paste: string;
  /** Of the first row. */
  line: number;
  command: string;
  rows: number;
  /** The beginning of the first row. */
  sample: string;
  about: 'server' | 'vios';
  /** The server or `SERVER/VIOS` that was said, as the world calls it. */
  answer: string | null;
}

export interface ImportReport {
  read: ReadPart[];
  missing: MissingPart[];
  questions: Question[];
  /** What else is not clear, in sentences. */
  unclear: string[];
  unread: Unread[];
  /** What the console had to say instead of a table. */
  messages: Unread[];
  lines: LineCount;
}

const SAMPLE_VALUES = 4;

export function questionOf({ table: { id, paste, kind, rows }, about, answer }: Asked): Question {
  const [first] = rows;
  const values = Object.entries(first?.values ?? {}).filter(([, value]) => value !== '');
  const sample = values
    .slice(0, SAMPLE_VALUES)
    .map(([column, value]) => `${column}=${value}`)
    .join(', ');
  return {
    id,
    paste,
    line: first?.line ?? 0,
    command: commandOf(kind),
    rows: rows.length,
    sample,
    about,
    answer,
  };
}

export const questionInWords = ({ rows, command, paste, line, about }: Question): string =>
  `Which ${about === 'vios' ? 'VIOS' : 'server'} the ${rows} rows of ${command} in ${paste} (from line ${line}) are about.`;

export function missingIn(world: PowerWorld): MissingPart[] {
  const objects: PowerObject[] = [...world.consoles, ...world.systems, ...world.vioses, ...world.lpars];
  return objects.flatMap((object) => {
    const byCommand = new Map<string, { field: string; assumed: string }[]>();
    const name = nameIn(world, object);
    for (const key of allFields(object.kind)) {
      if (!object.unknown?.includes(key)) continue;
      const { attribute, command } = fieldOf(object.kind, key);
      const fields = byCommand.get(command) ?? [];
      const assumed = inWords((object as unknown as Record<string, unknown>)[key]);
      if (!fields.some(({ field }) => field === attribute)) fields.push({ field: attribute, assumed });
      byCommand.set(command, fields);
    }
    return [...byCommand].map(([command, fields]) => ({
      object: name,
      kind: object.kind,
      command,
      fields,
    }));
  });
}

function inWords(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value))
    return value.every((each) => typeof each === 'string') ? value.join(', ') || 'none' : `${value.length}`;
  if (typeof value !== 'object') return String(value);
  return Object.values(value).every((each) => typeof each === 'number')
    ? Object.values(value).join(' / ')
    : '';
}
