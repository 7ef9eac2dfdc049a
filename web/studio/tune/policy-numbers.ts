/** The numbers of a policy as controls. */
import { POLICY_NUMBERS, type PolicyNumber } from '../../model/parameters/policy-numbers.ts';
import type { Scenario } from '../../model/scenario.ts';
import { MIB } from '../../model/units.ts';
import { bits } from '../format.ts';
import type { NumberField, Setting } from './field.ts';
import { at } from './lens.ts';
import { groundOf, isQemu, policyOf, presetOf, qemuNamed, restored, withPart } from './policy.ts';
import { needOf } from './policy-needs.ts';
import { none, ROWS, type Row } from './policy-rows.ts';

/** With QEMU there is always such a rule; with others it may be one of several, or none. */
export function allowedPause(scenario: Scenario): NumberField {
  const { special, ...field } = numberAt('stopRule.estimatedDowntimeMs', 'stopRule.estimatedDowntimeMs', {
    group: 'first',
    about: 'It switches over when what remains can be sent in this time.',
    qemu: 'downtime-limit',
    special: none(300, 'no such rule'),
  });
  const always = isQemu(scenario) && policyOf(scenario).stopRule.estimatedDowntimeMs !== null;
  return {
    ...field,
    ...(always || !special ? {} : { special }),
    id: 'downtime-limit',
    label: 'Allowed pause',
    slider: { min: 1, max: 10_000, scale: 'log' },
    hint: (s) =>
      policyOf(s).stopRule.estimatedDowntimeMs === null
        ? 'Other rules say when it switches over'
        : 'It switches over when the rest would cross in this time',
  };
}

export const RATE_LIMIT: NumberField = {
  ...numberAt('bandwidth.capBytesPerSecond', 'bandwidth.capBytesPerSecond', {
    group: 'first',
    about: 'Bytes per second that the copy may send while the partition runs.',
    qemu: 'max-bandwidth',
  }),
  id: 'max-bandwidth',
  slider: { min: MIB, max: 12_000 * MIB, scale: 'log' },
  special: { value: 0, label: 'no limit', otherwise: 16 * MIB },
  hint: (s) =>
    policyOf(s).bandwidth.capBytesPerSecond === 0
      ? s.link.bytesPerSecond > 0
        ? `The link is the only limit: ${bits(s.link.bytesPerSecond)}`
        : 'Copying is the only limit'
      : `It may use ${bits(policyOf(s).bandwidth.capBytesPerSecond)} of the link`,
};

function numberAt(
  path: string,
  pattern: string,
  { group, about, qemu, special, also, label }: Row,
): NumberField {
  const described = POLICY_NUMBERS[pattern] as PolicyNumber;
  const { zero } = described.value;
  const own =
    special ?? (zero ? { value: 0, label: zero, otherwise: Math.max(1, described.value.min) } : undefined);
  return {
    kind: 'number',
    id: path,
    group,
    label: label ?? described.label,
    unit: described.unit,
    value: described.value,
    about: (s) => qemuNamed(s, qemu)?.about ?? about,
    name: (s) => qemuNamed(s, qemu)?.name,
    get: (s) => (at(policyOf(s), path) ?? null) as Setting,
    set: (s, value) => withPart(s, path, value),
    reset: (s, original) => restored(s, original, [path]),
    usual: (s) => at(presetOf(s)?.policy, path) as Setting | undefined,
    ground: (s) => groundOf(s, path),
    needs: (s) => needOf(s, path),
    ...(own ? { special: own } : {}),
    ...(also ? { also } : {}),
  };
}

const partLabel = (scenario: Scenario, path: string): string => {
  const [list = '', place = ''] = path.split(/\.(?=\d)|(?<=\d)\./);
  const part = at(policyOf(scenario), `${list}.${place}`) as { label?: string; of?: string } | undefined;
  const timeouts = { completion: 'The whole move', progress: 'Without progress' } as const;
  return part?.label ?? timeouts[part?.of as keyof typeof timeouts] ?? '';
};

/** All numbers that its policy has, and those that others of its kind may have. */
export function policyNumbers(scenario: Scenario): NumberField[] {
  const policy = policyOf(scenario);
  return Object.entries(ROWS).flatMap(([pattern, entry]) => {
    if (!pattern.includes('*')) return [numberAt(pattern, pattern, entry)];
    const [list = '', key = ''] = pattern.split('.*.');
    return (at(policy, list) as object[]).flatMap((part, i) => {
      if (!Object.hasOwn(part, key)) return [];
      const path = `${list}.${i}.${key}`;
      const field = numberAt(path, pattern, entry);
      const label = partLabel(scenario, path);
      const short = field.label.toLowerCase();
      return [{ ...field, label: key === 'fixedMs' ? label : `${label}, ${short}` }];
    });
  });
}
