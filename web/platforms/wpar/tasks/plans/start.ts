/** Starting: no hardware to be tested, so it is short. A partition that was cut off is cleaned up first. */
import { copy, type Plan, serverNeed, step, undoneBy } from '../build.ts';
import { out, type Step } from '../task.ts';

const MOUNT_RULES = ['nfs-export-reachable', 'nfs-directory-missing', 'nfs-version-offered'];
const ADDRESS_RULES = ['ip-unique', 'same-subnet'];

/** Back to defined; broken when the mounts cannot be taken back. */
function backToDefined(plan: Plan, on: string): Step[] {
  const { name } = plan.wpar;
  const state = { processes: 'none', alias: false } as const;
  return [
    step(plan, {
      name: 'Take the start back',
      on,
      command: `umount ${plan.wpar.directory}`,
      takes: 'stopUnmountMs',
      needs: serverNeed(plan.wpar),
      begins: [copy(name, on, { ...state, state: 'Transitional' })],
      ends: [copy(name, on, { ...state, state: 'Defined', mounted: false })],
      otherwise: [copy(name, on, { ...state, state: 'Broken' })],
      onCancel: null,
    }),
  ];
}

/** From Defined up to the state in which the kernel is ready. */
export function loadSteps(plan: Plan, on: string): Step[] {
  const { wpar } = plan;
  const { name, life } = wpar;
  const cut = life.ended !== null && life.ended !== 'shutdown';
  const steps = [
    step(plan, {
      name: 'Export devices',
      on,
      command: `startwpar ${name}`,
      takes: 'devicesMs',
      output: out(`Starting ${name}.`, `Exporting the devices of ${name}.`),
      begins: [copy(name, on, { state: 'Transitional' })],
      checks: [{ kind: 'rules', rules: ['level-unsupported', 'wpar-limit'], from: null, to: on }],
    }),
    step(plan, {
      name: 'Mount file systems',
      on,
      command: mountCommand(plan),
      takes: 'startMountMs',
      output: out(`Mounting the file systems of ${name}.`),
      needs: serverNeed(wpar),
      checks: [{ kind: 'rules', rules: MOUNT_RULES, from: null, to: on }],
      ends: [copy(name, on, { mounted: true })],
    }),
    ...(cut
      ? [
          step(plan, {
            name: 'Remove what was left behind',
            on,
            command: `rm -f ${wpar.directory}/var/run/*.pid`,
            takes: 'leftoversMs',
            output: out(
              'Its programs had been ended from outside, and left files of running services behind.',
            ),
            needs: serverNeed(wpar),
          }),
        ]
      : []),
    step(plan, {
      name: 'Assign the address',
      on,
      command: wpar.address
        ? `ifconfig ${wpar.address.adapter} alias ${wpar.address.address}`
        : 'none: it has no address',
      takes: 'addressMs',
      checks: [{ kind: 'rules', rules: ADDRESS_RULES, from: null, to: on }],
      ends: [copy(name, on, { alias: wpar.address !== null })],
    }),
    step(plan, {
      name: 'Activate the resource class',
      on,
      command: `wlmcntrl -u # class ${name}`,
      takes: 'classMs',
      output: out(`The kernel is ready for ${name}.`),
      ends: [copy(name, on, { state: 'Loaded' })],
    }),
  ];
  return undoneBy(steps, backToDefined(plan, on));
}

/** From a ready kernel to running programs. The loaded state shows while init comes to be. */
export function initSteps(plan: Plan, on: string): Step[] {
  const { name } = plan.wpar;
  const steps = [
    step(plan, {
      name: 'Create init',
      on,
      command: `startsrc -s cor_${name}`,
      takes: 'initMs',
      output: out(`Starting the subsystem cor_${name}.`),
      needs: serverNeed(plan.wpar),
      begins: [copy(name, on, { state: 'Loaded', mounted: true, alias: plan.wpar.address !== null })],
    }),
    step(plan, {
      name: 'Verify the start',
      on,
      command: `lswpar ${name}`,
      takes: 'verifyMs',
      output: out(`${name} has started.`),
      begins: [copy(name, on, { state: 'Transitional' })],
      ends: [{ kind: 'started', wpar: name, system: on }],
    }),
  ];
  return undoneBy(steps, backToDefined(plan, on));
}

export const startSteps = (plan: Plan, on: string): Step[] => [
  ...loadSteps(plan, on),
  ...initSteps(plan, on),
];

export function maintenanceSteps(plan: Plan, on: string): Step[] {
  const steps = loadSteps(plan, on);
  const last = steps.at(-1);
  if (!last) return steps;
  const ends = [copy(plan.wpar.name, on, { state: 'Maintenance' })];
  return [...steps.slice(0, -1), { ...last, ends }];
}

export const mountCommand = ({ wpar: { storage, directory } }: Pick<Plan, 'wpar'>): string =>
  storage.kind === 'nfs'
    ? `mount -o bg,intr,vers=${storage.version} ${storage.server}:${storage.path} ${directory}`
    : `mount ${directory}`;
