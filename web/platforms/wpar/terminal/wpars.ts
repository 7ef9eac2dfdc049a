/** The commands of a system for its partitions. They need no manager: a shell does without agents. */
import { wparOf } from '../objects/world.ts';
import { copyOn } from '../objects/wpar.ts';
import type { PlainAction, Request, Settings } from '../tasks/request.ts';
import { asked, type Command, type Context } from './command.ts';
import { lswpar, USAGE } from './lswpar/lswpar.ts';
import { MKWPAR_USAGE, mkwpar } from './mkwpar.ts';
import { type Answer, failed } from './place.ts';
import { type Options, optionsOf } from './words.ts';

/** A command for one partition that is on this system. */
function about(
  name: string,
  { usage, about, letters }: { usage: string; about: string; letters: string },
  requestFor: (wpar: string, options: Options, context: Context) => Request | string,
): [string, Command] {
  const run = (context: Context, words: readonly string[]): Answer => {
    const options = optionsOf(words, letters);
    if (typeof options === 'string') return failed(1, `${name}: ${options}`, `Usage: ${usage}`);
    const [wpar, ...others] = options.rest;
    if (wpar === undefined || others.length > 0) return failed(1, `Usage: ${usage}`);
    const known = wparOf(context.world, wpar);
    if (!known || !copyOn(known, context.place.name))
      return failed(1, `${name}: ${wpar} could not be found.`);
    const request = requestFor(wpar, options, context);
    if (typeof request === 'string') return failed(1, `${name}: ${request}`, `Usage: ${usage}`);
    return asked(context, name, { ...request, by: 'shell' });
  };
  return [name, { usage, about, on: ['system'], run }];
}

/** `system`: the copy that is here, where there are two. */
const plain = (action: PlainAction, wpar: string, { place, world }: Context): Request =>
  (wparOf(world, wpar)?.copies.length ?? 0) > 1 ? { action, wpar, system: place.name } : { action, wpar };

const START_PHASES: Readonly<Record<string, PlainAction>> = { m: 'start-maintenance', '1': 'load' };

const settingsFrom = ({ given }: Options): Settings => ({
  ...(given.has('c') ? { checkpointable: true } : {}),
  ...(given.has('A') ? { auto: true } : {}),
  ...(given.has('h') ? { hostname: given.get('h')?.[0] ?? '' } : {}),
  ...(given.has('u') ? { script: given.get('u')?.[0] ?? '' } : {}),
});

export const WPAR_COMMANDS: Readonly<Record<string, Command>> = {
  lswpar: {
    usage: USAGE,
    about: 'Lists the partitions of this system.',
    on: ['system'],
    run: ({ world, place, tasks }, words) => lswpar(world, place.name, words, tasks),
  },
  mkwpar: { usage: MKWPAR_USAGE, about: 'Creates a system partition.', on: ['system'], run: mkwpar },
  ...Object.fromEntries([
    about(
      'startwpar',
      { usage: 'startwpar [-m|-1|-2] [-v] name', about: 'Starts a partition.', letters: 'am12v' },
      (wpar, { given }, context) => {
        const phase = Object.keys(START_PHASES).find((letter) => given.has(letter));
        return plain((phase && START_PHASES[phase]) || 'start', wpar, context);
      },
    ),
    about(
      'stopwpar',
      {
        usage: 'stopwpar [-h|-F] [-r] [-t seconds] [-v] name',
        about: 'Stops a partition from outside: hard, or forced.',
        letters: 'hFrt:Nv',
      },
      (wpar, { given }, context) => {
        if (given.has('h') && given.has('F')) return '-h and -F exclude each other.';
        const action = given.has('F')
          ? 'force-stop'
          : given.has('h')
            ? 'hard-stop'
            : given.has('r')
              ? 'reboot'
              : 'stop';
        // Whoever writes -F has said so.
        return { ...plain(action, wpar, context), ...(given.has('F') ? { confirmed: true } : {}) };
      },
    ),
    about(
      'rebootwpar',
      { usage: 'rebootwpar [-v] name', about: 'Stops it, and starts it again.', letters: 'FhNt:v' },
      (wpar, _, context) => plain('reboot', wpar, context),
    ),
    about(
      'rmwpar',
      {
        usage: 'rmwpar [-F] [-p] [-v] name',
        about: 'Removes a partition; -p keeps its files.',
        letters: 'Fpv',
      },
      (wpar, { given }) => ({
        action: given.has('F') ? 'force-remove' : 'remove',
        wpar,
        ...(given.has('p') ? { keepFiles: true } : {}),
      }),
    ),
    about(
      'chwpar',
      {
        usage: 'chwpar [-n newname] [-c] [-A] [-h hostname] [-u script] name',
        about: 'Changes a partition.',
        letters: 'n:cAh:u:v',
      },
      (wpar, options) => {
        const name = options.given.get('n')?.[0];
        if (name !== undefined) return { action: 'rename', wpar, name };
        const set = settingsFrom(options);
        return Object.keys(set).length > 0 ? { action: 'change', wpar, set } : 'Nothing to change.';
      },
    ),
    about(
      'syncwpar',
      { usage: 'syncwpar name', about: 'Brings its files to the level of this system.', letters: 'v' },
      (wpar, _, context) => plain('sync', wpar, context),
    ),
    about(
      'savewpar',
      { usage: 'savewpar -f file name', about: 'Writes its files into an archive.', letters: 'f:v' },
      (wpar, { given }) => {
        const file = given.get('f')?.[0];
        return file === undefined ? 'A file is needed: -f file.' : { action: 'backup', wpar, file };
      },
    ),
    about(
      'chkptwpar',
      { usage: 'chkptwpar [-p] name', about: 'Saves its state; -p pauses it.', letters: 'pkd:o:l:' },
      (wpar, { given }, context) => plain(given.has('p') ? 'pause' : 'checkpoint', wpar, context),
    ),
    about(
      'resumewpar',
      { usage: 'resumewpar name', about: 'Resumes a paused one.', letters: '' },
      (wpar, _, context) => plain('resume', wpar, context),
    ),
    about(
      'killwpar',
      { usage: 'killwpar name', about: 'Ends a paused one, and drops its image.', letters: '' },
      (wpar, _, context) => plain('kill', wpar, context),
    ),
  ]),
  restwpar: {
    usage: 'restwpar -f file [name]',
    about: 'Creates a partition from an archive.',
    on: ['system'],
    run: (context, words) => {
      const options = optionsOf(words, 'f:v');
      if (typeof options === 'string') return failed(1, `restwpar: ${options}`);
      const [file, name] = [options.given.get('f')?.[0], options.rest[0]];
      if (file === undefined) return failed(1, 'Usage: restwpar -f file [name]');
      const request = { action: 'restore' as const, file, system: context.place.name, by: 'shell' as const };
      return asked(context, 'restwpar', name === undefined ? request : { ...request, name });
    },
  },
};
