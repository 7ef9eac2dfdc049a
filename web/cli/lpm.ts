/** `npm run -s lpm -- validate --from DIR …`: holds a move against the rules, in an environment that was written down. */
import { lpm } from './lib/lpm/lpm.ts';
import { terminal } from './lib/terminal.ts';

process.exitCode = await lpm(process.argv.slice(2), terminal());
