/** The project's folder, whether a command runs from its source or bundled in build/cli. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = findProject(dirname(fileURLToPath(import.meta.url)));

function findProject(folder: string): string {
  if (existsSync(join(folder, 'asconfig.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The project folder (with asconfig.json) was not found.');
  return findProject(parent);
}
