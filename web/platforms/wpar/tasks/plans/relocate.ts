/**
 * Live relocation. Synchronous: checkpoint into an image on the NFS server, restart from it; the partition stands still
 * throughout. Asynchronous: the arrival system is prepared first, only what is needed to run crosses while it stands
 * still, and the rest is paged in afterwards; until then it hangs on both systems.
 */
import { ms, ns } from '../../../../model/units.ts';
import type { Mode } from '../../rules/rule.ts';
import { copy, drop, home, type Plan, serverNeed, step, undoneBy } from '../build.ts';
import { fromImage, paging } from '../carry.ts';
import { out, type Step } from '../task.ts';
import { checkpointSteps, megabytes, thawSteps } from './pause.ts';
import { mountCommand } from './start.ts';

/** Without these the arrival system cannot take it, whatever the tests said. */
const ARRIVAL_RULES = [
  'nfs-directory-missing',
  'nfs-export-reachable',
  'nfs-version-offered',
  'nfs-root-access',
  'ip-unique',
  'same-subnet',
];

interface Way {
  from: string;
  to: string;
}

const testStep = (plan: Plan, { from, to }: Way, mode: Mode): Step =>
  step(plan, {
    name: 'Compatibility tests',
    on: from,
    command: `compare ${from} ${to}`,
    takes: 'testsMs',
    output: out(`Comparing ${from} and ${to} for ${plan.wpar.name}.`),
    checks: [{ kind: 'phase', phase: 'live', from, to, mode }],
  });

const cleanArrival = (plan: Plan, { to }: Way): Step[] => [
  step(plan, {
    name: `Clean up on ${to}`,
    on: to,
    command: `rmwpar -F ${plan.wpar.name}`,
    takes: 'undoArrivalMs',
    begins: [copy(plan.wpar.name, to, { state: 'Transitional', alias: false, processes: 'none' })],
    ends: [drop(plan.wpar.name, to)],
    otherwise: [drop(plan.wpar.name, to)],
    onCancel: null,
  }),
];

/** Everything up to the moment at which it runs on the arrival system can be taken back. */
function takenBack(plan: Plan, way: Way, paused: boolean): Step[] {
  const { wpar } = plan;
  const returned = copy(wpar.name, way.from, { alias: wpar.address !== null });
  const clean = cleanArrival(plan, way).map((each) => ({
    ...each,
    ends: [...each.ends, returned],
    otherwise: [...each.otherwise, returned],
  }));
  return paused ? clean : [...clean, ...thawFrom(plan, way.from)];
}

/** What stands frozen on a system is lost with it. */
const needing = (each: Step, system: string): Step => ({
  ...each,
  needs: [...each.needs, { kind: 'system', name: system }],
});

/** A paused partition is on its way again, which shows. */
const thawFrom = (plan: Plan, from: string): Step[] =>
  thawSteps(plan, from).map((each) => ({
    ...each,
    begins: [copy(plan.wpar.name, from, { state: 'Transitional' })],
    otherwise: [
      { kind: 'ended', wpar: plan.wpar.name, how: 'crash' },
      copy(plan.wpar.name, from, { state: 'Defined', processes: 'none', alias: false, mounted: false }),
    ],
  }));

/** At the end it is gone from the departure system: no record, no address, no mounts. */
const departStep = (plan: Plan, { from, to }: Way): Step =>
  step(plan, {
    name: `Remove it from ${from}`,
    on: from,
    command: `rmwpar -F -p ${plan.wpar.name}`,
    takes: 'departureMs',
    output: out(`Removed from ${from}. ${plan.wpar.name} runs on ${to}.`),
    begins: [copy(plan.wpar.name, from, { state: 'Transitional', processes: 'none' })],
    ends: [drop(plan.wpar.name, from)],
    onFailure: [
      step(plan, {
        name: `Leave the remains on ${from}`,
        on: from,
        command: `lswpar ${plan.wpar.name}`,
        takes: 'thawMs',
        begins: [copy(plan.wpar.name, from, { state: 'Broken', alias: false })],
        otherwise: [copy(plan.wpar.name, from, { state: 'Broken', alias: false })],
        onCancel: null,
      }),
    ],
    onCancel: null,
  });

/** @param paused it is paused already, and its image is there */
export function synchronousSteps(plan: Plan, way: Way, paused: boolean): Step[] {
  const { wpar, transfer } = plan;
  const { name } = wpar;
  const { from, to } = way;
  const back = takenBack(plan, way, paused);
  const order = fromImage(plan, to);
  const restart = [
    step(plan, {
      name: `Hand over to ${to}`,
      on: from,
      command: `send the specification of ${name} to ${to}`,
      takes: 'roundTripsMs',
      output: out(`Checkpoint complete. Restarting on ${to}.`),
    }),
    step(plan, {
      name: `Prepare ${to}`,
      on: to,
      command: mountCommand(plan),
      takes: 'arrivalMs',
      output: out(`Mounting the file systems of ${name}.`, 'Activating address and resource class.'),
      needs: serverNeed(wpar),
      begins: [copy(name, from, { alias: false }), copy(name, to, { state: 'Transitional' })],
      checks: [{ kind: 'rules', rules: ARRIVAL_RULES, from: to, to }],
      ends: [copy(name, to, { state: 'Loaded', mounted: true, alias: wpar.address !== null })],
    }),
    step(plan, {
      name: 'Restore the state',
      on: to,
      command: `restartwpar ${name}`,
      takes: { ns: transfer.readNs(wpar), constants: ['imageReadBytesPerSecond'] },
      output: out(`Restoring ${megabytes(wpar.stateBytes)}.`),
      needs: serverNeed(wpar),
      carried: order && { order, until: 'ended' },
      begins: [copy(name, to, { state: 'Transitional' })],
      checks: [{ kind: 'rules', rules: ['arrival-room'], from: to, to }],
      ends: [copy(name, to, { state: 'Paused', processes: 'frozen' })],
    }),
    step(plan, {
      name: `Resume on ${to}`,
      on: to,
      command: `resumewpar ${name}`,
      takes: 'thawMs',
      output: out(`${name} runs on ${to}.`),
      ends: [
        copy(name, from, { processes: 'none', mounted: false }),
        copy(name, to, { state: 'Active', processes: 'running' }),
        { kind: 'set', wpar: name, set: { home: to, image: null } },
      ],
    }),
  ];
  return [
    testStep(plan, way, 'synchronous'),
    ...(paused ? [] : checkpointSteps(plan, from)),
    ...undoneBy(restart, back).map((each) => needing(each, from)),
    departStep(plan, way),
  ];
}

export function asynchronousSteps(plan: Plan, way: Way): Step[] {
  const { wpar, transfer, times } = plan;
  const { name } = wpar;
  const { from, to } = way;
  const [freeze] = checkpointSteps(plan, from);
  const whole = takenBack(plan, way, false);
  const minimal = transfer.minimalBytes(wpar);
  const prepare = step(plan, {
    name: `Prepare ${to}`,
    on: to,
    command: mountCommand(plan),
    takes: 'arrivalMs',
    output: out(`Mounting the file systems of ${name}.`, 'Activating the resource class.'),
    needs: serverNeed(wpar),
    begins: [copy(name, to, { state: 'Transitional' })],
    checks: [{ kind: 'rules', rules: [...ARRIVAL_RULES, 'arrival-room'], from: to, to }],
    ends: [copy(name, to, { state: 'Loaded', mounted: true })],
  });
  const order = paging(plan, from, to);
  const crossing = [
    ...(freeze ? [{ ...freeze, carried: { order, until: null } }] : []),
    step(plan, {
      name: `Send what is needed to run, ${megabytes(minimal)}, and switch over to ${to}`,
      on: from,
      command: `movewpar ${name} ${to}`,
      takes: {
        ns: ns(transfer.minimalNs(wpar) + ms(times.takeOverMs) + ms(times.thawMs)),
        constants: [
          'streamBytesPerSecond',
          'minimalStateBytes',
          'minimalStatePercent',
          'takeOverMs',
          'thawMs',
        ],
      },
      output: out(
        `Sending ${megabytes(minimal)} of ${megabytes(wpar.stateBytes)}.`,
        `Restarting on ${to}.`,
        `${name} runs on ${to}; ${from} serves the rest of its memory.`,
      ),
      carried: { order: null, until: 'resumed' },
      begins: [
        copy(name, from, { alias: false }),
        copy(name, to, { state: 'Transitional', alias: wpar.address !== null, processes: 'frozen' }),
      ],
      ends: [
        copy(name, from, { state: 'Moving', processes: 'none' }),
        copy(name, to, { state: 'Active', processes: 'running' }),
        home(name, to),
      ],
    }),
  ];
  return [
    testStep(plan, way, 'asynchronous'),
    ...undoneBy([prepare], cleanArrival(plan, way)).map((each) => needing(each, from)),
    ...undoneBy(crossing, whole).map((each) => needing(needing(each, from), to)),
    drainStep(plan, way),
    departStep(plan, way),
  ];
}

/** Between the switch and this step's end a loss of the departure system is the end of the partition's programs. */
function drainStep(plan: Plan, { from, to }: Way): Step {
  const { wpar, transfer } = plan;
  const { name } = wpar;
  const lost = [
    { kind: 'ended' as const, wpar: name, how: 'crash' as const },
    copy(name, from, { state: 'Broken' }),
    copy(name, to, { state: 'Errored', processes: 'none', alias: false }),
  ];
  return step(plan, {
    name: 'Page in the rest',
    on: from,
    command: `serve pages of ${name} to ${to}`,
    takes: { ns: transfer.drainNs(wpar), constants: ['streamBytesPerSecond'] },
    output: out(`Sending ${megabytes(wpar.stateBytes - transfer.minimalBytes(wpar))}.`),
    needs: [{ kind: 'system', name: to }],
    carried: { order: null, until: 'ended' },
    onFailure: [
      step(plan, {
        name: 'Give it up',
        on: to,
        command: `lswpar ${name}`,
        takes: 'thawMs',
        begins: lost,
        otherwise: lost,
        onCancel: null,
      }),
    ],
    onCancel: null,
  });
}
