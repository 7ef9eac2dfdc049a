/**
 * From a paste to tables. Survives what terminals and people do to output: prompts, wrapped lines, several commands in
 * one paste, words of others between them. Every line is accounted for.
 */
import { type Command, commandIn, isMessage, isPrompt } from './command.ts';
import { pair, split, startsWithKey } from './fields.ts';
import { isKnownColumn, kindOf, mayHave, mayPrint, type TableKind } from './kinds.ts';
import { type LineCount, NO_LINES, type Paste, type Row, type Table, type Unread } from './paste.ts';
import { beginsViosTable, type ViosReader, viosReader } from './vios-output.ts';

export interface Scanned {
  tables: Table[];
  unread: Unread[];
  messages: Unread[];
  lines: LineCount;
}

/** Colours and cursor movements of a terminal, and what is no text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what they are
const TERMINAL = /\u001b\[[0-9;?]*[A-Za-z]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufeff]/g;

export function scan(paste: Paste): Scanned {
  return new Scanner(paste).run();
}

/** Nothing is wrapped into more. */
const MOST_LINES = 16;

interface Header {
  columns: readonly string[];
  separator: string;
}

const headerOf = ({ fields, separator }: Command): Header => ({
  columns: fields.split(separator),
  separator,
});

class Scanner {
  readonly #paste: Paste;
  readonly #lines: readonly string[];
  /** Of a terminal that wrapped lines; 0: none did. */
  readonly #width: number;
  readonly #count: LineCount = { ...NO_LINES };
  readonly #tables: (Omit<Table, 'paste' | 'id' | 'rows'> & { line: number; rows: Row[] })[] = [];
  readonly #unread: Unread[] = [];
  readonly #messages: Unread[] = [];
  readonly #vios: ViosReader;
  #command: Command | null = null;
  #header: Header | null = null;
  /** The next row begins a table of its own. */
  #fresh = true;

  constructor(paste: Paste) {
    this.#paste = paste;
    this.#lines = paste.text.split(/\r\n|\n|\r/).map((line) => line.replace(TERMINAL, ''));
    this.#width = widthOf(this.#lines);
    this.#vios = viosReader((kind, values, line) => this.#row(kind, values, line));
  }

  run(): Scanned {
    for (let i = 0; i < this.#lines.length; ) i += this.#take(i);
    return {
      tables: this.#tables.map(({ line, ...table }) => {
        const { name } = this.#paste;
        return { ...table, paste: name, id: `${name}:${line}` };
      }),
      unread: this.#unread,
      messages: this.#messages,
      lines: this.#count,
    };
  }

  /** How many lines were taken. */
  #take(i: number): number {
    const line = this.#lines[i] ?? '';
    if (line.trim() === '') return this.#counted('blank', 1);
    if (startsWithKey(line) !== null) return this.#record(i);
    if (commandIn(line) || isPrompt(line)) return this.#begin(i);
    if (isMessage(line)) return this.#message(line, i);
    const columns = this.#columnsAt(i);
    if (columns) {
      this.#header = columns.header;
      this.#fresh = true;
      return this.#counted('headers', columns.taken);
    }
    if (this.#header) return this.#values(i, this.#header);
    const became = this.#vios.take(line, i + 1, this.#command);
    if (became) return this.#counted(became, 1);
    return this.#leave(
      i,
      1,
      'It is not output that is known here, or its column names are missing (--header).',
    );
  }

  /** That there are no results is a result, where it is known what was asked. */
  #message(text: string, i: number): number {
    const { kind = null } = this.#command ?? {};
    if (/^\s*No results/.test(text) && kind && this.#fresh) this.#table(kind, i + 1, []);
    else this.#messages.push({ paste: this.#paste.name, line: i + 1, text, why: 'a message of the console' });
    return this.#counted('messages', 1);
  }

  /** A command, over as many lines as the terminal made of it. */
  #begin(i: number): number {
    const taken = this.#lengthOfCommand(i);
    const command = commandIn(this.#joined(i, taken));
    this.#command = command;
    this.#fresh = true;
    const isTold = command && command.fields !== '' && !command.header;
    this.#header = isTold ? headerOf(command) : null;
    this.#vios.reset();
    return this.#counted('commands', taken);
  }

  #joined = (i: number, lines: number): string => this.#lines.slice(i, i + lines).join('');

  /** Lines that repeat the columns of `-F`; 0: they do not. */
  #repeated(i: number, fields: string): number {
    for (let lines = 1; lines <= MOST_LINES && fields !== ''; lines++) {
      const text = this.#joined(i, lines).trim();
      if (text === fields) return lines;
      if (!fields.startsWith(text)) return 0;
    }
    return 0;
  }

  #lengthOfCommand(i: number): number {
    for (let lines = 1; lines <= MOST_LINES; lines++) {
      const text = this.#joined(i, lines);
      const { header = false, fields = '' } = commandIn(text) ?? {};
      if (header && this.#repeated(i + lines, fields) > 0) return lines;
      if (fields === '' && !this.#breaks(i + lines - 1, text)) break;
    }
    let lines = 1;
    while (this.#breaks(i + lines - 1, this.#joined(i, lines))) lines++;
    return lines;
  }

  /** Whether the terminal broke a command at the end of a line: what follows is no table yet. */
  #breaks(i: number, text: string): boolean {
    const next = this.#lines[i + 1];
    if (next === undefined || next.trim() === '') return false;
    if (text.endsWith(',')) return true;
    if (this.#width === 0 || this.#lines[i]?.length !== this.#width) return false;
    if (startsWithKey(next) !== null || isMessage(next) || commandIn(next)) return false;
    return !next.split(',').every(isKnownColumn);
  }

  #counted(what: keyof LineCount, lines: number): number {
    this.#count[what] += lines;
    return lines;
  }

  #leave(i: number, lines: number, why: string): number {
    for (let k = i; k < i + lines; k++)
      this.#unread.push({ paste: this.#paste.name, line: k + 1, text: this.#lines[k] ?? '', why });
    return this.#counted('unread', lines);
  }

  /** `key=value,key=value,…`, over as many lines as the terminal made of it. */
  #record(i: number): number {
    const first = startsWithKey(this.#lines[i] ?? '') ?? '';
    let text = this.#lines[i] ?? '';
    let taken = 1;
    while (i + taken < this.#lines.length && this.#goesOn(text, i + taken, first)) {
      text += this.#lines[i + taken];
      taken++;
    }
    if (split(text).open && taken > 1) {
      // A quote that is never closed must not swallow what follows.
      text = this.#lines[i] ?? '';
      taken = 1;
    }
    const values: Record<string, string> = Object.create(null);
    for (const field of split(text).fields) {
      const found = pair(field);
      if (found && !(found[0] in values)) values[found[0]] = found[1];
    }
    const kind = this.#kindOf(Object.keys(values));
    if (!kind) return this.#leave(i, taken, 'No command is known here that prints these columns.');
    this.#header = null;
    this.#row(kind, values, i + 1);
    return this.#counted('rows', taken);
  }

  /** Whether a line belongs to the record before it. The first key of a record begins another one. */
  #goesOn(text: string, i: number, first: string): boolean {
    const line = this.#lines[i] ?? '';
    const key = startsWithKey(line);
    if (key === first || commandIn(line) || isMessage(line) || beginsViosTable(line)) return false;
    const { fields, open } = split(text);
    if (open) return true;
    if (line.trim() === '') return false;
    const last = fields.at(-1) ?? '';
    if (last.trim() === '' || pair(last) === null) return true;
    return key === null && this.#width > 0 && this.#lines[i - 1]?.length === this.#width;
  }

  /** A header: names of columns, most of them known. */
  #columnsAt(i: number): { header: Header; taken: number } | null {
    const asked = this.#command?.header ? this.#repeated(i, this.#command.fields) : 0;
    if (asked > 0 && this.#command) return { header: headerOf(this.#command), taken: asked };
    let text = (this.#lines[i] ?? '').trim();
    if (!/^[a-z][a-z0-9_]*(?:[^\w\s"'=][a-z][a-z0-9_]*)*[,:]?$/.test(text)) return null;
    const separator = text.match(/[^\w]/)?.[0] ?? ',';
    const known = (names: readonly string[]) => names.filter(isKnownColumn).length;
    let taken = 1;
    for (; i + taken < this.#lines.length; taken++) {
      const next = (this.#lines[i + taken] ?? '').trim();
      if (!/^[,:]?[a-z0-9_]+(?:[^\w\s"'=][a-z0-9_]+)*[,:]?$/.test(next)) break;
      const joined = (text + next).split(separator);
      // A wrapped header goes on with names; values are none.
      const better = known(joined) > known(text.split(separator)) && known(joined) >= joined.length - 1;
      if (!better || next.split(separator).length * 2 < known(joined) - known(text.split(separator))) break;
      text += next;
    }
    const columns = text.split(separator);
    if (known(columns) === 0 || known(columns) * 2 < columns.length) return null;
    return { header: { columns, separator }, taken };
  }

  /** Values under a header. */
  #values(i: number, { columns, separator }: Header): number {
    let text = this.#lines[i] ?? '';
    let taken = 1;
    let { fields, open } = split(text, separator);
    while (i + taken < this.#lines.length) {
      const next = this.#lines[i + taken] ?? '';
      const { length } = split(next, separator).fields;
      const stops = next.trim() === '' || commandIn(next) || isMessage(next) || isPrompt(next);
      if (!open && (stops || (length === columns.length && columns.length > 1))) break;
      // A value that the terminal broke at the very end of the row.
      const isTail = length === 1 && columns.length > 1 && this.#lines[i + taken - 1]?.length === this.#width;
      if (!open && fields.length >= columns.length && !isTail) break;
      text += next;
      taken++;
      ({ fields, open } = split(text, separator));
    }
    if (fields.length !== columns.length || open) {
      const became = this.#vios.take(this.#lines[i] ?? '', i + 1, this.#command);
      if (became) return this.#counted(became, 1);
      const [{ length }] = [split(this.#lines[i] ?? '', separator).fields];
      return this.#leave(i, 1, `It has ${length} values, and there are ${columns.length} columns.`);
    }
    const kind = this.#kindOf(columns);
    if (!kind) return this.#leave(i, taken, 'No command is known here that prints these columns.');
    const values: Record<string, string> = Object.create(null);
    for (const [k, column] of columns.entries()) values[column] ??= fields[k] ?? '';
    this.#row(kind, values, i + 1);
    return this.#counted('rows', taken);
  }

  /** What was asked for, where the columns do not speak against it; else what the columns say. */
  #kindOf(columns: readonly string[]): TableKind | null {
    const asked = this.#command?.kind ?? null;
    return asked && mayHave(asked, columns) ? asked : (kindOf(columns) ?? asked);
  }

  #table(kind: TableKind, line: number, rows: Row[]): void {
    const { system = null, vios = null, filtered = false } = this.#command ?? {};
    this.#tables.push({ kind, line, system, vios, filtered, rows });
  }

  #row(kind: TableKind, values: Record<string, string>, line: number): void {
    const last = this.#tables.at(-1);
    const row = { values, line };
    // What another command prints does not belong to the one in front.
    if (this.#command && !mayPrint(this.#command.kind, kind)) this.#command = null;
    if (last && !this.#fresh && last.kind === kind) last.rows.push(row);
    else this.#table(kind, line, [row]);
    this.#fresh = false;
  }
}

/** Terminals break at one width: where several lines are as long as the longest, or as long as terminals are. */
function widthOf(lines: readonly string[]): number {
  const width = lines.reduce((longest, line) => Math.max(longest, line.length), 0);
  const many = lines.filter((line) => line.length === width).length;
  return width >= 40 && (many > 1 || width === 80 || width === 132) ? width : 0;
}
