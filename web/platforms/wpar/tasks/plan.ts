/**
 * A request becomes a task, or is refused with every reason. What the console does not offer in a state is refused
 * here; what a rule finds wrong is found by the task's steps, so that it is seen where it goes wrong.
 */
import type { Finding } from '../finding.ts';
import { sourced } from '../ground.ts';
import { nameFault } from '../objects/name.ts';
import { agentState } from '../objects/system.ts';
import { systemOf, type WparWorld, wparOf } from '../objects/world.ts';
import { copyOn, IDLE, stateOf, undeployed, type Wpar } from '../objects/wpar.ts';
import type { Action } from '../states/actions.ts';
import { refusal } from '../states/refusals.ts';
import type { ShownState } from '../states/states.ts';
import { cellOf, isRefused } from '../states/table.ts';
import { type Basis, basisOf, type Plan } from './build.ts';
import { restored, restoreSteps } from './plans/administer.ts';
import { discoverSteps, registerSteps } from './plans/agents.ts';
import { wparSteps } from './plans/choose.ts';
import { missing, refuse } from './refuse.ts';
import { isWparRequest, type OtherRequest, type Request, type WparRequest } from './request.ts';
import type { Task, TaskKind } from './task.ts';

export type Planned = { ok: true; task: Task } | { ok: false; findings: Finding[] };

const no = (...findings: Finding[]): Planned => ({ ok: false, findings });

export const TASK_NAMES: Readonly<Record<TaskKind, string>> = {
  deploy: 'Deploy Workload Partition',
  start: 'Start Workload Partition',
  load: 'Load Workload Partition',
  'start-maintenance': 'Start Workload Partition for Maintenance',
  stop: 'Stop Workload Partition',
  'hard-stop': 'Stop Workload Partition, hard',
  'force-stop': 'Stop Workload Partition, forced',
  reboot: 'Reboot Workload Partition',
  shutdown: 'Shutdown inside',
  pause: 'Pause Workload Partition',
  resume: 'Resume Workload Partition',
  kill: 'Kill Workload Partition Image',
  checkpoint: 'Checkpoint Workload Partition',
  'relocate-live': 'Relocate Workload Partition',
  'relocate-static': 'Relocate Workload Partition, static',
  modify: 'Modify Workload Partition',
  change: 'Change Workload Partition',
  rename: 'Rename Workload Partition',
  backup: 'Back up Workload Partition',
  sync: 'Synchronise Workload Partition',
  remove: 'Remove Workload Partition',
  'force-remove': 'Remove Workload Partition, forced',
  recover: 'Recover Workload Partition',
  discover: 'Discover Managed Systems',
  register: 'Register Managed System',
  restore: 'Restore Workload Partition',
  evacuate: 'Evacuate Managed System',
};

export function planned(world: WparWorld, request: Request): Planned {
  const basis = basisOf(world);
  return isWparRequest(request) ? planForWpar(world, request, basis) : planForOther(world, request, basis);
}

function planForWpar(world: WparWorld, request: WparRequest, basis: Basis): Planned {
  const known = wparOf(world, request.wpar);
  const wpar = known ?? newOne(request);
  if (!wpar) return no(missing('partition', request.wpar));
  if (request.action === 'deploy') {
    const fault = nameFault(request.wpar);
    if (fault)
      return no(refuse('name-syntax', request.wpar, 'name', fault, 'Use letters, digits and underscores.'));
    if (known && request.definition) return no(refusal('deployed', wpar.name, 'name'));
  }
  for (const system of systemsNamed(request))
    if (!systemOf(world, system)) return no(missing('system', system));
  const refused = refusedNow(world, wpar, request);
  if (refused) return no(refused);
  const plan: Plan = { ...basis, world, wpar, byShell: request.by === 'shell' };
  const steps = wparSteps(plan, request);
  if (!steps.ok) return no(...steps.findings);
  return {
    ok: true,
    task: {
      kind: request.action,
      name: TASK_NAMES[request.action],
      target: wpar.name,
      wpar: wpar.name,
      begins: known ? [] : [{ kind: 'add', wpar }],
      steps: steps.steps,
    },
  };
}

const newOne = (request: WparRequest): Wpar | null =>
  request.action === 'deploy' && request.definition
    ? undeployed({ ...request.definition, name: request.wpar }, { ...IDLE, ...request.behaviour })
    : null;

const systemsNamed = (request: WparRequest): string[] => [
  ...('system' in request && request.system !== undefined ? [request.system] : []),
  ...('to' in request ? [request.to] : []),
];

/** What stands against it in the state in which the partition is; null: nothing. */
export function refusedNow(world: WparWorld, wpar: Wpar, request: WparRequest): Finding | null {
  const { action } = request;
  const system = 'system' in request && action !== 'deploy' ? (request.system ?? wpar.home) : wpar.home;
  const known = copyOn(wpar, system)?.state ?? stateOf(wpar);
  const cell = cellOf(shown(world, system, known, request.by), action);
  if (isRefused(cell)) return refusal(cell.refused, wpar.name);
  if (cell.confirm && !request.confirmed) return refusal('confirm-force', wpar.name);
  if (wpar.task !== null && !(action === 'force-stop' && request.confirmed))
    return refusal(action === 'force-stop' ? 'confirm-force' : holdOn(wpar), wpar.name);
  return wpar.kind === 'application' ? notForApplications(action, wpar.name) : null;
}

const holdOn = ({ copies }: Wpar): 'moving' | 'busy' =>
  copies.some(({ state }) => state === 'Moving') ? 'moving' : 'busy';

/** A shell on the system needs the system alone. */
function shown(
  world: WparWorld,
  on: string | null,
  state: ReturnType<typeof stateOf>,
  by: Request['by'],
): ShownState {
  const system = systemOf(world, on);
  if (!system) return state;
  const answers = by === 'shell' ? system.up : agentState(system) !== 'Offline';
  return answers ? state : 'Unknown';
}

/** What the product has for system partitions only. */
function notForApplications(action: Action, name: string): Finding | null {
  if (!['reboot', 'shutdown', 'sync', 'backup', 'load', 'start-maintenance', 'start'].includes(action))
    return null;
  return {
    ...refuse(
      'system-only',
      name,
      'kind',
      `${name} is an application partition; there is no AIX of its own in it.`,
      '',
    ),
    remedy: 'Deploy it to run its command, stop it to end it.',
    ...sourced('commands'),
  };
}

function planForOther(world: WparWorld, request: OtherRequest, basis: Basis): Planned {
  const task = (target: string, steps: Task['steps'], rest: Partial<Task> = {}): Planned => ({
    ok: true,
    task: {
      kind: request.action,
      name: TASK_NAMES[request.action],
      target,
      wpar: null,
      begins: [],
      steps,
      ...rest,
    },
  });
  if (request.action === 'discover') return task(world.manager, discoverSteps(world, basis.times));
  if (!systemOf(world, request.system)) return no(missing('system', request.system));
  if (request.action === 'register')
    return task(request.system, registerSteps(world, basis.times, request.system));
  // Its members are tasks of their own; whoever runs it starts them.
  if (request.action === 'evacuate') return task(request.system, []);
  const backup = world.backups.find(({ file }) => file === request.file);
  if (!backup)
    return no(
      refuse(
        'no-backup',
        request.file,
        'file',
        `There is no backup ${request.file}.`,
        'Name one that was written.',
      ),
    );
  const name = request.name ?? backup.definition.name;
  const fault = nameFault(name);
  if (fault) return no(refuse('name-syntax', name, 'name', fault, 'Use letters, digits and underscores.'));
  if (wparOf(world, name))
    return no(
      refuse(
        'name-exists',
        name,
        'name',
        `There is a partition ${name} already.`,
        'Restore it under another name, or remove that one first.',
      ),
    );
  const groups = world.groups.map((group) => group.name);
  const { group } = backup.definition;
  const wpar = restored(backup, name, group !== null && groups.includes(group) ? group : null);
  const plan: Plan = { ...basis, world, wpar, byShell: request.by === 'shell' };
  return task(name, restoreSteps(plan, request.system, backup), {
    wpar: name,
    begins: [{ kind: 'add', wpar }],
  });
}
