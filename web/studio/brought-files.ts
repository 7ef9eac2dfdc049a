/** Files that a person brings as text: whatever encoding a terminal or an editor gave them, and why some are none. */

import { decoded } from '../model/decoded.ts';
import { MOST_CHARACTERS, type Piece } from '../model/environment.ts';
import { type Diagnostic, done, type Result, refused } from '../model/result.ts';

export interface BroughtFile {
  /** With the folders that it lay in: `P770-A/memory.txt`. */
  name: string;
  bytes: number;
  read(): Promise<ArrayBuffer>;
}

const MOST_FILES = 2000;

/** Hidden files are not meant: editors and systems leave them. */
const isHidden = (name: string): boolean => name.split('/').some((part) => part.startsWith('.'));

export async function piecesOf(
  files: readonly BroughtFile[],
): Promise<{ pieces: Piece[]; left: Diagnostic[] }> {
  const meant = files.filter(({ name }) => !isHidden(name));
  const pieces: Piece[] = [];
  const left: Diagnostic[] = [];
  if (meant.length > MOST_FILES)
    left.push({
      what: `These are ${meant.length} files; ${MOST_FILES} were taken.`,
      fix: 'Bring one folder per server.',
    });
  for (const file of meant.slice(0, MOST_FILES)) {
    const text = await textOf(file);
    if (text.ok) pieces.push({ name: file.name, text: text.value });
    else left.push(...text.diagnostics);
  }
  return { pieces, left };
}

async function textOf({ name: where, bytes, read }: BroughtFile): Promise<Result<string>> {
  if (bytes > MOST_CHARACTERS)
    return refused({
      where,
      what: `It has ${Math.ceil(bytes / 2 ** 20)} MiB, and at most ${MOST_CHARACTERS / 2 ** 20} can be read at once. It was left out.`,
    });
  const content = await read().catch(() => null);
  if (content === null) return refused({ where, what: 'The browser could not read it. It was left out.' });
  const text = decoded(new Uint8Array(content));
  if (text === null)
    return refused({
      where,
      what: 'It is no text, and was left out.',
      fix: 'Choose files with the output of commands.',
    });
  return done(text);
}
