/** Scripts run to their end in Node, along the path of page and command. */

import { runHere } from '../../web/cli/lib/scenario/run-here.ts';
import type { Recording } from '../../web/model/recording.ts';
import type { ScriptJob, ScriptReport } from '../../web/model/script.ts';

export const jobOf = (source: string, changes: Partial<ScriptJob> = {}): ScriptJob => ({
  source,
  seed: null,
  parameters: {},
  answers: {},
  attended: false,
  interventions: [],
  attachments: [],
  ...changes,
});

/** Two hosts and a guest of 64 MiB that writes, on a link of a gigabit. */
export const WORLD = `import { ask, expect, lab, log, ms, note, now, param, random, Refused, seconds, sleep, Superseded, until } from 'switchover';
lab.network({ bandwidth: '1 Gbit/s' });
const alpha = lab.kvm.host('alpha', { memory: '1 GiB' });
const beta = lab.kvm.host('beta', { memory: '1 GiB' });
const db = lab.kvm.guest('db', { host: alpha, memory: '64 MiB', workload: { kind: 'uniform', pages: 2000, writesPerSecond: 4000 } });
`;

export async function played(source: string, changes: Partial<ScriptJob> = {}): Promise<Recording> {
  const result = await runHere(jobOf(source, changes));
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
}

export async function reported(source: string, changes: Partial<ScriptJob> = {}): Promise<ScriptReport> {
  const { scripted } = await played(source, changes);
  if (!scripted) throw new Error('no report');
  return scripted.report;
}

export const logged = ({ logs }: ScriptReport): string[] => logs.map(({ text }) => text);
