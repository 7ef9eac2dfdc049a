/**
 * A terminal in the machine room: a line, where one is, and the moment give an answer. What only looks leaves no trace; a
 * line that acts gives the call that it stands for, and the next moments show what came of it.
 */
import type { VirtualNs } from '../../../model/units.ts';
import type { TerminalAnswer } from '../../../model/world-view.ts';
import { type Course, worldAt } from '../course/course.ts';
import { systemOf, type WparWorld } from '../objects/world.ts';
import type { Command, Context } from './command.ts';
import { FILE_COMMANDS } from './files.ts';
import { GENERAL_COMMANDS } from './general.ts';
import { answerInside } from './inside.ts';
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
  if (place.kind === 'wpar') return answerInside(context, place, text);
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
