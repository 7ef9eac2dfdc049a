/** Static relocation: the programs do not survive it; the partition is defined anew on the arrival system. */
import { copy, drop, home, type Plan, serverNeed, step, undoneBy } from '../build.ts';
import { out, type Step } from '../task.ts';
import { startSteps } from './start.ts';
import { stopSteps } from './stop.ts';

export function staticSteps(plan: Plan, from: string, to: string, running: boolean): Step[] {
  const { wpar } = plan;
  const { name } = wpar;
  const stopped: Plan = running
    ? { ...plan, wpar: { ...wpar, life: { ...wpar.life, ended: 'shutdown' } } }
    : plan;
  const test = step(plan, {
    name: 'Compatibility tests',
    on: from,
    command: `compare ${from} ${to}`,
    takes: 'testsMs',
    output: out(`Comparing ${from} and ${to} for ${name}.`),
    checks: [{ kind: 'phase', phase: 'static', from, to, mode: 'synchronous' }],
  });
  const keep = [
    step(plan, {
      name: `Keep it on ${from}`,
      on: from,
      command: `mkwpar -f ${name}.spec`,
      takes: 'modifyMs',
      begins: [drop(name, to), home(name, from), copy(name, from, { state: 'Transitional' })],
      ends: [copy(name, from, { state: 'Defined' })],
      otherwise: [
        drop(name, to),
        home(name, from),
        copy(name, from, { state: 'Transitional' }),
        copy(name, from, { state: 'Defined' }),
      ],
      onCancel: null,
    }),
  ];
  const moving = [
    step(plan, {
      name: 'Save the specification',
      on: from,
      command: `mkwpar -e ${name} -o ${name}.spec -w`,
      takes: 'saveSpecMs',
      begins: [copy(name, from, { state: 'Transitional' })],
    }),
    step(plan, {
      name: `Remove the definition from ${from}`,
      on: from,
      command: `rmwpar -p ${name}`,
      takes: 'dropDefinitionMs',
      output: out('The files stay where they are.'),
      ends: [copy(name, to, { state: 'Transitional' }), home(name, to), drop(name, from)],
    }),
    step(plan, {
      name: `Create it on ${to}`,
      on: to,
      command: `mkwpar -p -f ${name}.spec`,
      takes: 'recreateMs',
      output: out(`${name} has been created on ${to}.`),
      needs: serverNeed(wpar),
      checks: [
        {
          kind: 'rules',
          rules: [
            'nfs-directory-missing',
            'nfs-export-reachable',
            'nfs-version-offered',
            'nfs-root-access',
            'app-binary-present',
          ],
          from: to,
          to,
        },
      ],
      ends: [copy(name, to, { state: 'Defined' })],
    }),
  ];
  return [
    test,
    ...(running ? stopSteps(plan, from, 'stop', true) : []),
    ...undoneBy(moving, keep),
    ...(running ? startSteps(stopped, to) : []),
  ];
}
