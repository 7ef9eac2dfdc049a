/** What the machines at both ends can do: measured for the one era, typical of a server for the other. */
import type { Machine } from '../../model/migration.ts';
import { MACHINE_FIELDS, type MachineField } from '../../model/parameters/machine.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { Field } from './field.ts';
import { put } from './lens.ts';
import { fieldAt, type Place } from './places.ts';

/** The link has controls of its own, and compressors belong to the policy. */
const ELSEWHERE = ['linkBytesPerSecond', 'oneWayDelayNs'];
const OWN = MACHINE_FIELDS.filter(({ name }) => !name.includes('.') && !ELSEWHERE.includes(name));

const MACHINE: Place = {
  get: ({ machine }, name) => machine?.[name as keyof Machine],
  set(s, name, value) {
    const machine = put(s.machine ?? {}, name, value);
    return put(s, 'machine', Object.keys(machine).length > 0 ? machine : undefined);
  },
};

export const machineFields = ({ tuning: { era } }: Scenario): Field[] =>
  OWN.map((field) => ofMachine(field, field.defaults[era], field.certainty[era]));

function ofMachine(
  { name, label, about, unit, value, source }: MachineField,
  usual: number | boolean | undefined,
  certainty: MachineField['certainty']['qemu-10.2-kvm'],
): Field {
  const most = value.kind === 'number' ? value.max : 1;
  return fieldAt(
    MACHINE,
    { name, label, about, unit, value, source, certainty, default: usual ?? 0 },
    {
      id: `machine.${name}`,
      group: 'machine',
      ...(usual === undefined
        ? { absent: { label: 'as the policy says', otherwise: Math.min(40_000, most) } }
        : {}),
    },
  );
}
