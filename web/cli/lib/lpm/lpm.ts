/** Validates a move in an environment of which the output of the console's commands lies in a folder. */
import { type Imported, importPastes } from '../../../platforms/powervm/import/import.ts';
import { type ImportReport, questionInWords } from '../../../platforms/powervm/import/report.ts';
import { type PowerWorld, partitionsOf } from '../../../platforms/powervm/objects/world.ts';
import { RULES } from '../../../platforms/powervm/rules/all.ts';
import type { MoveRequest } from '../../../platforms/powervm/rules/request.ts';
import { examine, isValidated, type MoveExamination } from '../../../platforms/powervm/rules/validate.ts';
import type { Terminal } from '../terminal.ts';
import { type Asked, readArguments } from './arguments.ts';
import { readFolder } from './folder.ts';

const REFUSED = 1;
const BAD_INPUT = 2;

export const HELP = `Validates a move of a PowerVM partition before anybody tries it.

  npm run -s lpm -- validate --from DIR --lpar NAME --target SYSTEM
      [--source SYSTEM] [--type active|inactive|suspended]
      [--blocking all|ID,ID…] [--keep-identifiers]

DIR holds the output of HMC commands, a file per command, with any names (docs/lpm.md says which
commands). Output that does not name its server lies in a folder with the server's name, or has the
command as its first line. Prints {ok, type, findings, read, missing, unclear, unread} as JSON.

Without --type the partition's state decides. Addresses, serial numbers, MAC addresses and port names
are replaced in what is printed, unless --keep-identifiers is given.
Exit code 0: validated. 1: refused. 2: bad usage, nothing that can be read, or source, target or
partition are not to be found; nothing is printed but messages.
`;

export async function lpm([verb, ...words]: string[], terminal: Terminal): Promise<number> {
  if (verb === '--help' || verb === '-h' || words.includes('--help')) {
    await terminal.out(HELP);
    return 0;
  }
  const asked = verb === 'validate' ? readArguments(words) : verb ? `There is no command ${verb}.` : '';
  if (typeof asked === 'string') {
    terminal.err(asked ? `${asked}\n\n${HELP}` : HELP);
    return BAD_INPUT;
  }
  try {
    return await validate(asked, terminal);
  } catch (error) {
    terminal.err((error as Error).message);
    return BAD_INPUT;
  }
}

async function validate(asked: Asked, terminal: Terminal): Promise<number> {
  const unknown =
    asked.blocking === 'all' ? [] : asked.blocking.filter((id) => !RULES.some((rule) => rule.id === id));
  if (unknown.length > 0) throw new Error(`There is no rule ${unknown.join(', ')}.`);
  const pastes = await readFolder(terminal.locate(asked.from));
  const { keepIdentifiers } = asked;
  const imported = importPastes(pastes, { keepIdentifiers });
  if (imported.report.read.length === 0)
    throw new Error(`${asked.from} holds no output that is known here${because(imported.report)}.`);
  const examination = examine(imported.world, requestOf(asked, imported));
  const ok = isValidated(examination.findings);
  await terminal.out(`${JSON.stringify(answer(ok, examination, imported.report), null, 2)}\n`);
  return ok ? 0 : REFUSED;
}

const because = ({ unread: [first] }: ImportReport): string =>
  first ? ` (${first.paste}, line ${first.line}: ${first.why.replace(/\.$/, '')})` : '';

function requestOf(asked: Asked, { world, nameOf }: Imported): MoveRequest {
  const { type, blocking } = asked;
  const [lpar, target] = [nameOf(asked.lpar), nameOf(asked.target)];
  const source = asked.source === null ? sourceOf(world, lpar, target) : nameOf(asked.source);
  for (const name of [source, target])
    if (!world.systems.some((system) => system.name === name))
      throw new Error(`There is no server ${name}. There are: ${names(world.systems)}.`);
  if (!partitionsOf(world, source).some(({ name }) => name === lpar))
    throw new Error(
      `There is no partition ${lpar} on ${source}. There are: ${names(partitionsOf(world, source))}.`,
    );
  return { lpar, source, target, blocking, ...(type && { type }) };
}

const names = (all: readonly { name: string }[]): string => all.map(({ name }) => name).join(', ') || 'none';

/** The server that has the partition; of several the one that is not the target. */
function sourceOf(world: PowerWorld, lpar: string, target: string): string {
  const all = [...world.lpars, ...world.vioses]
    .filter(({ name }) => name === lpar)
    .map(({ system }) => system);
  const others = all.filter((system) => system !== target);
  const [source, another] = others.length > 0 ? others : all;
  if (source === undefined)
    throw new Error(`There is no partition ${lpar}. There are: ${names([...world.lpars, ...world.vioses])}.`);
  if (another !== undefined)
    throw new Error(`${lpar} is on ${[...new Set(others)].join(' and on ')}: say which one with --source.`);
  return source;
}

function answer(ok: boolean, { type, findings, unseen }: MoveExamination, report: ImportReport) {
  return {
    ok,
    type,
    findings: findings.map(({ id, severity, object, field, message, remedy }) => ({
      id,
      severity,
      object,
      field,
      message,
      remedy,
    })),
    read: report.read.map(({ paste, command, system, rows }) => ({ file: paste, command, system, rows })),
    missing: unseen,
    unclear: [...report.questions.map(questionInWords), ...report.unclear],
    unread: [...report.messages, ...report.unread].map(({ paste, line, text, why }) => ({
      file: paste,
      line,
      text,
      why,
    })),
  };
}
