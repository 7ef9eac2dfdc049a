/** Checkpoints in place: pause, resume, save and go on, drop the image. */
import { copy, drop, type Plan, serverNeed, step } from '../build.ts';
import { toImage } from '../carry.ts';
import { out, type Step } from '../task.ts';

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e5) / 10} MB`;

/** From a checkpoint that fails, or that somebody cancels, it goes on where it was. */
export const thawSteps = (plan: Plan, on: string): Step[] => [
  step(plan, {
    name: `Let it run on ${on} again`,
    on,
    command: `resumewpar ${plan.wpar.name}`,
    takes: 'thawMs',
    output: out(`Resuming ${plan.wpar.name} on ${on}.`),
    ends: [
      copy(plan.wpar.name, on, { state: 'Active', processes: 'running' }),
      { kind: 'set', wpar: plan.wpar.name, set: { image: null } },
    ],
    onCancel: null,
  }),
];

/** Frozen, then stored; at the end it is paused. */
export function checkpointSteps(plan: Plan, on: string): Step[] {
  const { wpar, transfer } = plan;
  const { name } = wpar;
  const thaw = thawSteps(plan, on);
  const order = toImage(plan, on);
  return [
    step(plan, {
      name: 'Freeze processes',
      on,
      command: `chkptwpar -p -d ${imageOf(plan)} ${name}`,
      takes: { ns: transfer.quiesceNs(wpar), constants: ['quiesceMs', 'quiescePerThreadMs'] },
      output: out(`Checkpoint of ${name} started.`, `${wpar.threads} threads stand still.`),
      begins: [copy(name, on, { state: 'Frozen', processes: 'frozen' })],
      carried: order && { order, until: null },
      checks: [
        {
          kind: 'rules',
          rules: ['ckpt-flag-required', 'checkpoint-denied', 'mcr-fileset-present'],
          from: on,
          to: on,
        },
      ],
      onFailure: thaw,
      onCancel: thaw,
    }),
    step(plan, {
      name: `Save the state, ${megabytes(wpar.stateBytes)}`,
      on,
      command: `write ${imageOf(plan)}`,
      takes: { ns: transfer.writeNs(wpar), constants: ['imageWriteBytesPerSecond'] },
      output: out(`Saving ${megabytes(wpar.stateBytes)}.`, 'Checkpoint complete.'),
      needs: serverNeed(wpar),
      carried: order && { order: null, until: 'ended' },
      ends: [
        copy(name, on, { state: 'Paused' }),
        { kind: 'set', wpar: name, set: { image: { system: on, bytes: wpar.stateBytes } } },
      ],
      onFailure: thaw,
      onCancel: thaw,
    }),
  ];
}

/** Where the image lies: typical. */
const imageOf = ({ wpar: { storage, directory, name } }: Plan): string =>
  storage.kind === 'nfs'
    ? `${storage.server}:${storage.path}/.checkpoint`
    : `${directory}/.checkpoint.${name}`;

const pauseTest = (plan: Plan, on: string): Step =>
  step(plan, {
    name: 'Look whether it can be paused',
    on,
    command: `lswpar -G ${plan.wpar.name}`,
    takes: 'testsMs',
    checks: [{ kind: 'phase', phase: 'pause', from: on, to: on, mode: 'synchronous' }],
  });

export const pauseSteps = (plan: Plan, on: string): Step[] => [
  pauseTest(plan, on),
  ...checkpointSteps(plan, on),
];

export function saveSteps(plan: Plan, on: string): Step[] {
  const steps = pauseSteps(plan, on);
  const last = steps.at(-1);
  if (!last) return steps;
  // It is not to be paused: the image is written, and it goes on from Frozen.
  const ends = [copy(plan.wpar.name, on, { state: 'Active', processes: 'running' })];
  return [...steps.slice(0, -1), { ...last, ends }];
}

export const resumeSteps = (plan: Plan, on: string): Step[] => [
  step(plan, {
    name: 'Resume processes',
    on,
    command: `resumewpar ${plan.wpar.name}`,
    takes: 'resumeMs',
    output: out(`Resuming ${plan.wpar.name}.`),
    needs: serverNeed(plan.wpar),
    begins: [copy(plan.wpar.name, on, { state: 'Transitional' })],
    ends: [
      copy(plan.wpar.name, on, { state: 'Active', processes: 'running' }),
      { kind: 'set', wpar: plan.wpar.name, set: { image: null } },
    ],
    onFailure: [
      step(plan, {
        name: 'Keep it paused',
        on,
        command: `lswpar ${plan.wpar.name}`,
        takes: 'thawMs',
        begins: [copy(plan.wpar.name, on, { state: 'Paused' })],
        onCancel: null,
      }),
    ],
    onCancel: null,
  }),
];

export function killSteps(plan: Plan, on: string): Step[] {
  const { wpar } = plan;
  const { name } = wpar;
  const state = { processes: 'none', alias: false, mounted: false } as const;
  return [
    step(plan, {
      name: 'Kill the image',
      on,
      command: `killwpar ${name}`,
      takes: 'killMs',
      output: out(`Killing the processes of ${name} and its image.`),
      begins: [copy(name, on, { state: 'Transitional' })],
      checks: [{ kind: 'ends', on, limitMs: plan.times.killMs }],
      ends: [
        { kind: 'ended', wpar: name, how: 'kill' },
        { kind: 'set', wpar: name, set: { image: null } },
        wpar.kind === 'application' ? drop(name, on) : copy(name, on, { ...state, state: 'Defined' }),
      ],
      onFailure: [
        step(plan, {
          name: 'Mark it as broken',
          on,
          command: `lswpar -s B ${name}`,
          takes: 'thawMs',
          begins: [copy(name, on, { state: 'Broken', processes: 'none', alias: false })],
          otherwise: [copy(name, on, { state: 'Broken', processes: 'none', alias: false })],
          onCancel: null,
        }),
      ],
      onCancel: null,
    }),
  ];
}
