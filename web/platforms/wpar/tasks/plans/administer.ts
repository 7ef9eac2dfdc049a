/** Changing, saving, removing, and getting out of a failure. */
import { NS_PER_S, ns } from '../../../../model/units.ts';
import { BLOCK_BYTES } from '../../objects/nfs.ts';
import { ALL_PARTS, blocksOfParts } from '../../objects/root-files.ts';
import type { Backup } from '../../objects/world.ts';
import { definitionOf, undeployed, type Wpar } from '../../objects/wpar.ts';
import { copy, drop, home, type Plan, serverNeed, step, undoneBy } from '../build.ts';
import type { Change } from '../change.ts';
import { out, type Step } from '../task.ts';
import type { TimeName } from '../times.ts';
import { emptied, leftBroken } from './deploy.ts';

/** In transition while it lasts, where nothing runs; a running partition stays active. */
function wrapped(plan: Plan, on: string, steps: Step[]): Step[] {
  const { name, copies } = plan.wpar;
  const state = copies.find(({ system }) => system === on)?.state;
  if (state !== 'Defined') return steps;
  const back = [
    step(plan, {
      name: 'Leave it as it was',
      on,
      command: `lswpar ${name}`,
      takes: 'thawMs',
      ends: [copy(name, on, { state: 'Defined' })],
      otherwise: [copy(name, on, { state: 'Defined' })],
      onCancel: null,
    }),
  ];
  return undoneBy(steps, back).map((each, i) => ({
    ...each,
    begins: i === 0 ? [copy(name, on, { state: 'Transitional' }), ...each.begins] : each.begins,
    // The name may change last.
    ends: i === steps.length - 1 ? [copy(name, on, { state: 'Defined' }), ...each.ends] : each.ends,
  }));
}

export const changeSteps = (plan: Plan, on: string, what: string, changes: Change[]): Step[] =>
  wrapped(plan, on, [
    step(plan, {
      name: 'Write the configuration',
      on,
      command: `chwpar ${what} ${plan.wpar.name}`,
      takes: 'modifyMs',
      ends: changes,
    }),
  ]);

export const syncSteps = (plan: Plan, on: string): Step[] =>
  wrapped(plan, on, [
    step(plan, {
      name: 'Compare and update the root part',
      on,
      command: `syncwpar ${plan.wpar.name}`,
      takes: 'syncMs',
      output: out('Comparing the private files with the updates of the host.'),
      needs: serverNeed(plan.wpar),
      checks: [{ kind: 'filesets', on }],
      ends: [
        {
          kind: 'set',
          wpar: plan.wpar.name,
          set: { level: plan.world.systems.find(({ name }) => name === on)?.level ?? null },
        },
      ],
    }),
  ]);

/** Its private files, whatever lies on them. */
const archiveBytes = (): number => blocksOfParts(...ALL_PARTS) * BLOCK_BYTES;

const paced = (bytes: number, plan: Plan, rate: TimeName) => ({
  ns: ns((bytes / plan.times[rate]) * NS_PER_S),
  constants: [rate],
});

export function backupSteps(plan: Plan, on: string, file: string): Step[] {
  const { wpar } = plan;
  const bytes = archiveBytes();
  const needs = serverNeed(wpar);
  return wrapped(plan, on, [
    step(plan, {
      name: 'Prepare',
      on,
      command: `mkwpardata ${wpar.name}`,
      takes: 'backupPrepareMs',
      needs,
    }),
    step(plan, { name: 'List files', on, command: `find ${wpar.directory}`, takes: 'backupListMs', needs }),
    step(plan, {
      name: 'Write the archive',
      on,
      command: `savewpar -f ${file} ${wpar.name}`,
      takes: paced(bytes, plan, 'backupBytesPerSecond'),
      output: out(`${Math.round(bytes / 1e6)} MB in ${file}.`),
      needs,
      ends: [{ kind: 'backup', backup: { file, bytes, definition: definitionOf(wpar) } }],
    }),
  ]);
}

/** @param plan.wpar as it will be */
export function restoreSteps(plan: Plan, on: string, { file, bytes }: Backup): Step[] {
  const { wpar } = plan;
  const { name, storage } = wpar;
  const needs = serverNeed(wpar);
  const create = undoneBy(
    [
      step(plan, {
        name: 'Read the header',
        on,
        command: `lssavewpar -f ${file} -l`,
        takes: 'restoreHeaderMs',
        begins: [copy(name, on, { state: 'Transitional' }), home(name, on)],
        checks: [{ kind: 'phase', phase: 'create', from: null, to: on, mode: 'synchronous' }],
      }),
      step(plan, {
        name: 'Create the partition',
        on,
        command: `restwpar -f ${file} ${name}`,
        takes: 'restoreCreateMs',
        needs,
        checks: [
          {
            kind: 'rules',
            rules: [
              'nfs-directory-missing',
              'nfs-export-reachable',
              'nfs-version-offered',
              'nfs-root-access',
            ],
            from: null,
            to: on,
          },
        ],
      }),
    ],
    [
      step(plan, {
        name: 'Withdraw it',
        on,
        command: `rmwpar -F ${name}`,
        takes: 'removeDefinitionMs',
        ends: [{ kind: 'forget', wpar: name }],
        otherwise: [{ kind: 'forget', wpar: name }],
        onCancel: null,
      }),
    ],
  );
  const extract = step(plan, {
    name: 'Extract the files',
    on,
    command: `restore -xqf ${file}`,
    takes: paced(bytes, plan, 'restoreBytesPerSecond'),
    output: out(`${Math.round(bytes / 1e6)} MB from ${file}.`),
    needs,
    ends: [
      ...(storage.kind === 'nfs'
        ? [{ kind: 'fill' as const, server: storage.server, path: storage.path, parts: ALL_PARTS }]
        : []),
      copy(name, on, { state: 'Defined' }),
      {
        kind: 'set',
        wpar: name,
        set: { level: plan.world.systems.find((system) => system.name === on)?.level ?? null },
      },
    ],
    onFailure: leftBroken(plan, on),
    onCancel: leftBroken(plan, on),
  });
  return [...create, extract];
}

export function removeSteps(plan: Plan, on: string | null, keepFiles: boolean): Step[] {
  const { wpar, world } = plan;
  const { name } = wpar;
  const forget: Change = { kind: 'forget', wpar: name };
  if (on === null) {
    const any = world.systems[0]?.name ?? world.manager;
    return [
      step(
        { ...plan, byShell: true },
        {
          name: 'Drop the definition',
          on: any,
          command: `forget ${name}`,
          takes: 'removeDefinitionMs',
          ends: [forget],
        },
      ),
    ].map((each) => ({ ...each, on: world.manager, needs: [] }));
  }
  const steps = [
    step(plan, {
      name: 'Unmount file systems',
      on,
      command: `umount ${wpar.directory}`,
      takes: 'removeUnmountMs',
      begins: [copy(name, on, { state: 'Transitional', alias: false })],
      needs: serverNeed(wpar),
    }),
    ...(keepFiles
      ? []
      : [
          step(plan, {
            name: 'Delete the files',
            on,
            command: `rmwpar ${name}`,
            takes: 'removeFilesMs',
            output: out(`Deleting the files of ${name}.`),
            needs: serverNeed(wpar),
            ends: emptied(wpar),
          }),
        ]),
    step(plan, {
      name: 'Drop the definition',
      on,
      command: `rmwpar ${keepFiles ? '-p ' : ''}${name}`,
      takes: 'removeDefinitionMs',
      output: out(`${name} has been removed.`),
      ends: [forget],
    }),
  ];
  return undoneBy(steps, leftBroken(plan, on), null);
}

/** Finishes or takes back what was interrupted. */
export function recoverSteps(plan: Plan, on: string): Step[] {
  const { wpar } = plan;
  const { name } = wpar;
  return undoneBy(
    [
      step(plan, {
        name: 'Look at kernel, files and configuration',
        on,
        command: `lswpar -L ${name}`,
        takes: 'recoverMs',
        output: out(`Looking at what is left of ${name} on ${on}.`),
        begins: [copy(name, on, { state: 'Transitional' })],
        needs: serverNeed(wpar),
        checks: [{ kind: 'ends', on, limitMs: plan.times.recoverMs }],
        ends: recovered(wpar, on),
      }),
    ],
    leftBroken(plan, on),
    null,
  );
}

function recovered(wpar: Wpar, on: string): Change[] {
  const { name } = wpar;
  // The rest of a relocation, or of a deployment that never was complete.
  if (wpar.home !== on) return [drop(name, on)];
  if (wpar.level === null) return [...emptied(wpar), drop(name, on)];
  const others = wpar.copies.filter(({ system }) => system !== on);
  return [
    { kind: 'ended', wpar: name, how: 'stop' },
    ...others.map(({ system }) => drop(name, system)),
    wpar.kind === 'application'
      ? drop(name, on)
      : copy(name, on, { state: 'Defined', processes: 'none', alias: false, mounted: false }),
  ];
}

export const restored = (backup: Backup, name: string, group: string | null): Wpar => ({
  ...undeployed({
    ...backup.definition,
    name,
    group,
    hostname: name === backup.definition.name ? backup.definition.hostname : name,
  }),
});
