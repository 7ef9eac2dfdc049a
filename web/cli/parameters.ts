/** `node tools/cli.mjs parameters`: writes docs/parameters.md from the descriptions in web/model/parameters. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parameterGuide } from './lib/parameters/guide.ts';
import { PROJECT } from './lib/project.ts';

const file = join(PROJECT, 'docs', 'parameters.md');
await writeFile(file, parameterGuide());
console.log(file);
