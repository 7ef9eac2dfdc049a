/** The files of a folder, with their names as seen from it. */
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { decoded } from '../../../model/decoded.ts';
import type { Paste } from '../../../platforms/powervm/import/paste.ts';
import { readLimited } from '../terminal.ts';

const MAX_BYTES = 64 * 2 ** 20;
const MAX_FILES = 5000;
const MAX_DEPTH = 8;

/** Rejects with a sentence for a person. */
export async function readFolder(folder: string): Promise<Paste[]> {
  const found = await stat(folder).catch(() => null);
  if (!found) throw new Error(`${folder} cannot be read: there is no such file or folder.`);
  const files = found.isDirectory() ? await filesIn(folder, 0) : [folder];
  if (files.length > MAX_FILES)
    throw new Error(`${folder} has ${files.length} files, and the limit is ${MAX_FILES}.`);
  const pastes: Paste[] = [];
  let left = MAX_BYTES;
  for (const file of files.sort()) {
    const bytes = await readLimited(file, left);
    left -= bytes.length;
    const name = file === folder ? basename(file) : relative(folder, file).split(sep).join('/');
    pastes.push({ name, text: decoded(bytes) ?? new TextDecoder().decode(bytes) });
  }
  return pastes;
}

/** Hidden files are not meant; links are not followed. */
async function filesIn(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new Error(`${folder} cannot be read.`);
  });
  const files: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isFile()) files.push(path);
    else if (entry.isDirectory() && depth < MAX_DEPTH) files.push(...(await filesIn(path, depth + 1)));
  }
  return files;
}
