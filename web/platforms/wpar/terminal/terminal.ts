/**
 * A terminal in the machine room: a line, where one is, and the moment give an answer. What only looks leaves no trace; a
 * line that acts gives the call that it stands for, and the next moments show what came of it.
 */
import type { VirtualNs } from '../../../model/units.ts';
import type { TerminalAnswer } from '../../../model/world-view.ts';
import { type Course, worldAt } from '../course/course.ts';
import { systemOf, type WparWorld, wparOf } from '../objects/world.ts';
import { INSIDE_HELP, inside } from '../session/inside.ts';
import { USUAL_TERM } from '../session/topas.ts';
import { asked, type Command, type Context } from './command.ts';
import { FILE_COMMANDS } from './files.ts';
import { GENERAL_COMMANDS } from './general.ts';
import { type Answer, failed, type Place, placeIn, promptOf, said, startIn } from './place.ts';
import { wordsOf } from './words.ts';
import { WPAR_COMMANDS } from './wpars.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  ...GENERAL_COMMANDS,
  ...WPAR_COMMANDS,
  ...FILE_COMMANDS,
};

/** @param line with the prompt before it that the last answer gave; without one it is for the first system */
export function command(
  course: Pick<Course, 'snapshots' | 'tasks'>,
  at: VirtualNs,
  line: string,
): TerminalAnswer {
  const world = worldAt(course, at);
  const { place, command: text } = placeIn(world, line);
  if (!place) return elsewhere(world, line);
  const { place: next, ...answer } = answerTo({ world, tasks: course.tasks, at, place }, text);
  return { ...answer, place: promptOf(next ?? place) };
}

/** Where one was has gone: a partition that does not run any more. */
function elsewhere(world: WparWorld, line: string): TerminalAnswer {
  const start = startIn(world);
  const [name = 'It'] = line.trim().split(/[$#]/);
  const { lines, returnCode } = failed(
    255,
    `Connection to ${name} is closed: nothing of that name runs here.`,
  );
  return { lines, returnCode, call: null, ...(start ? { place: promptOf(start) } : {}) };
}

function answerTo(context: Context, text: string): Answer {
  const words = wordsOf(text);
  if (words === null) return failed(1, 'ksh: A quote is left open.');
  const [name = '', ...rest] = words;
  if (name === '' || name.startsWith('#')) return said();
  const { place } = context;
  if (place.kind === 'wpar') return answerInside(context, place, text, name);
  if (name === 'help') return said(...help(place));
  const base = name.slice(name.lastIndexOf('/') + 1);
  const found = Object.hasOwn(COMMANDS, base) ? COMMANDS[base] : undefined;
  if (!found) return failed(127, `ksh: ${name}: not found. \`help\` lists what there is.`);
  if (!found.on.includes(place.kind))
    return failed(127, `ksh: ${name}: not found on ${place.name}. ${whereIs(context.world, found)}`);
  if (place.kind === 'system' && systemOf(context.world, place.name)?.up === false)
    return failed(255, `${place.name} is down.`);
  return found.run(context, rest);
}

const whereIs = ({ servers, systems }: WparWorld, { on }: Command): string => {
  const [first] = on.includes('server') ? servers : systems;
  return first ? `It is there on ${first.name}: ssh ${first.name}` : '';
};

const help = ({ kind }: Place): string[] => {
  const here = Object.values(COMMANDS).filter(({ on }) => on.includes(kind));
  const width = Math.min(44, Math.max(...here.map(({ usage }) => usage.length)));
  return here.flatMap(({ usage, about }) =>
    usage.length > width ? [usage, ' '.repeat(width + 2) + about] : `${usage.padEnd(width)}  ${about}`,
  );
};

function answerInside(
  context: Context,
  { name, from }: Extract<Place, { kind: 'wpar' }>,
  text: string,
  first: string,
): Answer {
  const { world, at } = context;
  const wpar = wparOf(world, name);
  if (!wpar) return failed(255, `Connection to ${name} is closed.`);
  if (first === 'exit') return { ...said(), place: { kind: 'system', name: from } };
  if (first === 'help') return said(INSIDE_HELP);
  if (first === 'shutdown')
    return asked(context, 'shutdown', { action: 'shutdown', wpar: name, by: 'shell' });
  if (first === 'clogin') return failed(1, 'clogin: It cannot be run inside a partition.');
  if (first in WPAR_COMMANDS) return failed(1, `${first}: It cannot be run inside a partition.`);
  const printed = inside({ world, wpar, system: from, at, term: USUAL_TERM }, text);
  const bad = printed.some(({ text }) => text.endsWith('not found.'));
  return bad ? failed(127, ...printed.map((each) => each.text)) : said(...printed.map((each) => each.text));
}
