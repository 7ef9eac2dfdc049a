/** What an import came to, for the person who brought the output. */
import { allFields, fieldOf } from '../objects/fields.ts';
import { nameIn } from '../objects/names.ts';
import type { PowerObject, PowerWorld } from '../objects/world.ts';
import type { TableKind } from './kinds.ts';
import type { LineCount, Unread } from './paste.ts';

/** A table that became part of the world. */
export interface ReadPart {
  paste: string;
  kind: TableKind;
  command: string;
  /** The server; '' for what is about the console. */
  system: string;
  rows: number;
}

/** Values of an object that one command would show. */
export interface MissingPart {
  object: string;
  kind: PowerObject['kind'];
  /** Empty: no command shows them. */
  command: string;
  fields: readonly { field: string; assumed: string }[];
}

export interface ImportReport {
  read: ReadPart[];
  missing: MissingPart[];
  /** What somebody has to say, because the output does not, in sentences. */
  unclear: string[];
  unread: Unread[];
  /** What the console had to say instead of a table. */
  messages: Unread[];
  lines: LineCount;
}

export function missingIn(world: PowerWorld): MissingPart[] {
  const objects: PowerObject[] = [...world.consoles, ...world.systems, ...world.vioses, ...world.lpars];
  return objects.flatMap((object) => {
    const byCommand = new Map<string, { field: string; assumed: string }[]>();
    for (const key of allFields(object.kind)) {
      if (!object.unknown?.includes(key)) continue;
      const { attribute, command } = fieldOf(object.kind, key);
      const fields = byCommand.get(command) ?? [];
      const assumed = inWords((object as unknown as Record<string, unknown>)[key]);
      if (!fields.some(({ field }) => field === attribute)) fields.push({ field: attribute, assumed });
      byCommand.set(command, fields);
    }
    return [...byCommand].map(([command, fields]) => ({
      object: nameIn(world, object),
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
