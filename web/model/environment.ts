/**
 * An environment that a person brings: what its management console printed, what could be made of that, and the script
 * that lays it out.
 */
import type { Diagnostic } from './result.ts';

/** A file or a paste. A folder in its name says which server it is about: `P770-A/mem.txt`. */
export interface Piece {
  readonly name: string;
  readonly text: string;
}

/** Of all pieces. An environment of a hundred partitions has less than a million, in some thousand lines. */
export const MOST_CHARACTERS = 8 * 2 ** 20;

export interface Reading {
  readonly pieces: readonly Piece[];
  /** Addresses, serial numbers, MAC addresses and port names as they are; otherwise they are replaced. */
  readonly keepIdentifiers: boolean;
  /** Servers, or `SERVER/VIOS`, by the ids of questions, as they are called in what was brought. */
  readonly answers: Readonly<Record<string, string>>;
}

/** A table that became part of the world. */
export interface ReadTable {
  piece: string;
  command: string;
  /** '' for what is about the console. */
  server: string;
  rows: number;
  /** Otherwise the table is known, and says nothing that is of use here. */
  used: boolean;
}

/** Values that one command would show, of all objects that lack the same ones. */
export interface Missing {
  objects: readonly string[];
  /** Empty: no command shows them. */
  command: string;
  fields: readonly { field: string; assumed: string }[];
}

/** Rows of which nothing tells which server or VIOS they are about. They are left out until somebody says. */
export interface EnvironmentQuestion {
  id: string;
  piece: string;
  /** Of the first row, from 1. */
  line: number;
  command: string;
  rows: number;
  /** The beginning of the first row. */
  sample: string;
  about: 'server' | 'vios';
  /** What was said, as the world calls it. */
  answer: string | null;
}

/** A line that became nothing, and why. */
export interface LeftLine {
  piece: string;
  line: number;
  text: string;
  why: string;
}

/** The first of many lines, and how many there are in all. */
export interface LeftLines {
  first: readonly LeftLine[];
  count: number;
}

export interface Called {
  /** In what was brought. */
  original: string;
  /** In the world. */
  name: string;
}

export interface Environment {
  /** The same for the same script. */
  id: string;
  /** After its servers. */
  title: string;
  /** '': there is nothing to lay out. */
  source: string;
  /** Why it cannot be opened as it stands. */
  obstacle: Diagnostic | null;
  servers: readonly Called[];
  /** VIOS that may be an answer, as `SERVER/VIOS`. */
  hosts: readonly Called[];
  /** VIOS, and partitions that are none. */
  vioses: number;
  partitions: number;
  read: readonly ReadTable[];
  missing: readonly Missing[];
  questions: readonly EnvironmentQuestion[];
  /** What else is not clear, in sentences. */
  unclear: readonly string[];
  /** Of which nothing was made. */
  unread: LeftLines;
  /** What the console said instead of a table. */
  messages: LeftLines;
  replacements: readonly Replacement[];
}

/** An identifier in what was brought, and what stands for it in whatever is handed on. */
export type Replacement = readonly [original: string, replaced: string];

/** A text with all identifiers replaced, longer ones first; case does not matter. */
export function concealed(text: string, replacements: readonly Replacement[]): string {
  if (replacements.length === 0) return text;
  const by = new Map(replacements.map(([original, replaced]) => [original.toLowerCase(), replaced]));
  const all = [...by.keys()].sort((a, b) => b.length - a.length).map(pattern);
  return text.replace(
    new RegExp(all.join('|'), 'gi'),
    (original) => by.get(original.toLowerCase()) ?? original,
  );
}

/** Names of servers end with serial numbers, so that these are found within words. A longer address is another one. */
function pattern(original: string): string {
  const escaped = original.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return /^[\d.]+\.\d+$/.test(original) ? `(?<![\\d.])${escaped}(?![\\d.])` : escaped;
}
