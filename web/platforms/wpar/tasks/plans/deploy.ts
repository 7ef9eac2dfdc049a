/**
 * Deploying. A system partition gets its private files copied into its directory, which takes most of the time, and
 * borrows the rest from its host. An application partition is its command: it runs as soon as it is there.
 */
import { ms } from '../../../../model/units.ts';
import { blocksOfParts, type Part } from '../../objects/root-files.ts';
import type { Wpar } from '../../objects/wpar.ts';
import { copy, drop, home, type Plan, serverNeed, step, undoneBy } from '../build.ts';
import type { Change } from '../change.ts';
import { out, type Step } from '../task.ts';
import { mountCommand } from './start.ts';

const COPIED: readonly (readonly Part[])[] = [['/'], ['/var'], ['/home', '/tmp']];

/** Nothing of it is left on the system; the manager keeps the definition. */
const withdrawn = (plan: Plan, on: string): Step[] => [
  step(plan, {
    name: 'Withdraw it',
    on,
    command: `rmwpar -F ${plan.wpar.name}`,
    takes: 'removeDefinitionMs',
    ends: [drop(plan.wpar.name, on)],
    otherwise: [drop(plan.wpar.name, on)],
    onCancel: null,
  }),
];

const cleaned = (plan: Plan, on: string): Step[] => [
  step(plan, {
    name: 'Remove what was copied',
    on,
    command: `rmwpar -F ${plan.wpar.name}`,
    takes: 'cleanUpMs',
    needs: serverNeed(plan.wpar),
    ends: [...emptied(plan.wpar), drop(plan.wpar.name, on)],
    otherwise: [copy(plan.wpar.name, on, { state: 'Broken' })],
    onCancel: null,
  }),
];

/** The directory keeps what has been written so far. */
export const leftBroken = (plan: Plan, on: string): Step[] => [
  step(plan, {
    name: 'Mark it as broken',
    on,
    command: `lswpar -s B ${plan.wpar.name}`,
    takes: { ns: ms(0), constants: [] },
    begins: [copy(plan.wpar.name, on, { state: 'Broken' })],
    otherwise: [copy(plan.wpar.name, on, { state: 'Broken' })],
    onCancel: null,
  }),
];

export const emptied = ({ storage }: Pick<Wpar, 'storage'>): Change[] =>
  storage.kind === 'nfs' ? [{ kind: 'empty', server: storage.server, path: storage.path }] : [];

const filled = ({ storage }: Wpar, parts: readonly Part[]): Change[] =>
  storage.kind === 'nfs' ? [{ kind: 'fill', server: storage.server, path: storage.path, parts }] : [];

export function deploySteps(plan: Plan, on: string): Step[] {
  const { wpar } = plan;
  const { name } = wpar;
  const validate = step(plan, {
    name: 'Check name and address',
    on,
    command: `host ${wpar.hostname}`,
    takes: 'validateMs',
    begins: [copy(name, on, { state: 'Transitional' }), home(name, on)],
    checks: [{ kind: 'phase', phase: 'create', from: null, to: on, mode: 'synchronous' }],
  });
  return wpar.kind === 'application'
    ? undoneBy([validate, runStep(plan, on)], withdrawn(plan, on))
    : [
        ...undoneBy([validate, ...preparing(plan, on)], withdrawn(plan, on)),
        ...undoneBy(copying(plan, on), leftBroken(plan, on), cleaned(plan, on)),
      ];
}

const runStep = (plan: Plan, on: string): Step =>
  step(plan, {
    name: 'Run the command',
    on,
    command: `wparexec ${plan.wpar.checkpointable ? '-c ' : ''}-n ${plan.wpar.name} -- ${plan.wpar.application}`,
    takes: 'runCommandMs',
    output: out(`Starting ${plan.wpar.name}.`),
    checks: [{ kind: 'rules', rules: ['app-binary-present', 'wpar-limit'], from: null, to: on }],
    ends: [
      { kind: 'started', wpar: plan.wpar.name, system: on },
      copy(plan.wpar.name, on, { alias: plan.wpar.address !== null, mounted: true }),
    ],
  });

function preparing(plan: Plan, on: string): Step[] {
  const { wpar } = plan;
  const remote = wpar.storage.kind === 'nfs';
  return [
    step(plan, {
      name: 'Create the definition',
      on,
      command: `mkwpar ${wpar.checkpointable ? '-c ' : ''}-n ${wpar.name} -h ${wpar.hostname}`,
      takes: 'defineMs',
      output: out(`Creating ${wpar.name}.`),
    }),
    step(plan, {
      name: remote ? 'Mount the directory' : 'Create file systems',
      on,
      command: remote ? mountCommand(plan) : `crfs -v jfs2 -m ${wpar.directory}`,
      takes: 'mountMs',
      output: out('Mounting all its file systems.'),
      needs: serverNeed(wpar),
      checks: [
        {
          kind: 'rules',
          rules: ['nfs-directory-missing', 'nfs-export-reachable', 'nfs-version-offered'],
          from: null,
          to: on,
        },
      ],
      ends: [copy(wpar.name, on, { mounted: true })],
    }),
    step(plan, {
      name: 'Create directories',
      on,
      command: `mkdir ${wpar.directory}/etc ${wpar.directory}/var ${wpar.directory}/home ${wpar.directory}/tmp`,
      takes: 'directoriesMs',
      needs: serverNeed(wpar),
      checks: [{ kind: 'rules', rules: ['nfs-root-access', 'nfs-dir-empty'], from: null, to: on }],
    }),
  ];
}

function copying(plan: Plan, on: string): Step[] {
  const { wpar, times } = plan;
  const all = COPIED.reduce((sum, parts) => sum + blocksOfParts(...parts), 0);
  // Rounded where each ends, so that together they take what they should.
  const untilMs = (parts: number): number =>
    Math.round(
      (times.copyMs * COPIED.slice(0, parts).reduce((sum, each) => sum + blocksOfParts(...each), 0)) / all,
    );
  const needs = serverNeed(wpar);
  return [
    ...COPIED.map((parts, i) =>
      step(plan, {
        name: `Copy ${parts.join(' and ')}`,
        on,
        command: `mkwpar: copy the private files of ${parts.join(' and ')}`,
        takes: { ns: ms(untilMs(i + 1) - untilMs(i)), constants: ['copyMs'] },
        output: out(...parts.map((part) => ` ${part}`)),
        needs,
        ends: filled(wpar, parts),
      }),
    ),
    step(plan, {
      name: 'Compare the root part',
      on,
      command: `syncroot -r ${wpar.directory}`,
      takes: 'syncrootMs',
      output: out('Looking at the root part of every fileset.', 'The root part is as it should be.'),
      needs,
    }),
    step(plan, {
      name: wpar.privateUsr ? 'Copy /usr and /opt, borrow /proc' : 'Borrow /usr, /opt and /proc',
      on,
      command: `mount -v namefs -o ro /usr ${wpar.directory}/usr`,
      takes: 'borrowMs',
      output: out(' /opt', ' /proc', ' /usr'),
      needs,
    }),
    step(plan, {
      name: 'Create subsystem and resource class',
      on,
      command: `mkssys -s cor_${wpar.name}`,
      takes: 'subsystemMs',
      output: out(`Creating the subsystem cor_${wpar.name}.`),
    }),
    step(plan, {
      name: 'Unmount',
      on,
      command: `umount ${wpar.directory}`,
      takes: 'unmountMs',
      needs,
      ends: [copy(wpar.name, on, { mounted: false })],
    }),
    step(plan, {
      name: 'Record where it is',
      on,
      command: `lswpar ${wpar.name}`,
      takes: 'recordMs',
      output: out(`${wpar.name} has been created. To start it: startwpar ${wpar.name}`),
      ends: [
        copy(wpar.name, on, { state: 'Defined' }),
        { kind: 'set', wpar: wpar.name, set: { level: levelOn(plan, on) } },
      ],
    }),
  ];
}

const levelOn = ({ world }: Plan, on: string): string | null =>
  world.systems.find(({ name }) => name === on)?.level ?? null;
