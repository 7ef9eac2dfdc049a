/** What is there on every machine: who and where one is, and how to go elsewhere. */
import { serverOf, systemOf, wparOf } from '../objects/world.ts';
import { dateText } from '../session/clock.ts';
import type { Command } from './command.ts';
import { answerInside } from './inside.ts';
import { failed, insideOf, machine, said } from './place.ts';

const MACHINES = ['system', 'server'] as const;

export const GENERAL_COMMANDS: Readonly<Record<string, Command>> = {
  date: {
    usage: 'date',
    about: 'The time, by the clock of this machine.',
    on: MACHINES,
    run: ({ world, place, at }) => said(dateText(at, systemOf(world, place.name)?.clockOffsetMs ?? 0)),
  },
  hostname: { usage: 'hostname', about: 'Where one is.', on: MACHINES, run: ({ place }) => said(place.name) },
  uname: {
    usage: 'uname [-W]',
    about: 'AIX; with -W the number of the partition one is in, 0 outside of one.',
    on: MACHINES,
    run: (_, words) => said(words.includes('-W') ? '0' : 'AIX'),
  },
  oslevel: {
    usage: 'oslevel -s',
    about: 'The level of AIX.',
    on: MACHINES,
    run: ({ world, place }) =>
      said((systemOf(world, place.name) ?? serverOf(world, place.name))?.level ?? ''),
  },
  lslpp: {
    usage: 'lslpp -L [fileset …]',
    about: 'Installed filesets and their levels.',
    on: ['system'],
    run: ({ world, place }, words) => {
      const filesets = systemOf(world, place.name)?.filesets ?? {};
      const wanted = words.filter((word) => !word.startsWith('-'));
      const missing = wanted.find((name) => !Object.hasOwn(filesets, name));
      if (missing !== undefined) return failed(1, `lslpp: 0504-132 Fileset ${missing} not installed.`);
      const shown = Object.entries(filesets).filter(([name]) => wanted.length === 0 || wanted.includes(name));
      return said(
        '  Fileset                      Level',
        ...shown.map(([name, level]) => `  ${name.padEnd(29)}${level}`),
      );
    },
  },
  clogin: {
    usage: 'clogin name [command]',
    about: 'Logs in to a partition of this system, or runs one command in it.',
    on: ['system'],
    run: (context, words) => {
      const { world, place } = context;
      const nameAt = words.findIndex((word) => !word.startsWith('-'));
      const name = words[nameAt];
      if (name === undefined) return failed(1, 'Usage: clogin name [command]');
      const inside = insideOf(world, name);
      if (!wparOf(world, name)) return failed(1, `clogin: ${name} could not be found.`);
      if (inside?.kind !== 'wpar' || inside.from !== place.name)
        return failed(1, `clogin: ${name} does not run on ${place.name}.`);
      const line = words.slice(nameAt + 1).join(' ');
      if (line !== '') return { ...answerInside(context, inside, line), place };
      return { ...said(`Welcome to AIX on ${name}.`), place: inside };
    },
  },
  ssh: {
    usage: 'ssh machine',
    about: 'Goes to another system or server.',
    on: MACHINES,
    run: ({ world }, words) => {
      const name = (words.at(-1) ?? '').replace(/^.*@/, '');
      const there = machine(world, name);
      if (there) return { ...said(), place: there };
      return wparOf(world, name)
        ? failed(
            255,
            `ssh: open a session with ${name} in its own window; clogin ${name} leads inside from its host.`,
          )
        : failed(255, `ssh: Could not resolve hostname ${name || '(none)'}.`);
    },
  },
  exit: {
    usage: 'exit',
    about: 'Leaves a partition; on a machine there is nowhere to go but by ssh.',
    on: MACHINES,
    run: ({ world }) =>
      said(
        `There is no way out of here but to another machine: ssh ${[...world.systems, ...world.servers].map(({ name }) => name).join(', ssh ')}.`,
      ),
  },
};
