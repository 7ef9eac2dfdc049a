/** What is wrong with the values of the machines at both ends. */
import { MACHINE_FIELDS } from '../model/parameters/machine.ts';
import { allowed, misfitOf } from '../model/parameters/values.ts';
import type { Diagnostic } from '../model/result.ts';
import type { Scenario } from '../model/scenario.ts';

export function machineFaults({ machine = {}, tuning: { era } }: Scenario): Diagnostic[] {
  return Object.entries(machine).flatMap(([name, value]): Diagnostic[] => {
    const where = `machine, ${name}`;
    const field = MACHINE_FIELDS.find((each) => each.name === name);
    if (!field)
      return [
        { where, what: `There is no value ${name}.`, fix: 'Leave it out; docs/parameters.md lists all.' },
      ];
    const misfit = misfitOf(field.value, value, era);
    if (!misfit) return [];
    return [
      {
        where,
        what: misfit.what,
        fix: `Give ${allowed(field.value, era)}${field.unit && ` (${field.unit})`}.`,
      },
    ];
  });
}
