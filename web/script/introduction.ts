/** What docs/scripts.md says before it lists the API. */
export const INTRODUCTION = `# Scenario scripts

A scenario is a TypeScript file that describes a world and acts in it, in virtual time. It imports from \`switchover\` and from
nowhere else.

\`\`\`ts
import { expect, lab, log, param, sleep } from 'switchover';

const link = param('link', { default: '10 Gbit/s', min: '1 Gbit/s', max: '100 Gbit/s' });
lab.network({ bandwidth: link });
const alpha = lab.kvm.host('alpha', { memory: '64 GiB' });
const beta = lab.kvm.host('beta', { memory: '64 GiB' });
const db = lab.kvm.guest('db', {
  host: alpha,
  memory: '8 GiB',
  workload: { kind: 'uniform', pages: '1 GiB', writesPerSecond: 20_000 },
});

await sleep('1 s');
const run = await db.migrate(beta, { parameters: { 'max-bandwidth': 0, 'downtime-limit': '300 ms' } });
log('pause', run.downtime, 'after', run.rounds, 'rounds');
expect(run.downtime, 'the pause').toBeAtMost('350 ms');
\`\`\`

\`\`\`
npm run -s scenario -- FILE.ts [--param NAME=VALUE] [--seed N] [--answer ID=VALUE]
\`\`\`

prints one report as JSON: \`status\`, \`runs\` (each move with its outcome), \`tasks\`, \`findings\`, \`expects\`, \`logs\`, \`notes\`,
\`questions\`, \`knobs\`, \`fingerprint\`. Times in it are milliseconds of virtual time. Messages go to stderr.

| exit code | meaning |
|---|---|
| 0 | The script has returned, and every expectation held. |
| 1 | It broke, an expectation did not hold, the world refused what it wanted, or it was stopped. The message has line and column. |
| 2 | Bad usage: no such file, option, knob or answer. |

## Time

- A script is a coroutine. \`await\` lets virtual time pass; everything between two awaits happens at one instant.
- The world (hosts, links, guests, clients) is laid out before time begins, which is when the script first waits.
- A run is a function of the script, the seed, the knobs, the answers and what a person did while it played: the same inputs
  give the same result everywhere. There is no clock, no chance but \`random()\`, and nothing to fetch or to keep.
- The run ends five seconds after the script has returned and no move is under way, and never later than its horizon
  (\`lab.setup\`). A coroutine that nobody awaits does not keep it alive, unless it waits with \`until\`; what fails in it and nobody has taken up by the end fails the run, at its line and column.
- \`ask\` holds time until somebody answers; where nobody is there, its default counts.
- What a person does acts before the script at equal instants. An action of the script that has become impossible by it throws
  \`Superseded\`; if the script does not catch that, it ends with a note, which is no failure.

## Limits

A script that never stops is stopped: after so much work, memory or so many turns at one instant, with a message that says which.
Types are taken away, not checked; an editor and \`npm run check\` do that. Decorators, namespaces and numbers without bounds
(\`5n\`) are refused.

## Mistakes

Each is told with its line and column, what was wrong, and what to do. A name that a thing, a result or a quantity does not have is
an error where it is asked for, not \`undefined\`; so are an option that nobody knows, and an argument too many. A \`sleep\`
or \`ask\` that nobody awaits fails the run at its end, as does an \`expect\` that says nothing of its value.
`;
