/** `npm run -s simulate -- FILE.json`: predicts every case of a file and prints the outcomes as JSON. */
import { simulate } from './lib/simulate.ts';
import { terminal } from './lib/terminal.ts';

process.exitCode = await simulate(process.argv.slice(2), terminal());
