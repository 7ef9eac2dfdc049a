/**
 * Two ways to stop. From the manager the processes are ended from outside: whoever is logged in is gone without a word.
 * A shutdown inside warns, ends the services in order, and closes the sessions with a reason.
 */
import { ms } from '../../../../model/units.ts';
import { copy, drop, type Plan, serverNeed, step, undoneBy } from '../build.ts';
import type { Change } from '../change.ts';
import { out, type Step } from '../task.ts';
import type { TimeName } from '../times.ts';

export type StopKind = 'stop' | 'hard-stop' | 'force-stop';

const LIMITS: Record<StopKind, TimeName> = {
  stop: 'stopLimitMs',
  'hard-stop': 'hardStopLimitMs',
  'force-stop': 'hardStopLimitMs',
};
const FLAGS: Record<StopKind, string> = { stop: '', 'hard-stop': '-h ', 'force-stop': '-F ' };

/** What is left at the end: an application partition leaves nothing on the system. */
const leftAt = ({ wpar }: Plan, on: string): Change[] =>
  wpar.kind === 'application'
    ? [drop(wpar.name, on)]
    : [copy(wpar.name, on, { state: 'Defined', processes: 'none', alias: false, mounted: false })];

const broken = (plan: Plan, on: string, name: string): Step[] => [
  step(plan, {
    name,
    on,
    command: `lswpar -s B ${plan.wpar.name}`,
    takes: { ns: ms(0), constants: [] },
    begins: [copy(plan.wpar.name, on, { state: 'Broken', processes: 'none', alias: false })],
    otherwise: [copy(plan.wpar.name, on, { state: 'Broken', processes: 'none', alias: false })],
    onCancel: null,
  }),
];

const runsOn = (plan: Plan, on: string): Step[] => [
  step(plan, {
    name: 'Let it run on',
    on,
    command: `lswpar ${plan.wpar.name}`,
    takes: { ns: ms(0), constants: [] },
    begins: [copy(plan.wpar.name, on, { state: 'Active' })],
    otherwise: [copy(plan.wpar.name, on, { state: 'Active' })],
    onCancel: null,
  }),
];

export function stopSteps(plan: Plan, on: string, kind: StopKind, processes: boolean): Step[] {
  const { wpar, times } = plan;
  const { name } = wpar;
  const limit = LIMITS[kind];
  const resists: Step[] =
    kind === 'force-stop' || !processes ? broken(plan, on, 'Mark it as broken') : runsOn(plan, on);
  const ending = [
    step(plan, {
      name: 'Signal subsystems',
      on,
      command: `stopwpar ${FLAGS[kind]}${name}`,
      takes: 'signalMs',
      output: out(`Stopping ${name}.`, `Asking the subsystem cor_${name} to stop.`),
      begins: [copy(name, on, { state: 'Transitional' })],
      onFailure: processes ? runsOn(plan, on) : broken(plan, on, 'Mark it as broken'),
      onCancel: null,
    }),
    step(plan, {
      name: 'End processes',
      on,
      command: `stopwpar ${FLAGS[kind]}-t ${Math.round(times[limit] / 1000)} ${name}`,
      takes: wpar.unkillable ? limit : 'processesMs',
      output: out(
        `Waiting up to ${Math.round(times[limit] / 1000)} seconds for ${name} to halt.`,
        `Ending all processes of ${name}.`,
      ),
      checks: [{ kind: 'ends', on, limitMs: times[limit] }],
      ends: [{ kind: 'ended', wpar: name, how: 'stop' }, copy(name, on, { processes: 'none' })],
      onFailure:
        kind === 'force-stop'
          ? resists.map((each) => ({
              ...each,
              begins: [{ kind: 'ended' as const, wpar: name, how: 'stop' as const }, ...each.begins],
            }))
          : resists,
      onCancel: null,
    }),
  ];
  return [...ending, ...tidySteps(plan, on, kind === 'force-stop')];
}

/** What a stop from outside and a shutdown have in common. A forced stop unmounts without asking the server. */
function tidySteps(plan: Plan, on: string, forced: boolean): Step[] {
  const { wpar } = plan;
  const { name } = wpar;
  const steps = [
    step(plan, {
      name: 'Unload the resource class',
      on,
      command: `wlmcntrl -u # without ${name}`,
      takes: 'unloadMs',
      begins: [copy(name, on, { state: 'Transitional' })],
    }),
    step(plan, {
      name: 'Remove the address',
      on,
      command: wpar.address
        ? `ifconfig ${wpar.address.adapter} delete ${wpar.address.address}`
        : 'none: it has no address',
      takes: 'dropAddressMs',
      ends: [copy(name, on, { alias: false })],
    }),
    step(plan, {
      name: 'Unmount file systems',
      on,
      command: `umount ${forced ? '-f ' : ''}${wpar.directory}`,
      takes: 'stopUnmountMs',
      output: out(`Unmounting the file systems of ${name}.`),
      needs: forced ? [] : serverNeed(wpar),
      ends: leftAt(plan, on),
    }),
  ];
  return undoneBy(steps, broken(plan, on, 'Mark it as broken'), null);
}

export function shutdownSteps(plan: Plan, on: string): Step[] {
  const { wpar } = plan;
  const { name } = wpar;
  const text = `${wpar.hostname} will be shut down.`;
  return [
    step(plan, {
      name: 'Warn the users',
      on,
      command: `clogin ${name} shutdown`,
      takes: 'shutdownGraceMs',
      output: out(text),
      begins: [copy(name, on, { state: 'Transitional' }), { kind: 'notice', wpar: name, text }],
      onFailure: runsOn(plan, on),
      onCancel: runsOn(plan, on),
    }),
    step(plan, {
      name: 'End services in order',
      on,
      command: '/etc/rc.shutdown',
      takes: 'servicesMs',
      output: out('Ending services.', 'Writing buffers to disk.'),
      needs: serverNeed(wpar),
      checks: [{ kind: 'ends', on, limitMs: plan.times.servicesMs }],
      ends: [{ kind: 'ended', wpar: name, how: 'shutdown' }, copy(name, on, { processes: 'none' })],
      onFailure: broken(plan, on, 'Mark it as broken').map((each) => ({
        ...each,
        begins: [{ kind: 'ended' as const, wpar: name, how: 'shutdown' as const }, ...each.begins],
      })),
      onCancel: null,
    }),
    ...tidySteps(plan, on, false),
  ];
}

/** After everything else was interrupted: whatever is there is ended, and nobody is asked. */
export function breakSteps(plan: Plan, to: 'Broken' | 'Defined'): Step[] {
  const { wpar } = plan;
  const { name, copies } = wpar;
  const on = wpar.home ?? copies[0]?.system ?? '';
  const dead = { processes: 'none', alias: false } as const;
  const others = copies.filter(({ system }) => system !== on);
  return [
    step(plan, {
      name: 'End everything',
      on,
      command: `stopwpar -F ${name}`,
      takes: 'processesMs',
      output: out(`Ending ${name} by force.`),
      begins: copies.map(({ system }) => copy(name, system, { state: 'Transitional' })),
      ends: [
        { kind: 'ended', wpar: name, how: 'stop' },
        { kind: 'set', wpar: name, set: { image: null } },
        ...(to === 'Broken'
          ? copies.map(({ system }) => copy(name, system, { ...dead, state: 'Broken' }))
          : [
              ...others.map(({ system }) => drop(name, system)),
              ...(wpar.kind === 'application'
                ? [drop(name, on)]
                : [copy(name, on, { ...dead, state: 'Defined', mounted: false })]),
            ]),
      ],
      onFailure: broken(plan, on, 'Mark it as broken'),
      onCancel: null,
    }),
  ];
}
