/** Which steps a request about a partition comes to. */
import type { Finding } from '../../finding.ts';
import { nameFault } from '../../objects/name.ts';
import { wparOf } from '../../objects/world.ts';
import { stateOf } from '../../objects/wpar.ts';
import { refusal } from '../../states/refusals.ts';
import type { Plan } from '../build.ts';
import { refuse } from '../refuse.ts';
import type { WparRequest } from '../request.ts';
import type { Step } from '../task.ts';
import { backupSteps, changeSteps, recoverSteps, removeSteps, syncSteps } from './administer.ts';
import { deploySteps } from './deploy.ts';
import { killSteps, pauseSteps, resumeSteps, saveSteps } from './pause.ts';
import { asynchronousSteps, synchronousSteps } from './relocate.ts';
import { initSteps, loadSteps, maintenanceSteps, startSteps } from './start.ts';
import { staticSteps } from './static.ts';
import { breakSteps, shutdownSteps, stopSteps } from './stop.ts';

type Chosen = { ok: true; steps: readonly Step[] } | { ok: false; findings: Finding[] };

const done = (steps: readonly Step[]): Chosen => ({ ok: true, steps });

export function wparSteps(plan: Plan, request: WparRequest): Chosen {
  const { wpar, world } = plan;
  const state = stateOf(wpar);
  const on = ('system' in request ? request.system : undefined) ?? wpar.home ?? '';
  const hasProcesses = state === 'Active';
  switch (request.action) {
    case 'deploy':
      return done(deploySteps(plan, request.system));
    case 'start':
      return done(state === 'Defined' ? startSteps(plan, on) : initSteps(plan, on));
    case 'load':
      return done(loadSteps(plan, on));
    case 'start-maintenance':
      return done(maintenanceSteps(plan, on));
    case 'stop':
    case 'hard-stop':
      return done(stopSteps(plan, on, request.action, hasProcesses));
    case 'force-stop':
      return done(forcedSteps(plan, on));
    case 'reboot':
      return done([
        ...(hasProcesses || state === 'Maintenance' ? stopSteps(plan, on, 'stop', hasProcesses) : []),
        ...startSteps({ ...plan, wpar: { ...wpar, life: { ...wpar.life, ended: 'shutdown' } } }, on),
      ]);
    case 'shutdown':
      return done(shutdownSteps(plan, on));
    case 'pause':
      return done(pauseSteps(plan, on));
    case 'resume':
      return done(resumeSteps(plan, on));
    case 'kill':
      return done(killSteps(plan, on));
    case 'checkpoint':
      return done(saveSteps(plan, on));
    case 'relocate-live': {
      const way = { from: on, to: request.to };
      return done(
        request.mode === 'asynchronous' && state === 'Active'
          ? asynchronousSteps(plan, way)
          : synchronousSteps(plan, way, state === 'Paused'),
      );
    }
    case 'relocate-static':
      return done(
        state === 'Undeployed'
          ? deploySteps(plan, request.to)
          : staticSteps(plan, on, request.to, hasProcesses),
      );
    case 'modify':
    case 'change':
      if (state === 'Active' && request.set.checkpointable !== undefined)
        return { ok: false, findings: [refusal('stop-first', wpar.name, 'checkpointable')] };
      return done(changeSteps(plan, on, '', [{ kind: 'set', wpar: wpar.name, set: request.set }]));
    case 'rename': {
      const fault = nameFault(request.name);
      if (fault)
        return {
          ok: false,
          findings: [refuse('name-syntax', wpar.name, 'name', fault, 'Use letters, digits and underscores.')],
        };
      if (wparOf(world, request.name))
        return {
          ok: false,
          findings: [
            refuse(
              'name-exists',
              request.name,
              'name',
              `There is a partition ${request.name} already.`,
              'Choose another name.',
            ),
          ],
        };
      return done(
        changeSteps(plan, on, `-n ${request.name}`, [
          { kind: 'rename', wpar: wpar.name, name: request.name },
        ]),
      );
    }
    case 'backup':
      return done(backupSteps(plan, on, request.file));
    case 'sync':
      return done(syncSteps(plan, on));
    case 'remove':
    case 'force-remove':
      return done(removeSteps(plan, state === 'Undeployed' ? null : on, request.keepFiles ?? false));
    case 'recover':
      return done(recoverSteps(plan, on));
  }
}

/** What others were doing is interrupted; what never was complete stays broken. */
function forcedSteps(plan: Plan, on: string): readonly Step[] {
  const { wpar } = plan;
  const state = stateOf(wpar);
  const moving = wpar.copies.some((copy) => copy.state === 'Moving');
  if (moving || (wpar.level === null && wpar.kind === 'system')) return breakSteps(plan, 'Broken');
  if (wpar.task !== null || state === 'Frozen' || state === 'Paused') return breakSteps(plan, 'Defined');
  return stopSteps(plan, on, 'force-stop', state === 'Active');
}
