/** What keeps one partition from being in a world. */
import type { Diagnostic } from '../../../model/result.ts';
import { STATES } from '../states/states.ts';
import { ipv4 } from './address.ts';
import { levelOf } from './level.ts';
import { nameFault } from './name.ts';
import { possibleLimits } from './resources.ts';
import { doubles, said } from './said.ts';
import type { WparWorld } from './world.ts';
import type { Wpar } from './wpar.ts';

/** What a partition refers to; the same for all, and seldom another from one change to the next. */
export interface Surroundings {
  world: Pick<WparWorld, 'systems' | 'servers' | 'groups'>;
  /** Equal where nothing is different for a partition. */
  key: string;
}

export const surroundingsOf = (world: WparWorld): Surroundings => ({
  world,
  key: JSON.stringify([
    world.systems.map(({ name, up }) => [name, up]),
    world.servers.map(({ name }) => name),
    world.groups.map(({ name }) => name),
  ]),
});

const known = new WeakMap<Wpar, { key: string; faults: readonly Diagnostic[] }>();

export function impossiblePartition({ world, key }: Surroundings, wpar: Wpar): readonly Diagnostic[] {
  const before = known.get(wpar);
  if (before?.key === key) return before.faults;
  const faults = faultsOf(world, wpar);
  known.set(wpar, { key, faults });
  return faults;
}

type Around = Surroundings['world'];

function faultsOf(world: Around, wpar: Wpar): Diagnostic[] {
  const { name, storage, resources } = wpar;
  const fault = nameFault(name);
  const count = (what: string, value: number, fix: string): Diagnostic[] =>
    Number.isFinite(value) && value >= 0 ? [] : [said(name, `${value} is not possible as its ${what}.`, fix)];
  return [
    ...(fault ? [said(name || 'a partition', fault, 'Use up to 25 letters, digits and underscores.')] : []),
    ...(wpar.directory.startsWith('/')
      ? []
      : [said(name, `${wpar.directory} cannot be its directory.`, 'Give a path from the root.')]),
    ...(wpar.address && ipv4(wpar.address.address) === null
      ? [said(name, `${wpar.address.address} is no address.`, 'Give four numbers from 0 to 255.')]
      : []),
    ...(wpar.kind === 'application' && wpar.application === ''
      ? [said(name, 'An application partition has no command.', 'Name the program that it runs.')]
      : []),
    ...(storage.kind === 'nfs' && !world.servers.some((server) => server.name === storage.server)
      ? [said(name, `There is no NFS server ${storage.server}.`, 'Add it, or choose one that is there.')]
      : []),
    ...(wpar.group !== null && !world.groups.some((group) => group.name === wpar.group)
      ? [said(name, `There is no group ${wpar.group}.`, 'Add it, or take the partition out of it.')]
      : []),
    ...[resources.processorLimits, resources.memoryLimits]
      .filter((limits) => !possibleLimits(limits))
      .map(() =>
        said(name, 'Its limits are not possible.', 'Give min ≤ soft ≤ hard, each 0 to 100 percent.'),
      ),
    ...(wpar.stateBytes > 0
      ? count('state', wpar.stateBytes, 'Give bytes.')
      : [said(name, 'It has no state.', 'Give bytes, more than 0.')]),
    ...count('threads', wpar.threads, 'Give a number, 0 or more.'),
    ...count('load', wpar.processors, 'Give processors, 0 or more.'),
    ...(wpar.level === null || levelOf(wpar.level)
      ? []
      : [said(name, `${wpar.level} is no AIX level.`, 'Write it as 6100-02-01.')]),
    ...copyFaults(world, wpar),
  ];
}

function copyFaults(world: Around, { name, copies, home }: Wpar): Diagnostic[] {
  const systems = copies.map(({ system }) => system);
  return [
    ...doubles(`copy of ${name} on`, systems),
    ...systems
      .filter((system) => !world.systems.some((each) => each.name === system))
      .map((system) => said(name, `There is no system ${system}.`, 'Put it on one that is there.')),
    ...copies
      .filter(({ state }) => !STATES.includes(state) || state === 'Undeployed')
      .map(({ state, system }) =>
        said(name, `It cannot be ${state} on ${system}.`, 'Choose a state that a system can have.'),
      ),
    ...(copies.filter(({ processes }) => processes === 'running').length > 1
      ? [said(name, 'Its processes run on two systems.', 'Let them run on one.')]
      : []),
    ...copies
      .filter(({ state, processes }) => state === 'Active' && processes !== 'running' && up(world, home))
      .map(({ system }) =>
        said(name, `It is active on ${system}, and nothing of it runs.`, 'Let its processes run.'),
      ),
    ...(copies.length > 0 && !systems.includes(home ?? '')
      ? [
          said(
            name,
            `The manager believes it to be on ${home ?? 'no system'}.`,
            `It is on ${systems.join(' and ')}.`,
          ),
        ]
      : []),
  ];
}

const up = (world: Around, system: string | null): boolean =>
  world.systems.find(({ name }) => name === system)?.up ?? false;
