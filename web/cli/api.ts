/** `node tools/cli.mjs api`: writes the typings and the reference of the script API from its description. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT } from './lib/project.ts';
import { apiFiles } from './lib/scenario/api-files.ts';

for (const [path, text] of Object.entries(apiFiles())) {
  await writeFile(join(PROJECT, path), text);
  console.log(path);
}
