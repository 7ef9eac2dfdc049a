/** The monitor for people: a small part of QEMU's commands, each with its usage. */
import type { TerminalAnswer } from '../../../model/world-view.ts';
import { blockJobs } from '../migration/block-jobs.ts';
import { blockedReasons } from '../migration/blocked.ts';
import { infoBlockJobs, infoMigrate } from '../migration/info.ts';
import { infoCapabilities, infoParameters } from '../migration/parameters.ts';
import { type MigrationInfo, queryMigrate } from '../migration/query.ts';
import { queryDestination } from '../migration/query-destination.ts';
import * as acts from './acts.ts';
import { refusedWith, told } from './answer.ts';
import type { Context } from './context.ts';
import { hostIn, optionsOf, typedValue } from './values.ts';

interface Command {
  usage: string;
  about: string;
  run(context: Context, args: readonly string[]): TerminalAnswer;
}

/** Of the guest's last migration; before the first one only what blocks it. */
export function infoOf({ move, standing, at, incoming, version }: Context): MigrationInfo {
  const reasons = blockedReasons(standing.guest);
  const own = move && (incoming ? queryDestination(move, version, at) : queryMigrate(move, at));
  return {
    ...own,
    ...(reasons.length > 0 ? { 'blocked-reasons': reasons } : {}),
  };
}

const INFO: Readonly<Record<string, Command>> = {
  migrate: {
    usage: 'info migrate [-a]',
    about: 'show migration status; -a shows everything; with GUEST@HOST that of the QEMU there',
    run: (context, [flag]) => told(...infoMigrate(infoOf(context), context.version, flag === '-a')),
  },
  'block-jobs': {
    usage: 'info block-jobs',
    about: 'show the mirrors of disks that are copied along',
    run: ({ move, at }) => told(...infoBlockJobs(move ? blockJobs(move, at) : [])),
  },
  migrate_capabilities: {
    usage: 'info migrate_capabilities',
    about: 'show current migration capabilities',
    run: ({ source }) => told(...infoCapabilities(source)),
  },
  migrate_parameters: {
    usage: 'info migrate_parameters',
    about: 'show current migration parameters',
    run: ({ source, at }) => told(...infoParameters(source, at)),
  },
};

const COMMANDS: Readonly<Record<string, Command>> = {
  migrate: {
    usage: 'migrate [-d] [-r] tcp:HOST[:PORT] [CAPABILITY=on …] [PARAMETER=VALUE …]',
    about: 'migrate to HOST; -d does not wait, -r resumes a paused post-copy; settings may follow',
    run(context, args) {
      const flags = args.filter((word) => word.startsWith('-'));
      const [uri, ...settings] = args.filter((word) => !word.startsWith('-'));
      if (flags.includes('-r')) return acts.recover(context);
      if (uri === undefined)
        return refusedWith('migrate: string expected', 'Try "help migrate" for more information');
      const { options, strange } = optionsOf(settings);
      if (strange.length > 0)
        return refusedWith(
          `${strange[0]} is no capability and no parameter.`,
          'Write downtime-limit=500 or multifd=on.',
        );
      return acts.begin(context, hostIn(uri), options);
    },
  },
  migrate_cancel: {
    usage: 'migrate_cancel',
    about: 'cancel the current migration',
    run: (context) => acts.cancel(context),
  },
  migrate_start_postcopy: {
    usage: 'migrate_start_postcopy',
    about: 'switch the migration over to post-copy',
    run: (context) => acts.startPostcopy(context),
  },
  migrate_pause: {
    usage: 'migrate_pause',
    about: 'break the connection of a post-copy on purpose',
    run: (context) => acts.pause(context),
  },
  migrate_recover: {
    usage: 'migrate_recover tcp:HOST[:PORT]',
    about: 'continue a paused post-copy over a new connection',
    run: (context) => acts.recover(context),
  },
  migrate_continue: {
    usage: 'migrate_continue STATE',
    about: 'continue from pre-switchover',
    run: (context, [state = 'pre-switchover']) => acts.goOn(context, state),
  },
  migrate_set_parameter: {
    usage: 'migrate_set_parameter NAME VALUE',
    about: 'set a parameter of the migration under way',
    run(context, [name, value]) {
      if (name === undefined || value === undefined)
        return refusedWith('migrate_set_parameter: a name and a value expected');
      return acts.setParameter(context, name, typedValue(name, value));
    },
  },
  migrate_set_capability: {
    usage: 'migrate_set_capability NAME on|off',
    about: 'capabilities are given with the migration itself: migrate -d tcp:HOST NAME=on',
    run: (_, [name = 'NAME', state = 'on']) =>
      refusedWith(
        'This monitor keeps nothing from line to line.',
        `Give it along with the migration: migrate -d tcp:HOST ${name}=${state}`,
      ),
  },
};

export function hmp(context: Context, words: readonly string[]): TerminalAnswer {
  const [name = '', ...args] = words;
  if (name === 'help' || name === '?') return help(args);
  if (name === 'info') {
    const [what = '', ...rest] = args;
    const found = Object.hasOwn(INFO, what) ? INFO[what] : undefined;
    return found ? found.run(context, rest) : told(...Object.values(INFO).map(line));
  }
  const found = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return found ? found.run(context, args) : refusedWith(`unknown command: '${name.slice(0, 40)}'`);
}

const line = ({ usage, about }: Command): string => `${usage} -- ${about}`;

function help([name]: readonly string[]): TerminalAnswer {
  const all = [...Object.values(INFO), ...Object.values(COMMANDS)];
  if (name === undefined) return told(...all.map(line));
  const found = all.filter(({ usage }) => usage.startsWith(`${name} `) || usage === name);
  return found.length > 0
    ? told(...found.map(line))
    : refusedWith(`There is no command ${name.slice(0, 40)}.`);
}
