/** What Node computes for the runs that browsers are compared on. */
import { readFileSync } from 'node:fs';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import { parseCases } from '../../web/simulation/cases/parse.ts';
import { caseToScenario } from '../../web/simulation/cases/scenario.ts';
import { runToEnd } from '../../web/simulation/run.ts';
import { openTrace } from '../../web/simulation/trace-file.ts';
import { openingJob } from '../../web/studio/opening.ts';

export const CASES = ['uni_h16384_r8000_bw64', 'seq_h16384_r12000_bw64', 'dl300_h16384_r6000_link64'];

/** A case file with one of the measured cases. */
export function caseFile(id: string): string {
  const all = JSON.parse(readFileSync('test/fixtures/qemu-cases.json', 'utf8')) as {
    id: string;
    inputs: unknown;
  }[];
  const found = all.find((each) => each.id === id);
  if (!found) throw new Error(`No case ${id}.`);
  return JSON.stringify([{ id, inputs: found.inputs }]);
}

export async function fingerprintInNode(id: string): Promise<string> {
  const parsed = parseCases(caseFile(id));
  const scenario = parsed.ok && parsed.value.cases[0] ? caseToScenario(parsed.value.cases[0]) : null;
  if (!scenario) throw new Error(`Case ${id} cannot be read.`);
  return runToEnd(await loadedEngine(), { scenario, interventions: [], attachments: [] }, new Map())
    .fingerprint;
}

export async function openingInNode(): Promise<string> {
  const bytes = readFileSync('scenarios/traces/redis-ycsb-a-zipf.trace.gz');
  const opened = await openTrace('opening', new Uint8Array(bytes));
  if (!opened.ok) throw new Error('The opening trace cannot be read.');
  const traces = new Map([['redis-ycsb-a-zipf', opened.value]]);
  return runToEnd(await loadedEngine(), openingJob('opening'), traces).fingerprint;
}
