/** What people bring: the output of console commands as text, and what became of each line of it. */
import type { TableKind } from './kinds.ts';

/** A file or a paste. A folder in its name says which server it is about: `P770-A/mem.txt`, `P770-A/vios1/lsmap.txt`. */
export interface Paste {
  readonly name: string;
  readonly text: string;
}

export interface Row {
  readonly values: Readonly<Record<string, string>>;
  /** Of its first line, from 1. */
  readonly line: number;
}

/** Rows of one command. */
export interface Table {
  readonly kind: TableKind;
  readonly paste: string;
  /** Where it begins, as the person brought it: by this an answer finds it. */
  readonly id: string;
  /** `-m` of the command; null: not told. */
  readonly system: string | null;
  /** The VIOS on which the command ran; null: not told, or it ran on the console. */
  readonly vios: string | null;
  /** Whether some of the objects were asked for alone. */
  readonly filtered: boolean;
  /** None, where the console said so. */
  readonly rows: readonly Row[];
}

/** A line that became nothing, and why. */
export interface Unread {
  readonly paste: string;
  readonly line: number;
  readonly text: string;
  readonly why: string;
}

/** How many lines became what. Together they are all lines that there are. */
export interface LineCount {
  rows: number;
  headers: number;
  commands: number;
  blank: number;
  /** What the console had to say: error codes, `No results were found.` */
  messages: number;
  unread: number;
}

export const NO_LINES: LineCount = { rows: 0, headers: 0, commands: 0, blank: 0, messages: 0, unread: 0 };
