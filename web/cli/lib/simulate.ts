/**
 * Predicts cases. Everything that can be wrong with the input is found before the first run, so that stdout
 * stays empty when there is nothing to print; the outcomes then appear one by one.
 */
import { dirname, resolve } from 'node:path';
import type { MigrationConfig } from '../../model/migration.ts';
import { type Diagnostic, sentence } from '../../model/result.ts';
import type { Trace } from '../../model/trace.ts';
import type { CaseFile } from '../../simulation/cases/case.ts';
import { configOf } from '../../simulation/cases/config.ts';
import { parseCases } from '../../simulation/cases/parse.ts';
import { predict } from '../../simulation/cases/predict.ts';
import { TRACE_LIMITS } from '../../simulation/dptr.ts';
import { openTrace } from '../../simulation/trace-file.ts';
import { loadedEngine } from './engine.ts';
import { fieldTable } from './field-table.ts';
import type { Terminal } from './terminal.ts';

const MAX_FILE_BYTES = 64 * 2 ** 20;
const MAX_MESSAGES = 20;
const BAD_INPUT = 2;

export const HELP = `Predicts live migrations.

  npm run -s simulate -- FILE.json
  npm run -s simulate -- --fields     the inputs of a case, as a table

FILE.json holds an array of cases, {"id": …, "inputs": {…}}, in the form of the measured ones
(docs/simulate.md says which inputs there are). Prints a JSON array of {id, outcome, rounds}, with
the field names and units of the measured ones.

A migration that does not converge within time_cap_s has the status "cancelled"; that is a result.
Exit code 0: every case has its outcome. 2: bad usage or bad input; nothing is printed but messages.
`;

interface Job {
  id: string;
  config: MigrationConfig;
}

export async function simulate(args: string[], terminal: Terminal): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    await terminal.out(HELP);
    return 0;
  }
  if (args.includes('--fields')) {
    await terminal.out(fieldTable());
    return 0;
  }
  const [name, ...more] = args;
  if (name === undefined || more.length > 0 || name.startsWith('-')) {
    terminal.err(name?.startsWith('-') ? `There is no option ${name}.\n\n${HELP}` : HELP);
    return BAD_INPUT;
  }
  const jobs = await prepare(terminal.locate(name), terminal).catch((error: Error) => {
    terminal.err(error.message);
    return null;
  });
  if (!jobs) return BAD_INPUT;

  const engine = await loadedEngine();
  for (const [index, { id, config }] of jobs.entries()) {
    const result = { id, ...predict(engine, config) };
    await terminal.out(`${index === 0 ? '[' : ','}\n${JSON.stringify(result)}`);
  }
  await terminal.out('\n]\n');
  return 0;
}

/** Every case as a job, or an error that says all that is wrong. */
async function prepare(path: string, terminal: Terminal): Promise<Job[]> {
  const text = new TextDecoder().decode(await terminal.read(path, MAX_FILE_BYTES));
  const parsed = parseCases(text);
  if (!parsed.ok) throw new Error(list(path, parsed.diagnostics));
  for (const note of parsed.value.notes.slice(0, MAX_MESSAGES)) terminal.err(`Note: ${note}`);

  const traces = await openTraces(parsed.value, dirname(path), terminal);
  const diagnostics: Diagnostic[] = [];
  const jobs: Job[] = [];
  for (const each of parsed.value.cases) {
    const config = configOf(
      each,
      each.inputs.trace === null ? null : (traces.get(each.inputs.trace) ?? null),
    );
    if (config.ok) jobs.push({ id: each.id, config: config.value });
    else diagnostics.push(...config.diagnostics);
  }
  if (diagnostics.length > 0) throw new Error(list(path, diagnostics));
  return jobs;
}

/** Each trace once, however many cases replay it. */
async function openTraces(
  { cases }: CaseFile,
  folder: string,
  terminal: Terminal,
): Promise<Map<string, Trace>> {
  const traces = new Map<string, Trace>();
  for (const { id, inputs } of cases) {
    if (inputs.trace === null || traces.has(inputs.trace)) continue;
    const field = `case "${id}", inputs.trace`;
    const bytes = await terminal
      .read(resolve(folder, inputs.trace), TRACE_LIMITS.fileBytes)
      .catch((error: Error) => {
        throw new Error(`${field}: ${error.message}`);
      });
    const opened = await openTrace(inputs.trace, bytes);
    if (!opened.ok) throw new Error(list(field, opened.diagnostics));
    traces.set(inputs.trace, opened.value);
  }
  return traces;
}

function list(place: string, diagnostics: Diagnostic[]): string {
  const lines = diagnostics.slice(0, MAX_MESSAGES).map((diagnostic) => `${place}: ${sentence(diagnostic)}`);
  const rest = diagnostics.length - lines.length;
  return [...lines, ...(rest > 0 ? [`… and ${rest} more.`] : [])].join('\n');
}
