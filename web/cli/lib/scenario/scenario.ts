/** A scenario script headless: what was asked on the command line, the run in a thread that can be ended, its report. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Recording } from '../../../model/recording.ts';
import { type Diagnostic, type Result, sentence } from '../../../model/result.ts';
import type { Attachment } from '../../../model/scenario.ts';
import { placed, type ScriptDiagnostic, type ScriptJob } from '../../../model/script.ts';
import { PROJECT } from '../project.ts';
import type { Terminal } from '../terminal.ts';
import { readArguments } from './arguments.ts';
import { reportOf } from './report.ts';

export type RunScript = (job: ScriptJob) => Promise<Result<Recording>>;

export const HELP = `Runs a scenario script in virtual time.

  npm run -s scenario -- FILE.ts [--param NAME=VALUE] [--seed N] [--answer ID=VALUE]

Prints one report as JSON (docs/scripts.md). Exit code 0: the script has returned, and every expectation held. 1: it broke, an
expectation did not hold, it was refused, stopped, or waits for an answer. 2: bad usage: no such file, option, knob or answer.
`;

const MAX_SOURCE_BYTES = 1024 * 1024;
const [DONE, FAILED, BAD_USAGE] = [0, 1, 2];
const GOOD: readonly string[] = ['done', 'superseded'];

export async function scenario(args: string[], terminal: Terminal, run: RunScript): Promise<number> {
  const asked = readArguments(args);
  if (!asked.ok) {
    terminal.err(`${asked.diagnostics.map(sentence).join('\n')}\n\n${HELP}`);
    return BAD_USAGE;
  }
  if (asked.value.help) {
    await terminal.out(HELP);
    return DONE;
  }
  const { file, parameters, answers, seed } = asked.value;
  const source = await terminal.read(terminal.locate(file), MAX_SOURCE_BYTES).then(
    (bytes) => new TextDecoder().decode(bytes),
    (error: Error) => {
      terminal.err(error.message);
      return null;
    },
  );
  if (source === null) return BAD_USAGE;
  const result = await run({
    source,
    seed,
    parameters,
    answers,
    attended: false,
    interventions: [],
    attachments: siteTraces(source),
  });
  if (!result.ok) {
    const diagnostics = result.diagnostics.map(placed);
    for (const each of diagnostics) terminal.err(line(file, each));
    await terminal.out(`${JSON.stringify({ status: 'failed', diagnostics }, null, 2)}\n`);
    return FAILED;
  }
  return tell(file, result.value, terminal);
}

async function tell(file: string, recording: Recording, terminal: Terminal): Promise<number> {
  const { report } = recording.scripted ?? {};
  if (!report) return FAILED;
  if (report.wrongInputs.length > 0) {
    for (const each of report.wrongInputs) terminal.err(sentence(each));
    return BAD_USAGE;
  }
  await terminal.out(`${JSON.stringify(reportOf(recording), null, 2)}\n`);
  for (const each of report.diagnostics) terminal.err(line(file, each));
  for (const { held, text, place } of report.expectations)
    if (!held) terminal.err(line(file, { what: `It did not hold: ${text}.`, place }));
  for (const { question, answer, choices } of report.questions)
    if (answer === null) terminal.err(`It waits for an answer: ${question} (${choices.join(', ')})`);
  return GOOD.includes(report.status) ? DONE : FAILED;
}

const line = (
  file: string,
  { place, ...said }: Diagnostic & Partial<Pick<ScriptDiagnostic, 'place'>>,
): string => `${file}${place ? `:${place.line}:${place.column}` : ''} ${sentence(said)}`;

/** Recordings of the site that the script names. */
export function siteTraces(source: string): Attachment[] {
  const folder = join(PROJECT, 'scenarios', 'traces');
  return readdirSync(folder).flatMap((name) => {
    const id = name.replace(/\.trace(\.gz)?$/, '');
    return source.includes(id) ? [{ id, url: join(folder, name) }] : [];
  });
}
