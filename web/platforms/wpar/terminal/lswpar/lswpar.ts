/** `lswpar`: which partitions this system has, in one of the layouts of the product. */
import type { TaskRecord } from '../../../../model/task-record.ts';
import type { WparWorld } from '../../objects/world.ts';
import { copyOn } from '../../objects/wpar.ts';
import { stateOfLetter } from '../../states/states.ts';
import { type Answer, failed, said } from '../place.ts';
import { type Options, optionsOf } from '../words.ts';
import { long } from './long.ts';
import { type Listed, letterOf, SECTIONS, type Section } from './sections.ts';
import { columns, delimited } from './tables.ts';

export const USAGE =
  'lswpar [-b|-D|-M|-N|-G|-R|-S|-L] [-c|-d delimiter] [-q] [-a field,…] [-s state] [-t type] [name …]';

export function lswpar(
  world: WparWorld,
  system: string,
  words: readonly string[],
  tasks: readonly TaskRecord[],
): Answer {
  const options = optionsOf(words, 'bDMNGRSLcd:qa:s:t:');
  if (typeof options === 'string') return failed(1, `lswpar: ${options}`, `Usage: ${USAGE}`);
  const { given, rest } = options;
  const letter = given.get('s')?.[0];
  if (letter !== undefined && stateOfLetter(letter.toUpperCase()) === null)
    return failed(1, `lswpar: ${letter} is no state.`, `Usage: ${USAGE}`);
  const all: Listed[] = world.wpars.flatMap((wpar) => {
    const copy = copyOn(wpar, system);
    return copy ? [{ wpar, copy }] : [];
  });
  const unknown = rest.filter((name) => !all.some(({ wpar }) => wpar.name === name));
  const wanted = all.filter((listed) => isWanted(listed, options));
  const shown = given.has('L')
    ? wanted.flatMap((listed) => long(listed, tasks.find(({ id }) => id === listed.wpar.task) ?? null))
    : tableOf(wanted, options);
  if (typeof shown === 'string') return failed(1, `lswpar: ${shown}`, `Usage: ${USAGE}`);
  const answer = said(...shown);
  if (unknown.length === 0) return answer;
  const errors = unknown.map((name) => `lswpar: ${name} could not be found.`);
  const err = failed(1, ...errors);
  return {
    ...answer,
    lines: [...err.lines, ...(rest.length > unknown.length ? answer.lines : [])],
    returnCode: 1,
  };
}

function isWanted(listed: Listed, { given, rest }: Options): boolean {
  const { name, kind } = listed.wpar;
  const state = given.get('s')?.[0]?.toUpperCase();
  const type = given.get('t')?.[0]?.toUpperCase();
  return (
    (rest.length === 0 || rest.includes(name)) &&
    (state === undefined || letterOf(listed) === state) &&
    (type === undefined || (kind === 'system' ? 'S' : 'A') === type)
  );
}

function tableOf(listed: readonly Listed[], { given }: Options): string[] | string {
  const letters = Object.keys(SECTIONS).filter((letter) => letter !== '' && given.has(letter));
  if (letters.length > 1) return `-${letters.join(' and -')} exclude each other.`;
  const section = SECTIONS[letters[0] ?? ''] as Section;
  const fields = given.get('a')?.[0]?.split(',') ?? section.fields;
  // Fields of the general section can be asked for without naming it.
  const source = given.has('a') && letters.length === 0 ? (SECTIONS.G as Section) : section;
  const foreign = fields.find((field) => !source.fields.includes(field));
  if (foreign !== undefined) return `${foreign} is no field here: ${source.fields.join(', ')}.`;
  const records = listed.flatMap((each) => source.records(each));
  const heads = !given.has('q');
  const delimiter = given.get('d')?.[0] ?? (given.has('c') ? ':' : null);
  if (delimiter !== null) return delimited(fields, records, { delimiter, heads });
  return records.length === 0 ? [] : columns(fields, records, heads);
}
